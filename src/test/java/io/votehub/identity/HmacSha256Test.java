package io.votehub.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HmacSha256Test {
  /** Test case 2 of RFC 4231. */
  @Test
  void itIsTheHmacOfTheStandardHoweverOftenItIsUsed() {
    HmacSha256 hmac = new HmacSha256("Jefe".getBytes(UTF_8));

    for (int i = 0; i < 2; i++) {
      assertThat(hmac.hex("what do ya want for nothing?"))
          .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
      assertThat(hmac.of("")).hasSize(32);
    }
  }
}
