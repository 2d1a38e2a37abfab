package io.votehub.agenda;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The running order of a room.
 *
 * @param rev incremented by every change of the steps; 0 if there never were any
 */
public record Agenda(long rev, List<AgendaStep> steps) {
  /** The running order of a room that has none. */
  public static final Agenda NONE = new Agenda(0, List.of());

  /** The greatest number of steps. */
  public static final int MAX_STEPS = 200;

  public Agenda {
    steps = List.copyOf(steps);
  }

  /**
   * The running order with other steps; as it is if it has these.
   *
   * @param known the revision seen by the requester, to be checked if present
   * @throws Refusal {@code conflict} if it is another
   */
  public Agenda replacedBy(List<AgendaStep> wanted, OptionalLong known) {
    if (wanted.equals(steps)) {
      return this;
    }
    if (known.isPresent() && known.getAsLong() != rev) {
      throw Refusal.of(ErrorCode.CONFLICT, "Somebody else has changed the running order");
    }
    return new Agenda(rev + 1, wanted);
  }

  /**
   * The running order with these steps at its end.
   *
   * @throws Refusal {@code bad-request} if it has no space for them
   */
  public Agenda followedBy(List<AgendaStep> added) {
    requireSpace(added.size());
    List<AgendaStep> all = new ArrayList<>(steps);
    all.addAll(added);
    return added.isEmpty() ? this : new Agenda(rev + 1, all);
  }

  /**
   * Checks that so many steps may be added.
   *
   * @throws Refusal {@code bad-request} if not
   */
  public void requireSpace(int more) {
    if (steps.size() + more > MAX_STEPS) {
      throw Refusal.field("/agenda", "The running order may have at most " + MAX_STEPS + " steps");
    }
  }

  /** The place of the step, from 0; -1 if it is not in this order. */
  public int indexOf(String step) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).id().equals(step)) {
        return i;
      }
    }
    return -1;
  }

  /** The step of that id. */
  public Optional<AgendaStep> step(String id) {
    return steps.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** As text to be kept. */
  public String text() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rev", rev);
    json.put("steps", steps.stream().map(AgendaStep::json).toList());
    return Json.write(json);
  }

  /** The running order that was kept as a text. */
  public static Agenda kept(Optional<String> text) {
    if (text.isEmpty()) {
      return NONE;
    }
    Map<String, Object> json = KeptJson.object(text.get());
    List<AgendaStep> steps = new ArrayList<>();
    for (Object each : (List<?>) json.get("steps")) {
      steps.add(AgendaStep.kept((Map<?, ?>) each));
    }
    return new Agenda(((Number) json.get("rev")).longValue(), steps);
  }

  /** Reads what this package wrote. */
  static final class KeptJson {
    private KeptJson() {}

    static Map<String, Object> object(String text) {
      try {
        return Json.readObject(text);
      } catch (BadJsonException fault) {
        throw new IllegalStateException("A running order is kept in an unreadable form", fault);
      }
    }
  }
}
