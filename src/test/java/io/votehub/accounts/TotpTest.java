package io.votehub.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the vectors of RFC 6238, appendix B, of which six digits are the last six of eight. */
class TotpTest {
  private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
  private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void codesAreThoseOfTheStandard(long seconds, String eight) {
    assertThat(Totp.code(KEY, seconds / 30)).isEqualTo(eight.substring(2));
    assertThat(Totp.step(SECRET, eight.substring(2), seconds * 1000)).hasValue(seconds / 30);
  }

  @Test
  void theCodeOfThisStepOrTheOneBeforeIsAccepted() {
    String code = Totp.code(KEY, 100);

    assertThat(Totp.step(SECRET, code, 100 * Totp.STEP_MS)).hasValue(100);
    assertThat(Totp.step(SECRET, code, 102 * Totp.STEP_MS - 1)).hasValue(100);
    assertThat(Totp.step(SECRET, code, 102 * Totp.STEP_MS)).isEmpty();
    assertThat(Totp.step(SECRET, code, 100 * Totp.STEP_MS - 1)).isEmpty();
  }

  @Test
  void secretsAreBase32() {
    assertThat(Totp.base32(KEY)).isEqualTo(SECRET);
    assertThat(Totp.fromBase32(SECRET)).isEqualTo(KEY);
    assertThat(Totp.newSecret()).matches("[A-Z2-7]{32}");
    assertThat(Totp.uri(SECRET, "Votehub", "a+b@x.org"))
        .isEqualTo("otpauth://totp/Votehub:a%2Bb%40x.org?secret=" + SECRET + "&issuer=Votehub");
  }
}
