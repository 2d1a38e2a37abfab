package io.votehub.faults;

import io.votehub.faults.ReceivedMessages.SeenTally;
import io.votehub.faults.Sending.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Checks a {@link History} and the final results against the hub's guarantees: every acknowledged
 * ballot counts or was superseded by a later one of its voter, nobody is counted twice, nothing
 * sent after the close counts, revisions never decrease on a connection, every open connection
 * receives the final tally, and the result equals the ballots.
 */
final class Checker {
  private final History history;
  private final List<String> faults = new ArrayList<>();

  private Checker(History history) {
    this.history = history;
  }

  /** Every violated guarantee in a sentence; empty if there is none. */
  static List<String> faults(History history, List<Outcome> outcomes) {
    Checker checker = new Checker(history);
    history.lines().forEach(line -> checker.faults.addAll(line.faults()));
    checker.faults.addAll(history.broken());
    outcomes.forEach(checker::check);
    return List.copyOf(checker.faults);
  }

  private void check(Outcome outcome) {
    List<Sending> sendings = history.sendings(outcome.poll());
    Map<String, List<Sending>> byVoter =
        sendings.stream()
            .collect(Collectors.groupingBy(Sending::voter, TreeMap::new, Collectors.toList()));
    Set<String> voters = new HashSet<>(byVoter.keySet());
    voters.addAll(outcome.standing().keySet());
    for (String voter : voters) {
      List<Sending> own = byVoter.getOrDefault(voter, List.of());
      String stands = outcome.standing().get(voter);
      faults.addAll(
          new VoterCheck(history, outcome, voter, own).faults(Optional.ofNullable(stands)));
    }
    everyRevisionIsOneBallots(outcome, sendings);
    nothingWasTakenAfterTheClose(outcome, byVoter);
    theResultIsTheBallots(outcome);
    noTallyHasMoreBallotsThanVoters(outcome, byVoter.size());
    everyOpenLineHasTheFinalTally(outcome);
  }

  private void fault(Outcome outcome, String text) {
    faults.add("poll " + outcome.poll() + ": " + text);
  }

  private void everyRevisionIsOneBallots(Outcome outcome, List<Sending> sendings) {
    Map<Long, Sending> owner = new HashMap<>();
    for (Sending sending : sendings) {
      if (history.answer(sending).orElse(null) instanceof Answer.Acked ack) {
        Sending other = owner.putIfAbsent(ack.rev(), sending);
        if (other != null
            && !(other.voter().equals(sending.voter())
                && other.ballot().equals(sending.ballot()))) {
          fault(
              outcome,
              "revision %d was given to %s and to %s".formatted(ack.rev(), other, sending));
        }
      }
    }
  }

  private void nothingWasTakenAfterTheClose(Outcome outcome, Map<String, List<Sending>> byVoter) {
    OptionalLong known = history.closedAtNanos(outcome.poll(), outcome.closedAt());
    if (known.isEmpty()) {
      fault(outcome, "nobody was told that it closed");
      return;
    }
    byVoter.forEach(
        (voter, own) -> {
          Map<String, Sending> first = new HashMap<>();
          own.forEach(sending -> first.putIfAbsent(sending.ballot(), sending));
          for (Sending sending : first.values()) {
            if (sending.atNanos() > known.getAsLong()) {
              takenTooLate(outcome, sending, own);
            }
          }
        });
  }

  private void takenTooLate(Outcome outcome, Sending first, List<Sending> own) {
    boolean acked =
        own.stream()
            .filter(sending -> sending.ballot().equals(first.ballot()))
            .anyMatch(s -> history.answer(s).orElse(null) instanceof Answer.Acked);
    boolean stands = first.ballot().equals(outcome.standing().get(first.voter()));
    if (acked || stands) {
      String how = acked ? "acknowledged" : "counted";
      fault(outcome, "%s was sent after the close was answered, and %s".formatted(first, how));
    }
  }

  private void theResultIsTheBallots(Outcome outcome) {
    List<String> exported = outcome.exported().stream().sorted().toList();
    List<String> standing = outcome.standing().values().stream().sorted().toList();
    if (!exported.equals(standing)) {
      fault(outcome, "the ballots are %s, but the voters' are %s".formatted(exported, standing));
    }
    if (outcome.ballots() != exported.size()) {
      fault(
          outcome, "the result has %d ballots of %d".formatted(outcome.ballots(), exported.size()));
    }
    Map<String, Integer> recount = new TreeMap<>();
    outcome.votes().keySet().forEach(option -> recount.put(option, 0));
    exported.forEach(
        ballot ->
            BallotText.options(ballot).forEach(option -> recount.merge(option, 1, Integer::sum)));
    if (!recount.equals(outcome.votes())) {
      fault(outcome, "the result is %s, a recount %s".formatted(outcome.votes(), recount));
    }
  }

  private void noTallyHasMoreBallotsThanVoters(Outcome outcome, int voters) {
    for (ReceivedMessages line : history.lines()) {
      int most = line.mostBallots(outcome.poll());
      if (most > voters) {
        fault(outcome, "%s saw %d ballots of %d voters".formatted(line.name(), most, voters));
      }
    }
  }

  private void everyOpenLineHasTheFinalTally(Outcome outcome) {
    for (ReceivedMessages line : history.lines()) {
      Optional<SeenTally> last = line.last(outcome.poll());
      if (line.isOpen() && !last.map(tally -> isFinal(tally, outcome)).orElse(false)) {
        fault(outcome, "%s ends with %s instead of the final tally".formatted(line.name(), last));
      }
    }
  }

  static boolean isFinal(SeenTally tally, Outcome outcome) {
    return tally.last()
        && tally.rev() == outcome.rev()
        && tally.ballots() == outcome.ballots()
        && Objects.equals(tally.result(), outcome.result());
  }
}
