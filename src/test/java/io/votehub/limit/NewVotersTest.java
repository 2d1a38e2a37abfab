package io.votehub.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.identity.AddressPrefix;
import io.votehub.limit.NewVoters.ChallengeMode;
import io.votehub.limit.NewVoters.Shown;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** New voters are let in, and challenged where more come than an audience does. */
class NewVotersTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Room ROOM = new Room("ABC234", "A room", 1);
  private static final Room OTHER = new Room("XYZ789", "Another", 1);
  private static final Sender HALL = sender("203.0.113.7");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @AfterAll
  static void stop() {
    VERTX.close().await();
  }

  private static Sender sender(String address) {
    return new Sender(AddressPrefix.of(address), true, "c");
  }

  private NewVoters voters(ChallengeMode mode) {
    RequestLimits limits = LimitKit.limits(new Senders(List.of()), true, 600, meters);
    return LimitKit.newVoters(VERTX, limits, mode);
  }

  private static boolean isAdmitted(NewVoters voters, Room room, Sender sender) {
    return ask(voters, room, sender, Shown.NOTHING).isEmpty();
  }

  private static Optional<Refusal> ask(NewVoters voters, Room room, Sender sender, Shown shown) {
    Future<Void> answer = voters.admit(room, sender, shown);
    try {
      answer.transform(Future::succeededFuture).await(60, TimeUnit.SECONDS);
    } catch (Exception fault) {
      throw new AssertionError(fault);
    }
    return answer.failed() ? Optional.of((Refusal) answer.cause()) : Optional.empty();
  }

  @SuppressWarnings("unchecked")
  private static Shown solved(Refusal challenge) {
    assertThat(challenge.code()).isEqualTo(ErrorCode.CHALLENGE);
    assertThat(challenge.challenge()).containsEntry("by", List.of("work"));
    Map<String, Object> work = (Map<String, Object>) challenge.challenge().get("work");
    return new Shown(Optional.empty(), Optional.of(LimitKit.solve(work)));
  }

  @Test
  void threeThousandPhonesOfOneAddressAllComeIn() {
    NewVoters voters = voters(ChallengeMode.AUTO);
    int challenged = 0;
    for (int phone = 0; phone < 3000; phone++) {
      Optional<Refusal> refused = ask(voters, ROOM, HALL, Shown.NOTHING);
      if (refused.isPresent()) {
        challenged++;
        assertThat(ask(voters, ROOM, HALL, solved(refused.get()))).as("phone %d", phone).isEmpty();
      }
    }

    assertThat(challenged).isEqualTo(3000 - 1200);
  }

  @Test
  void aFloodOfOneAddressChallengesNobodyElsewhere() {
    NewVoters voters = voters(ChallengeMode.AUTO);
    for (int i = 0; i < 1200; i++) {
      assertThat(isAdmitted(voters, ROOM, HALL)).isTrue();
    }

    assertThat(isAdmitted(voters, ROOM, HALL)).isFalse();

    assertThat(isAdmitted(voters, ROOM, HALL)).as("once more").isFalse();
    assertThat(isAdmitted(voters, ROOM, sender("203.0.113.8"))).isTrue();
    assertThat(isAdmitted(voters, OTHER, HALL)).isTrue();
  }

  @Test
  void aFloodOfTheHubChallengesAllWhoAreNew() {
    NewVoters voters = voters(ChallengeMode.AUTO);
    for (int i = 0; i < 5000; i++) {
      assertThat(isAdmitted(voters, ROOM, sender("198.51." + i / 250 + "." + i % 250))).isTrue();
    }

    Refusal refused = ask(voters, OTHER, HALL, Shown.NOTHING).orElseThrow();

    assertThat(ask(voters, OTHER, HALL, solved(refused))).isEmpty();
  }

  @Test
  void aProofIsUsedOnce() {
    NewVoters voters = voters(ChallengeMode.ON);
    Shown proof = solved(ask(voters, ROOM, HALL, Shown.NOTHING).orElseThrow());

    assertThat(ask(voters, ROOM, HALL, proof)).isEmpty();

    assertThat(solved(ask(voters, ROOM, HALL, proof).orElseThrow())).isNotEqualTo(proof);
  }

  @Test
  void thePasscodeOfTheBigScreenSparesTheProof() {
    NewVoters voters = voters(ChallengeMode.ON);
    Room asking = ROOM.withAdmission(ROOM.admission().withPasscode(Optional.of("123456")));

    assertThat(ask(voters, asking, HALL, new Shown(Optional.of("123 456"), Optional.empty())))
        .isEmpty();
    assertThat(ask(voters, asking, HALL, Shown.NOTHING).orElseThrow().challenge())
        .containsEntry("by", List.of("passcode"));
  }

  @Test
  void guessingPasscodesIsSlowed() {
    NewVoters voters = voters(ChallengeMode.OFF);
    Room asking = ROOM.withAdmission(ROOM.admission().withPasscode(Optional.of("123456")));
    Shown wrong = new Shown(Optional.of("654321"), Optional.empty(), Optional.of("x"));
    for (int i = 0; i < 20; i++) {
      assertThat(ask(voters, asking, HALL, wrong)).isPresent();
    }

    Shown neighbour = new Shown(wrong.passcode(), wrong.proof(), Optional.of("y"));
    assertThat(ask(voters, asking, HALL, neighbour)).as("at once").isPresent();
    long begin = System.nanoTime();
    assertThat(ask(voters, asking, HALL, wrong).orElseThrow().challenge())
        .containsEntry("wrong", true);

    assertThat(System.nanoTime() - begin).isBetween(1_400_000_000L, 30_000_000_000L);
  }
}
