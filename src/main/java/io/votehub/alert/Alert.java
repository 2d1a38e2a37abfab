package io.votehub.alert;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The state of one alert.
 *
 * @param value of the last evaluation with a value
 * @param since when it started firing, UTC milliseconds; empty while it does not fire
 */
public record Alert(
    String name,
    Severity severity,
    String summary,
    double threshold,
    OptionalDouble value,
    OptionalLong since) {
  /** Whether it fires. */
  public boolean firing() {
    return since.isPresent();
  }

  /** The address of its section in the operators' manual. */
  public String runbook() {
    return "docs/runbooks.md#" + name.toLowerCase(Locale.ROOT);
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("severity", severity.wire());
    json.put("state", firing() ? "firing" : "ok");
    json.put("summary", summary);
    json.put("threshold", threshold);
    json.put("value", value.isPresent() ? value.getAsDouble() : null);
    json.put(
        "since", since.isPresent() ? Instant.ofEpochMilli(since.getAsLong()).toString() : null);
    json.put("runbook", runbook());
    return json;
  }
}
