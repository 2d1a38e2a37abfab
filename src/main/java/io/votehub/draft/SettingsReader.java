package io.votehub.draft;

import io.votehub.method.VotingMethod;
import io.votehub.method.WholeNumbers;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Refusal;
import io.votehub.poll.ValidationErrors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads and validates the settings of a poll written by a presenter. */
final class SettingsReader {
  private final ValidationErrors faults;

  SettingsReader(ValidationErrors faults) {
    this.faults = faults;
  }

  /**
   * The settings common to all methods, and the method's own if the method is known. Those of a
   * quiz are left out; that there are any decides about defaults.
   */
  PollSettings read(Object value, Optional<VotingMethod> method, int options) {
    if (value != null && !(value instanceof Map<?, ?>)) {
      faults.add("/settings", "Must be an object");
      return PollSettings.DEFAULT;
    }
    Map<String, Object> own = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> given) {
      given.forEach((name, setting) -> own.put((String) name, setting));
    }
    PollSettings defaults =
        own.remove("quiz") == null ? PollSettings.DEFAULT : PollSettings.QUIZ_DEFAULT;
    boolean secret = flag(own, "secret", PollSettings.DEFAULT.secret());
    PollSettings.Results results = results(own, defaults.results());
    boolean peek = flag(own, "peek", PollSettings.DEFAULT.peek());
    PollSettings common =
        new PollSettings(
            flag(own, "change", defaults.change()),
            secret && results == PollSettings.Results.LIVE ? PollSettings.Results.CLOSED : results,
            peek && !secret,
            graceMs(own),
            flag(own, "marks", PollSettings.DEFAULT.marks()),
            flag(own, "abstain", PollSettings.DEFAULT.abstain()),
            secret,
            proof(own),
            Optional.empty(),
            Map.of());
    return method.map(m -> common.withOwn(own(m, own, options))).orElse(common);
  }

  private boolean flag(Map<String, Object> given, String name, boolean defaultValue) {
    if (!given.containsKey(name)) {
      return defaultValue;
    }
    if (given.remove(name) instanceof Boolean flag) {
      return flag;
    }
    faults.add("/settings/" + name, "Must be true or false");
    return defaultValue;
  }

  private PollSettings.Results results(
      Map<String, Object> given, PollSettings.Results defaultValue) {
    if (!given.containsKey("results")) {
      return defaultValue;
    }
    Object name = given.remove("results");
    Optional<PollSettings.Results> known =
        Arrays.stream(PollSettings.Results.values()).filter(r -> r.wire().equals(name)).findAny();
    if (known.isEmpty()) {
      faults.add("/settings/results", "Must be 'live', 'closed' or 'hidden'");
    }
    return known.orElse(defaultValue);
  }

  private PollSettings.Proof proof(Map<String, Object> given) {
    if (!given.containsKey("proof")) {
      return PollSettings.DEFAULT.proof();
    }
    Optional<PollSettings.Proof> known = PollSettings.Proof.of(given.remove("proof"));
    if (known.isEmpty()) {
      faults.add("/settings/proof", "Must be 'receipts', 'ballots' or 'none'");
    }
    return known.orElse(PollSettings.DEFAULT.proof());
  }

  private int graceMs(Map<String, Object> given) {
    try {
      return WholeNumbers.setting(given, "graceMs", 0, 0, PollSettings.MAX_GRACE_MS);
    } catch (Refusal refusal) {
      faults.add(refusal);
      return 0;
    } finally {
      given.remove("graceMs");
    }
  }

  private Map<String, Object> own(VotingMethod method, Map<String, Object> given, int options) {
    try {
      // Settings that depend on the number of options cannot be validated without options.
      return options < method.minOptions() ? Map.of() : method.settings(given, options);
    } catch (Refusal refusal) {
      faults.add(refusal);
      return Map.of();
    }
  }
}
