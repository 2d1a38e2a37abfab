package io.votehub.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** All settings as operators read them, made from {@link Setting#ALL}. */
public final class SettingListing {
  private static final int WIDTH = 120;
  private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\([^)]+\\)");
  private static final Pattern NO_DEFAULT = Pattern.compile("(?:unset: )?none");

  private static final String HEAD =
      """
      # Settings of a Votehub instance, as votehub config template prints them. Every line is optional; commented lines
      # show the default or an example. Environment variables take precedence: http.port is VOTEHUB_HTTP_PORT,
      # tally.interval-ms is VOTEHUB_TALLY_INTERVAL_MS. The hub does not start with an unknown or invalid setting.
      # Settings may be nested (http: {port: 8080}) or dotted (http.port: 8080); names of durations include the unit.
      """;

  private static final String OPERATION = "Operation";

  /** Titles of the template, by the first part of a setting's name. */
  private static final Map<String, Set<String>> SECTIONS = sections();

  private SettingListing() {}

  private static Map<String, Set<String>> sections() {
    Map<String, Set<String>> sections = new LinkedHashMap<>();
    sections.put("Network", Set.of("hub", "http", "public", "management"));
    sections.put("Alerts by the hub itself, without Prometheus", Set.of("alerts"));
    sections.put(
        "Storage and counting", Set.of("data", "mongo", "redis", "store", "instance", "tally"));
    sections.put("Access", Set.of("auth", "accounts", "audit", "rooms"));
    sections.put(
        "Limits: beyond them the answer is \"busy\" or a refusal; no acknowledged vote is lost",
        Set.of("limits"));
    sections.put(OPERATION, Set.of());
    return sections;
  }

  private static String section(Setting<?> setting) {
    String group = setting.name().substring(0, setting.name().indexOf('.'));
    return SECTIONS.entrySet().stream()
        .filter(each -> each.getValue().contains(group))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(OPERATION);
  }

  /** A configuration file that sets nothing: each setting with its meaning and its default. */
  public static String template() {
    StringBuilder text = new StringBuilder(HEAD);
    for (String section : SECTIONS.keySet()) {
      text.append("\n# --- ").append(section).append(" ---\n");
      for (Setting<?> setting : Setting.ALL) {
        if (section(setting).equals(section)) {
          text.append('\n');
          wrapped(comment(setting)).forEach(line -> text.append("# ").append(line).append('\n'));
          text.append("# ").append(setting.name()).append(": ").append(value(setting)).append('\n');
        }
      }
    }
    return text.toString();
  }

  private static String comment(Setting<?> setting) {
    boolean tellsDefault =
        setting.defaultValue().isPresent() || NO_DEFAULT.matcher(setting.defaultText()).matches();
    String meaning = plain(setting.doc()) + ".";
    return tellsDefault
        ? meaning
        : meaning + " By default " + plain(setting.defaultText()).replace("unset: ", "") + ".";
  }

  private static String value(Setting<?> setting) {
    Optional<String> preset = setting.defaultValue().map(SettingType::display);
    return preset.or(setting::example).orElseGet(() -> "<" + setting.type().expected() + ">");
  }

  /** Markdown without links and code marks. */
  private static String plain(String markdown) {
    return LINK.matcher(markdown).replaceAll("$1").replace("`", "");
  }

  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH - 2) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** The table of docs/operators.md. */
  public static String markdown() {
    StringBuilder text = new StringBuilder("| setting | default | meaning |\n|---|---|---|\n");
    for (Setting<?> setting : Setting.ALL) {
      text.append(
          "| `%s` | %s | %s |\n"
              .formatted(
                  setting.name(),
                  setting
                      .defaultValue()
                      .map(value -> "`" + SettingType.display(value) + "`")
                      .orElse(setting.defaultText()),
                  setting.doc()));
    }
    return text.toString();
  }

  /** Each setting with its meaning, its values, its default and its variable, for a terminal. */
  public static String text() {
    StringBuilder text = new StringBuilder();
    for (Setting<?> setting : Setting.ALL) {
      text.append(setting.name()).append('\n');
      wrapped(plain(setting.doc()) + ".")
          .forEach(line -> text.append("    ").append(line).append('\n'));
      text.append("    values: ").append(setting.type().expected()).append('\n');
      text.append("    default: ").append(plain(setting.defaultText())).append('\n');
      text.append("    variable: ").append(setting.variable()).append("\n\n");
    }
    return text.toString();
  }

  /** The names with their defaults, for the help. */
  public static String names() {
    StringBuilder text = new StringBuilder();
    for (Setting<?> setting : Setting.ALL) {
      text.append("  %-30s %s\n".formatted(setting.name(), plain(setting.defaultText())));
    }
    return text.toString();
  }
}
