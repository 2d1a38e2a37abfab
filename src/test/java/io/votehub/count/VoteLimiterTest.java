package io.votehub.count;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.votehub.bus.BusReply;
import io.votehub.bus.VoteBatch;
import io.votehub.bus.VoteReceipts;
import io.votehub.limit.Rate;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import io.votehub.room.Polls;
import io.votehub.store.JournalEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VoteLimiterTest {
  /** A burst of three; the next permit comes soon enough for a test to wait for it. */
  private static final Rate SOON = new Rate(10, Duration.ofSeconds(1), 3);

  /** The next permit comes later than any test waits. */
  private static final Rate LATE = new Rate(1, Duration.ofMinutes(10), 3);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private CountingKit kit;
  private String counter;
  private Poll poll;

  private void open(Rate rate, PollSettings settings) {
    kit = new CountingKit(settings);
    poll = kit.open();
    start(rate);
  }

  private void start(Rate rate) {
    Counter.Limits limits = new Counter.Limits(1, 10_000, 100, Optional.of(rate));
    Counter verticle =
        new Counter(kit.counting(), limits, 0, new CountMeters(meters, kit.counting()));
    counter = await(kit.vertx.deployVerticle(verticle));
  }

  private void open(Rate rate) {
    open(rate, PollSettings.DEFAULT);
  }

  @AfterEach
  void stop() {
    kit.close();
  }

  private VoteReceipts send(CastBallot... casts) {
    VoteBatch batch = new VoteBatch(poll, List.of(casts));
    String address = VoteBatch.address(0);
    return await(BusReply.request(kit.vertx.eventBus(), address, batch, VoteReceipts.class));
  }

  /** The receipt of a single ballot. */
  private Future<Receipt> vote(String voter, String choice) {
    return send(cast(voter, choice)).at(0);
  }

  private CastBallot cast(String voter, String choice) {
    return new CastBallot(
        voter, poll.run(), "{\"choice\":\"" + choice + "\"}", List.of(choice), kit.clock.millis());
  }

  /** Casts as many ballots as a burst allows. */
  private void burst(String voter) {
    assertThat(await(vote(voter, "a"))).isInstanceOf(Receipt.Counted.class);
    assertThat(await(vote(voter, "b"))).isInstanceOf(Receipt.Counted.class);
    assertThat(await(vote(voter, "a"))).isInstanceOf(Receipt.Counted.class);
  }

  private static ErrorCode refused(Receipt receipt) {
    return ((Receipt.Refused) receipt).why().code();
  }

  private static long rev(Receipt receipt) {
    if (receipt instanceof Receipt.Superseded superseded) {
      return superseded.rev();
    }
    return receipt instanceof Receipt.Repeated repeated
        ? repeated.rev()
        : ((Receipt.Counted) receipt).rev();
  }

  private static List<Long> revs(List<Receipt> receipts, Class<? extends Receipt> kind) {
    return receipts.stream().filter(kind::isInstance).map(VoteLimiterTest::rev).toList();
  }

  /** Has the ballots counted that wait for their turn. */
  private void countDelayed() {
    await(kit.vertx.undeploy(counter));
  }

  private int journal() {
    List<JournalEntry> journal = new ArrayList<>();
    await(kit.store.readJournal(kit.poll, journal::add));
    return journal.size();
  }

  @Test
  void onlyTheNewestBallotOfAFloodIsRecordedAndAcknowledgesAll() {
    open(SOON);
    long begun = System.nanoTime();
    List<Future<Receipt>> receipts = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      receipts.add(vote("x", i % 2 == 0 ? "a" : "b"));
    }
    // At once, so that most of them wait however slow this machine is.
    CastBallot[] last = new CastBallot[11];
    Arrays.setAll(last, i -> cast("x", i == 10 ? "c" : i % 2 == 0 ? "a" : "b"));
    VoteReceipts answer = send(last);
    IntStream.range(0, last.length).forEach(i -> receipts.add(answer.at(i)));

    List<Receipt> answers = await(Future.all(receipts).map(all -> all.list()));

    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) + 1;
    assertThat(answers.get(100)).isInstanceOf(Receipt.Counted.class);
    List<Long> counted = revs(answers, Receipt.Counted.class);
    assertThat(revs(answers, Receipt.Superseded.class))
        .hasSizeGreaterThan(5)
        .allMatch(counted::contains);
    // One that says what stands already is not recorded again.
    assertThat(revs(answers, Receipt.Repeated.class)).allMatch(counted::contains);
    assertThat(journal()).isPositive().isLessThanOrEqualTo(3 + 10 * (int) seconds + 1);
    assertThat(kit.cells()).isEqualTo(Map.of("c", 1L));
    // Metered after the answers, on the context on which this one is counted next.
    await(vote("y", "a"));
    assertThat(meters.get("votehub.limited").tag("class", "votes").counter().count()).isPositive();
    assertThat(meters.get("votehub.votes").tag("outcome", "superseded").counter().count())
        .isPositive();
  }

  @Test
  void otherVotersAreNotDelayedByAFlood() {
    open(LATE);
    burst("x");

    VoteReceipts answer = send(cast("y", "a"), cast("x", "c"), cast("z", "b"));

    assertThat(answer.receipts().get(0)).isInstanceOf(Receipt.Counted.class);
    assertThat(answer.receipts().get(2)).isInstanceOf(Receipt.Counted.class);
    assertThat(answer.at(1).isComplete()).isFalse();
  }

  @Test
  void aRepeatedBallotIsAcknowledgedInOrder() {
    open(SOON);
    burst("x");

    Future<Receipt> again = vote("x", "a");
    Future<Receipt> andAgain = vote("x", "a");

    assertThat(await(again)).isInstanceOf(Receipt.Repeated.class).isEqualTo(await(andAgain));
    assertThat(journal()).isEqualTo(3);
  }

  @Test
  void delayedBallotsAreCountedBeforeThePollCloses() {
    open(LATE);
    burst("x");
    Future<Receipt> waiting = vote("x", "b");
    Future<Receipt> newest = vote("x", "c");

    assertThat(await(kit.polls.close(ROOM, kit.poll)).state()).isEqualTo(PollState.CLOSED);

    assertThat(await(newest)).isInstanceOf(Receipt.Counted.class);
    assertThat(await(waiting))
        .isEqualTo(new Receipt.Superseded(rev(await(newest)), "{\"choice\":\"c\"}"));
    assertThat(kit.cells()).isEqualTo(Map.of("c", 1L));
  }

  @Test
  void delayedBallotsAreCountedBeforeTheTimeLimit() {
    kit = new CountingKit();
    poll = await(kit.polls.open(ROOM, kit.poll, OptionalInt.of(60)));
    start(LATE);
    kit.clock.advance(59_500);
    burst("x");

    assertThat(await(vote("x", "c"))).isInstanceOf(Receipt.Counted.class);
    assertThat(kit.cells()).isEqualTo(Map.of("c", 1L));
  }

  @Test
  void justBeforeTheCloseBallotsAreNotDelayedButRefusedBeyondASecondBurst() {
    kit = new CountingKit();
    poll = await(kit.polls.open(ROOM, kit.poll, OptionalInt.of(60)));
    start(LATE);
    kit.clock.advance(59_900);
    burst("x");
    for (String choice : List.of("b", "c", "a")) {
      assertThat(await(vote("x", choice))).isInstanceOf(Receipt.Counted.class);
    }

    VoteReceipts answer = send(cast("x", "c"), cast("y", "b"));

    assertThat(refused(answer.receipts().get(0))).isEqualTo(ErrorCode.RATE_LIMITED);
    assertThat(answer.receipts().get(1)).isInstanceOf(Receipt.Counted.class);
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L, "b", 1L));
  }

  @Test
  void ifChangesAreNotAllowedDelayedBallotsAreAnsweredAsByTheLedger() {
    open(SOON, new PollSettings(false, PollSettings.DEFAULT.results(), 0, Map.of()));
    assertThat(await(vote("x", "a"))).isInstanceOf(Receipt.Counted.class);
    assertThat(refused(await(vote("x", "b")))).isEqualTo(ErrorCode.ALREADY_VOTED);
    assertThat(refused(await(vote("x", "c")))).isEqualTo(ErrorCode.ALREADY_VOTED);

    Future<Receipt> other = vote("x", "b");
    Future<Receipt> same = vote("x", "a");
    Future<Receipt> newest = vote("x", "c");

    assertThat(refused(await(newest))).isEqualTo(ErrorCode.ALREADY_VOTED);
    assertThat(refused(await(other))).isEqualTo(ErrorCode.ALREADY_VOTED);
    assertThat(await(same)).isInstanceOf(Receipt.Repeated.class);
    assertThat(journal()).isEqualTo(1);
  }

  @Test
  void aDelayedBallotFromBeforeAResetDoesNotCountAfterIt() {
    open(LATE);
    burst("x");
    Future<Receipt> waiting = vote("x", "c");
    Polls elsewhere = kit.elsewhere();
    await(elsewhere.reset(ROOM, kit.poll, OptionalLong.empty()));
    await(elsewhere.open(ROOM, kit.poll, OptionalInt.empty()));
    countDelayed();

    assertThat(refused(await(waiting))).isEqualTo(ErrorCode.POLL_CHANGED);

    assertThat(kit.cells()).isEmpty();
  }

  @Test
  void aBallotDelayedDuringACloseElsewhereIsNotReportedAsLate() {
    open(LATE);
    burst("x");
    Future<Receipt> waiting = vote("x", "c");
    await(kit.elsewhere().close(ROOM, kit.poll));
    countDelayed();

    Receipt.Refused answer = (Receipt.Refused) await(waiting);

    assertThat(answer.why().code()).isEqualTo(ErrorCode.NOT_OPEN);
    assertThat(answer.why().lateMs()).isNegative();
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void aBallotDelayedDuringADeletionIsRefusedAsUnknownPoll() {
    open(LATE);
    burst("x");
    Future<Receipt> waiting = vote("x", "c");

    await(kit.polls.delete(ROOM, kit.poll, OptionalLong.empty()));
    countDelayed();

    assertThat(refused(await(waiting))).isEqualTo(ErrorCode.UNKNOWN_POLL);
  }

  @Test
  void delayedBallotsAreCountedWhenTheInstanceStops() {
    open(LATE);
    burst("x");
    Future<Receipt> waiting = vote("x", "c");

    countDelayed();

    assertThat(await(waiting)).isInstanceOf(Receipt.Counted.class);
    assertThat(kit.cells()).isEqualTo(Map.of("c", 1L));
  }

  @Test
  void delayedBallotsCountTowardsTheQueueLimit() {
    open(LATE);
    burst("x");
    for (int i = 0; i < 10_000; i += 1000) {
      CastBallot[] many = new CastBallot[1000];
      for (int k = 0; k < many.length; k++) {
        many[k] = cast("x", k % 2 == 0 ? "b" : "c");
      }
      assertThat(send(many).later()).hasSize(1000);
    }

    assertThat(refused(send(cast("y", "a")).receipts().get(0))).isEqualTo(ErrorCode.BUSY);
    await(kit.polls.close(ROOM, kit.poll));
    assertThat(kit.cells()).isEqualTo(Map.of("c", 1L));
  }
}
