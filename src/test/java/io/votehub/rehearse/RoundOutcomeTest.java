package io.votehub.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundOutcomeTest {
  private static final boolean EXACT = true;

  private static List<Long> ballots(long... counts) {
    return Arrays.stream(counts).boxed().toList();
  }

  @Test
  void whatPhonesWereToldAndWhatIsCountedAgree() {
    RoundVotes votes = new RoundVotes(ballots(3, 2), ballots(0, 0), 0, 0);

    RoundOutcome outcome = RoundOutcome.compare(votes, EXACT, ballots(3, 2), 5, 5);

    assertThat(outcome).isEqualTo(new RoundOutcome(5, 5, 5, 0, 0));
  }

  @Test
  void aVoteThatMovedToAnotherOptionIsBothLostAndDoubled() {
    RoundVotes votes = new RoundVotes(ballots(3, 2), ballots(0, 0), 0, 0);

    RoundOutcome outcome = RoundOutcome.compare(votes, EXACT, ballots(2, 3), 5, 5);

    assertThat(outcome.lost()).isEqualTo(1);
    assertThat(outcome.doubled()).isEqualTo(1);
  }

  @Test
  void aVoteWithoutAnAcknowledgementMayBeCountedOrNot() {
    RoundVotes votes = new RoundVotes(ballots(3, 2), ballots(1, 0), 1, 0);

    for (long first : new long[] {3, 4}) {
      RoundOutcome outcome =
          RoundOutcome.compare(votes, EXACT, ballots(first, 2), first + 2, first + 2);

      assertThat(outcome.lost()).isZero();
      assertThat(outcome.doubled()).isZero();
    }
    assertThat(RoundOutcome.compare(votes, EXACT, ballots(5, 2), 7, 7).doubled()).isEqualTo(1);
  }

  @Test
  void aChangeInDoubtStandsAtOneOfBothOptions() {
    // One phone voted for the first option and does not know about its change to the second.
    RoundVotes votes = new RoundVotes(ballots(0, 0), ballots(1, 1), 1, 1);

    assertThat(RoundOutcome.compare(votes, EXACT, ballots(1, 0), 1, 1).lost()).isZero();
    assertThat(RoundOutcome.compare(votes, EXACT, ballots(0, 1), 1, 1).doubled()).isZero();
    assertThat(RoundOutcome.compare(votes, EXACT, ballots(0, 0), 0, 0).lost()).isEqualTo(1);
    assertThat(RoundOutcome.compare(votes, EXACT, ballots(1, 1), 2, 2).doubled()).isEqualTo(1);
  }

  @Test
  void otherMethodsAreComparedByTheNumberOfBallots() {
    RoundVotes votes = new RoundVotes(ballots(3, 2), ballots(0, 0), 0, 0);

    assertThat(RoundOutcome.compare(votes, false, ballots(0, 0), 4, 4).lost()).isEqualTo(1);
    assertThat(RoundOutcome.compare(votes, false, ballots(0, 0), 6, 6).doubled()).isEqualTo(1);
  }
}
