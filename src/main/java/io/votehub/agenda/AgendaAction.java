package io.votehub.agenda;

import io.votehub.poll.Stage;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What is to be done next in a running order. Each may be done twice without harm. */
public sealed interface AgendaAction {
  /** The run is to be replaced by another, if it is still what was looked at. */
  record Change(AgendaRun next) implements AgendaAction {}

  /**
   * The run is over.
   *
   * @param leavesBreak whether the big screens are to show no break any more
   */
  record Finish(boolean leavesBreak) implements AgendaAction {}

  /**
   * A draft is to be opened, or a poll that is open already to be announced once more; then {@link
   * AgendaMachine#opened} replaces the run.
   *
   * @param rev the revision that a draft has to have; another was edited, or reset in between
   */
  record Open(String poll, OptionalInt seconds, long rev) implements AgendaAction {}

  /** An open poll is to be closed. */
  record Close(String poll) implements AgendaAction {}

  /** The big screens are to be told what to show, and then {@code next} replaces the run. */
  record Show(Stage stage, AgendaRun next) implements AgendaAction {}

  /**
   * There is nothing to be done until a poll of the room changes, or until then.
   *
   * @param at UTC milliseconds since the epoch by the hub's clock
   */
  record Wait(OptionalLong at) implements AgendaAction {}
}
