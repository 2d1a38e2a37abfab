package io.votehub.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.memory.Footprint;
import io.votehub.memory.MemoryShare;
import io.votehub.method.VotingMethods;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.StandingBallot;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stands in a journal, and the memory that it takes while it is read. */
class RebuiltBallotsTest {
  private static final String A = "{\"choice\":\"a\"}";
  static final Poll POLL =
      Poll.draft(
          "p",
          "ABC234",
          "Which?",
          "single",
          List.of(new Option("a", "A", Optional.empty())),
          PollSettings.DEFAULT,
          0);

  private final MemoryShare share = new MemoryShare("standing", 2_000);
  private final RebuiltBallots ballots =
      new RebuiltBallots(
          CountedRevisions.ofRunning(PollRecord.of(POLL).raised()),
          new BallotReader(POLL, VotingMethods.standard().of(POLL)),
          share);
  private int counter;

  private void cast(String voter, String ballot) {
    ballots.accept(new JournalEntry(Revision.of(1, ++counter), voter, ballot, 7));
  }

  @Test
  void theLastBallotOfEachVoterStandsWithItsCells() {
    cast("x", "{\"choice\":\"b\"}");
    cast("y", A);
    cast("x", A);

    assertThat(ballots.withCells(1)).containsOnlyKeys("x", "y");
    assertThat(ballots.withCells(1).get("x").rev()).isEqualTo(Revision.of(1, 3));
    assertThat(ballots.withCells(1).get("x").cast())
        .isEqualTo(new CastBallot("x", 1, A, List.of("a"), 7));
  }

  @Test
  void onlyWhatStandsTakesMemory() {
    cast("x", A);
    long one = share.used();
    cast("x", A + " ".repeat(100));
    assertThat(share.used()).isEqualTo(one + 100);
    cast("x", A);
    assertThat(share.used()).isEqualTo(one);
    cast("y", A);
    long voter = share.used() - one;
    assertThat(voter).as("an equal ballot is kept once").isBetween(1L, one / 2);

    cast("x", CastBallot.WITHDRAWN);
    cast("y", CastBallot.WITHDRAWN);

    assertThat(share.used()).as("who has voted is known still").isEqualTo(2 * voter);
    assertThat(ballots.withCells(1)).isEmpty();
  }

  @Test
  void aPageThatDoesNotFitIsRefusedAndGivesBackWhatItTook() {
    cast("x", A);
    long one = share.used();
    assertThatThrownBy(() -> cast("y", " ".repeat(2_000)))
        .isInstanceOfSatisfying(
            Refusal.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.BUSY));
    assertThat(share.used()).isEqualTo(one);

    ballots.release();
    ballots.release();

    assertThat(share.used()).isZero();
  }

  @Test
  void theBallotsOfSomeVotersTakeTheMemoryOfThoseThatStand() {
    ReadMemory memory = new ReadMemory(share, 2_000);
    VoterBallots some =
        new VoterBallots(
            CountedRevisions.ofRunning(PollRecord.of(POLL).raised()), "xy"::contains, memory);
    some.accept(new JournalEntry(Revision.of(1, 1), "x", "longer than the next", 7));
    some.accept(new JournalEntry(Revision.of(1, 2), "z", A, 7));
    some.accept(new JournalEntry(Revision.of(1, 3), "x", A, 7));
    some.accept(new JournalEntry(Revision.of(1, 4), "y", new String(A), 7));

    assertThat(some.of("x")).contains(new StandingBallot(Revision.of(1, 3), A));
    assertThat(some.of("z")).isEmpty();
    assertThat(some.of("y").orElseThrow().ballot())
        .as("equal ballots share one text")
        .isSameAs(some.of("x").orElseThrow().ballot());
    long expected = Footprint.ofStanding("x", A, 0) + Footprint.ofStanding("y", A, 0);
    assertThat(some.bytes()).isEqualTo(expected);
    assertThat(share.used()).isEqualTo(expected);
  }
}
