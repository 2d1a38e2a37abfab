package io.votehub.agenda;

import io.votehub.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Where a run of a running order stands.
 *
 * @param step what is under way, as it was begun
 * @param index its place when it was begun
 * @param pollRev the revision of the draft that is to be opened; -1 if not known yet
 * @param endsAt when the phase ends by itself, UTC milliseconds since the epoch by the hub's clock;
 *     empty if somebody has to end it
 * @param paused whether the next step waits
 * @param staged whether the big screens were told of what is under way
 * @param turn grows with every phase, over all runs of a room
 */
public record AgendaRun(
    AgendaStep step,
    int index,
    Phase phase,
    long pollRev,
    OptionalLong endsAt,
    boolean paused,
    boolean staged,
    long turn) {
  /** What is done of a step. */
  public enum Phase {
    /** The poll is about to be opened. */
    STARTING("starting"),
    /** The poll is open. */
    OPEN("open"),
    /** The poll is about to be closed, because somebody asked for the next. */
    ENDING("open"),
    /** The result of the poll is shown. */
    RESULT("result"),
    BREAK("break"),
    /** The poll was reset while it was open; it is opened again when the order goes on. */
    HELD("held");

    private final String wire;

    Phase(String wire) {
      this.wire = wire;
    }

    /** The name in answers. */
    public String wire() {
      return wire;
    }
  }

  /** The same run in another phase of the same step. */
  AgendaRun in(Phase next, OptionalLong until) {
    return new AgendaRun(step, index, next, -1, until, paused, staged, turn + 1);
  }

  /** The same run, which waits until somebody lets it go on and then starts the step anew. */
  public AgendaRun held() {
    return in(Phase.HELD, OptionalLong.empty()).withPaused(true);
  }

  AgendaRun withPollRev(long rev) {
    return new AgendaRun(step, index, phase, rev, endsAt, paused, staged, turn);
  }

  AgendaRun withEndsAt(OptionalLong until) {
    return new AgendaRun(step, index, phase, pollRev, until, paused, staged, turn);
  }

  AgendaRun withStaged(boolean done) {
    return new AgendaRun(step, index, phase, pollRev, endsAt, paused, done, turn);
  }

  /** The same run, whose next step waits or not. */
  public AgendaRun withPaused(boolean waits) {
    return new AgendaRun(step, index, phase, pollRev, endsAt, waits, staged, turn);
  }

  /** As text to be kept. */
  public String text() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", step.json());
    json.put("index", index);
    json.put("phase", phase.name());
    json.put("pollRev", pollRev);
    endsAt.ifPresent(at -> json.put("endsAt", at));
    json.put("paused", paused);
    json.put("staged", staged);
    json.put("turn", turn);
    return Json.write(json);
  }

  /** The run that was kept as a text. */
  public static AgendaRun kept(String text) {
    Map<String, Object> json = Agenda.KeptJson.object(text);
    return new AgendaRun(
        AgendaStep.kept((Map<?, ?>) json.get("step")),
        (Integer) json.get("index"),
        Phase.valueOf((String) json.get("phase")),
        whole(json.get("pollRev")),
        json.containsKey("endsAt")
            ? OptionalLong.of(whole(json.get("endsAt")))
            : OptionalLong.empty(),
        Boolean.TRUE.equals(json.get("paused")),
        Boolean.TRUE.equals(json.get("staged")),
        whole(json.get("turn")));
  }

  private static long whole(Object value) {
    return ((Number) value).longValue();
  }
}
