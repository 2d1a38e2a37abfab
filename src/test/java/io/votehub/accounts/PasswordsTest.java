package io.votehub.accounts;

import static io.votehub.store.StoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
  private static final String GOOD = "violet tractor hums softly";
  private static final Vertx VERTX = Vertx.vertx();

  private final PasswordHash hashes = new PasswordHash(new byte[32]);

  @AfterAll
  static void stop() {
    await(VERTX.close());
  }

  @Test
  void aHashSaysHowItWasMadeAndFitsItsPasswordAlone() {
    String phc = hashes.hash(GOOD);

    assertThat(phc).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("violet");
    assertThat(hashes.matches(GOOD, phc)).isTrue();
    assertThat(hashes.matches(GOOD + " ", phc)).isFalse();
    assertThat(hashes.hash(GOOD)).isNotEqualTo(phc);
    assertThat(new PasswordHash(new byte[] {1}).matches(GOOD, phc)).isFalse();
    assertThat(PasswordHash.isOutdated(phc)).isFalse();
    assertThat(PasswordHash.isOutdated(phc.replace("m=19456", "m=8192"))).isTrue();
  }

  @Test
  void secretsThatAreHashedTogetherShareASaltAndAreFoundByOneHash() {
    List<String> known = hashes.hashTogether(List.of("AAAABBBBCCCC", "DDDDEEEEFFFF"));
    List<String> others = hashes.hashTogether(List.of("AAAABBBBCCCC"));

    assertThat(known).allMatch(phc -> phc.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
    assertThat(salt(known.get(0))).hasSize(22).isEqualTo(salt(known.get(1)));
    assertThat(salt(others.get(0))).isNotEqualTo(salt(known.get(0)));
    assertThat(hashes.find("DDDDEEEEFFFF", known)).contains(known.get(1));
    assertThat(hashes.find("DDDDEEEEFFFG", known)).isEmpty();
    assertThat(hashes.find("AAAABBBBCCCC", List.of(known.get(1), others.get(0))))
        .contains(others.get(0));
    assertThat(hashes.find("A", List.of())).isEmpty();
    assertThat(hashes.find("A", List.of("no hash", ""))).isEmpty();
  }

  private static String salt(String phc) {
    return phc.split("\\$", -1)[4];
  }

  @Test
  void theSamePasswordMayBeTypedInEitherUnicodeForm() {
    String phc = hashes.hash("gr\u00fcner traktor summt leise");

    assertThat(hashes.matches("gru\u0308ner traktor summt leise", phc)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "$argon2i$v=19$m=19456,t=2,p=1$AAAA$AAAA",
        "$argon2id$v=19$m=9999999,t=2,p=1$AAAA$AAAA",
        "$argon2id$v=19$m=1,t=0,p=0$AAAA$AAAA"
      })
  void aDamagedHashFitsNothing(String phc) {
    assertThat(hashes.matches(GOOD, phc)).isFalse();
  }

  @Test
  void aPasswordAloneIsLongAndHardToGuess() {
    PasswordRules rules = new PasswordRules();
    List<String> own = List.of("grace.hopper@navy.example", "Grace Hopper");

    assertThat(rules.fault(GOOD, false, own)).isEmpty();
    assertThat(rules.fault("x7!Kq09-zW", false, own)).isPresent();
    assertThat(rules.fault("x7!Kq09-zW", true, own)).isEmpty();
    assertThat(rules.fault("x7!Kq09", true, own)).isPresent();
    assertThat(rules.fault("passwordpassword", false, own)).isPresent();
    assertThat(rules.fault("grace hopper navy", false, own)).isPresent();
    assertThat(rules.fault("correct horse ".repeat(9), false, own)).isEmpty();
    assertThat(rules.fault("x".repeat(129), false, own)).isPresent();
  }

  @Test
  void moreThanTheHubCanHashWaitAndThenItIsBusy() {
    Passwords passwords = new Passwords(VERTX, new byte[32]);

    List<Future<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      all.add(passwords.matches(GOOD, Optional.empty()));
    }
    Future.join(all).otherwiseEmpty().toCompletionStage().toCompletableFuture().join();

    assertThat(all.stream().filter(Future::succeeded))
        .hasSizeBetween(32, 45)
        .noneMatch(Future::result);
    assertThat(all.stream().filter(Future::failed))
        .allMatch(each -> ((Refusal) each.cause()).code() == ErrorCode.BUSY);
    passwords.close();
  }

  @Test
  void neverMoreThanTwoAreHashedAtOnceAndNoneOnAnEventLoop() {
    Passwords passwords = new Passwords(VERTX, new byte[32]);
    List<Future<Boolean>> all = new CopyOnWriteArrayList<>();
    for (int loop = 0; loop < 4; loop++) {
      Context context = VERTX.getOrCreateContext();
      context.runOnContext(
          asked -> {
            for (int i = 0; i < 8; i++) {
              all.add(passwords.matches(GOOD, Optional.empty()));
            }
          });
    }

    int most = 0;
    while (all.size() < 32 || all.stream().anyMatch(each -> !each.isComplete())) {
      List<String> hashing = hashing();
      assertThat(hashing).allMatch("votehub-passwords"::equals);
      most = Math.max(most, hashing.size());
    }

    assertThat(all).allMatch(Future::succeeded);
    assertThat(most).isEqualTo(2);
    passwords.close();
  }

  /** The names of the threads that hash a password now. */
  private static List<String> hashing() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(
            each ->
                Arrays.stream(each.getValue())
                    .anyMatch(frame -> frame.getClassName().equals(PasswordHash.class.getName())))
        .map(each -> each.getKey().getName())
        .toList();
  }

  @Test
  void aRefusedPasswordIsTheFaultOfItsField() {
    Passwords passwords = new Passwords(VERTX, new byte[32]);

    assertThatThrownBy(() -> await(passwords.hash("short", false, List.of())))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.faults().get(0).pointer()).isEqualTo("/password"));
    passwords.close();
  }

  @Test
  void whatIsHashedWhenTheEventLoopsHaveEndedHarmsNoThread() {
    List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> uncaught.add(fault));
    try {
      Vertx ended = Vertx.vertx();
      Passwords passwords = new Passwords(ended, new byte[32]);
      List<Future<String>> asked = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        asked.add(passwords.hashAgain(GOOD));
        // With somebody who waits on an event loop.
        asked.get(i).onComplete(done -> {});
      }
      await(ended.close());

      while (!asked.stream().allMatch(Future::isComplete)) {
        LockSupport.parkNanos(2_000_000);
      }

      assertThat(uncaught).isEmpty();
      passwords.close();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }
}
