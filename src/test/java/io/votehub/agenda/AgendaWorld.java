package io.votehub.agenda;

import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A room with polls, a clock, and instances that drive its running order: each decides by what it
 * read, and may act much later, as stalled processes do. Polls, stage and run are changed under the
 * conditions of the store.
 */
final class AgendaWorld {
  private record Decision(AgendaRun seen, AgendaAction action, long stageRev) {}

  private final Map<String, Poll> polls = new HashMap<>();
  private final Map<Integer, Decision> decided = new HashMap<>();
  private final List<String> opened = new ArrayList<>();
  private final List<Integer> begun = new ArrayList<>();
  private Agenda agenda;
  private Optional<AgendaRun> run = Optional.empty();
  private Stage stage = Stage.FOLLOW;
  private long now = 1_700_000_000_000L;
  private boolean allAnswered;

  AgendaWorld(List<AgendaStep> steps) {
    edit(steps);
  }

  void edit(List<AgendaStep> steps) {
    agenda = new Agenda(1, steps);
    for (AgendaStep step : steps) {
      if (step instanceof AgendaStep.PollStep each) {
        polls.computeIfAbsent(each.poll(), AgendaWorld::draft);
      }
    }
  }

  private static Poll draft(String id) {
    List<Option> options = List.of(new Option("a", "A", Optional.empty()));
    return Poll.draft(id, "ROOM", "?", "single", options, PollSettings.DEFAULT, 0);
  }

  private AgendaMachine machine() {
    return new AgendaMachine(agenda);
  }

  void begin() {
    changed(machine().begun(Optional.empty(), now));
  }

  private void changed(Optional<AgendaRun> next) {
    boolean enters =
        next.isPresent()
            && (run.isEmpty() || !run.get().step().id().equals(next.get().step().id()));
    if (enters) {
      begun.add(next.get().index());
    }
    run = next;
  }

  Optional<AgendaRun> run() {
    return run;
  }

  AgendaRun.Phase phase() {
    return run.orElseThrow().phase();
  }

  Stage stage() {
    return stage.withRev(0);
  }

  List<String> opened() {
    return opened;
  }

  List<Integer> begun() {
    return begun;
  }

  long now() {
    return now;
  }

  boolean isClosed(String poll) {
    return polls.get(poll).state() == PollState.CLOSED;
  }

  void allAnswered(boolean all) {
    allAnswered = all;
  }

  void pass(long ms) {
    now += ms;
  }

  /** The instance reads everything and decides. */
  void decide(int instance) {
    run.ifPresent(
        each ->
            decided.put(
                instance, new Decision(each, machine().next(each, facts(each)), stage.rev())));
  }

  private AgendaMachine.Facts facts(AgendaRun each) {
    Optional<Poll> poll =
        each.step() instanceof AgendaStep.PollStep step
            ? Optional.ofNullable(polls.get(step.poll()))
            : Optional.empty();
    return new AgendaMachine.Facts(now, poll, allAnswered);
  }

  /** The instance does what it decided; true if that was more than waiting. */
  boolean act(int instance) {
    Decision decision = decided.remove(instance);
    if (decision == null || decision.action instanceof AgendaAction.Wait) {
      return false;
    }
    if (decision.action instanceof AgendaAction.Change change) {
      replace(decision.seen, Optional.of(change.next()));
    } else if (decision.action instanceof AgendaAction.Show show) {
      put(show.stage(), decision.stageRev);
      replace(decision.seen, Optional.of(show.next()));
    } else if (decision.action instanceof AgendaAction.Finish finish) {
      leave(finish);
      replace(decision.seen, Optional.empty());
    } else if (decision.action instanceof AgendaAction.Open open) {
      open(decision.seen, open);
    } else if (decision.action instanceof AgendaAction.Close close) {
      closeByHand(close.poll());
    }
    return true;
  }

