package io.votehub.count;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.votehub.Scripted;
import io.votehub.fanout.LocalFanout;
import io.votehub.memory.MemoryBudget;
import io.votehub.memory.MemoryShare;
import io.votehub.method.VotingMethods;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.Rounds;
import io.votehub.poll.Shift;
import io.votehub.poll.Tally;
import io.votehub.room.Polls;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A question is asked twice, and the result of the second round tells how votes moved. */
class SecondRoundTest {
  private static final OptionalInt NO_LIMIT = OptionalInt.empty();
  private CountingKit kit = new CountingKit();

  @AfterEach
  void stop() {
    assertThat(kit.memory.reading().used()).as("memory still taken").isZero();
    kit.close();
  }

  private void firstRound(String... votes) {
    kit.open();
    vote(kit.poll, votes);
    close(kit.poll);
  }

  /** Votes such as "ana:a". */
  private void vote(String poll, String... votes) {
    for (String each : votes) {
      int colon = each.indexOf(':');
      kit.send(poll, CountingKit.cast(each.substring(0, colon), each.substring(colon + 1)));
    }
  }

  private Poll again() {
    return await(kit.polls.again(ROOM, kit.poll, NO_LIMIT));
  }

  private Poll poll(String id) {
    return await(kit.polls.get(ROOM, id));
  }

  private Tally close(String poll) {
    await(kit.polls.close(ROOM, poll));
    return await(kit.polls.standings().of(ROOM, poll)).tally();
  }

  private static void refused(ErrorCode code, Future<?> call) {
    assertThatThrownBy(() -> await(call))
        .isInstanceOfSatisfying(Refusal.class, why -> assertThat(why.code()).isEqualTo(code));
  }

  @Test
  void theSecondRoundAsksTheSameAndTellsHowVotesMoved() {
    firstRound("ana:a", "bo:a", "cy:b", "di:c", "eve:c", "bo:b");
    Poll second = again();
    assertThat(second.state()).isEqualTo(PollState.OPEN);
    assertThat(second.rounds()).isEqualTo(Rounds.after(kit.poll));
    assertThat(second.options()).isEqualTo(poll(kit.poll).options());
    assertThat(second.settings()).isEqualTo(poll(kit.poll).settings());

    vote(second.id(), "ana:b", "bo:b", "cy:a", "di:b", "di:c", "fay:a", "gus:a", "gus:c");
    Tally result = close(second.id());

    assertThat(result.cells()).isEqualTo(Map.of("a", 2L, "b", 2L, "c", 2L));
    assertThat(result.shift())
        .contains(
            new Shift(
                Map.of("a", Map.of("b", 1L), "b", Map.of("a", 1L, "b", 1L), "c", Map.of("c", 1L)),
                Map.of("a", 1L, "b", 2L, "c", 2L),
                1,
                2));
  }

  @Test
  void votersDoNotSeeTheFirstResultUntilTheSecondRoundIsClosed() {
    firstRound("ana:a");
    assertThat(poll(kit.poll).visible()).isTrue();

    String second = again().id();

    assertThat(poll(kit.poll).visible()).isFalse();
    refused(ErrorCode.BAD_REQUEST, kit.polls.show(ROOM, kit.poll, true));
    await(kit.polls.reset(ROOM, second, OptionalLong.empty()));
    assertThat(poll(kit.poll).visible()).as("the second round is a draft").isFalse();
    await(kit.polls.open(ROOM, second, NO_LIMIT));
    close(second);
    assertThat(poll(kit.poll).visible()).isTrue();
    await(kit.polls.reopen(ROOM, second, NO_LIMIT));
    assertThat(poll(kit.poll).visible()).as("the second round goes on").isFalse();
    await(kit.polls.delete(ROOM, second, OptionalLong.empty()));
    assertThat(poll(kit.poll).visible()).isTrue();
    assertThat(poll(kit.poll).rounds()).isEqualTo(Rounds.NONE);
  }

  @Test
  void anOvertakenAttemptAtTheResultDoesNotShowTheFirstRoundWhileTheSecondGoesOn() {
    firstRound("ana:a");
    String second = again().id();
    close(second);
    PollRecord overtaken = await(kit.store.poll(second)).orElseThrow();
    await(kit.polls.reopen(ROOM, second, NO_LIMIT));

    await(kit.counting().firstRounds().release(overtaken));

    assertThat(poll(kit.poll).visible()).isFalse();
    close(second);
    assertThat(poll(kit.poll).visible()).isTrue();
  }

  @Test
  void sealedAgainTheShiftIsThatOfTheBallotsThatStandThen() {
    firstRound("ana:a", "bo:a");
    String second = again().id();
    vote(second, "ana:b", "bo:a");
    Optional<Shift> before = close(second).shift();
    kit.restart();
    await(kit.polls.reopen(ROOM, second, NO_LIMIT));
    assertThat(close(second).shift()).as("nobody voted in between").isEqualTo(before);

    await(kit.polls.reopen(ROOM, second, NO_LIMIT));
    assertThat(await(kit.polls.standings().of(ROOM, second)).tally().shift())
        .as("while it is open")
        .isEmpty();
    vote(second, "bo:c");

    assertThat(close(second).shift())
        .contains(new Shift(Map.of("a", Map.of("b", 1L, "c", 1L)), Map.of("a", 2L), 0, 0));
  }

