package io.votehub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.faults.ReceivedMessages.SeenTally;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Synthetic histories and the checker's verdicts. */
class CheckerTest {
  private static final String POLL = "p";
  private static final long CLOSED_AT = 1000;
  private static final long REV = 100;

  private final AtomicLong clock = new AtomicLong();
  private final History history = new History(clock::incrementAndGet);

  private boolean change = true;

  private Sending acked(String voter, String ballot, long rev) {
    Sending sending = history.send(voter, POLL, ballot);
    history.acked(sending, rev);
    return sending;
  }

  private void closed() {
    history.closed(POLL, CLOSED_AT);
  }

  /** An outcome in which these ballots stand, each as voter, an equals sign, ballot. */
  private Outcome ending(String... standing) {
    Map<String, String> byVoter = new TreeMap<>();
    Arrays.stream(standing).map(s -> s.split("=", 2)).forEach(s -> byVoter.put(s[0], s[1]));
    return ending(byVoter, List.copyOf(byVoter.values()));
  }

  private Outcome ending(Map<String, String> standing, List<String> exported) {
    Map<String, Integer> votes = new TreeMap<>(Map.of("a", 0, "b", 0, "c", 0));
    exported.stream()
        .flatMap(ballot -> BallotText.options(ballot).stream())
        .forEach(option -> votes.merge(option, 1, Integer::sum));
    int ballots = exported.size();
    return new Outcome(
        POLL, change, CLOSED_AT, REV, ballots, result(ballots), votes, exported, standing);
  }

  private static String result(int ballots) {
    return "result of " + ballots;
  }

  private static SeenTally tally(long rev, int ballots, boolean last) {
    return new SeenTally(POLL, rev, ballots, last, result(ballots));
  }

  private void expectNone(Outcome outcome) {
    assertThat(Checker.faults(history, List.of(outcome))).isEmpty();
  }

  private void expectFault(Outcome outcome, String part) {
    assertThat(Checker.faults(history, List.of(outcome)))
        .as("one fault, which says '%s'", part)
        .singleElement()
        .asString()
        .contains(part);
  }

  @Test
  void theLastAcknowledgedBallotStands() {
    acked("ann", "a", 1);
    acked("ann", "b", 2);
    acked("bob", "a c", 3);
    closed();

    expectNone(ending("ann=b", "bob=a c"));
  }

  @Test
  void aMissingAcknowledgedBallotIsDetected() {
    acked("ann", "a", 1);
    closed();

    expectFault(ending(), "nothing stands");
  }

  @Test
  void anEarlierBallotStandingInPlaceOfALaterOneIsDetected() {
    acked("ann", "a", 1);
    acked("ann", "b", 2);
    closed();

    expectFault(ending("ann=a"), "'a' stands");
  }

  @Test
  void anUnansweredBallotMayStandOrNot() {
    acked("ann", "a", 1);
    history.send("ann", POLL, "b");
    history.send("bob", POLL, "c");
    closed();

    expectNone(ending("ann=a"));
    expectNone(ending("ann=b", "bob=c"));
    expectFault(ending("ann=c", "bob=c"), "'c' stands");
  }

  @Test
  void anUnansweredEarlierVoteMayCountAfterALaterVote() {
    history.send("ann", POLL, "a");
    acked("ann", "a", 1);
    acked("ann", "b", 2);
    closed();

    expectNone(ending("ann=a"));
    expectNone(ending("ann=b"));
  }

  @Test
  void ofConcurrentVotesTheOneWithTheHighestRevisionStands() {
    Sending first = history.send("ann", POLL, "a");
    Sending second = history.send("ann", POLL, "b");
    Sending third = history.send("ann", POLL, "c");
    history.acked(third, 5);
    history.acked(first, 7);
    history.acked(second, 6);
    closed();

    expectNone(ending("ann=a"));
    expectFault(ending("ann=c"), "'c' stands");
  }

  @Test
  void aStandingRefusedBallotIsDetectedUnlessTheOutcomeWasUnknown() {
    history.refused(history.send("ann", POLL, "a"), "not-open", false);
    history.refused(history.send("bob", POLL, "b"), "unavailable", true);
    closed();

    expectNone(ending());
    expectNone(ending("bob=b"));
    expectFault(ending("ann=a"), "'a' stands");
  }

  @Test
  void ifChangesAreNotAllowedTheAcknowledgedVoteStands() {
    change = false;
    acked("ann", "a", 1);
    history.refused(history.send("ann", POLL, "b"), "already-voted", false);
    history.send("ann", POLL, "c");
    closed();

    expectNone(ending("ann=a"));
    expectFault(ending("ann=c"), "'c' stands");
  }

