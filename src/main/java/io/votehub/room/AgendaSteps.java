package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.agenda.Agenda;
import io.votehub.agenda.AgendaAction;
import io.votehub.agenda.AgendaMachine;
import io.votehub.agenda.AgendaRun;
import io.votehub.agenda.AgendaStep.PollStep;
import io.votehub.bus.AgendaNotices;
import io.votehub.count.CountingContext;
import io.votehub.fanout.RoomNotice;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.Stage;
import io.votehub.poll.Tally;
import io.votehub.store.PollRecord;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the steps of running orders. Several instances may do that for the same room: each changes
 * the run only from the state that it read, opens a draft only in the revision that it read, and
 * sets the stage only if nobody else has since, so that everything happens once.
 */
final class AgendaSteps {
  private static final Logger LOG = LoggerFactory.getLogger(AgendaSteps.class);

  /** A suspended room waits so long until it is looked at again. */
  private static final long SUSPENDED_MS = 5_000;

  /** A bound for the actions in a row: skipping all steps of deleted polls, and some more. */
  private static final int MAX_ACTIONS = 2 * Agenda.MAX_STEPS;

  /** The most people who were present at a time since a poll was opened. */
  static final class Audience {
    private long turn = -1;
    private int most;

    private int most(long ofTurn, int present) {
      most = turn == ofTurn ? Math.max(most, present) : present;
      turn = ofTurn;
      return most;
    }
  }

  /**
   * What came of the steps.
   *
   * @param running whether there is still a run
   * @param waitMs after how many milliseconds something is to be done; empty if something has to
   *     change first
   * @param taken whether a step was taken here
   * @param upcoming the step that begins after that time
   */
  record Outcome(
      boolean running,
      OptionalLong waitMs,
      boolean taken,
      Optional<AgendaMachine.Upcoming> upcoming) {
    static final Outcome OVER = new Outcome(false, OptionalLong.empty(), false, Optional.empty());

    Outcome afterStep() {
      return new Outcome(running, waitMs, true, upcoming);
    }
  }

  /** What is known before an action. */
  private record View(Room room, Agenda agenda, AgendaRun run, Optional<Poll> poll, long now) {
    AgendaMachine machine() {
      return new AgendaMachine(agenda);
    }
  }

  private final CountingContext counting;
  private final AgendaRecords records;
  private final Rooms rooms;
  private final Polls polls;

  AgendaSteps(CountingContext counting, AgendaRecords records, Rooms rooms, Polls polls) {
    this.counting = counting;
    this.records = records;
    this.rooms = rooms;
    this.polls = polls;
  }

  /** Does all that is due in the room's running order. */
  Future<Outcome> take(String room, Audience audience) {
    return take(room, audience, MAX_ACTIONS);
  }

  private Future<Outcome> take(String room, Audience audience, int most) {
    return view(room)
        .compose(found -> found.isEmpty() ? over() : take(found.get(), audience, most));
  }

  private static Future<Outcome> over() {
    return Future.succeededFuture(Outcome.OVER);
  }

  /** The room is read first, so that a stage that was set since is never replaced. */
  private Future<Optional<View>> view(String code) {
    return counting
        .store()
        .room(code)
        .compose(
            room ->
                room.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : records
                        .run(code)
                        .compose(
                            run ->
                                run.isEmpty()
                                    ? Future.succeededFuture(Optional.empty())
                                    : view(room.get(), run.get()).map(Optional::of)));
  }

  private Future<View> view(Room room, AgendaRun run) {
    return records
        .agenda(room.code())
        .compose(
            agenda ->
                poll(room.code(), run)
                    .compose(
                        poll ->
                            counting
                                .ledger()
                                .now()
                                .map(now -> new View(room, agenda, run, poll, now))));
  }

  private Future<Optional<Poll>> poll(String room, AgendaRun run) {
    return run.step() instanceof PollStep step
        ? counting
            .store()
            .poll(step.poll())
            .map(found -> found.map(PollRecord::poll).filter(poll -> poll.room().equals(room)))
        : Future.succeededFuture(Optional.empty());
  }

  private Future<Outcome> take(View view, Audience audience, int most) {
    if (view.room.suspension().isOn() || most == 0) {
      return Future.succeededFuture(
          new Outcome(true, OptionalLong.of(SUSPENDED_MS), false, Optional.empty()));
    }
    return haveAllAnswered(view, audience)
        .compose(
            all -> {
              AgendaAction action =
                  view.machine().next(view.run, new AgendaMachine.Facts(view.now, view.poll, all));
              if (action instanceof AgendaAction.Wait wait) {
                return Future.succeededFuture(
                    new Outcome(
                        true,
                        wait.at().isPresent()
                            ? OptionalLong.of(Math.max(1, wait.at().getAsLong() - view.now))
                            : wait.at(),
                        false,
                        view.machine().upcoming(view.run)));
              }
              return perform(view, action)
                  .compose(done -> take(view.room.code(), audience, most - 1))
                  .map(Outcome::afterStep);
            });
  }

