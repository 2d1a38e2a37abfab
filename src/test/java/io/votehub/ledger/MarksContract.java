package io.votehub.ledger;

import static io.votehub.ledger.LedgerUnderTest.await;
import static io.votehub.ledger.LedgerUnderTest.cast;
import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.CastBallot;
import io.votehub.poll.Mark;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import io.votehub.poll.Revision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The contract of every ledger about the marks of ballots. */
interface MarksContract extends LedgerUnderTest {
  Mark ONE = new Mark(1, 2);

  Mark OTHER = new Mark(-1, Long.MIN_VALUE);

  @Test
  default void aRepeatWithAnotherMarkIsToldTheMarkOfTheBallotThatStands() {
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
  default void aBallotWithoutAMarkStaysWithoutOne() {
    open();
    recordAndConfirm(cast("x", "a"));

    assertThat(recordAndConfirm(cast("x", "a").withMark(ONE)))
        .isEqualTo(new Receipt.Repeated(Revision.of(1, 1)));
  }

  @Test
  default void ofEqualBallotsInABatchTheFirstGivesTheMark() {
    open();

    RecordResult.Recorded recorded =
        record(cast("x", "a").withMark(ONE), cast("y", "a"), cast("x", "a").withMark(OTHER));

    assertThat(recorded.receipts().get(2)).isEqualTo(new Receipt.Repeated(Revision.of(1, 1), ONE));
  }

  @Test
  default void aChangedBallotHasItsOwnMark() {
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
  default void aFirstBallotThatIsRecordedAgainKeepsItsMark() {
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
  default void aRebuiltPageKeepsTheMarks() {
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
  default void whateverIsRecordedARepeatIsToldTheRevisionAndMarkThatStand() {
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
}
