package io.votehub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnVotesTest {
  private static final long MS = 1_000_000;
  private static final long START = 500 * MS;

  private final Tape tape = new Tape();
  private final OwnVotes votes = new OwnVotes(2);

  @BeforeEach
  void start() {
    tape.start();
  }

  @Test
  void aVoteIsShownByTheFirstTallyThatHoldsIt() {
    int vote = votes.begin(START);
    votes.acked(vote, 7, START + 2 * MS, tape);
    votes.tally(6, START + 10 * MS, tape);
    votes.tally(8, START + 20 * MS, tape);
    votes.tally(9, START + 30 * MS, tape);

    assertThat(ms("ackP50Ms")).isBetween(1.9, 2.1);
    assertThat(ms("tallyP50Ms")).isBetween(19.9, 20.1);
    assertThat(votes.awaitTallies()).isFalse();
  }

  @Test
  void theTallyThatShowsAVoteMayComeBeforeItsAck() {
    int vote = votes.begin(START);
    votes.tally(7, START + 5 * MS, tape);
    votes.tally(8, START + 6 * MS, tape);
    votes.acked(vote, 7, START + 9 * MS, tape);

    assertThat(ms("tallyP50Ms")).isBetween(4.9, 5.1);
    assertThat(votes.awaitTallies()).isFalse();
  }

  @Test
  void aVoteWithoutAckIsShownByItsRevision() {
    votes.begin(START, 3);
    assertThat(votes.awaitTallies()).isTrue();
    votes.tally(2, START + 5 * MS, tape);
    votes.tally(3, START + 8 * MS, tape);

    assertThat(ms("tallyP50Ms")).isBetween(7.9, 8.1);
    assertThat(tape.figures(1, 1)).doesNotContainKey("ackP50Ms");
  }

  @Test
  void aVoterIsFullBeforeAVoteInFlightLosesItsPlace() {
    while (!votes.isFull()) {
      votes.begin(START);
    }
    int inFlight = votes.inFlight();
    for (int vote = 1; vote <= inFlight; vote++) {
      votes.acked(vote, vote, START + vote * MS, tape);
    }

    assertThat(votes.inFlight()).isZero();
    assertThat(ms("ackP99Ms")).isBetween(inFlight - 1.0, inFlight + 1.0);
  }

  private double ms(String key) {
    Map<String, Object> figures = tape.figures(1, 1);
    return (Double) figures.get(key);
  }
}
