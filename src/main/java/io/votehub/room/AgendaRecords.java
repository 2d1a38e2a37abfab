package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.agenda.Agenda;
import io.votehub.agenda.AgendaRun;
import io.votehub.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/**
 * Running orders as records of rooms. That of the run exists only while there is one, so that every
 * instance finds the rooms in which a running order goes on. Safe from any thread.
 */
final class AgendaRecords {
  private static final String STEPS = "agenda";
  private static final String RUN = "agenda/run";

  private final Store store;

  AgendaRecords(Store store) {
    this.store = store;
  }

  Future<Agenda> agenda(String room) {
    return store.record(room, STEPS).map(Agenda::kept);
  }

  /** What {@code change} throws is passed on. */
  Future<Agenda> change(String room, UnaryOperator<Agenda> change) {
    return store
        .changeRecord(room, STEPS, before -> Optional.of(change.apply(Agenda.kept(before)).text()))
        .map(Agenda::kept);
  }

  Future<Optional<AgendaRun>> run(String room) {
    return store.record(room, RUN).map(text -> text.map(AgendaRun::kept));
  }

  /** The run after the change; empty if there is none. What {@code change} throws is passed on. */
  Future<Optional<AgendaRun>> changeRun(String room, UnaryOperator<Optional<AgendaRun>> change) {
    return store
        .changeRecord(
            room, RUN, before -> change.apply(before.map(AgendaRun::kept)).map(AgendaRun::text))
        .map(text -> text.map(AgendaRun::kept));
  }

  /**
   * Replaces a run by the next, unless somebody else has changed it.
   *
   * @param next empty if the run is over
   * @return whether it was replaced
   */
  Future<Boolean> replaceRun(String room, AgendaRun known, Optional<AgendaRun> next) {
    AtomicBoolean mine = new AtomicBoolean();
    return changeRun(
            room,
            before -> {
              mine.set(before.equals(Optional.of(known)));
              return mine.get() ? next : before;
            })
        .map(after -> mine.get());
  }

  /** The codes of some rooms with a run, in their order. */
  Future<List<String>> running(String after, int atMost) {
    return store.roomsWith(RUN, after, atMost);
  }
}
