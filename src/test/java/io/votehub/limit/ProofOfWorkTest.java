package io.votehub.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.votehub.identity.HubKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Challenges that cost a client some computing. */
class ProofOfWorkTest {
  private static final HubKey KEY = HubKey.of("a key of the tests, with 32 bytes and more");
  private static final String ROOM = "ABC234";

  private final ProofOfWork proofs = proofs(InstantSource.system());

  private static ProofOfWork proofs(InstantSource clock) {
    return new ProofOfWork(KEY, LimitKit.EASY, LimitKit.off().proofs(), clock);
  }

  private boolean accepts(String proof) {
    return proofs.accept(ROOM, proof).result();
  }

  private static String encoded(JsonObject json) {
    return Base64.getEncoder().encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject decoded(String proof) {
    return new JsonObject(new String(Base64.getDecoder().decode(proof), StandardCharsets.UTF_8));
  }

  @Test
  void aSolutionIsAcceptedOnceHoweverItIsWritten() {
    String proof = LimitKit.solve(proofs.challenge(ROOM));

    assertThat(accepts(proof)).isTrue();

    assertThat(accepts(proof)).isFalse();
    assertThat(accepts(encoded(decoded(proof).put("more", "x")))).isFalse();
  }

  @Test
  void aSolutionIsForOneRoom() {
    String proof = LimitKit.solve(proofs.challenge("XYZ789"));

    assertThat(accepts(proof)).isFalse();
    assertThat(proofs.accept("XYZ789", proof).result()).isTrue();
  }

  @Test
  void anOldSolutionIsRefusedAndItsAgeCannotBeForged() {
    InstantSource earlier = InstantSource.fixed(Instant.now().minus(Duration.ofMinutes(6)));
    Map<String, Object> old = proofs(earlier).challenge(ROOM);
    String proof = LimitKit.solve(old);

    assertThat(accepts(proof)).isFalse();

    JsonObject forged = decoded(proof);
    String later = "expires=" + (Instant.now().getEpochSecond() + 60);
    forged.put("salt", forged.getString("salt").replaceAll("expires=\\d+", later));
    assertThat(accepts(encoded(forged))).isFalse();
    // The digits of the number cannot become digits of the time either.
    assertThat((String) old.get("salt")).endsWith("&");
  }

  @Test
  void whatIsNoSolutionIsRefused() {
    JsonObject right = decoded(LimitKit.solve(proofs.challenge(ROOM)));

    assertThat(accepts("")).isFalse();
    assertThat(accepts("no Base64!")).isFalse();
    assertThat(accepts("x".repeat(10_000))).isFalse();
    assertThat(accepts(encoded(new JsonObject()))).isFalse();
    for (String field : right.fieldNames()) {
      assertThat(accepts(encoded(right.copy().put(field, true)))).as(field).isFalse();
      assertThat(accepts(encoded(right.copy().putNull(field)))).as(field).isFalse();
    }
    assertThat(accepts(encoded(right.copy().put("number", right.getLong("number") + 1)))).isFalse();
    assertThat(accepts(encoded(right.copy().put("algorithm", "SHA-1")))).isFalse();
    assertThat(accepts(encoded(right))).isTrue();
  }
}
