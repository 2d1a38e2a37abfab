package io.votehub.agenda;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A step of a running order. */
public sealed interface AgendaStep {
  /** How long the result of a poll is shown if nothing else is said. */
  int DEFAULT_SHOW_SECONDS = 8;

  /** Identifies the step within its running order, whatever is edited. */
  String id();

  /** How long the step takes; empty if somebody has to end it. */
  OptionalInt seconds();

  /** The step as clients see it, and as it is kept. */
  Map<String, Object> json();

  /**
   * A poll is open for a time, then its result is shown.
   *
   * @param poll the id of a poll of the room, which may have been deleted since
   * @param showSeconds how long its result is shown before the next step
   * @param early whether it closes as soon as all who are present have answered
   */
  record PollStep(String id, String poll, OptionalInt seconds, int showSeconds, boolean early)
      implements AgendaStep {
    /** The same step with another id, about another poll. */
    PollStep about(String otherId, String otherPoll) {
      return new PollStep(otherId, otherPoll, seconds, showSeconds, early);
    }

    @Override
    public Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", id);
      json.put("poll", poll);
      seconds.ifPresent(each -> json.put("seconds", each));
      json.put("showSeconds", showSeconds);
      json.put("early", early);
      return json;
    }
  }

  /**
   * A break, whose clock phones and screens show.
   *
   * @param title such as "Coffee"
   */
  record BreakStep(String id, String title, OptionalInt seconds) implements AgendaStep {
    BreakStep withId(String other) {
      return new BreakStep(other, title, seconds);
    }

    @Override
    public Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", id);
      json.put("break", title);
      seconds.ifPresent(each -> json.put("seconds", each));
      return json;
    }
  }

  /** The step as it was kept by {@link #json}. */
  static AgendaStep kept(Map<?, ?> json) {
    String id = (String) json.get("id");
    OptionalInt seconds =
        json.get("seconds") instanceof Integer each ? OptionalInt.of(each) : OptionalInt.empty();
    return Optional.ofNullable((String) json.get("poll"))
        .<AgendaStep>map(
            poll ->
                new PollStep(
                    id,
                    poll,
                    seconds,
                    (Integer) json.get("showSeconds"),
                    Boolean.TRUE.equals(json.get("early"))))
        .orElseGet(() -> new BreakStep(id, (String) json.get("break"), seconds));
  }
}
