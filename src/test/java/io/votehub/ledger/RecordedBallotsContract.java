package io.votehub.ledger;

import static io.votehub.ledger.LedgerUnderTest.await;
import static io.votehub.ledger.LedgerUnderTest.cast;
import static io.votehub.ledger.LedgerUnderTest.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Receipt;
import io.votehub.poll.Revision;
import io.votehub.poll.StandingBallot;
import io.votehub.poll.Tally;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract of every ledger about which ballots count and what they replace. */
interface RecordedBallotsContract extends LedgerUnderTest {
  @Test
  default void aBatchGetsOneContiguousRangeOfRevisionsInOrder() {
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
  default void aBallotForAnotherRunIsRefused() {
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
  default void aWithdrawnBallotNoLongerStandsAndMayBeCastAgain() {
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
  default void withdrawingWithoutABallotChangesNothing() {
    open();

    assertThat(recordAndConfirm(CastBallot.withdrawal("x", 1, 0)))
        .isInstanceOf(Receipt.Counted.class);

    assertThat(tally().ballots()).isZero();
    assertThat(tally().cells()).isEmpty();
  }

  @Test
  default void repeatingAConfirmedBallotChangesNothing() {
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
  default void aRepeatedPendingBallotIsRecordedAgainAndCountsOnce() {
    open();
    record(cast("x", "a"));

    RecordResult.Recorded again = record(cast("x", "a"));

    assertThat(again.receipts()).containsExactly(new Receipt.Counted(Revision.of(1, 2)));
    assertThat(tally().ballots()).isEqualTo(1);
    assertThat(tally().at("a")).isEqualTo(1);
  }

  @Test
  default void aRepeatWithinOneBatchCountsOnce() {
    open();

    RecordResult.Recorded recorded = record(cast("x", "a"), cast("x", "a"));

    assertThat(recorded.receipts())
        .containsExactly(
            new Receipt.Counted(Revision.of(1, 1)), new Receipt.Repeated(Revision.of(1, 1)));
    assertThat(recorded.range()).isEqualTo(new RevisionRange(Revision.of(1, 1), Revision.of(1, 1)));
    assertThat(tally().ballots()).isEqualTo(1);
    assertThat(tally().at("a")).isEqualTo(1);
  }

  @Test
  default void aChangedBallotChangesOnlyItsCells() {
    open();
    recordAndConfirm(cast("x", "a", "b"));

    recordAndConfirm(cast("x", "b", "c"));

    assertThat(tally().cells()).isEqualTo(Map.of("b", 1L, "c", 1L));
    assertThat(tally().ballots()).isEqualTo(1);
  }

  @Test
  default void ifChangesAreNotAllowedTheFirstBallotStands() {
    open(1, false, OptionalLong.empty(), 0);
    recordAndConfirm(cast("x", "a"));

    Receipt second = recordAndConfirm(cast("x", "b"));
    Receipt repeat = recordAndConfirm(cast("x", "a"));

    assertThat(refusal(second).code()).isEqualTo(ErrorCode.ALREADY_VOTED);
    assertThat(repeat).isInstanceOf(Receipt.Repeated.class);
    assertThat(tally().cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  default void aRefusedSecondBallotMakesThePendingFirstOneRecordedAgain() {
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
  default void oneCallReadsTheBallotsOfAVoterOnAllPolls() {
    open();
    recordAndConfirm(cast("x", "a").withMark(MarksContract.ONE));

    StandingResult found = await(ledger().standing(List.of(POLL, "no-such-poll"), "x"));
    StandingResult none = await(ledger().standing(List.of(POLL), "y"));

    assertThat(found)
        .isEqualTo(
            new StandingResult(
                Map.of(POLL, new StandingBallot(Revision.of(1, 1), "a", MarksContract.ONE)),
                Set.of("no-such-poll")));
    assertThat(none).isEqualTo(new StandingResult(Map.of(), Set.of()));
    assertThat(await(ledger().standing(List.of(), "x")).ballots()).isEmpty();
  }

  @Test
  default void ballotsAndCellsMayContainAnyText() {
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
}
