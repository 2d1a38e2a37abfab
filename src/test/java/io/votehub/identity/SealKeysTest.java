package io.votehub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.votehub.proof.SignedNote;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SealKeysTest {
  private final Map<String, String> kept = new TreeMap<>();
  private boolean away;

  private Future<String> keep(String name, String text) {
    return away
        ? Future.failedFuture("away")
        : Future.succeededFuture(Optional.ofNullable(kept.putIfAbsent(name, text)).orElse(text));
  }

  private SealKeys.Opened open(HubKey hub) {
    return keys(hub).open().result();
  }

  private SealKeys keys(HubKey hub) {
    return new SealKeys(
        this::keep,
        () -> Future.succeededFuture(hub),
        Optional.of("vote.example.org"),
        InstantSource.system());
  }

  @Test
  void instancesWithTheSameHubKeyHaveTheSameKeyWhoeverIsFirst() {
    HubKey hub = HubKey.of(HubKey.fresh());

    SealKeys.Opened one = open(hub);
    SealKeys.Opened other = open(hub);

    SignedNote note = one.signer().sign("text\n");
    assertThat(other.signer().sign("text\n")).isEqualTo(note);
    assertThat(one.signer().verifier().name()).matches("vote\\.example\\.org/[0-9a-f]{8}");
    assertThat(one.published())
        .extracting(SealKeys.Published::key)
        .containsExactly(one.signer().verifier());
    assertThat(kept).hasSize(1);
  }

  @Test
  void anotherHubKeyGetsAnotherKeyOfAnotherNameAndTheOldOneStaysPublished() {
    SealKeys.Opened before = open(HubKey.of(HubKey.fresh()));

    SealKeys.Opened after = open(HubKey.of(HubKey.fresh()));

    assertThat(after.signer().verifier().name()).isNotEqualTo(before.signer().verifier().name());
    assertThat(after.published())
        .extracting(SealKeys.Published::key)
        .isEqualTo(List.of(after.signer().verifier(), before.signer().verifier()));
  }

  @Test
  void nothingThatIsKeptTellsThePrivateKey() {
    SealKeys.Opened opened = open(HubKey.of(HubKey.fresh()));

    byte[] secret = opened.signer().encoded();

    assertThat(kept.values().toString())
        .doesNotContain(java.util.Base64.getEncoder().encodeToString(secret).substring(24, 60));
  }

  @Test
  void aStoreThatWasAwayIsAskedAgain() {
    SealKeys keys = keys(HubKey.of(HubKey.fresh()));
    away = true;
    assertThat(keys.open().failed()).isTrue();

    away = false;

    assertThat(keys.open().succeeded()).isTrue();
    assertThat(keys.open().result()).isSameAs(keys.open().result());
  }
}
