package io.votehub.limit;

import io.votehub.limit.NewVoters.ChallengeMode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Limits that apply in place of the settings while the hub runs. What an older or newer hub wrote
 * and this one does not understand is passed over.
 */
public final class LimitOverrides {
  /** The name of the change of when new voters are challenged; the others are classes. */
  public static final String CHALLENGE = "challenge";

  private LimitOverrides() {}

  /** Applies the changes, by name; what is not among them is as the settings say. */
  public static void apply(Map<String, String> changes, RequestLimits limits, NewVoters newVoters) {
    Map<LimitClass, LimitRule> rules = new EnumMap<>(LimitClass.class);
    changes.forEach(
        (name, text) ->
            LimitClass.of(name)
                .ifPresent(kind -> LimitRule.parse(text).ifPresent(rule -> rules.put(kind, rule))));
    limits.apply(rules);
    newVoters.override(
        Optional.ofNullable(changes.get(CHALLENGE)).flatMap(LimitOverrides::challenge));
  }

  /** The mode of that name. */
  public static Optional<ChallengeMode> challenge(String name) {
    return Arrays.stream(ChallengeMode.values()).filter(mode -> name(mode).equals(name)).findAny();
  }

  public static String name(ChallengeMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
