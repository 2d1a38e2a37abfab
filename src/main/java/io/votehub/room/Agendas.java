package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.agenda.Agenda;
import io.votehub.agenda.AgendaMachine;
import io.votehub.agenda.AgendaPlan;
import io.votehub.agenda.AgendaReader;
import io.votehub.agenda.AgendaRun;
import io.votehub.agenda.AgendaStep;
import io.votehub.bus.AgendaNotices;
import io.votehub.count.CountingContext;
import io.votehub.fanout.RoomNotice;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.store.PollRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The running orders of rooms, as presenters write and run them; {@link AgendaDriver} takes their
 * steps. Futures fail with a {@link Refusal}; every call is safe from any thread.
 */
public final class Agendas {
  private final CountingContext counting;
  private final AgendaRecords records;
  private final AgendaSteps steps;
  private final Supplier<String> ids;

  /**
   * A running order and where it stands.
   *
   * @param run what is under way; empty if it does not run
   * @param following the step after that, or the first
   * @param now by the hub's clock, UTC milliseconds since the epoch
   */
  public record State(
      Agenda agenda, Optional<AgendaRun> run, Optional<AgendaStep> following, long now) {}

  Agendas(CountingContext counting, Rooms rooms, Polls polls, Supplier<String> ids) {
    this.counting = counting;
    this.ids = ids;
    this.records = new AgendaRecords(counting.store());
    this.steps = new AgendaSteps(counting, records, rooms, polls);
  }

  AgendaRecords records() {
    return records;
  }

  AgendaSteps steps() {
    return steps;
  }

  /** The running order of the room. */
  public Future<State> get(String room) {
    return records
        .agenda(room)
        .compose(
            agenda ->
                records
                    .run(room)
                    .compose(run -> counting.ledger().now().map(now -> state(agenda, run, now))));
  }

  private static State state(Agenda agenda, Optional<AgendaRun> run, long now) {
    Optional<AgendaStep> following =
        run.isPresent()
            ? new AgendaMachine(agenda).following(run.get())
            : agenda.steps().stream().findFirst();
    return new State(agenda, run, following, now);
  }

  /**
   * Replaces the steps; what is under way stays so. Fails with {@code bad-request} unless they are
   * steps about polls of the room.
   *
   * @param json as a presenter wrote them
   * @param known the revision that was edited; {@code conflict} if the running order has another
   */
  public Future<State> put(String room, Object json, OptionalLong known) {
    return counting
        .store()
        .polls(room)
        .map(polls -> AgendaReader.read(json, ids(polls), ids))
        .compose(wanted -> records.change(room, agenda -> agenda.replacedBy(wanted, known)))
        .compose(agenda -> changed(room));
  }

  /** The running order of the room, apart from it. */
  public Future<AgendaPlan> plan(String room, List<Poll> polls) {
    return records
        .agenda(room)
        .map(agenda -> AgendaPlan.of(agenda, polls.stream().map(Poll::id).toList()));
  }

  /**
   * Fails with {@code bad-request} if the room's running order has no space for the plan's steps.
   */
  public Future<Void> requireSpace(String room, AgendaPlan plan) {
    return records
        .agenda(room)
        .map(
            agenda -> {
              agenda.requireSpace(plan.size());
              return null;
            });
  }

  /**
   * Adds the steps of a plan at the end; what is under way stays so.
   *
   * @param polls those that the plan names, in its order
   */
  public Future<State> append(String room, AgendaPlan plan, List<Poll> polls) {
    List<AgendaStep> added = plan.steps(polls.stream().map(Poll::id).toList(), ids);
    return records
        .change(room, agenda -> agenda.followedBy(added))
        .compose(agenda -> changed(room));
  }

  private static Set<String> ids(List<PollRecord> polls) {
    return polls.stream().map(record -> record.poll().id()).collect(Collectors.toSet());
  }

  /**
   * Begins with the first step, or goes on after a pause; one that goes on already is left alone.
   * Fails with {@code bad-request} if there are no steps.
   *
   * @param from the id of another step to begin with
   */
  public Future<State> run(String room, Optional<String> from) {
    return records
        .agenda(room)
        .compose(
            agenda ->
                counting
                    .ledger()
                    .now()
                    .compose(
                        now ->
                            records.changeRun(
                                room,
                                run ->
                                    Optional.of(
                                        run.map(each -> each.withPaused(false))
                                            .orElseGet(() -> begun(agenda, from, now))))))
        .compose(run -> changed(room));
  }

  private static AgendaRun begun(Agenda agenda, Optional<String> from, long now) {
    return new AgendaMachine(agenda)
        .begun(from, now)
        .orElseThrow(
            () ->
                from.isPresent()
                    ? Refusal.field("/step", "Must be the id of a step of the running order")
                    : Refusal.of(ErrorCode.BAD_REQUEST, "The running order has no steps"));
  }

  /** Keeps the next step from beginning; what is under way comes to its end. May be repeated. */
  public Future<State> pause(String room) {
    return records
        .changeRun(room, run -> run.map(each -> each.withPaused(true)))
        .compose(run -> changed(room));
  }

  /** Ends the run; an open poll stays open, a break is over. May be repeated. */
  public Future<State> stop(String room) {
    return steps.stop(room).compose(stopped -> changed(room));
  }

  /**
   * Ends what is under way: an open poll is closed and its result is shown; a result or a break
   * gives way to the next step.
   *
   * @param turn what the presenter saw under way; if that has ended already, nothing happens
   */
  public Future<State> next(String room, OptionalLong turn) {
    return steps.skip(room, turn).compose(done -> changed(room));
  }

  private Future<State> changed(String room) {
    AgendaNotices.send(counting.vertx(), room);
    counting.fanout().noticed(room, new RoomNotice(AgendaNotices.NOTICE, Map.of()));
    return get(room);
  }
}