  @Test
  void ifChangesAreNotAllowedTwoAcknowledgedVotesAreDetected() {
    change = false;
    acked("ann", "a", 1);
    acked("ann", "b", 2);
    closed();

    expectFault(ending("ann=a"), "acknowledged were");
  }

  @Test
  void aBallotCountedTwiceIsDetected() {
    acked("ann", "a", 1);
    closed();

    expectFault(ending(Map.of("ann", "a"), List.of("a", "a")), "the voters' are [a]");
  }

  @Test
  void aResultThatDiffersFromTheBallotsIsDetected() {
    acked("ann", "a", 1);
    closed();
    Outcome right = ending("ann=a");
    Outcome wrong =
        new Outcome(
            POLL,
            true,
            CLOSED_AT,
            REV,
            1,
            right.result(),
            Map.of("a", 2, "b", 0, "c", 0),
            right.exported(),
            right.standing());

    expectFault(wrong, "a recount {a=1, b=0, c=0}");
  }

  @Test
  void aVoteAfterTheAnswerToTheCloseMustNotCount() {
    acked("ann", "a", 1);
    closed();
    history.refused(history.send("ann", POLL, "b"), "not-open", false);
    expectNone(ending("ann=a"));

    history.send("bob", POLL, "c");
    expectFault(ending("ann=a", "bob=c"), "after the close was answered, and counted");
  }

  @Test
  void aVoteAfterTheAnswerToTheCloseMustNotBeAcknowledged() {
    closed();
    acked("ann", "a", 1);

    expectFault(ending("ann=a"), "after the close was answered, and acknowledged");
  }

  @Test
  void aRepeatAfterTheCloseMayBeAcknowledged() {
    acked("ann", "a", 1);
    closed();
    acked("ann", "a", 1);

    expectNone(ending("ann=a"));
  }

  @Test
  void aRevisionAssignedTwiceIsDetected() {
    acked("ann", "a", 1);
    acked("bob", "b", 1);
    closed();

    expectFault(ending("ann=a", "bob=b"), "revision 1 was given to");
  }

  @Test
  void aLaterVoteWithAnEarlierRevisionIsDetected() {
    acked("ann", "a", 2);
    acked("ann", "b", 1);
    closed();

    expectFault(ending("ann=a"), "has an earlier revision");
  }

  @Test
  void aDecreasingRevisionIsDetectedWithinAConnectionOnly() {
    ReceivedMessages line = history.line();
    line.heard(tally(5, 1, false));
    line.heard(tally(5, 1, false));
    line.closed();
    ReceivedMessages other = history.line();
    other.heard(tally(4, 0, false));
    other.closed();

    line.heard(tally(4, 1, false));

    assertThat(Checker.faults(history, List.of())).singleElement().asString().contains("fell");
  }

  @Test
  void twoTalliesWithOneRevisionAreDetected() {
    ReceivedMessages line = history.line();
    line.heard(tally(5, 1, false));
    line.heard(tally(5, 2, false));

    assertThat(Checker.faults(history, List.of()))
        .singleElement()
        .asString()
        .contains("one revision has two tallies");
  }

  @Test
  void anOpenConnectionMustHaveReceivedTheFinalTally() {
    acked("ann", "a", 1);
    ReceivedMessages open = history.line();
    ReceivedMessages gone = history.line();
    gone.heard(tally(REV - 1, 1, false));
    gone.closed();
    open.heard(tally(REV - 1, 1, false));
    closed();
    expectFault(ending("ann=a"), open.name() + " ends with");

    open.heard(tally(REV, 1, true));
    expectNone(ending("ann=a"));
  }

  @Test
  void aTallyWithMoreBallotsThanVotersIsDetected() {
    acked("ann", "a", 1);
    ReceivedMessages line = history.line();
    line.heard(tally(REV - 1, 2, false));
    line.heard(tally(REV, 1, true));
    closed();

    expectFault(ending("ann=a"), "saw 2 ballots of 1 voters");
  }

  @Test
  void aDisconnectedVoterIsDetected() {
    closed();
    history.turnedAway("bad-token");

    expectFault(ending(), "not let in: bad-token");
  }

  @Test
  void anInvalidReceiptIsDetected() {
    Sending sending = history.send("ann", POLL, "a");
    Receipts.note(history, sending, Map.of("rev", 1L << 32, "receipt", "0000000000000000"));
    closed();

    expectFault(ending("ann=a"), "false receipt");
  }
}
