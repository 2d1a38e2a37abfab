package io.votehub.verify;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.poll.Mark;
import io.votehub.proof.CanonicalJson;
import io.votehub.proof.MerkleTree;
import io.votehub.proof.TagHash;
import io.votehub.proof.TagList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Writes {@code conformance/vectors}: what every verifier must agree on. Run it in the project's
 * folder after a change of the format or of a count.
 */
final class ConformanceVectors {
  static final Path FOLDER = Path.of("conformance", "vectors");
  static final String HOW =
      "Made by the main method of io.votehub.verify.ConformanceVectors: run it in the project's"
          + " folder";

  private ConformanceVectors() {}

  public static void main(String[] args) throws IOException {
    Files.createDirectories(FOLDER);
    for (Map.Entry<String, String> file : files().entrySet()) {
      Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
    }
  }

  /** The content of every file by its name: a JSON array with a line for each vector. */
  static Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    files.put("results.json", text(results()));
    files.put("tags.json", text(tags()));
    files.put("trees.json", text(trees()));
    files.put("notes.json", text(notes()));
    files.put("archives.json", text(archives()));
    return files;
  }

  static Map<String, Object> json(String text) {
    try {
      return Json.readObject(text);
    } catch (BadJsonException impossible) {
      throw new IllegalArgumentException(text, impossible);
    }
  }

  private static String text(List<Map<String, Object>> vectors) {
    List<String> lines = vectors.stream().map(CanonicalJson::write).toList();
    return "[\n" + String.join(",\n", lines) + "\n]\n";
  }

  /** Ballots as a seal has them, and the result that counting them gives. */
  private static List<Map<String, Object>> results() {
    List<Map<String, Object>> vectors = new ArrayList<>();
    for (SampleBallots sample : SampleBallots.all()) {
      Map<String, Object> manifest = json(SampleSeal.of(sample).manifest());
      Map<String, Object> vector = new LinkedHashMap<>();
      vector.put("name", sample.name());
      for (String member : List.of("method", "options", "settings", "result", "ballotsRoot")) {
        vector.put(member, manifest.get(member));
      }
      vector.put("lines", sample.lines());
      vectors.add(vector);
    }
    return vectors;
  }

  private static List<Map<String, Object>> tags() {
    List<Map<String, Object>> vectors = new ArrayList<>();
    for (int voter = 0; voter < 6; voter++) {
      Optional<Mark> mark = voter % 3 == 2 ? Optional.empty() : Optional.of(SampleSeal.mark(voter));
      vectors.add(
          Map.of(
              "poll", "p1",
              "mark", mark.map(Mark::text).orElse(""),
              "receipt", SampleSeal.receipt(voter),
              "tag", TagHash.text(SampleSeal.tag(voter))));
    }
    return vectors;
  }

  /** Trees whose leaf number i is the decimal i as text, with some inclusion proofs. */
  private static List<Map<String, Object>> trees() {
    List<Map<String, Object>> vectors = new ArrayList<>();
    for (int size : List.of(0, 1, 2, 3, 4, 5, 7, 8, 127, 128, 129, 100_000)) {
      MerkleTree.Builder builder = MerkleTree.builder(size);
      for (int i = 0; i < size; i++) {
        builder.add(Integer.toString(i).getBytes(StandardCharsets.US_ASCII));
      }
      MerkleTree tree = builder.build();
      List<Map<String, Object>> proofs =
          IntStream.of(0, 1, 2, size / 2, size - 2, size - 1)
              .distinct()
              .filter(index -> index >= 0 && index < size)
              .sorted()
              .mapToObj(index -> proof(tree, index))
              .toList();
      vectors.add(Map.of("size", size, "root", tree.root().base64(), "proofs", proofs));
    }
    return vectors;
  }

  private static Map<String, Object> proof(MerkleTree tree, int index) {
    return Map.of(
        "index", index, "path", tree.inclusion(index).stream().map(each -> each.base64()).toList());
  }

  /** Checkpoints and proofs of ballots, with whether the key has signed them. */
  private static List<Map<String, Object>> notes() {
    SampleSeal seal =
        SampleSeal.withoutBallots(SampleBallots.sample("single", Map.of(), 3, 7, false, false));
    String signed = seal.checkpoint(SampleSeal.KEY).note();
    List<Map<String, Object>> vectors = new ArrayList<>();
    vectors.add(note("signed", signed, true));
    vectors.add(note("another size", signed.replace("\n8\n", "\n9\n"), false));
    vectors.add(note("another poll", signed.replace("/polls/p1", "/polls/p2"), false));
    vectors.add(note("another key", seal.checkpoint(SampleSeal.OTHER).note(), false));
    for (int voter = 0; voter < 7; voter++) {
      vectors.add(
          Map.of(
              "name", "the proof of voter " + voter,
              "key", SampleSeal.KEY.verifier().text(),
              "proof", seal.proof(voter),
              "tag", TagHash.text(SampleSeal.tag(voter)),
              "holds", true));
      vectors.add(
          Map.of(
              "name", "the proof of voter " + voter + " for another",
              "key", SampleSeal.KEY.verifier().text(),
              "proof", seal.proof(voter),
              "tag", TagHash.text(SampleSeal.tag((voter + 1) % 7)),
              "holds", false));
    }
    return vectors;
  }

  private static Map<String, Object> note(String name, String note, boolean holds) {
    return Map.of(
        "name", name, "key", SampleSeal.KEY.verifier().text(), "checkpoint", note, "holds", holds);
  }

  /** Archives, and how a verifier ends: 0 true, 1 false, 2 unreadable. */
  private static List<Map<String, Object>> archives() {
    List<Map<String, Object>> vectors = new ArrayList<>();
    for (SampleBallots sample : SampleBallots.all()) {
      if (sample.lines().size() <= 3) {
        vectors.add(archive(sample.name(), SampleSeal.of(sample).archive(SampleSeal.KEY), 0));
      }
    }
    SampleBallots sample = SampleBallots.sample("single", Map.of(), 3, 7, false, false);
    SampleSeal seal = SampleSeal.of(sample);
    vectors.add(
        archive("receipts alone", SampleSeal.withoutBallots(sample).archive(SampleSeal.KEY), 0));
    vectors.add(
        archive(
            "a ballot is dropped",
            seal.withBallots(sample.lines().subList(1, 7)).archive(SampleSeal.KEY),
            1));
    vectors.add(
        archive("a tag is dropped", seal.withTags(SampleSeal.tags(6)).archive(SampleSeal.KEY), 1));
    vectors.add(archive("a tag is there twice", doubled(seal), 1));
    vectors.add(
        archive(
            "the checkpoint is another seal's",
            seal.archive(
                SampleSeal.withoutBallots(sample).checkpoint(SampleSeal.KEY).note(),
                SampleSeal.KEY),
            1));
    vectors.add(archive("signed by another key", seal.archive(SampleSeal.OTHER), 1));
    vectors.add(
        archive(
            "the key is another one",
            seal.archive(seal.checkpoint(SampleSeal.KEY).note(), SampleSeal.OTHER),
            1));
    Map<String, Object> result = new LinkedHashMap<>(sample.result());
    result.put("winners", List.of("c", "a"));
    vectors.add(
        archive(
            "the result is not that of the ballots",
            SampleSeal.of(sample, result).archive(SampleSeal.KEY),
            1));
    vectors.add(
        archive(
            "a manifest that is not canonical",
            seal.withManifest(" " + seal.manifest()).archive(SampleSeal.KEY),
            1));
    byte[] whole = seal.archive(SampleSeal.KEY);
    byte[] shorter = new byte[whole.length - 1];
    System.arraycopy(whole, 0, shorter, 0, shorter.length);
    vectors.add(archive("a byte is missing at the end", shorter, 2));
    vectors.add(archive("nothing at all", new byte[0], 2));
    vectors.add(archive("text", "proof".getBytes(StandardCharsets.US_ASCII), 2));
    return vectors;
  }

  /** Writes the last tag over the one before it, in an archive that has its one form. */
  private static byte[] doubled(SampleSeal seal) {
    TagList six = SampleSeal.tags(6);
    byte[] lines = six.lines(0, 6);
    byte[] last = six.lines(5, 6);
    byte[] all = new byte[lines.length + last.length];
    System.arraycopy(lines, 0, all, 0, lines.length);
    System.arraycopy(last, 0, all, lines.length, last.length);
    return ArchiveBytes.with(seal.archive(SampleSeal.KEY), "tags.txt", all);
  }

  private static Map<String, Object> archive(String name, byte[] zip, int ends) {
    return Map.of(
        "name",
        name,
        "key",
        SampleSeal.KEY.verifier().text(),
        "zip",
        Base64.getEncoder().encodeToString(zip),
        "ends",
        ends);
  }
}
