package io.votehub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.votehub.poll.Cast;
import io.votehub.poll.Code;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.Tally;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every ledger promises. */
public abstract class LedgerContract {
  private static final String POLL = "poll-1";

  /** A ledger without pages. */
  protected abstract Ledger ledger();

  /** Lets so many milliseconds pass on the ledger's clock. */
  protected abstract void pass(long ms);

  protected static <T> T await(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException late) {
      throw new AssertionError("No answer within 10 s", late);
    }
  }

  private static Cast cast(String voter, String... cells) {
    return new Cast(voter, String.join("+", cells), List.of(cells), 0);
  }

  private void open(int epoch, boolean change, OptionalLong closesAt, int graceMs) {
    install(
        new Page(
            epoch,
            PollState.OPEN,
            new Page.Terms(change, closesAt, graceMs, Integer.MAX_VALUE),
            Map.of()));
  }

  private void open() {
    open(1, true, OptionalLong.empty(), 0);
  }

  private void install(Page page) {
    String token = await(ledger().lock(POLL)).orElseThrow();
    assertThat(await(ledger().install(POLL, token, page))).isTrue();
  }

  private Recording.Recorded record(Cast... casts) {
    return (Recording.Recorded) await(ledger().record(POLL, List.of(casts)));
  }

  private Receipt recordAndConfirm(Cast cast) {
    Recording.Recorded recorded = record(cast);
    if (!recorded.range().isEmpty()) {
      assertThat(await(ledger().confirm(POLL, recorded.range()))).isEqualTo(Confirmation.CONFIRMED);
    }
    return recorded.receipts().get(0);
  }

  private Tally tally() {
    return await(ledger().tally(POLL)).orElseThrow();
  }

  @Test
  void withoutAPageNothingIsRecorded() {
    assertThat(await(ledger().record(POLL, List.of(cast("x", "a")))))
        .isEqualTo(new Recording.Missing());
    assertThat(await(ledger().tally(POLL))).isEmpty();
  }

  @Test
  void aBatchTakesOneContiguousRangeInItsOrder() {
    open();

    Recording.Recorded recorded = record(cast("x", "a"), cast("y", "b"), cast("z", "a"));

    assertThat(recorded.receipts())
        .containsExactly(
            new Receipt.Counted(Revision.of(1, 1)),
            new Receipt.Counted(Revision.of(1, 2)),
            new Receipt.Counted(Revision.of(1, 3)));
    assertThat(recorded.range()).isEqualTo(new Range(Revision.of(1, 1), Revision.of(1, 3)));
    assertThat(tally()).isEqualTo(new Tally(Revision.of(1, 3), 3, false, Map.of("a", 2L, "b", 1L)));
  }

  @Test
  void aConfirmedBallotThatIsRepeatedChangesNothing() {
    open();
    Receipt first = recordAndConfirm(cast("x", "a"));
    Tally before = tally();

    Recording.Recorded again = record(cast("x", "a"));

    assertThat(again.receipts())
        .containsExactly(new Receipt.Repeated(((Receipt.Counted) first).rev()));
    assertThat(again.range().isEmpty()).isTrue();
    assertThat(tally()).isEqualTo(before);
  }

  @Test
  void aPendingBallotThatIsRepeatedIsRecordedAgainAndCountsOnce() {
    open();
    record(cast("x", "a"));

    Recording.Recorded again = record(cast("x", "a"));

    assertThat(again.receipts()).containsExactly(new Receipt.Counted(Revision.of(1, 2)));
    assertThat(tally().ballots()).isEqualTo(1);
    assertThat(tally().at("a")).isEqualTo(1);
  }

  @Test
  void aRepeatWithinOneBatchCountsOnce() {
    open();

    Recording.Recorded recorded = record(cast("x", "a"), cast("x", "a"));

    assertThat(recorded.receipts()).allMatch(Receipt.Counted.class::isInstance);
    assertThat(tally().ballots()).isEqualTo(1);
    assertThat(tally().at("a")).isEqualTo(1);
  }

  @Test
  void aChangedBallotMovesExactlyItsCells() {
    open();
    recordAndConfirm(cast("x", "a", "b"));

    recordAndConfirm(cast("x", "b", "c"));

    assertThat(tally().cells()).isEqualTo(Map.of("b", 1L, "c", 1L));
    assertThat(tally().ballots()).isEqualTo(1);
  }

  @Test
  void whereNoChangeIsAllowedTheFirstBallotStands() {
    open(1, false, OptionalLong.empty(), 0);
    recordAndConfirm(cast("x", "a"));

    Receipt second = recordAndConfirm(cast("x", "b"));
    Receipt repeat = recordAndConfirm(cast("x", "a"));

    assertThat(refusal(second).code()).isEqualTo(Code.ALREADY_VOTED);
    assertThat(repeat).isInstanceOf(Receipt.Repeated.class);
    assertThat(tally().cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void aBallotInTheLastMillisecondCountsAndOneAfterItDoesNot() {
    long now = await(ledger().now());
    open(1, true, OptionalLong.of(now + 1000), 200);

    pass(1200);
    Receipt last = recordAndConfirm(cast("x", "a"));
    pass(1);
    Receipt late = recordAndConfirm(cast("y", "a"));

    assertThat(last).isInstanceOf(Receipt.Counted.class);
    assertThat(refusal(late).code()).isEqualTo(Code.NOT_OPEN);
    assertThat(refusal(late).lateMs()).isEqualTo(201);
    assertThat(tally().ballots()).isEqualTo(1);
  }

  @Test
  void aRepeatAfterTheCloseIsAnsweredByWhatStands() {
    open();
    Receipt first = recordAndConfirm(cast("x", "a"));
    await(ledger().close(POLL));

    assertThat(recordAndConfirm(cast("x", "a")))
        .isEqualTo(new Receipt.Repeated(((Receipt.Counted) first).rev()));
    assertThat(refusal(recordAndConfirm(cast("x", "b"))).code()).isEqualTo(Code.NOT_OPEN);
  }

  @Test
  void nothingCountsAfterTheClose() {
    open();
    recordAndConfirm(cast("x", "a"));

    assertThat(await(ledger().close(POLL))).contains(0);

    assertThat(refusal(recordAndConfirm(cast("y", "a"))).code()).isEqualTo(Code.NOT_OPEN);
    assertThat(tally().ballots()).isEqualTo(1);
  }

  @Test
  void aBallotRecordedBeforeTheCloseIsConfirmedAfterIt() {
    open();
    Recording.Recorded onWay = record(cast("x", "a"));

    assertThat(await(ledger().close(POLL))).contains(1);
    assertThat(await(ledger().confirm(POLL, onWay.range()))).isEqualTo(Confirmation.CONFIRMED);
    assertThat(await(ledger().close(POLL))).contains(0);
  }

  @Test
  void aSealedLedgerConfirmsNothingMore() {
    open();
    Recording.Recorded onWay = record(cast("x", "a"));
    await(ledger().close(POLL));

    await(ledger().seal(POLL));

    assertThat(await(ledger().confirm(POLL, onWay.range()))).isEqualTo(Confirmation.SEALED);
  }

  @Test
  void aRangeIsConfirmedOnceAndOnlyInItsOwnEpoch() {
    open(3, true, OptionalLong.empty(), 0);
    Recording.Recorded recorded = record(cast("x", "a"));

    Range foreign = new Range(Revision.of(2, 1), Revision.of(2, 1));
    assertThat(await(ledger().confirm(POLL, foreign))).isEqualTo(Confirmation.LOST);
    assertThat(await(ledger().confirm(POLL, recorded.range()))).isEqualTo(Confirmation.CONFIRMED);
    assertThat(await(ledger().confirm(POLL, recorded.range()))).isEqualTo(Confirmation.LOST);
  }

  @Test
  void aRebuiltPageKnowsTheStandingBallots() {
    Cast standing = cast("x", "a");
    Page.Terms terms = new Page.Terms(true, OptionalLong.empty(), 0, Integer.MAX_VALUE);
    Page.Standing old = new Page.Standing(Revision.of(1, 7), standing);
    install(new Page(2, PollState.OPEN, terms, Map.of("x", old)));

    assertThat(recordAndConfirm(standing)).isEqualTo(new Receipt.Repeated(Revision.of(1, 7)));
    assertThat(await(ledger().standing(POLL, "x"))).contains("a");
    assertThat(await(ledger().standing(POLL, "y"))).isEmpty();
    assertThat(recordAndConfirm(cast("x", "b"))).isEqualTo(new Receipt.Counted(Revision.of(2, 1)));
    assertThat(tally().cells()).isEqualTo(Map.of("b", 1L));
  }

  @Test
  void aPageOfAClosingPollTakesNoBallots() {
    Page.Terms terms = new Page.Terms(true, OptionalLong.empty(), 0, Integer.MAX_VALUE);
    install(new Page(1, PollState.CLOSING, terms, Map.of()));

    assertThat(refusal(recordAndConfirm(cast("x", "a"))).code()).isEqualTo(Code.NOT_OPEN);
  }

  @Test
  void onlyTheHolderOfTheLockInstallsAndOnlyWhereThereIsNoPage() {
    String token = await(ledger().lock(POLL)).orElseThrow();
    Page page =
        new Page(
            1,
            PollState.OPEN,
            new Page.Terms(true, OptionalLong.empty(), 0, Integer.MAX_VALUE),
            Map.of());

    assertThat(await(ledger().lock(POLL))).isEmpty();
    assertThat(await(ledger().install(POLL, "another", page))).isFalse();
    assertThat(await(ledger().install(POLL, token, page))).isTrue();

    Optional<String> next = await(ledger().lock(POLL));
    assertThat(next).isPresent();
    assertThat(await(ledger().install(POLL, next.get(), page))).isFalse();
  }

  @Test
  void changesOfStateTakeRevisionsToo() {
    open();
    recordAndConfirm(cast("x", "a"));

    assertThat(await(ledger().advance(POLL))).contains(Revision.of(1, 2));
    assertThat(await(ledger().extend(POLL, 5_000_000))).contains(Revision.of(1, 3));
    assertThat(recordAndConfirm(cast("y", "a"))).isEqualTo(new Receipt.Counted(Revision.of(1, 4)));
  }

  @Test
  void extendingMovesTheCutoff() {
    long now = await(ledger().now());
    open(1, true, OptionalLong.of(now + 100), 0);

    await(ledger().extend(POLL, now + 300));
    pass(250);

    assertThat(recordAndConfirm(cast("x", "a"))).isInstanceOf(Receipt.Counted.class);
  }

  @Test
  void onlyAPageOfThatEpochOrEarlierIsDropped() {
    open(5, true, OptionalLong.empty(), 0);

    await(ledger().drop(POLL, 4));
    assertThat(await(ledger().tally(POLL))).isPresent();

    await(ledger().drop(POLL, 5));
    assertThat(await(ledger().tally(POLL))).isEmpty();
  }

  private static Refusal refusal(Receipt receipt) {
    return ((Receipt.Refused) receipt).why();
  }
}