  private void open(AgendaRun seen, AgendaAction.Open open) {
    Poll poll = polls.get(open.poll());
    boolean may = poll != null && (poll.state() == PollState.OPEN || poll.rev() == open.rev());
    if (may) {
      OptionalLong closesAt =
          open.seconds().isPresent()
              ? OptionalLong.of(now + open.seconds().getAsInt() * 1000L)
              : OptionalLong.empty();
      openByHand(open.poll(), closesAt);
      AgendaRun next = machine().opened(seen, polls.get(open.poll()), now);
      replace(seen, Optional.of(next));
    }
  }

  private void replace(AgendaRun seen, Optional<AgendaRun> next) {
    if (run.equals(Optional.of(seen))) {
      changed(next);
    }
  }

  private void leave(AgendaAction.Finish finish) {
    if (finish.leavesBreak()) {
      Stage next = stage.shows() == Stage.Shows.BREAK ? Stage.FOLLOW : stage;
      stage = next.withRev(stage.rev() + 1);
    }
  }

  private void put(Stage wanted, long known) {
    if (stage.rev() == known) {
      stage = stage.replacedBy(wanted, OptionalLong.of(known));
    }
  }

  void openByHand(String id, OptionalLong closesAt) {
    Poll poll = polls.get(id);
    if (poll.state() != PollState.OPEN) {
      if (poll.state() == PollState.DRAFT) {
        opened.add(id);
      }
      Poll.Times times = new Poll.Times(OptionalLong.of(now), closesAt, OptionalLong.empty());
      polls.put(id, poll.withState(PollState.OPEN, times).withRev(poll.rev() + 1));
    }
  }

  void closeByHand(String id) {
    Poll poll = polls.get(id);
    if (poll != null && poll.state() == PollState.OPEN) {
      Poll.Times times =
          new Poll.Times(poll.times().openedAt(), poll.times().closesAt(), OptionalLong.of(now));
      polls.put(id, poll.withState(PollState.CLOSED, times).withRev(poll.rev() + 1));
    }
  }

  void closeDuePolls() {
    for (Poll poll : List.copyOf(polls.values())) {
      if (poll.cutoffAt().isPresent() && now > poll.cutoffAt().getAsLong()) {
        closeByHand(poll.id());
      }
    }
  }

  void extend(String id, long ms) {
    Poll poll = polls.get(id);
    OptionalLong closesAt = OptionalLong.of(poll.times().closesAt().getAsLong() + ms);
    Poll.Times times = new Poll.Times(poll.times().openedAt(), closesAt, OptionalLong.empty());
    polls.put(id, poll.withState(PollState.OPEN, times));
  }

  void delete(String id) {
    polls.remove(id);
  }

  void reset(String id) {
    Poll poll = polls.get(id);
    polls.put(id, poll.withState(PollState.DRAFT, Poll.Times.NONE).withRev(poll.rev() + 1));
  }

  void pause(boolean paused) {
    run = run.map(each -> each.withPaused(paused));
  }

  void skip() {
    run.ifPresent(
        each -> {
          AgendaAction action = machine().skip(each, now);
          if (action instanceof AgendaAction.Finish finish) {
            leave(finish);
            changed(Optional.empty());
          } else if (action instanceof AgendaAction.Change change) {
            changed(Optional.of(change.next()));
          }
        });
  }

  /** One instance does what is due now. */
  void settle() {
    closeDuePolls();
    int left = 100;
    decide(0);
    while (act(0)) {
      if (left-- == 0) {
        throw new AssertionError("It never comes to rest: " + run);
      }
      decide(0);
    }
  }

  /** Nothing is paused any more, and time passes until the run is over. */
  void runToTheEnd() {
    for (int i = 0; i < 200 && run.isPresent(); i++) {
      pause(false);
      settle();
      pass(60_001);
    }
    for (int instance = 0; instance < 3; instance++) {
      act(instance);
    }
  }
}
