package io.votehub.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.votehub.json.Json;
import io.votehub.proof.Hash;
import io.votehub.proof.UnreadableProofException;
import io.votehub.proof.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What all verifiers agree on; the page's is held to it by {@code proof.test.mjs}. */
class ConformanceVectorsTest {
  private static List<Map<String, Object>> vectors(String name) throws Exception {
    String text = Files.readString(ConformanceVectors.FOLDER.resolve(name));
    return ((List<?>) Json.read(text))
        .stream().map(each -> ConformanceVectors.json(Json.write(each))).toList();
  }

  private static Optional<VerifierKey> key(Map<String, Object> vector) {
    return VerifierKey.parse((String) vector.get("key"));
  }

  private static int ends(byte[] zip, Optional<VerifierKey> key) {
    try {
      return new ArchiveVerifier(key).verify(zip).hold() ? 0 : 1;
    } catch (UnreadableProofException fault) {
      return 2;
    }
  }

  private static byte[] zip(Map<String, Object> vector) {
    return Base64.getDecoder().decode((String) vector.get("zip"));
  }

  @Test
  void theVectorsAreThoseThatTheHubMakes() throws IOException {
    for (Map.Entry<String, String> file : ConformanceVectors.files().entrySet()) {
      assertThat(ConformanceVectors.FOLDER.resolve(file.getKey()))
          .as(ConformanceVectors.HOW)
          .hasContent(file.getValue());
    }
  }

  @Test
  void archivesEndAsTheyShould() throws Exception {
    for (Map<String, Object> vector : vectors("archives.json")) {
      assertThat(ends(zip(vector), key(vector)))
          .as("%s", vector.get("name"))
          .isEqualTo(vector.get("ends"));
    }
  }

  @Test
  void proofsOfBallotsHoldOrDoNot() throws Exception {
    for (Map<String, Object> vector : vectors("notes.json")) {
      if (vector.containsKey("proof")) {
        byte[] tag = Hash.ofBase64Url((String) vector.get("tag")).orElseThrow().bytes();
        Findings findings =
            new ArchiveVerifier(key(vector))
                .verifyProof((String) vector.get("proof"), tag, Optional.empty());
        assertThat(findings.hold())
            .as("%s: %s", vector.get("name"), findings.list())
            .isEqualTo(vector.get("holds"));
      }
    }
  }

  @Test
  void everyChangedByteOfASmallArchiveIsFound() throws Exception {
    byte[] whole = zip(vectors("archives.json").get(0));
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= (byte) (1 << i % 8);
      assertThat(ends(changed, Optional.empty())).as("byte %s", i).isNotZero();
    }
  }

  @Test
  void aChangedBitOfAFileIsFoundInAnArchiveThatWasMendedAroundIt() throws Exception {
    Random random = new Random(7);
    for (Map<String, Object> vector : vectors("archives.json")) {
      if (!vector.get("ends").equals(0)) {
        continue;
      }
      byte[] whole = zip(vector);
      for (Map.Entry<String, byte[]> file : ArchiveBytes.files(whole).entrySet()) {
        for (int i = 0; i < 10 && file.getValue().length > 0; i++) {
          byte[] content = file.getValue().clone();
          content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
          byte[] mended = ArchiveBytes.with(whole, file.getKey(), content);
          assertThat(ends(mended, Optional.empty()))
              .as("%s: %s", vector.get("name"), file.getKey())
              .isNotZero();
        }
      }
    }
  }

  @Test
  void aLargeArchiveIsVerifiedAndADroppedBallotIsFound() {
    SampleBallots sample =
        SampleBallots.sample("ranked", Map.of("count", "stv", "seats", 3), 8, 20_000, false, true);
    SampleSeal seal = SampleSeal.of(sample);

    assertThat(ends(seal.archive(SampleSeal.KEY), key())).isZero();
    assertThat(
            ends(
                seal.withBallots(sample.lines().subList(1, sample.lines().size()))
                    .archive(SampleSeal.KEY),
                key()))
        .isOne();
  }

  private static Optional<VerifierKey> key() {
    return Optional.of(SampleSeal.KEY.verifier());
  }

  /** Written from the format alone, in another language. */
  @Test
  void theVerifierInPythonPassesItsTestsOnTheSameVectors() throws Exception {
    assumeTrue(hasPython(), "There is no python3 here");

    Process run =
        new ProcessBuilder("python3", "-B", "conformance/test_vectors.py")
            .redirectErrorStream(true)
            .start();
    String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(run.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(run.exitValue()).as(said).isZero();
    assertThat(said).contains("OK");
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", "import sys; assert sys.version_info >= (3, 9)")
              .redirectErrorStream(true)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
