package io.votehub.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class ProofArchiveTest {
  private static ProofArchive archive(Optional<List<String>> ballots) {
    byte[] tags = new byte[3 * Hash.BYTES];
    tags[0] = 2;
    tags[Hash.BYTES] = 1;
    return new ProofArchive("{\"q\":\"ä\"}", TagList.sorted(tags), "note\n", "key", ballots);
  }

  @Test
  void anArchiveIsReadBackAsItWas() {
    for (Optional<List<String>> ballots :
        List.of(
            Optional.<List<String>>empty(),
            Optional.of(List.<String>of()),
            Optional.of(List.of("{\"choice\":\"a\"}", "{\"choice\":\"ü\"}")))) {
      ProofArchive read = ProofArchive.read(archive(ballots).bytes());

      assertThat(read.manifest()).isEqualTo("{\"q\":\"ä\"}");
      assertThat(read.tags().size()).isEqualTo(3);
      assertThat(read.tags().isStrictlyAscending()).isTrue();
      assertThat(read.checkpoint()).isEqualTo("note\n");
      assertThat(read.key()).isEqualTo("key");
      assertThat(read.ballots()).isEqualTo(ballots);
    }
  }

  @Test
  void anotherProgramReadsTheFilesToo() throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(archive(Optional.of(List.of("{}"))).bytes()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
        assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
        assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8)).isNotEmpty();
      }
    }

    assertThat(names).isEqualTo(ProofArchive.NAMES);
  }

  @Test
  void everyByteThatIsNoContentIsFoundWhenItWasChanged() {
    byte[] whole = archive(Optional.of(List.of("{}"))).bytes();

    for (int i = 0; i < whole.length; i++) {
      for (int bit = 1; bit < 256; bit <<= 1) {
        byte[] changed = whole.clone();
        changed[i] ^= (byte) bit;
        assertThatThrownBy(() -> ProofArchive.read(changed))
            .isInstanceOf(UnreadableProofException.class);
      }
    }
    for (int length = 0; length < whole.length; length++) {
      byte[] shorter = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> ProofArchive.read(shorter))
          .isInstanceOf(UnreadableProofException.class);
    }
    assertThatThrownBy(() -> ProofArchive.read(Arrays.copyOf(whole, whole.length + 1)))
        .isInstanceOf(UnreadableProofException.class);
  }

  @Test
  void theLengthOfAnArchiveIsKnownBeforeItIsWritten() {
    ProofArchive archive = archive(Optional.empty());
    List<ZipForm.Entry> entries =
        List.of(
            ZipForm.Entry.of("manifest.json", archive.manifest().getBytes(StandardCharsets.UTF_8)),
            ZipForm.Entry.of("tags.txt", archive.tags().lines(0, 3)),
            ZipForm.Entry.of("checkpoint.txt", "note\n".getBytes(StandardCharsets.UTF_8)),
            ZipForm.Entry.of("key.txt", "key\n".getBytes(StandardCharsets.UTF_8)));

    assertThat(ZipForm.length(entries)).isEqualTo(archive.bytes().length);
  }

  @Test
  void theLineOfABallotIsCanonicalAndHasAWeightOtherThanOne() {
    assertThat(BallotLine.of("{\"scores\":{\"b\":1,\"a\":2}}", 1))
        .isEqualTo("{\"scores\":{\"a\":2,\"b\":1}}");
    assertThat(BallotLine.of("{\"choice\":\"a\"}", 3))
        .isEqualTo("{\"ballot\":{\"choice\":\"a\"},\"weight\":3}");
  }
}
