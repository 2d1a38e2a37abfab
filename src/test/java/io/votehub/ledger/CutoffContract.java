package io.votehub.ledger;

import static io.votehub.ledger.LedgerUnderTest.await;
import static io.votehub.ledger.LedgerUnderTest.cast;
import static io.votehub.ledger.LedgerUnderTest.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.ErrorCode;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import io.votehub.poll.Revision;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * The contract of every ledger about the end of a poll: the grace period, the close and the seal.
 */
interface CutoffContract extends LedgerUnderTest {
  @Test
  default void aBallotWithinTheGracePeriodCountsAndALaterOneDoesNot() {
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
  default void aLateBallotOfAVoterWithAPendingOneIsUndecided() {
    open();
    record(cast("x", "a"), cast("y", "a"));
    await(ledger().close(POLL, 1));

    RecordResult.Recorded late = record(cast("z", "a"), cast("x", "a"), cast("y", "b"));

    assertThat(late.receipts()).allMatch(Receipt.Refused.class::isInstance);
    assertThat(late.undecided()).containsExactlyInAnyOrder(1, 2);
    assertThat(late.range().isEmpty()).isTrue();
  }

  @Test
  default void aRepeatAfterTheCloseIsAnsweredByWhatStands() {
    open();
    Receipt first = recordAndConfirm(cast("x", "a"));
    await(ledger().close(POLL, 1));

    assertThat(recordAndConfirm(cast("x", "a")))
        .isEqualTo(new Receipt.Repeated(((Receipt.Counted) first).rev()));
    assertThat(refusal(recordAndConfirm(cast("x", "b"))).code()).isEqualTo(ErrorCode.NOT_OPEN);
  }

  @Test
  default void nothingCountsAfterTheClose() {
    open();
    recordAndConfirm(cast("x", "a"));

    assertThat(await(ledger().close(POLL, 1))).contains(0);

    assertThat(refusal(recordAndConfirm(cast("y", "a"))).code()).isEqualTo(ErrorCode.NOT_OPEN);
    assertThat(tally().ballots()).isEqualTo(1);
  }

  @Test
  default void closingAnEarlierEpochLeavesThePageOpen() {
    open(3, true, OptionalLong.empty(), 0);

    assertThat(await(ledger().close(POLL, 2))).contains(0);

    assertThat(recordAndConfirm(cast("x", "a"))).isInstanceOf(Receipt.Counted.class);
  }

  @Test
  default void aBallotRecordedBeforeTheCloseIsConfirmedAfterIt() {
    open();
    RecordResult.Recorded onWay = record(cast("x", "a"));

    assertThat(await(ledger().close(POLL, 1))).contains(1);
    assertThat(await(ledger().confirm(POLL, onWay.range()))).isEqualTo(ConfirmResult.CONFIRMED);
    assertThat(await(ledger().close(POLL, 1))).contains(0);
  }

  @Test
  default void aSealedLedgerConfirmsNothingMore() {
    open();
    RecordResult.Recorded onWay = record(cast("x", "a"));
    await(ledger().close(POLL, 1));

    await(ledger().seal(POLL));

    assertThat(await(ledger().confirm(POLL, onWay.range()))).isEqualTo(ConfirmResult.SEALED);
  }

  @Test
  default void aRangeIsConfirmedOnceAndOnlyInItsOwnEpoch() {
    open(3, true, OptionalLong.empty(), 0);
    RecordResult.Recorded recorded = record(cast("x", "a"));

    RevisionRange foreign = new RevisionRange(Revision.of(2, 1), Revision.of(2, 1));
    assertThat(await(ledger().confirm(POLL, foreign))).isEqualTo(ConfirmResult.LOST);
    assertThat(await(ledger().confirm(POLL, recorded.range()))).isEqualTo(ConfirmResult.CONFIRMED);
    assertThat(await(ledger().confirm(POLL, recorded.range()))).isEqualTo(ConfirmResult.LOST);
  }

  @Test
  default void aPageOfAClosingPollTakesNoBallots() {
    Page.Terms terms = new Page.Terms(1, true, OptionalLong.empty(), 0, Integer.MAX_VALUE);
    install(new Page(1, PollState.CLOSING, terms, Map.of()));

    assertThat(refusal(recordAndConfirm(cast("x", "a"))).code()).isEqualTo(ErrorCode.NOT_OPEN);
  }

  @Test
  default void extendingDelaysTheCutoff() {
    long now = await(ledger().now());
    open(1, true, OptionalLong.of(now + 100), 0);

    await(ledger().extend(POLL, now + 60_000));
    pass(250);

    assertThat(recordAndConfirm(cast("x", "a"))).isInstanceOf(Receipt.Counted.class);
  }

  @Test
  default void aClosedPollCannotBeExtended() {
    open(1, true, OptionalLong.of(await(ledger().now()) + 1000), 0);
    await(ledger().close(POLL, 1));

    assertThat(await(ledger().extend(POLL, await(ledger().now()) + 2000))).isEmpty();
    assertThat(record(cast("x", "a")).receipts().get(0)).isInstanceOf(Receipt.Refused.class);
  }
}
