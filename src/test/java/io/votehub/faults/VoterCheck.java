package io.votehub.faults;

import io.votehub.faults.Sending.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether what stands for one voter on one poll can be right.
 *
 * <p>The revisions in the acknowledgements are the order in which the hub counted the ballots, so
 * the one with the highest stands, unless one stands that was counted after it. That can only be
 * one whose fate was not told: a sending without an answer, or with one that says "try again", may
 * be counted at any time until the close, also after votes that were sent later. All else that was
 * answered was counted, or not, before its answer.
 */
final class VoterCheck {
  private final History history;
  private final Outcome outcome;
  private final String voter;
  private final List<Acked> acked = new ArrayList<>();
  private final Set<String> untold = new HashSet<>();

  private record Acked(Sending sending, Answer.Acked answer) {
    long rev() {
      return answer.rev();
    }

    String ballot() {
      return sending.ballot();
    }
  }

  VoterCheck(History history, Outcome outcome, String voter, List<Sending> sendings) {
    this.history = history;
    this.outcome = outcome;
    this.voter = voter;
    sendings.forEach(this::sort);
  }

  private void sort(Sending sending) {
    Optional<Answer> answer = history.answer(sending);
    if (answer.isEmpty()) {
      untold.add(sending.ballot());
    } else if (answer.get() instanceof Answer.Acked ack) {
      acked.add(new Acked(sending, ack));
    } else if (answer.get() instanceof Answer.Refused refused && refused.retry()) {
      untold.add(sending.ballot());
    }
  }

  /** Every violation in a sentence. */
  List<String> faults(Optional<String> stands) {
    List<String> faults = new ArrayList<>();
    if (stands.isEmpty() && !acked.isEmpty()) {
      faults.add(sentence("nothing stands, though %s was acknowledged".formatted(acked.get(0))));
    }
    stands.filter(ballot -> !mayStand(ballot)).ifPresent(ballot -> faults.add(wrong(ballot)));
    if (outcome.change()) {
      laterVotesHaveHigherRevisions(faults);
    }
    return faults;
  }

  private boolean mayStand(String ballot) {
    if (acked.isEmpty()) {
      return untold.contains(ballot);
    }
    if (!outcome.change()) {
      return acked.stream().allMatch(ack -> ack.ballot().equals(ballot));
    }
    return last().ballot().equals(ballot) || untold.contains(ballot);
  }

  private Acked last() {
    return acked.stream().max(Comparator.comparingLong(Acked::rev)).orElseThrow();
  }

  private String wrong(String ballot) {
    String known =
        acked.isEmpty()
            ? "none was acknowledged"
            : outcome.change()
                ? "the last acknowledged is " + last()
                : "acknowledged were " + acked;
    return sentence("'%s' stands, but %s and untold are %s".formatted(ballot, known, untold));
  }

  /** A vote sent after another's acknowledgement is counted after it. */
  private void laterVotesHaveHigherRevisions(List<String> faults) {
    List<Acked> byAnswer =
        acked.stream().sorted(Comparator.comparingLong(a -> a.answer().atNanos())).toList();
    List<Acked> bySending =
        acked.stream().sorted(Comparator.comparingLong(a -> a.sending().atNanos())).toList();
    Acked highest = null;
    int answered = 0;
    for (Acked later : bySending) {
      for (;
          answered < byAnswer.size()
              && byAnswer.get(answered).answer().atNanos() < later.sending().atNanos();
          answered++) {
        Acked before = byAnswer.get(answered);
        highest = highest == null || before.rev() > highest.rev() ? before : highest;
      }
      if (highest != null && later.rev() < highest.rev()) {
        faults.add(
            sentence(
                "%s was sent after %s, and has an earlier revision".formatted(later, highest)));
      }
    }
  }

  private String sentence(String fault) {
    return "poll " + outcome.poll() + ", voter " + voter + ": " + fault;
  }
}
