package io.votehub.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.poll.Code;
import io.votehub.poll.Refusal;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {
  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final HubKey KEY = HubKey.of("0123456789abcdef0123456789abcdef");
  private final Vertx vertx = Vertx.vertx();
  private final Tokens tokens = new Tokens(vertx, KEY);

  @AfterEach
  void close() {
    vertx.close();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(5, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("No answer", late);
    }
  }

  @Test
  void aTokenSaysWhoItsBearerIs() {
    assertThat(await(tokens.verify(tokens.presenter("ABC234"))))
        .isEqualTo(Identity.presenter("ABC234"));
    assertThat(await(tokens.verify(tokens.voter("ABC234", "v1"))))
        .isEqualTo(Identity.voter("ABC234", "v1"));
  }

  @Test
  void anotherInstanceWithTheSameKeyReadsItAndOneWithAnotherDoesNot() {
    String token = tokens.voter("ABC234", "v1");

    Tokens same = new Tokens(vertx, HubKey.of("0123456789abcdef0123456789abcdef"));
    assertThat(await(same.verify(token)).voter()).isEqualTo("v1");
    Tokens other = new Tokens(vertx, HubKey.of("0123456789abcdef0123456789abcdeX"));
    assertThatThrownBy(() -> await(other.verify(token)))
        .isInstanceOfSatisfying(
            Refusal.class, why -> assertThat(why.code()).isEqualTo(Code.BAD_TOKEN));
  }

  @Test
  void aTokenHoldsNoTimeSoThatTheClocksOfInstancesNeedNotAgree() {
    String payload = tokens.voter("ABC234", "v1").split("\\.", -1)[1];

    assertThat(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8))
        .contains("\"sub\":\"v1\"")
        .doesNotContain("iat", "nbf", "exp");
  }

  @Test
  void everyOtherTextIsABadToken() {
    String token = tokens.presenter("ABC234");
    String changed = token.substring(0, token.length() - 2) + "AA";
    for (String bad : new String[] {null, "", "x", "a.b.c", "...", changed, token + " ", "é.é.é"}) {
      assertThatThrownBy(() -> await(tokens.verify(bad))).isInstanceOf(Refusal.class);
    }
  }

  @Test
  void aKeyThatIsTooShortIsRefused() {
    assertThatThrownBy(() -> HubKey.of("short"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 bytes")
        .hasMessageNotContaining("short");
  }

  @Test
  void aKeyIsMadeOnceForItsOwnerAlone(@TempDir Path folder) throws IOException {
    Path data = folder.resolve("new");
    String receipt = new ReceiptSigner(HubKey.inFolder(data)).sign("p", 1, "v");

    assertThat(new ReceiptSigner(HubKey.inFolder(data)).sign("p", 1, "v")).isEqualTo(receipt);
    assertThat(Files.getPosixFilePermissions(data.resolve(HubKey.FILE)))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    try (var files = Files.list(data)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aKeyThatCannotBeReadOrMadeIsSaidClearly(@TempDir Path folder) throws IOException {
    Path file = folder.resolve(HubKey.FILE);
    Files.writeString(file, "junk");
    assertThatThrownBy(() -> HubKey.inFolder(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("64 hexadecimal digits");
    assertThatThrownBy(() -> HubKey.inFolder(file.resolve("below")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot write the hub's key");
  }

  @Test
  void aReceiptIsTheSameForTheSameVoteAndOtherForAnyOther() {
    ReceiptSigner signer = new ReceiptSigner(KEY);
    Set<String> receipts = new HashSet<>();
    for (String poll : new String[] {"p", "q"}) {
      for (long rev = 1; rev <= 20; rev++) {
        for (String voter : new String[] {"v", "w"}) {
          receipts.add(signer.sign(poll, rev, voter));
          receipts.add(new ReceiptSigner(KEY).sign(poll, rev, voter));
        }
      }
    }
    assertThat(receipts).hasSize(80).allMatch(text -> text.matches("[0-9A-HJKMNP-TV-Z]{16}"));
  }

  @Test
  void idsNeedNoEscaping() {
    assertThat(Ids.random()).matches("[A-Za-z0-9_-]{16}").isNotEqualTo(Ids.random());
  }

  @Test
  void aReceiptIsTheBeginningOfTheHmacThatJavaComputes() throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY.derive("votehub receipt"), "HmacSHA256"));
    ReceiptSigner signer = new ReceiptSigner(KEY);
    for (long rev = 0; rev < 100; rev++) {
      byte[] sum = mac.doFinal(("poll\n" + rev + "\nvoter").getBytes(StandardCharsets.UTF_8));
      String digits = new BigInteger(1, Arrays.copyOf(sum, 10)).toString(32);
      String expected =
          "0"
              .repeat(16 - digits.length())
              .concat(digits)
              .chars()
              .mapToObj(digit -> CROCKFORD.substring(value(digit), value(digit) + 1))
              .collect(Collectors.joining());

      assertThat(signer.sign("poll", rev, "voter")).isEqualTo(expected);
    }
  }

  private static int value(int digit) {
    return Character.digit(digit, 32);
  }
}
