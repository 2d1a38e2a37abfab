package io.votehub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Mark;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.StandingBallot;
import io.votehub.poll.Tally;
import io.votehub.poll.VoterId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The contract of every ledger. */
public abstract class LedgerContract {
  private static final String POLL = "poll-1";

  /** A ledger without pages. */
  protected abstract Ledger ledger();

  /** Advances the ledger's clock by at least so many milliseconds. */
  protected abstract void pass(long ms);

  protected static <T> T await(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException late) {
      throw new AssertionError("No answer within 10 s", late);
    }
  }

  private static CastBallot cast(String voter, String... cells) {
    return new CastBallot(voter, 1, String.join("+", cells), List.of(cells), 0);
  }

  private void open(int epoch, boolean change, OptionalLong closesAt, int graceMs) {
    install(
        new Page(
            epoch,
            PollState.OPEN,
            new Page.Terms(1, change, closesAt, graceMs, Integer.MAX_VALUE),
            Map.of()));
  }

  private void open() {
    open(1, true, OptionalLong.empty(), 0);
  }

  private void install(Page page) {
    String token = await(ledger().lock(POLL)).orElseThrow();
    assertThat(await(ledger().install(POLL, token, page))).isTrue();
  }

  private RecordResult.Recorded record(CastBallot... casts) {
    return (RecordResult.Recorded) await(ledger().record(POLL, List.of(casts)));
  }

  private Receipt recordAndConfirm(CastBallot cast) {
    RecordResult.Recorded recorded = record(cast);
    if (!recorded.range().isEmpty()) {
      assertThat(await(ledger().confirm(POLL, recorded.range())))
          .isEqualTo(ConfirmResult.CONFIRMED);
    }
    return recorded.receipts().get(0);
  }

  private Tally tally() {
    return await(ledger().tally(POLL)).orElseThrow();
  }

  @Test
  void aBallotAddsTheWeightOfItsVoterToEachOfItsCells() {
    open();
    String three = VoterId.ofMember(3, "ana");
    recordAndConfirm(cast(three, "a", "b", Tally.WEIGHT));
    recordAndConfirm(cast(VoterId.ofMember(1_000_000, "bo"), "b", Tally.WEIGHT));
    recordAndConfirm(cast("w-alone", "a"));
    assertThat(tally().cells())
        .isEqualTo(Map.of("a", 4L, "b", 1_000_003L, Tally.WEIGHT, 1_000_003L));
    assertThat(tally().ballots()).isEqualTo(3);

    recordAndConfirm(cast(three, "a", "b", Tally.WEIGHT));
    recordAndConfirm(cast(three, "c", Tally.WEIGHT));
    assertThat(tally().cells())
        .isEqualTo(Map.of("a", 1L, "b", 1_000_000L, "c", 3L, Tally.WEIGHT, 1_000_003L));

    recordAndConfirm(CastBallot.withdrawal(three, 1, 0));
    assertThat(tally().cells())
        .isEqualTo(Map.of("a", 1L, "b", 1_000_000L, Tally.WEIGHT, 1_000_000L));
    assertThat(tally().ballots()).isEqualTo(2);
  }

  @Test
  void aRebuiltPageKeepsTheWeights() {
    CastBallot of = cast(VoterId.ofMember(3, "ana"), "a", Tally.WEIGHT);
    install(
        new Page(
            2,
            PollState.OPEN,
            new Page.Terms(1, true, OptionalLong.empty(), 0, 1),
            Map.of(of.voter(), new Page.Standing(Revision.of(1, 1), of))));
    recordAndConfirm(cast("audience", "b"));

    assertThat(tally().cells()).isEqualTo(Map.of("a", 3L, Tally.WEIGHT, 3L));
    assertThat(tally().more()).isEqualTo(1);
    recordAndConfirm(cast(of.voter(), "b", Tally.WEIGHT));
    assertThat(tally().cells()).isEqualTo(Map.of("b", 4L, Tally.WEIGHT, 3L));
  }

  @Test
  void withoutALedgerPageNothingIsRecorded() {
    assertThat(await(ledger().record(POLL, List.of(cast("x", "a")))))
        .isEqualTo(new RecordResult.Missing());
    assertThat(await(ledger().tally(POLL))).isEmpty();
  }

  @Test
  void aBatchGetsOneContiguousRangeOfRevisionsInOrder() {
    open();

    RecordResult.Recorded recorded = record(cast("x", "a"), cast("y", "b"), cast("z", "a"));

    assertThat(recorded.receipts())
        .containsExactly(
            new Receipt.Counted(Revision.of(1, 1)),
            new Receipt.Counted(Revision.of(1, 2)),
            new Receipt.Counted(Revision.of(1, 3)));
    assertThat(recorded.range()).isEqualTo(new RevisionRange(Revision.of(1, 1), Revision.of(1, 3)));
    Tally tally = tally();
    assertThat(tally).isEqualTo(new Tally(tally.rev(), 3, false, Map.of("a", 2L, "b", 1L)));
  }

  @Test
  void aBallotForAnotherRunIsRefused() {
    open();
    Receipt first = recordAndConfirm(cast("x", "a"));
    CastBallot same = cast("x", "a");
    CastBallot ofEarlier = new CastBallot("x", 0, same.ballot(), same.cells(), 0);
    CastBallot ofLater = new CastBallot("y", 2, same.ballot(), same.cells(), 0);

    RecordResult.Recorded recorded = record(ofEarlier, ofLater, same);

    assertThat(recorded.receipts().subList(0, 2))
        .allSatisfy(
            receipt ->
                assertThat(((Receipt.Refused) receipt).why().code())
                    .isEqualTo(ErrorCode.POLL_CHANGED));
    assertThat(recorded.receipts().get(2))
        .isEqualTo(new Receipt.Repeated(((Receipt.Counted) first).rev()));
    assertThat(recorded.firsts()).isEmpty();
    assertThat(tally().ballots()).isEqualTo(1);
  }

  @Test
  void aWithdrawnBallotNoLongerStandsAndMayBeCastAgain() {
    open();
    recordAndConfirm(cast("x", "a"));
    recordAndConfirm(cast("y", "a"));

    Receipt taken = recordAndConfirm(CastBallot.withdrawal("x", 1, 0));

    assertThat(tally().ballots()).isEqualTo(1);
    assertThat(tally().cells()).isEqualTo(Map.of("a", 1L));
    assertThat(standing("x")).isEmpty();
    assertThat(recordAndConfirm(CastBallot.withdrawal("x", 1, 0)))
        .isEqualTo(new Receipt.Repeated(((Receipt.Counted) taken).rev()));
    assertThat(recordAndConfirm(cast("x", "b"))).isInstanceOf(Receipt.Counted.class);
    assertThat(tally().cells()).isEqualTo(Map.of("a", 1L, "b", 1L));
    assertThat(tally().ballots()).isEqualTo(2);
  }

  @Test
  void withdrawingWithoutABallotChangesNothing() {
    open();

    assertThat(recordAndConfirm(CastBallot.withdrawal("x", 1, 0)))
        .isInstanceOf(Receipt.Counted.class);

    assertThat(tally().ballots()).isZero();
    assertThat(tally().cells()).isEmpty();
  }

  @Test
  void aTallyIsImmutable() {
    open();
    record(cast("x", "a"));
    Tally before = tally();

    record(cast("x", "b"));

    assertThat(before.at("a")).isEqualTo(1);
    assertThat(tally().at("a")).isZero();
  }

  @Test
  void repeatingAConfirmedBallotChangesNothing() {
    open();
    Receipt first = recordAndConfirm(cast("x", "a"));
    Tally before = tally();

    RecordResult.Recorded again = record(cast("x", "a"));

    assertThat(again.receipts())
        .containsExactly(new Receipt.Repeated(((Receipt.Counted) first).rev()));
    assertThat(again.range().isEmpty()).isTrue();
    assertThat(tally()).isEqualTo(before);
  }

  @Test
  void aRepeatedPendingBallotIsRecordedAgainAndCountsOnce() {
    open();
    record(cast("x", "a"));

    RecordResult.Recorded again = record(cast("x", "a"));

    assertThat(again.receipts()).containsExactly(new Receipt.Counted(Revision.of(1, 2)));
    assertThat(tally().ballots()).isEqualTo(1);
    assertThat(tally().at("a")).isEqualTo(1);
  }

  @Test
  void aRepeatWithinOneBatchCountsOnce() {
    open();

    RecordResult.Recorded recorded = record(cast("x", "a"), cast("x", "a"));

    assertThat(recorded.receipts())
        .containsExactly(
            new Receipt.Counted(Revision.of(1, 1)), new Receipt.Repeated(Revision.of(1, 1)));
    assertThat(recorded.range()).isEqualTo(new RevisionRange(Revision.of(1, 1), Revision.of(1, 1)));
    assertThat(tally().ballots()).isEqualTo(1);
    assertThat(tally().at("a")).isEqualTo(1);
  }

  private static final Mark ONE = new Mark(1, 2);
  private static final Mark OTHER = new Mark(-1, Long.MIN_VALUE);

  @Test
  void aRepeatWithAnotherMarkIsToldTheMarkOfTheBallotThatStands() {
    open();
    long rev = Revision.of(1, 1);
    assertThat(recordAndConfirm(cast("x", "a").withMark(ONE))).isEqualTo(new Receipt.Counted(rev));

    assertThat(recordAndConfirm(cast("x", "a").withMark(OTHER)))
        .isEqualTo(new Receipt.Repeated(rev, ONE));
    assertThat(recordAndConfirm(cast("x", "a").withMark(ONE)))
        .isEqualTo(new Receipt.Repeated(rev, ONE));
    assertThat(recordAndConfirm(cast("x", "a"))).isEqualTo(new Receipt.Repeated(rev, ONE));
    assertThat(tally().ballots()).isEqualTo(1);
  }

  @Test
  void aBallotWithoutAMarkStaysWithoutOne() {
    open();
    recordAndConfirm(cast("x", "a"));

    assertThat(recordAndConfirm(cast("x", "a").withMark(ONE)))
        .isEqualTo(new Receipt.Repeated(Revision.of(1, 1)));
  }

  @Test
  void ofEqualBallotsInABatchTheFirstGivesTheMark() {
    open();

    RecordResult.Recorded recorded =
        record(cast("x", "a").withMark(ONE), cast("y", "a"), cast("x", "a").withMark(OTHER));

    assertThat(recorded.receipts().get(2)).isEqualTo(new Receipt.Repeated(Revision.of(1, 1), ONE));
  }

  @Test
  void aChangedBallotHasItsOwnMark() {
    open();
    recordAndConfirm(cast("x", "a").withMark(ONE));
    recordAndConfirm(cast("x", "b").withMark(OTHER));
    assertThat(recordAndConfirm(cast("x", "b").withMark(ONE)))
        .isEqualTo(new Receipt.Repeated(Revision.of(1, 2), OTHER));

    recordAndConfirm(cast("x", "c"));
    assertThat(recordAndConfirm(cast("x", "c").withMark(ONE)))
        .isEqualTo(new Receipt.Repeated(Revision.of(1, 3)));

    recordAndConfirm(CastBallot.withdrawal("x", 1, 0));
    assertThat(recordAndConfirm(cast("x", "c").withMark(OTHER)))
        .isEqualTo(new Receipt.Counted(Revision.of(1, 5)));
    assertThat(recordAndConfirm(cast("x", "c")))
        .isEqualTo(new Receipt.Repeated(Revision.of(1, 5), OTHER));
  }

  @Test
  void aFirstBallotThatIsRecordedAgainKeepsItsMark() {
    open(1, false, OptionalLong.empty(), 0);
    record(cast("x", "a").withMark(ONE));

    RecordResult.Recorded recorded = record(cast("x", "b").withMark(OTHER));

    assertThat(recorded.firsts())
        .containsExactly(new RecordResult.First(0, Revision.of(1, 2), "a", ONE));
    await(ledger().confirm(POLL, recorded.range()));
    assertThat(recordAndConfirm(cast("x", "a").withMark(OTHER)))
        .isEqualTo(new Receipt.Repeated(Revision.of(1, 2), ONE));
  }

  @Test
  void aRebuiltPageKeepsTheMarks() {
    CastBallot marked = cast("x", "a", "b").withMark(ONE);
    CastBallot bare = cast("y", "a");
    install(
        new Page(
            2,
            PollState.OPEN,
            new Page.Terms(1, true, OptionalLong.empty(), 0, 9),
            Map.of(
                "x", new Page.Standing(Revision.of(1, 7), marked),
                "y", new Page.Standing(Revision.of(1, 8), bare))));

    assertThat(record(marked.withMark(OTHER), bare.withMark(OTHER)).receipts())
        .containsExactly(
            new Receipt.Repeated(Revision.of(1, 7), ONE), new Receipt.Repeated(Revision.of(1, 8)));
    assertThat(tally().cells()).isEqualTo(Map.of("a", 2L, "b", 1L));
  }

  /** Repeats, changes and withdrawals in batches, beside a map of what stands. */
  @Test
  void whateverIsRecordedARepeatIsToldTheRevisionAndMarkThatStand() {
    open();
    Random random = new Random(20261129);
    Map<String, CastBallot> stands = new HashMap<>();
    Map<String, Long> revs = new HashMap<>();
    for (int batch = 0; batch < 60; batch++) {
      List<CastBallot> casts = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(6); i++) {
        String voter = "v" + random.nextInt(4);
        CastBallot cast =
            random.nextInt(6) == 0
                ? CastBallot.withdrawal(voter, 1, 0)
                : cast(voter, "c" + random.nextInt(2));
        casts.add(random.nextInt(4) == 0 ? cast : cast.withMark(new Mark(0, random.nextInt(3))));
      }
      RecordResult.Recorded recorded = (RecordResult.Recorded) await(ledger().record(POLL, casts));
      for (int i = 0; i < casts.size(); i++) {
        CastBallot cast = casts.get(i);
        CastBallot old = stands.get(cast.voter());
        if (old != null && old.ballot().equals(cast.ballot())) {
          assertThat(recorded.receipts().get(i))
              .isEqualTo(new Receipt.Repeated(revs.get(cast.voter()), old.mark()));
        } else {
          stands.put(cast.voter(), cast);
          revs.put(cast.voter(), ((Receipt.Counted) recorded.receipts().get(i)).rev());
        }
      }
      if (!recorded.range().isEmpty()) {
        await(ledger().confirm(POLL, recorded.range()));
      }
    }
    assertThat(stands.values()).anyMatch(cast -> cast.mark() != null);
  }

  @Test
  void aChangedBallotChangesOnlyItsCells() {
    open();
    recordAndConfirm(cast("x", "a", "b"));

    recordAndConfirm(cast("x", "b", "c"));

    assertThat(tally().cells()).isEqualTo(Map.of("b", 1L, "c", 1L));
    assertThat(tally().ballots()).isEqualTo(1);
  }

  @Test
  void ifChangesAreNotAllowedTheFirstBallotStands() {
    open(1, false, OptionalLong.empty(), 0);
    recordAndConfirm(cast("x", "a"));

    Receipt second = recordAndConfirm(cast("x", "b"));
    Receipt repeat = recordAndConfirm(cast("x", "a"));

    assertThat(refusal(second).code()).isEqualTo(ErrorCode.ALREADY_VOTED);
    assertThat(repeat).isInstanceOf(Receipt.Repeated.class);
    assertThat(tally().cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void aRefusedSecondBallotMakesThePendingFirstOneRecordedAgain() {
    open(1, false, OptionalLong.empty(), 0);
    recordAndConfirm(cast("w", "a"));
    record(cast("x", "a", "b"));

    RecordResult.Recorded recorded =
        record(cast("v", "c"), cast("x", "c"), cast("x", "d"), cast("y", "c"), cast("w", "c"));

    assertThat(recorded.firsts())
        .containsExactly(new RecordResult.First(1, Revision.of(1, 4), "a+b"));
    assertThat(recorded.range()).isEqualTo(new RevisionRange(Revision.of(1, 3), Revision.of(1, 5)));
    assertThat(recorded.receipts().get(0)).isEqualTo(new Receipt.Counted(Revision.of(1, 3)));
    assertThat(recorded.receipts().get(3)).isEqualTo(new Receipt.Counted(Revision.of(1, 5)));
    assertThat(List.of(1, 2, 4))
        .allSatisfy(
            place ->
                assertThat(refusal(recorded.receipts().get(place)).code())
                    .isEqualTo(ErrorCode.ALREADY_VOTED));
    assertThat(tally().cells()).isEqualTo(Map.of("a", 2L, "b", 1L, "c", 2L));
    assertThat(tally().ballots()).isEqualTo(4);
  }

  @Test
  void aBallotWithinTheGracePeriodCountsAndALaterOneDoesNot() {
    long closesAt = await(ledger().now()) + 300;
    open(1, true, OptionalLong.of(closesAt), 2000);

    pass(400);
    Receipt last = recordAndConfirm(cast("x", "a"));
    pass(2000);
    Receipt late = recordAndConfirm(cast("y", "a"));

    assertThat(last).isInstanceOf(Receipt.Counted.class);
    assertThat(refusal(late).code()).isEqualTo(ErrorCode.NOT_OPEN);
    assertThat(refusal(late).lateMs()).isBetween(2001L, await(ledger().now()) - closesAt);
    assertThat(tally().ballots()).isEqualTo(1);
  }

  @Test
  void aLateBallotOfAVoterWithAPendingOneIsUndecided() {
    open();
    record(cast("x", "a"), cast("y", "a"));
    await(ledger().close(POLL, 1));

    RecordResult.Recorded late = record(cast("z", "a"), cast("x", "a"), cast("y", "b"));

    assertThat(late.receipts()).allMatch(Receipt.Refused.class::isInstance);
    assertThat(late.undecided()).containsExactlyInAnyOrder(1, 2);
    assertThat(late.range().isEmpty()).isTrue();
  }

  @Test
  void aRepeatAfterTheCloseIsAnsweredByWhatStands() {
    open();
    Receipt first = recordAndConfirm(cast("x", "a"));
    await(ledger().close(POLL, 1));

    assertThat(recordAndConfirm(cast("x", "a")))
        .isEqualTo(new Receipt.Repeated(((Receipt.Counted) first).rev()));
    assertThat(refusal(recordAndConfirm(cast("x", "b"))).code()).isEqualTo(ErrorCode.NOT_OPEN);
  }

  @Test
  void nothingCountsAfterTheClose() {
    open();
    recordAndConfirm(cast("x", "a"));

    assertThat(await(ledger().close(POLL, 1))).contains(0);

    assertThat(refusal(recordAndConfirm(cast("y", "a"))).code()).isEqualTo(ErrorCode.NOT_OPEN);
    assertThat(tally().ballots()).isEqualTo(1);
  }

  @Test
  void closingAnEarlierEpochLeavesThePageOpen() {
    open(3, true, OptionalLong.empty(), 0);

    assertThat(await(ledger().close(POLL, 2))).contains(0);

    assertThat(recordAndConfirm(cast("x", "a"))).isInstanceOf(Receipt.Counted.class);
  }

  @Test
  void aBallotRecordedBeforeTheCloseIsConfirmedAfterIt() {
    open();
    RecordResult.Recorded onWay = record(cast("x", "a"));

    assertThat(await(ledger().close(POLL, 1))).contains(1);
    assertThat(await(ledger().confirm(POLL, onWay.range()))).isEqualTo(ConfirmResult.CONFIRMED);
    assertThat(await(ledger().close(POLL, 1))).contains(0);
  }

  @Test
  void aSealedLedgerConfirmsNothingMore() {
    open();
    RecordResult.Recorded onWay = record(cast("x", "a"));
    await(ledger().close(POLL, 1));

    await(ledger().seal(POLL));

    assertThat(await(ledger().confirm(POLL, onWay.range()))).isEqualTo(ConfirmResult.SEALED);
  }

  @Test
  void aRangeIsConfirmedOnceAndOnlyInItsOwnEpoch() {
    open(3, true, OptionalLong.empty(), 0);
    RecordResult.Recorded recorded = record(cast("x", "a"));

    RevisionRange foreign = new RevisionRange(Revision.of(2, 1), Revision.of(2, 1));
    assertThat(await(ledger().confirm(POLL, foreign))).isEqualTo(ConfirmResult.LOST);
    assertThat(await(ledger().confirm(POLL, recorded.range()))).isEqualTo(ConfirmResult.CONFIRMED);
    assertThat(await(ledger().confirm(POLL, recorded.range()))).isEqualTo(ConfirmResult.LOST);
  }

  @Test
  void aRebuiltPageHasTheStandingBallots() {
    CastBallot standing = cast("x", "a");
    Page.Terms terms = new Page.Terms(1, true, OptionalLong.empty(), 0, Integer.MAX_VALUE);
    Page.Standing old = new Page.Standing(Revision.of(1, 7), standing);
    install(new Page(2, PollState.OPEN, terms, Map.of("x", old)));

    assertThat(recordAndConfirm(standing)).isEqualTo(new Receipt.Repeated(Revision.of(1, 7)));
    assertThat(standing("x")).contains("a");
    assertThat(standing("y")).isEmpty();
    assertThat(recordAndConfirm(cast("x", "b"))).isEqualTo(new Receipt.Counted(Revision.of(2, 1)));
    assertThat(tally().cells()).isEqualTo(Map.of("b", 1L));
  }

  @Test
  void aPageOfAClosingPollTakesNoBallots() {
    Page.Terms terms = new Page.Terms(1, true, OptionalLong.empty(), 0, Integer.MAX_VALUE);
    install(new Page(1, PollState.CLOSING, terms, Map.of()));

    assertThat(refusal(recordAndConfirm(cast("x", "a"))).code()).isEqualTo(ErrorCode.NOT_OPEN);
  }

  @Test
  void onlyTheLockHolderInstallsAPageAndOnlyIfThereIsNone() {
    String token = await(ledger().lock(POLL)).orElseThrow();
    Page page =
        new Page(
            1,
            PollState.OPEN,
            new Page.Terms(1, true, OptionalLong.empty(), 0, Integer.MAX_VALUE),
            Map.of());

    assertThat(await(ledger().lock(POLL))).isEmpty();
    assertThat(await(ledger().install(POLL, "another", page))).isFalse();
    assertThat(await(ledger().install(POLL, token, page))).isTrue();

    Optional<String> next = await(ledger().lock(POLL));
    assertThat(next).isPresent();
    assertThat(await(ledger().install(POLL, next.get(), page))).isFalse();
  }

  @Test
  void aTallysRevisionDoesNotRevealTheNumberOfChanges() {
    long before = await(ledger().now());
    open();
    for (String choice : List.of("a", "b", "a", "b", "a")) {
      pass(20);
      recordAndConfirm(cast("x", choice));
    }
    pass(200);
    recordAndConfirm(cast("y", "a"));

    long now = await(ledger().now());
    assertThat(Revision.counter(tally().rev())).isBetween(300 / 4L, (now - before) / 4);
  }

  @Test
  void aTallysRevisionIncreasesOnlyWithTheTally() {
    open();
    long empty = tally().rev();
    recordAndConfirm(cast("x", "a"));
    long first = tally().rev();
    recordAndConfirm(cast("x", "a"));
    pass(50);
    long repeated = tally().rev();
    recordAndConfirm(cast("x", "b"));
    long changed = tally().rev();
    await(ledger().advance(POLL));
    long advanced = tally().rev();

    assertThat(repeated).isEqualTo(first);
    assertThat(List.of(empty, first, changed, advanced)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void changesOfStateUseRevisionsToo() {
    open();
    recordAndConfirm(cast("x", "a"));

    assertThat(await(ledger().advance(POLL))).contains(Revision.of(1, 2));
    long later = await(ledger().now()) + 60_000;
    assertThat(await(ledger().extend(POLL, later))).contains(Revision.of(1, 3));
    assertThat(recordAndConfirm(cast("y", "a"))).isEqualTo(new Receipt.Counted(Revision.of(1, 4)));
  }

  @Test
  void extendingDelaysTheCutoff() {
    long now = await(ledger().now());
    open(1, true, OptionalLong.of(now + 100), 0);

    await(ledger().extend(POLL, now + 60_000));
    pass(250);

    assertThat(recordAndConfirm(cast("x", "a"))).isInstanceOf(Receipt.Counted.class);
  }

  @Test
  void aClosedPollCannotBeExtended() {
    open(1, true, OptionalLong.of(await(ledger().now()) + 1000), 0);
    await(ledger().close(POLL, 1));

    assertThat(await(ledger().extend(POLL, await(ledger().now()) + 2000))).isEmpty();
    assertThat(record(cast("x", "a")).receipts().get(0)).isInstanceOf(Receipt.Refused.class);
  }

  @Test
  void onlyTheHolderOfALockReleasesOrRenewsIt() {
    String token = await(ledger().lock(POLL)).orElseThrow();

    assertThat(await(ledger().renew(POLL, "another"))).isFalse();
    await(ledger().unlock(POLL, "another"));
    assertThat(await(ledger().lock(POLL))).isEmpty();
    assertThat(await(ledger().renew(POLL, token))).isTrue();

    await(ledger().unlock(POLL, token));
    assertThat(await(ledger().renew(POLL, token))).isFalse();
    assertThat(await(ledger().lock(POLL))).isPresent();
  }

  private Optional<String> standing(String voter) {
    return Optional.ofNullable(await(ledger().standing(List.of(POLL), voter)).ballots().get(POLL))
        .map(StandingBallot::ballot);
  }

  @Test
  void oneCallReadsTheBallotsOfAVoterOnAllPolls() {
    open();
    recordAndConfirm(cast("x", "a").withMark(ONE));

    StandingResult found = await(ledger().standing(List.of(POLL, "no-such-poll"), "x"));
    StandingResult none = await(ledger().standing(List.of(POLL), "y"));

    assertThat(found)
        .isEqualTo(
            new StandingResult(
                Map.of(POLL, new StandingBallot(Revision.of(1, 1), "a", ONE)),
                Set.of("no-such-poll")));
    assertThat(none).isEqualTo(new StandingResult(Map.of(), Set.of()));
    assertThat(await(ledger().standing(List.of(), "x")).ballots()).isEmpty();
  }

  @Test
  void publishingIsPermittedOncePerIntervalAndOnlyAfterAChange() {
    open();
    assertThat(await(ledger().tryAcquirePublish(POLL, 60_000)))
        .isInstanceOf(PublishPermit.Granted.class);
    assertThat(await(ledger().tryAcquirePublish(POLL, 60_000)))
        .isEqualTo(new PublishPermit.Unchanged());

    recordAndConfirm(cast("x", "a"));

    PublishPermit early = await(ledger().tryAcquirePublish(POLL, 60_000));
    assertThat(((PublishPermit.RetryIn) early).ms()).isBetween(1L, 60_000L);
    pass(20);
    assertThat(await(ledger().tryAcquirePublish(POLL, 10)))
        .isEqualTo(new PublishPermit.Granted(tally()));
    assertThat(await(ledger().tryAcquirePublish(POLL, 10)))
        .isEqualTo(new PublishPermit.Unchanged());
    assertThat(await(ledger().tryAcquirePublish("no-such-poll", 10)))
        .isEqualTo(new PublishPermit.Unchanged());
  }

  @Test
  void aTallyHasTheGreatestSumsAndTheNumberOfOmittedCells() {
    Page.Terms terms = new Page.Terms(1, true, OptionalLong.empty(), 0, 2);
    install(new Page(1, PollState.OPEN, terms, Map.of()));

    record(cast("1", "b"), cast("2", "c"), cast("3", "a"), cast("4", "c"), cast("5", "d"));

    assertThat(tally().cells()).isEqualTo(Map.of("c", 2L, "a", 1L));
    assertThat(tally().more()).isEqualTo(2);
  }

  @Test
  void abstentionsAreNeverOmittedFromATally() {
    Page.Terms terms = new Page.Terms(1, true, OptionalLong.empty(), 0, 2);
    install(new Page(1, PollState.OPEN, terms, Map.of()));
    CastBallot abstains =
        new CastBallot("7", 1, "{\"abstain\":true}", List.of(Tally.ABSTENTIONS), 0);

    record(cast("1", "b"), cast("2", "c"), cast("3", "a"), cast("4", "c"), cast("5", "b"));
    record(cast("6", "d"), abstains);

    assertThat(tally().cells()).isEqualTo(Map.of("b", 2L, "c", 2L, Tally.ABSTENTIONS, 1L));
    assertThat(tally().more()).isEqualTo(2);
    assertThat(tally().ballots()).isEqualTo(7);
    for (int i = 0; i < 3; i++) {
      record(new CastBallot("more" + i, 1, abstains.ballot(), abstains.cells(), 0));
    }
    assertThat(tally().cells()).isEqualTo(Map.of("b", 2L, "c", 2L, Tally.ABSTENTIONS, 4L));
    assertThat(tally().more()).isEqualTo(2);
    record(cast("7", "c"));
    assertThat(tally().cells()).isEqualTo(Map.of("b", 2L, "c", 3L, Tally.ABSTENTIONS, 3L));
  }

  @Test
  void aLargeBatchIsCountedAndRebuiltCompletely() {
    open();
    CastBallot[] casts = new CastBallot[4096];
    Map<String, Page.Standing> standing = new HashMap<>();
    for (int i = 0; i < casts.length; i++) {
      casts[i] = cast("voter-" + i, "option-" + i % 3, "every");
      standing.put(casts[i].voter(), new Page.Standing(Revision.of(1, i + 1), casts[i]));
    }

    RecordResult.Recorded recorded = record(casts);
    Tally counted = tally();
    await(ledger().drop(POLL, 1));
    Page.Terms terms = new Page.Terms(1, true, OptionalLong.empty(), 0, Integer.MAX_VALUE);
    install(new Page(2, PollState.OPEN, terms, standing));

    assertThat(recorded.receipts()).hasSize(casts.length);
    assertThat(counted.at("every")).isEqualTo(casts.length);
    assertThat(tally().cells()).isEqualTo(counted.cells());
    assertThat(record(casts).receipts()).allMatch(Receipt.Repeated.class::isInstance);
  }

  @Test
  void ballotsAndCellsMayContainAnyText() {
    open();
    CastBallot odd =
        new CastBallot(
            "v o\nter",
            1,
            "{\"text\":\"\\u0000 \uD83D\uDE00\"}",
            List.of("\uD83D\uDE00\n", "="),
            0);

    recordAndConfirm(odd);

    assertThat(standing(odd.voter())).contains(odd.ballot());
    assertThat(tally().cells()).isEqualTo(Map.of("\uD83D\uDE00\n", 1L, "=", 1L));
  }

  @Test
  void droppingSparesPagesOfLaterEpochs() {
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