  private Future<Boolean> haveAllAnswered(View view, Audience audience) {
    boolean asked =
        view.run.step() instanceof PollStep step
            && step.early()
            && view.run.phase() == AgendaRun.Phase.OPEN
            && view.poll.filter(poll -> poll.state() == PollState.OPEN).isPresent();
    if (!asked) {
      return Future.succeededFuture(false);
    }
    return counting
        .fanout()
        .askPresent(view.room.code())
        .compose(
            present ->
                counting
                    .ledger()
                    .tally(view.poll.get().id())
                    .map(
                        tally -> {
                          int most = audience.most(view.run.turn(), present);
                          return most > 0 && tally.map(Tally::ballots).orElse(0L) >= most;
                        }));
  }

  private Future<Void> perform(View view, AgendaAction action) {
    String room = view.room.code();
    if (action instanceof AgendaAction.Change change) {
      return replace(room, view.run, Optional.of(change.next()));
    }
    if (action instanceof AgendaAction.Show show) {
      return stage(view.room, show.stage())
          .compose(shown -> replace(room, view.run, Optional.of(show.next())));
    }
    if (action instanceof AgendaAction.Finish finish) {
      return ended(room, finish.leavesBreak(), () -> replace(room, view.run, Optional.empty()));
    }
    if (action instanceof AgendaAction.Open open) {
      return polls
          .openDraft(room, open.poll(), open.seconds(), open.rev())
          .compose(
              poll ->
                  counting.ledger().now().map(now -> view.machine().opened(view.run, poll, now)))
          .compose(next -> replace(room, view.run, Optional.of(next)))
          .recover(fault -> changedMeanwhile(fault) ? again() : hold(view, fault));
    }
    return polls
        .beginClose(room, ((AgendaAction.Close) action).poll())
        .<Void>mapEmpty()
        .recover(fault -> changedMeanwhile(fault) ? again() : Future.failedFuture(fault));
  }

  private static Future<Void> again() {
    return Future.succeededFuture();
  }

  /** Whether the next look finds another state, by which it goes on. */
  private static boolean changedMeanwhile(Throwable fault) {
    return fault instanceof Refusal refusal
        && switch (refusal.code()) {
          case CONFLICT, UNKNOWN_POLL, UNKNOWN_ROOM, NOT_OPEN -> true;
          default -> false;
        };
  }

  /** A poll that cannot be opened holds the running order, and does not end it. */
  private Future<Void> hold(View view, Throwable fault) {
    if (!(fault instanceof Refusal refusal) || refusal.code().retry()) {
      return Future.failedFuture(fault);
    }
    LOG.atWarn()
        .addKeyValue("room", view.room.code())
        .log("A running order is held, as its next poll cannot be opened: {}", fault.getMessage());
    return replace(view.room.code(), view.run, Optional.of(view.run.held()));
  }

  private Future<Void> replace(String room, AgendaRun known, Optional<AgendaRun> next) {
    return records
        .replaceRun(room, known, next)
        .map(
            mine -> {
              if (mine) {
                counting.fanout().noticed(room, new RoomNotice(AgendaNotices.NOTICE, Map.of()));
              }
              return null;
            });
  }

  private Future<Void> stage(Room room, Stage wanted) {
    return rooms
        .stages()
        .put(room.code(), wanted, OptionalLong.of(room.stage().rev()))
        .<Void>mapEmpty()
        .recover(fault -> changedMeanwhile(fault) ? again() : Future.failedFuture(fault));
  }

  /** See {@link Agendas#next}. */
  Future<Void> skip(String room, OptionalLong turn) {
    return view(room)
        .compose(found -> found.map(view -> skip(view, turn)).orElseGet(AgendaSteps::again));
  }

  private Future<Void> skip(View view, OptionalLong turn) {
    AgendaMachine machine = view.machine();
    if (isOver(view.run, turn)) {
      return again();
    }
    Supplier<Future<Void>> step =
        () ->
            records
                .changeRun(
                    view.room.code(),
                    now ->
                        now.filter(run -> run.turn() == view.run.turn())
                            .map(run -> skipped(machine.skip(run, view.now)))
                            .orElse(now))
                .mapEmpty();
    return machine.skip(view.run, view.now) instanceof AgendaAction.Finish finish
        ? ended(view.room.code(), finish.leavesBreak(), step)
        : step.get();
  }

  /** See {@link Agendas#stop}. */
  Future<Void> stop(String room) {
    return records
        .run(room)
        .compose(
            run ->
                ended(
                    room,
                    run.filter(each -> each.phase() == AgendaRun.Phase.BREAK).isPresent(),
                    () -> records.changeRun(room, each -> Optional.empty()).mapEmpty()));
  }

  /** Once more after the end, as an instance may have been about to show the break. */
  private Future<Void> ended(String room, boolean leavesBreak, Supplier<Future<Void>> end) {
    return leavesBreak
        ? rooms
            .stages()
            .leaveBreak(room)
            .compose(left -> end.get())
            .compose(ended -> rooms.stages().leaveBreak(room))
            .mapEmpty()
        : end.get();
  }

  private static boolean isOver(AgendaRun run, OptionalLong turn) {
    return turn.isPresent() && turn.getAsLong() != run.turn();
  }

  private static Optional<AgendaRun> skipped(AgendaAction action) {
    return action instanceof AgendaAction.Change change
        ? Optional.of(change.next())
        : Optional.empty();
  }
}
