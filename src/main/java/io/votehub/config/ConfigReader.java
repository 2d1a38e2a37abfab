package io.votehub.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Collects the values of all settings, later sources overriding earlier ones, together with every
 * fault found.
 */
final class ConfigReader {
  /** Names the configuration file; not a setting, because a file cannot name itself. */
  static final String FILE_VARIABLE = Setting.VARIABLE_PREFIX + "CONFIG";

  /** Suffix of variables that name a file holding the value. */
  static final String VALUE_FILE_SUFFIX = "_FILE";

  private static final String TEST_PREFIX = Setting.VARIABLE_PREFIX + "TEST_";

  /**
   * Variables of {@code compose.yaml}, without the prefix. A hub sees them where the file .env was
   * exported into the shell, and a hub without a container must start there, too.
   */
  private static final Set<String> COMPOSE =
      Set.of(
          "ACME_CA",
          "BACKUP_REPOSITORY",
          "CPUS",
          "FRONT_SUBNET",
          "GRAFANA_PORT",
          "JAEGER_PORT",
          "MEMORY",
          "PORT",
          "SUBNET",
          "TLS_HTTP_PORT",
          "TLS_PORT");

  private static final String COMPOSE_IMAGE_SUFFIX = "_IMAGE";

  /**
   * Kubernetes describes every service of a namespace to its containers in variables that begin
   * with the service's name, so a service called votehub would look like unknown settings.
   */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "VOTEHUB_(\\w+_)?(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT_\\d+_(TCP|UDP|SCTP)(_\\w+)?)=.*"
              + "|VOTEHUB_\\w+_PORT=(tcp|udp|sctp)://.*",
          Pattern.DOTALL);

  private final Map<Setting<?>, Object> values = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  void file(Path path) {
    Map<String, String> placeOf = new HashMap<>();
    try {
      for (ConfigFile.Given given : ConfigFile.read(path)) {
        String before = placeOf.putIfAbsent(given.name(), given.place());
        if (before == null) {
          fromFile(given);
        } else {
          faults.add(given.place() + ": " + given.name() + " is set twice, first at " + before);
        }
      }
    } catch (ConfigException fault) {
      faults.addAll(fault.faults());
    }
  }

  private void fromFile(ConfigFile.Given given) {
    Optional<Setting<?>> setting = find(Setting::name, given.name());
    if (setting.isEmpty()) {
      faults.add(given.place() + ": " + unknown(Setting::name, given.name()));
    } else if (given.text().isEmpty() || (given.list() && !setting.get().type().list())) {
      String found = given.list() ? ", found a list" : ", found no value";
      faults.add(given.place() + ": " + given.name() + ": " + expected(setting.get()) + found);
    } else {
      putOrReport(setting.get(), given.text().get(), given.place() + ": " + given.name());
    }
  }

  /** Reads environment variables; an empty one counts as unset. */
  void environment(Map<String, String> environment) {
    Map<String, String> given = new TreeMap<>(environment);
    given.keySet().removeIf(variable -> !mayBeSetting(variable));
    given.values().removeIf(String::isBlank);
    given.forEach(
        (variable, text) -> {
          Optional<Setting<?>> setting = find(Setting::variable, variable);
          Optional<Setting<?>> inFile = find(ConfigReader::valueFileVariable, variable);
          if (setting.isPresent()) {
            putOrReport(setting.get(), text, variable + ": " + setting.get().name());
          } else if (inFile.isPresent()) {
            fromValueFile(inFile.get(), text, given);
          } else if (!SERVICE_LINK.matcher(variable + "=" + text).matches()) {
            faults.add("environment: " + unknownVariable(variable));
          }
        });
  }

  private static String unknownVariable(String variable) {
    return variable.endsWith(VALUE_FILE_SUFFIX)
        ? unknown(ConfigReader::valueFileVariable, variable)
        : unknown(Setting::variable, variable);
  }

  private static boolean mayBeSetting(String variable) {
    return variable.startsWith(Setting.VARIABLE_PREFIX)
        && !variable.startsWith(TEST_PREFIX)
        && !variable.equals(FILE_VARIABLE)
        && !variable.endsWith(COMPOSE_IMAGE_SUFFIX)
        && !COMPOSE.contains(variable.substring(Setting.VARIABLE_PREFIX.length()));
  }

  private static String valueFileVariable(Setting<?> setting) {
    return setting.variable() + VALUE_FILE_SUFFIX;
  }

  private void fromValueFile(Setting<?> setting, String path, Map<String, String> given) {
    String variable = valueFileVariable(setting);
    if (given.containsKey(setting.variable())) {
      faults.add(
          setting.variable() + ", " + variable + ": " + setting.name() + ": only one may be set");
      return;
    }
    String place = variable + ": " + setting.name() + ": file " + printable(path);
    try {
      if (!put(setting, ValueFile.read(path))) {
        // The file may be the wrong one and hold a secret, so its content is not quoted.
        faults.add(place + ": " + expected(setting));
      }
    } catch (IOException fault) {
      faults.add(place + " " + fault.getMessage());
    }
  }

  private void putOrReport(Setting<?> setting, String text, String place) {
    if (!put(setting, text)) {
      String found = setting.type().secret() ? "" : ", found '" + printable(text) + "'";
      faults.add(place + ": " + expected(setting) + found);
    }
  }

  private boolean put(Setting<?> setting, String text) {
    Optional<?> value = setting.type().reader().apply(text.strip());
    value.ifPresent(read -> values.put(setting, read));
    return value.isPresent();
  }

  private static String expected(Setting<?> setting) {
    return "expected " + setting.type().expected();
  }

  /** Values from outside may be long, or contain terminal control sequences. */
  private static String printable(String text) {
    String safe = text.replaceAll("\\p{Cntrl}", "?");
    return safe.length() <= 80 ? safe : safe.substring(0, 80) + "…";
  }

  private static Optional<Setting<?>> find(Function<Setting<?>, String> by, String name) {
    return Setting.ALL.stream().filter(setting -> by.apply(setting).equals(name)).findFirst();
  }

  private static String unknown(Function<Setting<?>, String> by, String name) {
    List<String> known = Setting.ALL.stream().map(by).toList();
    String hint =
        ClosestName.of(name, known)
            .map(close -> "; did you mean " + close + "?")
            .or(() -> group(name, known))
            .orElse("");
    return printable(name) + " is not a setting" + hint;
  }

  private static Optional<String> group(String name, List<String> known) {
    List<String> inGroup = known.stream().filter(each -> each.startsWith(name + ".")).toList();
    return inGroup.isEmpty()
        ? Optional.empty()
        : Optional.of(", but a group of them: " + String.join(", ", inGroup));
  }

  void fault(String fault) {
    faults.add(fault);
  }

  /** The value read for a setting, else its default; empty if it has none. */
  <T> Optional<T> find(Setting<T> setting) {
    @SuppressWarnings("unchecked") // put() stores only what the type has parsed
    T value = (T) values.get(setting);
    return value == null ? setting.defaultValue() : Optional.of(value);
  }

  /** Every setting that is given another value than its default, as text; secrets are masked. */
  Map<String, String> changed() {
    Map<String, String> changed = new LinkedHashMap<>();
    for (Setting<?> setting : Setting.ALL) {
      Object value = values.get(setting);
      if (value != null && !setting.defaultValue().equals(Optional.of(value))) {
        changed.put(setting.name(), SettingType.display(value));
      }
    }
    return changed;
  }

  /** Every setting as text; empty where it is unset, and secrets are masked. */
  Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    for (Setting<?> setting : Setting.ALL) {
      all.put(setting.name(), find(setting).map(SettingType::display).orElse(""));
    }
    return all;
  }

  /** The value of a setting that has a default. */
  <T> T get(Setting<T> setting) {
    return find(setting).orElseThrow();
  }

  void throwIfFaulty() throws ConfigException {
    if (!faults.isEmpty()) {
      throw new ConfigException(
          faults, get(Setting.LOG_FORMAT), find(Setting.INSTANCE_ID).orElse(""));
    }
  }
}
