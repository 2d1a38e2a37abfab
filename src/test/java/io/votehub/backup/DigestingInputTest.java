package io.votehub.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DigestingInputTest {
  private final DigestingInput input =
      new DigestingInput(new ByteArrayInputStream("one part, last".getBytes(UTF_8)));

  @Test
  void theDigestIsThatOfAllBytesBeforeTheNewestPart() throws IOException {
    input.beginPart();
    input.readNBytes(4);
    input.beginPart();
    assertThat(input.read()).isEqualTo('p');
    input.readNBytes(5);
    input.beginPart();
    input.readAllBytes();

    byte[] expected = BackupFormat.digest().digest("one part, ".getBytes(UTF_8));
    assertThat(input.digestBeforeLastPart()).isEqualTo(expected);
    assertThat(input.count()).isEqualTo(14);
  }

  @Test
  void theEndIsNotCounted() throws IOException {
    input.readAllBytes();

    assertThat(input.read()).isEqualTo(-1);
    assertThat(input.count()).isEqualTo(14);
    assertThat(input.digestBeforeLastPart()).isEmpty();
  }
}
