package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code votehub verify}, which needs no hub. */
class VerifyCommandTest {
  private static final Path VECTORS = Path.of("conformance", "vectors");

  @TempDir private Path folder;
  private Path key;
  private final StringWriter said = new StringWriter();

  private static Map<?, ?> vector(String file, String name) throws Exception {
    for (Object each : (List<?>) Json.read(Files.readString(VECTORS.resolve(file)))) {
      if (((Map<?, ?>) each).get("name").equals(name)) {
        return (Map<?, ?>) each;
      }
    }
    throw new IllegalArgumentException(name);
  }

  @BeforeEach
  void writeKey() throws Exception {
    key = Files.writeString(folder.resolve("key.txt"), keyText() + "\n");
  }

  private static String keyText() throws Exception {
    return (String) vector("archives.json", "receipts alone").get("key");
  }

  private Path archive(String name) throws Exception {
    byte[] zip = Base64.getDecoder().decode((String) vector("archives.json", name).get("zip"));
    return Files.write(folder.resolve("proof.zip"), zip);
  }

  private int run(Object... arguments) {
    said.getBuffer().setLength(0);
    CommandLine line = new CommandLine(new VerifyCommand());
    line.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    return line.execute(texts);
  }

  @Test
  void anArchiveThatHoldsEndsWith0AndSaysWhatWasNotChecked() throws Exception {
    assertThat(run(archive("receipts alone"))).isZero();
    assertThat(said.toString()).contains("no key was given", "nothing was counted anew", "TRUE");
    assertThat(run(archive("receipts alone"), "--key", key)).isZero();
    assertThat(said.toString()).contains("signed by the key you trust");
  }

  @Test
  void whatDoesNotHoldEndsWith1AndSaysWhy() throws Exception {
    assertThat(run(archive("a ballot is dropped"), "--key", key)).isOne();
    assertThat(said.toString()).contains("there are 6 ballots, not 7", "FALSE");
    assertThat(run(archive("signed by another key"), "--key", key)).isOne();
    assertThat(said.toString()).contains("another key than the one you trust");
    assertThat(run(archive("the result is not that of the ballots"))).isOne();
    assertThat(said.toString()).contains("winners differs");
  }

  @Test
  void whatCannotBeReadEndsWith2() throws Exception {
    assertThat(run(archive("text"))).isEqualTo(2);
    assertThat(said.toString()).contains("unreadable");
    assertThat(run(folder.resolve("nothing"))).isEqualTo(2);
    assertThat(run(archive("receipts alone"), "--key", folder.resolve("proof.zip"))).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
  }

  @Test
  void aBallotIsFoundByItsTagOrByMarkAndReceipt() throws Exception {
    Map<?, ?> proved = vector("notes.json", "the proof of voter 0");
    Path proof = write("proof.txt", (String) proved.get("proof"));
    List<?> tags = (List<?>) Json.read(Files.readString(VECTORS.resolve("tags.json")));
    Map<?, ?> first = (Map<?, ?>) tags.get(0);
    Object second = ((Map<?, ?>) tags.get(1)).get("tag");

    assertThat(run("--proof", proof, "--tag", proved.get("tag"), "--key", key)).isZero();
    assertThat(
            run("--proof", proof, "--mark=" + first.get("mark"), "--receipt", first.get("receipt")))
        .isZero();
    assertThat(run("--proof", proof, "--tag=" + second)).isOne();
    assertThat(said.toString()).contains("not in the sealed result");
    assertThat(run(archive("receipts alone"), "--proof", proof, "--tag", proved.get("tag")))
        .isZero();
    assertThat(said.toString()).contains("the proof belongs to the archive");
    assertThat(run(archive("signed by another key"), "--proof", proof, "--tag=" + second)).isOne();
    assertThat(said.toString()).contains("another seal than the archive");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
