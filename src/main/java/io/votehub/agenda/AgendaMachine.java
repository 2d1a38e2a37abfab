package io.votehub.agenda;

import io.votehub.agenda.AgendaAction.Change;
import io.votehub.agenda.AgendaAction.Close;
import io.votehub.agenda.AgendaAction.Finish;
import io.votehub.agenda.AgendaAction.Open;
import io.votehub.agenda.AgendaAction.Show;
import io.votehub.agenda.AgendaAction.Wait;
import io.votehub.agenda.AgendaRun.Phase;
import io.votehub.agenda.AgendaStep.BreakStep;
import io.votehub.agenda.AgendaStep.PollStep;
import io.votehub.poll.Break;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Stage;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Decides how a running order goes on.
 *
 * <p>Whatever is under way has its whole time from the moment at which the hub comes to it, so that
 * a hub that was down goes on where it was and skips nothing that nobody saw. A pause keeps the
 * next step from beginning; the clock of an open poll, or of a break, goes on. A poll that somebody
 * has opened is taken over as it is, one that is closed is not opened again: its result is shown. A
 * poll that was deleted is passed over.
 */
public final class AgendaMachine {
  private static final long MS_PER_SECOND = 1000;

  /** How often to look whether all have answered, or whether a result is final. */
  private static final long LOOK_AGAIN_MS = 1_000;

  /**
   * What a decision depends on.
   *
   * @param now by the hub's clock, UTC milliseconds since the epoch
   * @param poll that of the step under way; empty if there is none, or it was deleted
   * @param allAnswered whether all who are present have answered
   */
  public record Facts(long now, Optional<Poll> poll, boolean allAnswered) {}

  /**
   * A step that begins by itself.
   *
   * @param at when, unless somebody changes something until then; UTC milliseconds since the epoch
   *     by the hub's clock
   */
  public record Upcoming(AgendaStep step, long at) {}

  private final Agenda agenda;

  public AgendaMachine(Agenda agenda) {
    this.agenda = agenda;
  }

  /**
   * A run from the first step on; empty if there are no steps.
   *
   * @param from the id of another step to begin with
   * @param now is the first turn, so that turns grow over all runs
   */
  public Optional<AgendaRun> begun(Optional<String> from, long now) {
    int index = from.map(agenda::indexOf).orElse(0);
    if (index < 0 || index >= agenda.steps().size()) {
      return Optional.empty();
    }
    return Optional.of(entered(index, false, now, now));
  }

  private AgendaRun entered(int index, boolean paused, long turn, long now) {
    AgendaStep step = agenda.steps().get(index);
    boolean pauses = step instanceof BreakStep;
    return new AgendaRun(
        step,
        index,
        pauses ? Phase.BREAK : Phase.STARTING,
        -1,
        pauses ? after(step.seconds(), now) : OptionalLong.empty(),
        paused,
        false,
        turn);
  }

  /** The step after the one under way, wherever that is by now. */
  public Optional<AgendaStep> following(AgendaRun run) {
    int next = nextIndex(run);
    return next < agenda.steps().size() ? Optional.of(agenda.steps().get(next)) : Optional.empty();
  }

  /** The step that follows the result or the break under way; empty if nobody knows when. */
  public Optional<Upcoming> upcoming(AgendaRun run) {
    boolean timed = run.phase() == Phase.RESULT || run.phase() == Phase.BREAK;
    return timed && !run.paused() && run.endsAt().isPresent()
        ? following(run).map(step -> new Upcoming(step, run.endsAt().getAsLong()))
        : Optional.empty();
  }

  /** A step that was removed while it was under way leaves its place to those behind it. */
  private int nextIndex(AgendaRun run) {
    int index = agenda.indexOf(run.step().id());
    return index < 0 ? Math.min(run.index(), agenda.steps().size()) : index + 1;
  }

  /** What is to be done next. */
  public AgendaAction next(AgendaRun run, Facts facts) {
    return switch (run.phase()) {
      case STARTING -> start(run, (PollStep) run.step(), facts);
      case OPEN -> open(run, (PollStep) run.step(), facts);
      case ENDING -> ending(run, facts);
      case RESULT -> result(run, (PollStep) run.step(), facts);
      case BREAK -> pause(run, (BreakStep) run.step(), facts);
      case HELD ->
          run.paused()
              ? new Wait(OptionalLong.empty())
              : new Change(run.in(Phase.STARTING, OptionalLong.empty()));
    };
  }

  /**
   * What ends what is under way: an open poll is closed and its result is shown; a result or a
   * break gives way to the next step, even during a pause. A poll that is about to be opened is
   * opened, since an instance may be doing that.
   */
  public AgendaAction skip(AgendaRun run, long now) {
    return switch (run.phase()) {
      case STARTING, ENDING -> new Change(run);
      case OPEN -> new Change(run.in(Phase.ENDING, OptionalLong.of(now)));
      case RESULT, BREAK, HELD -> moveOn(run, now);
    };
  }

  private AgendaAction moveOn(AgendaRun run, long now) {
    int next = nextIndex(run);
    if (next < agenda.steps().size()) {
      return new Change(entered(next, run.paused(), run.turn() + 1, now));
    }
    return new Finish(run.phase() == Phase.BREAK);
  }

  private AgendaAction moveOnUnlessPaused(AgendaRun run, long now) {
    return run.paused() ? new Wait(OptionalLong.empty()) : moveOn(run, now);
  }

