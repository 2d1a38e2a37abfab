package io.votehub.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.json.Json;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.RoomKey;
import io.votehub.poll.RoomRole;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final Room ROOM = new Room("ABC234", "", 5, Optional.of("room-1"), 2);

  /** A room as stored before rooms had ids. */
  private static final Room OLD_ROOM = new Room("ABC234", "", 5);

  private final Vertx vertx = Vertx.vertx();
  private final Tokens tokens = new Tokens(vertx, KEY);

  @AfterEach
  void close() {
    vertx.close();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("No answer", late);
    }
  }

  @Test
  void aTokenIdentifiesItsBearer() {
    assertThat(await(tokens.verify(tokens.owner(ROOM)))).isEqualTo(Identity.owner(ROOM));
    assertThat(await(tokens.verify(tokens.voter(ROOM, "v1"))))
        .isEqualTo(Identity.voter(ROOM, "v1"));
  }

  @Test
  void aTokenIsValidOnInstancesWithTheSameKeyOnly() {
    String token = tokens.voter(ROOM, "v1");

    Tokens same = new Tokens(vertx, HubKey.of("0123456789abcdef0123456789abcdef"));
    assertThat(await(same.verify(token)).voter()).isEqualTo("v1");
    Tokens other = new Tokens(vertx, HubKey.of("0123456789abcdef0123456789abcdeX"));
    assertThatThrownBy(() -> await(other.verify(token)))
        .isInstanceOfSatisfying(
            Refusal.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.BAD_TOKEN));
  }

  @Test
  void aTokenIsValidWhateverTheClocksOfInstancesShow() {
    String payload = tokens.voter(ROOM, "v1").split("\\.", -1)[1];

    assertThat(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8))
        .contains("\"sub\":\"v1\"")
        .doesNotContain("iat", "nbf", "exp");
  }

  @Test
  void aTokenIsInvalidInALaterRoomWithTheSameCode() {
    Room successor = new Room("ABC234", "", 6, Optional.of("room-2"), 0);
    for (String token : new String[] {tokens.owner(ROOM), tokens.voter(ROOM, "v1")}) {
      Identity known = await(tokens.verify(token));

      assertThat(known.isOf(ROOM)).isTrue();
      assertThat(known.isOf(successor)).isFalse();
      assertThat(known.isOf(OLD_ROOM)).isFalse();
    }
  }

  @Test
  void aTokenOfARoomWithoutAnIdIsValidInThatRoomOnly() {
    Map<String, Object> claims = Map.of("role", "presenter", "room", "ABC234");
    Identity known = await(tokens.verify(signed(Map.of("alg", "HS256", "typ", "JWT"), claims)));

    assertThat(known.seesHidden()).isTrue();
    assertThat(known.isOf(OLD_ROOM)).isTrue();
    assertThat(known.isRevokedIn(OLD_ROOM)).isFalse();
    assertThat(known.isRevokedIn(OLD_ROOM.withTokenVersion(1))).isTrue();
    assertThat(known.isOf(ROOM)).isFalse();
  }

  @Test
  void aPresentersTokenIsInvalidOnceTheKeyWasReplaced() {
    Identity presenter = await(tokens.verify(tokens.owner(ROOM)));

    assertThat(presenter.isRevokedIn(ROOM)).isFalse();
    assertThat(presenter.isRevokedIn(ROOM.withTokenVersion(3))).isTrue();
    // An instance that has not yet received the new version.
    assertThat(presenter.isRevokedIn(ROOM.withTokenVersion(1))).isFalse();
    Identity voter = await(tokens.verify(tokens.voter(ROOM, "v1")));
    assertThat(voter.isRevokedIn(ROOM.withTokenVersion(3))).isFalse();
  }

  @Test
  void aKeysTokenIsVoidOnceTheRoomHasRevokedTheKey() {
    RoomKey key = new RoomKey("k1", RoomRole.MODERATOR, "Ana", 7);
    Room with = ROOM.withKeys(ROOM.keys().with(key));

    Identity helper = await(tokens.verify(tokens.key(with, key)));

    assertThat(helper.role()).isEqualTo(RoomRole.MODERATOR);
    assertThat(helper.isRevokedIn(with)).isFalse();
    assertThat(helper.isRevokedIn(with.withTokenVersion(9))).isFalse();
    assertThat(helper.isRevokedIn(with.withKeys(with.keys().without("k1")))).isTrue();
    // An instance that has not yet received the key.
    assertThat(helper.isRevokedIn(ROOM)).isFalse();
  }

  @Test
  void aSignedTokenIsRefusedIfExpiredForAnotherAudienceOrWithUnknownCriticalHeaders() {
    Map<String, Object> header = Map.of("alg", "HS256", "typ", "JWT");
    Map<String, Object> claims =
        Map.of("role", "presenter", "room", "ABC234", "rid", "room-1", "v", 2, "aud", "votehub");
    assertThat(await(tokens.verify(signed(header, claims)))).isEqualTo(Identity.owner(ROOM));

    refused(signed(header, with(claims, "exp", 1_000_000_000)));
    refused(signed(header, with(claims, "aud", "another")));
    refused(signed(header, with(claims, "aud", List.of("another"))));
    refused(signed(header, Map.of("role", "presenter", "room", "ABC234", "rid", "room-1")));
    refused(signed(header, with(claims, "rid", 7)));
    refused(signed(header, with(claims, "v", "2")));
    refused(signed(with(header, "crit", List.of("exp")), claims));
    refused(signed(with(header, "crit", List.of("b64")), claims));
    refused(signed(with(header, "alg", "none"), claims));
  }

  private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
    Map<String, Object> more = new HashMap<>(map);
    more.put(name, value);
    return more;
  }

  private void refused(String token) {
    assertThatThrownBy(() -> await(tokens.verify(token)))
        .isInstanceOfSatisfying(
            Refusal.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.BAD_TOKEN));
  }

  /** A token with any claims, signed with the hub's own key. */
  private static String signed(Map<String, Object> header, Map<String, Object> claims) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String signed =
        base64.encodeToString(Json.write(header).getBytes(StandardCharsets.UTF_8))
            + "."
            + base64.encodeToString(Json.write(claims).getBytes(StandardCharsets.UTF_8));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY.derive("votehub token"), "HmacSHA256"));
      byte[] sum = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return signed + "." + base64.encodeToString(sum);
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void anyOtherTextIsRefusedAsABadToken() {
    String token = tokens.owner(ROOM);
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
  void aKeyIsGeneratedOnceAndReadableByItsOwnerOnly(@TempDir Path folder) throws IOException {
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
  void aKeyFileThatCannotBeReadOrWrittenIsNamedInTheError(@TempDir Path folder) throws IOException {
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
  void equalVotesHaveEqualReceiptsAndDifferentVotesDifferentOnes() {
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
  void idsNeedNoEscapingInUrlsAndJson() {
    assertThat(Ids.random()).matches("[A-Za-z0-9_-]{16}").isNotEqualTo(Ids.random());
  }

  @Test
  void aReceiptIsAPrefixOfTheStandardHmac() throws GeneralSecurityException {
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
