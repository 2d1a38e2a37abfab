package io.votehub.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The state of all alerts. Not thread-safe; what {@link #current} returns is immutable. */
final class Alerts {
  private final Map<String, State> states = new LinkedHashMap<>();

  Alerts(List<AlertRule> rules) {
    rules.forEach(rule -> states.put(rule.name(), new State(rule)));
  }

  /** Evaluates every rule. */
  void evaluate(Readings readings, long now) {
    states.values().forEach(state -> state.evaluate(readings, now));
  }

  /** Every alert, in the order of the rules. */
  List<Alert> current() {
    return states.values().stream().map(State::alert).toList();
  }

  private static final class State {
    private final AlertRule rule;
    private OptionalDouble value = OptionalDouble.empty();
    private long since;
    private boolean firing;
    private int inARow;

    State(AlertRule rule) {
      this.rule = rule;
    }

    void evaluate(Readings readings, long now) {
      OptionalDouble read = rule.value().apply(readings);
      if (read.isEmpty()) {
        return;
      }
      value = read;
      boolean bad = rule.isBad(read.getAsDouble());
      inARow = bad == firing ? 0 : inARow + 1;
      if (inARow >= rule.evaluations()) {
        inARow = 0;
        firing = bad;
        since = now;
      }
    }

    Alert alert() {
      return new Alert(
          rule.name(),
          rule.severity(),
          rule.summary(),
          rule.threshold(),
          value,
          firing ? OptionalLong.of(since) : OptionalLong.empty());
    }
  }
}
