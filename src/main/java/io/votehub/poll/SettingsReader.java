package io.votehub.poll;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the settings of a poll as a presenter gives them, gathering faults. */
final class SettingsReader {
  private final Faults faults;

  SettingsReader(Faults faults) {
    this.faults = faults;
  }

  /** The settings all methods have, and the method's own if the method is known. */
  Settings read(Object value, Optional<Method> method, int options) {
    if (value != null && !(value instanceof Map<?, ?>)) {
      faults.add("/settings", "Must be an object");
      return Settings.DEFAULT;
    }
    Map<String, Object> own = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> given) {
      given.forEach((name, setting) -> own.put((String) name, setting));
    }
    Settings common =
        new Settings(
            flag(own, "change", Settings.DEFAULT.change()),
            results(own),
            flag(own, "peek", Settings.DEFAULT.peek()),
            graceMs(own),
            flag(own, "marks", Settings.DEFAULT.marks()),
            flag(own, "abstain", Settings.DEFAULT.abstain()),
            Map.of());
    return method.map(m -> common.withOwn(own(m, own, options))).orElse(common);
  }

  private boolean flag(Map<String, Object> given, String name, boolean otherwise) {
    if (!given.containsKey(name)) {
      return otherwise;
    }
    if (given.remove(name) instanceof Boolean flag) {
      return flag;
    }
    faults.add("/settings/" + name, "Must be true or false");
    return otherwise;
  }

  private Settings.Results results(Map<String, Object> given) {
    if (!given.containsKey("results")) {
      return Settings.DEFAULT.results();
    }
    Object name = given.remove("results");
    Optional<Settings.Results> known =
        Arrays.stream(Settings.Results.values()).filter(r -> r.wire().equals(name)).findAny();
    if (known.isEmpty()) {
      faults.add("/settings/results", "Must be 'live', 'closed' or 'hidden'");
    }
    return known.orElse(Settings.DEFAULT.results());
  }

  private int graceMs(Map<String, Object> given) {
    try {
      return Whole.setting(given, "graceMs", 0, 0, Settings.MAX_GRACE_MS);
    } catch (Refusal refusal) {
      faults.add(refusal);
      return 0;
    } finally {
      given.remove("graceMs");
    }
  }

  private Map<String, Object> own(Method method, Map<String, Object> given, int options) {
    try {
      // Without options nothing can be said of settings that depend on their number.
      return options < method.minOptions() ? Map.of() : method.settings(given, options);
    } catch (Refusal refusal) {
      faults.add(refusal);
      return Map.of();
    }
  }
}
