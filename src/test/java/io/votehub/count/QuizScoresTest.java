package io.votehub.count;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.votehub.Scripted;
import io.votehub.fanout.LocalFanout;
import io.votehub.memory.MemoryBudget;
import io.votehub.method.VotingMethods;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.QuizSettings;
import io.votehub.poll.Refusal;
import io.votehub.quiz.PollScores;
import io.votehub.quiz.Score;
import io.votehub.room.Polls;
import io.votehub.store.HistoryStore;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A quiz is scored when the result of its poll is made, and once for each run. */
class QuizScoresTest {
  private static final QuizSettings QUIZ =
      new QuizSettings(
          "a",
          1000,
          QuizSettings.DEFAULT_SPEED,
          0,
          QuizSettings.Partial.STRICT,
          Optional.empty(),
          false,
          false);

  private final CountingKit kit =
      new CountingKit(
          PollSettings.DEFAULT.withQuiz(Optional.of(QUIZ)).withOwn(Map.of()),
          MemoryBudget.of(1 << 26));
  private Store store;
  private CountingContext counting;
  private Polls polls;
  private ScoreRecords records;

  @BeforeEach
  void useAStoreThatNotesChanges() {
    store = await(HistoryStore.over(kit.store, kit.clock, Long.MAX_VALUE / 2));
    counting =
        kit.counting(store, kit.ledger, new LocalFanout(kit.vertx, VotingMethods.standard()));
    polls = new Polls(counting, () -> "other");
    records = new ScoreRecords(kit.vertx, store);
  }

  @AfterEach
  void stop() {
    kit.close();
  }

  private Poll open(int seconds) {
    return await(polls.open(ROOM, kit.poll, OptionalInt.of(seconds)));
  }

  private void vote(String voter, String choice, long afterMs) {
    kit.clock.advance(afterMs);
    CastBallot cast = CountingKit.cast(voter, choice);
    int run = await(store.poll(kit.poll)).orElseThrow().poll().run();
    CountingKit.send(
        counting,
        kit.poll,
        new CastBallot(voter, run, cast.ballot(), cast.cells(), kit.clock.millis()));
  }

  private Map<String, Integer> points() {
    Poll poll = await(store.poll(kit.poll)).orElseThrow().poll();
    return await(records.read(ROOM, kit.poll, poll.run())).stream()
        .flatMap(scores -> scores.scores().stream())
        .collect(Collectors.toMap(Score::voter, Score::points));
  }

  private void close() {
    await(polls.close(ROOM, kit.poll));
  }

  @Test
  void twoSecondsOfThirtyGive967OfAThousandPoints() {
    open(30);
    vote("x", "a", 2000);
    vote("y", "b", 0);
    vote("z", "a", 13_000);

    close();

    assertThat(points()).isEqualTo(Map.of("x", 967, "y", 0, "z", 750));
  }

  @Test
  void aRetryKeepsTheFirstTimeEvenAfterBallotsWereRemovedAndThePollReopened() {
    open(30);
    vote("x", "a", 2000);
    vote("y", "b", 0);
    vote("y", "a", 1000);
    vote("y", "b", 1000);
    vote("y", "a", 11_000);
    // The same ballot again, as it is written where a ledger was lost in between.
    PollRecord record = await(store.poll(kit.poll)).orElseThrow();
    long rev = await(kit.ledger.tally(kit.poll)).orElseThrow().rev();
    await(
        store.append(
            kit.poll,
            List.of(
                new JournalEntry(rev + 1, "x", "{\"choice\":\"a\"}", kit.clock.millis()),
                new JournalEntry(rev + 2, "y", "{\"choice\":\"a\"}", kit.clock.millis() + 9))));
    assertThat(record.epoch()).isPositive();
    close();
    assertThat(points()).as("y's answer is that of the 15th second").containsEntry("y", 750);
    assertThat(points()).containsEntry("x", 967);

    kit.clock.advance(600_000);
    await(polls.reopen(ROOM, kit.poll, OptionalInt.of(10)));
    vote("z", "a", 5_000);
    vote("x", "a", 1_000);
    close();

    assertThat(points()).isEqualTo(Map.of("x", 967, "y", 750, "z", 750));
  }

  @Test
  void aResetAndADeletionTakeTheScoresAlong() {
    open(30);
    vote("x", "a", 0);
    close();
    assertThat(await(store.records(ROOM, "score/", "", 9))).hasSize(1);

    await(polls.reset(ROOM, kit.poll, OptionalLong.empty()));
    assertThat(points()).isEmpty();
    assertThat(await(store.records(ROOM, "score/", "", 9))).isEmpty();

    open(30);
    vote("y", "a", 0);
    close();
    assertThat(points()).isEqualTo(Map.of("y", 1000));
    await(polls.delete(ROOM, kit.poll, OptionalLong.empty()));
    assertThat(await(store.records(ROOM, "score/", "", 9))).isEmpty();
  }

  @Test
  void aPollIsNotClosedBeforeItsScoresAreDurable() {
    open(30);
    vote("x", "a", 0);
    Scripted<Store> failing = new Scripted<>(Store.class, store);
    failing.answer("changeRecord", call -> Future.failedFuture(Refusal.of(ErrorCode.UNAVAILABLE)));
    CountingContext other =
        kit.counting(
            failing.proxy(), kit.ledger, new LocalFanout(kit.vertx, VotingMethods.standard()));

    assertThatThrownBy(() -> await(other.closing().close(kit.poll, kit.aim())))
        .isInstanceOf(Refusal.class);

    assertThat(await(store.poll(kit.poll)).orElseThrow().poll().state())
        .isEqualTo(PollState.CLOSING);
    await(counting.closing().close(kit.poll, kit.aim()));
    assertThat(points()).isEqualTo(Map.of("x", 1000));
  }

  private PollScores scores(int epoch, int voters) {
    return new PollScores(
        kit.poll,
        1,
        epoch,
        5,
        false,
        false,
        IntStream.range(0, voters)
            .mapToObj(i -> new Score("v" + i, epoch, true, true, i))
            .toList());
  }

  @Test
  void scoresOfALateAttemptReplaceNoNewerOnes() {
    Function<Integer, Optional<PollScores>> read =
        ignored -> await(records.read(ROOM, kit.poll, 1));
    for (int voters : List.of(10_000, 3, 15_000)) {
      await(records.delete(ROOM, kit.poll));
      await(records.keep(ROOM, scores(5, voters)));
      assertThat(read.apply(0)).contains(scores(5, voters));
      await(records.keep(ROOM, scores(4, 9_000)));
      assertThat(read.apply(0)).contains(scores(5, voters));
      await(records.keep(ROOM, scores(6, 8_001)));
      assertThat(read.apply(0)).contains(scores(6, 8_001));
    }
  }
}