  @Test
  void askedAgainTwiceThereIsOneSecondRound() {
    refused(ErrorCode.BAD_REQUEST, kit.polls.again(ROOM, kit.poll, NO_LIMIT));
    kit.open();
    refused(ErrorCode.BAD_REQUEST, kit.polls.again(ROOM, kit.poll, NO_LIMIT));
    close(kit.poll);
    Future<Poll> one = kit.polls.again(ROOM, kit.poll, NO_LIMIT);
    Future<Poll> other = kit.elsewhere().again(ROOM, kit.poll, NO_LIMIT);
    String second = await(one).id();

    assertThat(await(other).id()).isEqualTo(second);
    assertThat(again().id()).isEqualTo(second);
    assertThat(await(kit.store.polls(ROOM))).hasSize(2);
    close(second);
    refused(ErrorCode.CONFLICT, kit.polls.again(ROOM, kit.poll, NO_LIMIT));
    refused(ErrorCode.BAD_REQUEST, kit.polls.again(ROOM, second, NO_LIMIT));
  }

  @Test
  void whatAnInstanceThatDiedHasBegunIsCompletedByTheNextCall() {
    firstRound("ana:a");
    for (String step : List.of("addPoll", "raiseEpoch")) {
      Scripted<Store> dying = new Scripted<>(Store.class, kit.store);
      dying.answer(step, call -> Future.failedFuture(Refusal.of(ErrorCode.UNAVAILABLE)));
      Polls elsewhere =
          new Polls(
              kit.counting(
                  dying.proxy(), kit.ledger, new LocalFanout(kit.vertx, VotingMethods.standard())),
              () -> "lost");
      refused(ErrorCode.UNAVAILABLE, elsewhere.again(ROOM, kit.poll, NO_LIMIT));
      assertThat(poll(kit.poll).visible()).as("after %s", step).isFalse();
    }

    assertThat(again().state()).isEqualTo(PollState.OPEN);
    assertThat(await(kit.store.polls(ROOM))).hasSize(2);
  }

  @Test
  void whereTheSecondRoundWasNeverMadeTheFirstCanBeRevealed() {
    firstRound("ana:a");
    await(
        kit.store.updatePoll(
            kit.poll, now -> now.withPoll(now.poll().withRounds(Rounds.before("lost", 0)))));

    await(kit.polls.show(ROOM, kit.poll, true));

    assertThat(poll(kit.poll).visible()).isTrue();
    assertThat(poll(kit.poll).rounds()).isEqualTo(Rounds.NONE);
  }

  @Test
  void theFirstRoundStaysAsItIsWhileThereIsASecond() {
    firstRound("ana:a");
    String second = again().id();

    refused(ErrorCode.BAD_REQUEST, kit.polls.reopen(ROOM, kit.poll, NO_LIMIT));
    refused(ErrorCode.BAD_REQUEST, kit.polls.reset(ROOM, kit.poll, OptionalLong.empty()));
    refused(ErrorCode.BAD_REQUEST, kit.polls.delete(ROOM, kit.poll, OptionalLong.empty()));
    await(kit.polls.reset(ROOM, second, OptionalLong.empty()));
    refused(
        ErrorCode.BAD_REQUEST,
        kit.polls.patch(ROOM, second, OptionalLong.empty(), UnaryOperator.identity()));
  }

  @Test
  void votersThatDoNotFitIntoTheMemoryForReadingAreJoinedInParts() {
    kit.close();
    MemoryBudget all = MemoryBudget.of(1 << 26);
    kit =
        new CountingKit(
            PollSettings.DEFAULT,
            new MemoryBudget(
                all.standing(),
                all.rooms(),
                all.votes(),
                new MemoryShare("reading", 60_000),
                all.closed(),
                all.bodies(),
                all.answers(),
                all.sending()));
    kit.open();
    for (int voter = 0; voter < 400; voter++) {
      vote(kit.poll, "voter" + voter + ":" + "abc".charAt(voter % 3));
    }
    close(kit.poll);
    String second = again().id();
    for (int voter = 100; voter < 500; voter++) {
      vote(second, "voter" + voter + ":" + "abc".charAt(voter % 2));
    }
    int reads = kit.store.journalReads();

    Shift shift = close(second).shift().orElseThrow();

    assertThat(kit.store.journalReads() - reads).isGreaterThan(8);
    assertThat(shift)
        .isEqualTo(
            new Shift(
                Map.of(
                    "a", Map.of("a", 50L, "b", 50L),
                    "b", Map.of("a", 50L, "b", 50L),
                    "c", Map.of("a", 50L, "b", 50L)),
                Map.of("a", 134L, "b", 133L, "c", 133L),
                100,
                100));
  }

  @Test
  void aResultThatFailsToBeStoredIsMadeAgainWithTheSameShift() {
    firstRound("ana:a");
    String second = again().id();
    vote(second, "ana:b");
    Scripted<Store> failing = new Scripted<>(Store.class, kit.store);
    failing.answer("readJournal", call -> Future.failedFuture(Refusal.of(ErrorCode.UNAVAILABLE)));
    CountingContext other =
        kit.counting(
            failing.proxy(), kit.ledger, new LocalFanout(kit.vertx, VotingMethods.standard()));
    refused(ErrorCode.UNAVAILABLE, other.closing().close(second, kit.aim(second)));
    assertThat(poll(kit.poll).visible()).isFalse();

    assertThat(close(second).shift())
        .contains(new Shift(Map.of("a", Map.of("b", 1L)), Map.of("a", 1L), 0, 0));
  }
}