  private AgendaAction start(AgendaRun run, PollStep step, Facts facts) {
    if (facts.poll().isEmpty()) {
      return moveOn(run, facts.now());
    }
    Poll poll = facts.poll().get();
    return switch (poll.state()) {
      case DRAFT, OPEN ->
          // Kept before it is opened: whoever comes too late opens no later draft of the poll.
          run.pollRev() == poll.rev() || poll.state() == PollState.OPEN
              ? new Open(poll.id(), step.seconds(), poll.rev())
              : new Change(run.withPollRev(poll.rev()));
      case CLOSING, CLOSED -> new Change(shown(run, facts.now()));
    };
  }

  /** The run once the poll of its step was opened, or was found open. */
  public AgendaRun opened(AgendaRun run, Poll poll, long now) {
    return run.in(Phase.OPEN, end(poll, after(run.step().seconds(), now)));
  }

  private AgendaAction open(AgendaRun run, PollStep step, Facts facts) {
    if (facts.poll().isEmpty()) {
      return moveOnUnlessPaused(run, facts.now());
    }
    Poll poll = facts.poll().get();
    return switch (poll.state()) {
      case DRAFT -> new Change(run.held());
      case OPEN -> whileOpen(run, step, poll, facts);
      case CLOSING -> new Wait(OptionalLong.of(facts.now() + LOOK_AGAIN_MS));
      case CLOSED -> new Change(shown(run, facts.now()));
    };
  }

  private AgendaAction whileOpen(AgendaRun run, PollStep begun, Poll poll, Facts facts) {
    OptionalLong end = end(poll, run.endsAt());
    if (!end.equals(run.endsAt())) {
      return new Change(run.withEndsAt(end));
    }
    if (!run.staged()) {
      return new Show(Stage.ofPoll(poll.id()), run.withStaged(true));
    }
    boolean early = current(run, begun).early();
    OptionalLong last = poll.cutoffAt().isPresent() ? poll.cutoffAt() : end;
    if ((early && facts.allAnswered()) || (last.isPresent() && facts.now() > last.getAsLong())) {
      return new Close(poll.id());
    }
    OptionalLong due = last.isPresent() ? OptionalLong.of(last.getAsLong() + 1) : last;
    long again = facts.now() + LOOK_AGAIN_MS;
    return new Wait(early && due.orElse(Long.MAX_VALUE) > again ? OptionalLong.of(again) : due);
  }

  /** When an open poll ends: by its own clock if it has one, for somebody may have extended it. */
  private static OptionalLong end(Poll poll, OptionalLong otherwise) {
    return poll.times().closesAt().isPresent() ? poll.times().closesAt() : otherwise;
  }

  private AgendaAction ending(AgendaRun run, Facts facts) {
    if (facts.poll().isEmpty()) {
      return moveOn(run, facts.now());
    }
    return switch (facts.poll().get().state()) {
      case DRAFT -> new Change(run.held());
      case OPEN -> new Close(facts.poll().get().id());
      case CLOSING -> new Wait(OptionalLong.of(facts.now() + LOOK_AGAIN_MS));
      case CLOSED -> new Change(shown(run, facts.now()));
    };
  }

  private AgendaRun shown(AgendaRun run, long now) {
    int seconds = current(run, (PollStep) run.step()).showSeconds();
    return run.in(Phase.RESULT, OptionalLong.of(now + seconds * MS_PER_SECOND));
  }

  private AgendaAction result(AgendaRun run, PollStep step, Facts facts) {
    PollState state = facts.poll().map(Poll::state).orElse(PollState.DRAFT);
    if (state == PollState.OPEN) {
      OptionalLong end = end(facts.poll().get(), after(step.seconds(), facts.now()));
      return new Change(run.in(Phase.OPEN, end));
    }
    if (state == PollState.DRAFT) {
      return moveOnUnlessPaused(run, facts.now());
    }
    return run.staged() ? untilTheEnd(run, facts.now()) : stage(run, Stage.ofPoll(step.poll()));
  }

  private AgendaAction pause(AgendaRun run, BreakStep step, Facts facts) {
    Break pause = new Break(Optional.of(step.title()), run.endsAt());
    // After the clock has run out nobody needs it on the screen any more.
    boolean over = run.endsAt().isPresent() && facts.now() >= run.endsAt().getAsLong();
    return run.staged() || over ? untilTheEnd(run, facts.now()) : stage(run, Stage.ofBreak(pause));
  }

  private static AgendaAction stage(AgendaRun run, Stage stage) {
    return new Show(stage, run.withStaged(true));
  }

  private AgendaAction untilTheEnd(AgendaRun run, long now) {
    boolean over = run.endsAt().isPresent() && now >= run.endsAt().getAsLong();
    return over ? moveOnUnlessPaused(run, now) : new Wait(run.endsAt());
  }

  /** The step as it was edited since, if it is still about the same poll. */
  private PollStep current(AgendaRun run, PollStep begun) {
    return agenda
        .step(run.step().id())
        .filter(PollStep.class::isInstance)
        .map(PollStep.class::cast)
        .filter(step -> step.poll().equals(begun.poll()))
        .orElse(begun);
  }

  private static OptionalLong after(OptionalInt seconds, long now) {
    return seconds.isPresent()
        ? OptionalLong.of(now + seconds.getAsInt() * MS_PER_SECOND)
        : OptionalLong.empty();
  }
}
