package io.votehub.poll;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A break of the event, which phones and big screens show.
 *
 * @param title such as "Coffee"; empty for no title of its own
 * @param until when it ends, UTC milliseconds since the epoch by the hub's clock; empty if that is
 *     open. Nothing happens then by itself
 */
public record Break(Optional<String> title, OptionalLong until) {
  public static final int MAX_TITLE = 100;

  /** A day. */
  public static final int MAX_SECONDS = 86_400;

  private static final String TITLE = "title";
  private static final String UNTIL = "until";
  private static final String SECONDS = "seconds";

  /**
   * Reads a presenter's request, {@code {"title"?, "until"?}} or {@code {"title"?, "seconds"?}}.
   *
   * @param now by the hub's clock, from which {@code seconds} count
   * @throws Refusal {@code bad-request} with all faults and their locations
   */
  static Break read(Map<?, ?> request, long now) {
    ValidationErrors faults = new ValidationErrors();
    Map<String, Object> json = new LinkedHashMap<>();
    request.forEach((name, value) -> json.put((String) name, value));
    faults.rejectUnknownFields(json, "", Set.of(TITLE, UNTIL, SECONDS));
    Optional<String> title =
        json.get(TITLE) == null
            ? Optional.empty()
            : Optional.of(faults.text(json.get(TITLE), "/" + TITLE, MAX_TITLE));
    OptionalLong until = OptionalLong.empty();
    if (json.containsKey(SECONDS) && json.containsKey(UNTIL)) {
      faults.add("", "Must not have both 'until' and 'seconds'");
    } else if (json.containsKey(SECONDS)) {
      long seconds = whole(json.get(SECONDS));
      if (seconds < 1 || seconds > MAX_SECONDS) {
        faults.add("/" + SECONDS, "Must be a whole number from 1 to " + MAX_SECONDS);
      }
      until = OptionalLong.of(now + seconds * 1000);
    } else if (json.containsKey(UNTIL)) {
      long at = whole(json.get(UNTIL));
      if (at < 1 || at > now + MAX_SECONDS * 1000L) {
        faults.add("/" + UNTIL, "Must be a time in milliseconds, within a day from now");
      }
      until = OptionalLong.of(at);
    }
    faults.throwIfAny();
    return new Break(title, until);
  }

  private static long whole(Object value) {
    return value instanceof Integer || value instanceof Long ? ((Number) value).longValue() : -1;
  }
}
