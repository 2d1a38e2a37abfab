package io.votehub.rehearse;

import java.util.Locale;
import java.util.Map;

/** The sentences of a sheet, for the terminal and for the page. */
final class SheetWords {
  private static final Map<String, String> RESOURCES =
      Map.of(
          "cpu", "the CPUs",
          "heap", "the Java heap",
          "connections", "the limit of connections (limits.connections)",
          "files", "open files",
          "votes-memory", "the memory for what clients send (limits.memory-mb)");

  private SheetWords() {}

  static String verdict(Sheet sheet) {
    if (!sheet.fault().isEmpty()) {
      return "The rehearsal ended early";
    }
    return sheet.passed()
        ? String.format(Locale.ROOT, "Ready for %,d phones", sheet.voters())
        : String.format(Locale.ROOT, "Not ready for %,d phones", sheet.voters());
  }

  static String resource(String name) {
    return RESOURCES.getOrDefault(name, name);
  }

  /** What the hub would carry. */
  static String capacity(Sheet sheet) {
    Sheet.Capacity capacity = sheet.carries();
    String first =
        capacity.fullFirst().isEmpty() ? "" : "; full first: " + resource(capacity.fullFirst());
    String phones = String.format(Locale.ROOT, "%,d phones like these", capacity.voters());
    return switch (capacity.certainty()) {
      case ABOUT -> "The hub would carry about " + phones + first + ".";
      case AT_LEAST -> "The hub carries at least " + phones + first + ".";
      case FEWER_THAN -> "The hub carries fewer than " + phones + first + ".";
      case UNKNOWN -> "How many the hub would carry cannot be said.";
    };
  }

  /** What limits how far the figures can be believed; empty if nothing does. */
  static String caution(Sheet sheet) {
    StringBuilder text = new StringBuilder();
    GeneratorLoad.View generator = sheet.generator();
    if (generator.limit() && !generator.sameMachine()) {
      text.append(
          "The machine with the simulated phones was the limit: latencies are partly its own, so use"
              + " a stronger one or fewer voters. ");
    } else if (generator.sameMachine()) {
      text.append(
          generator.limit()
              ? "Hub and phones shared one machine, and its CPUs were fully used: with phones"
                  + " elsewhere the hub is faster. "
              : "Hub and phones shared one machine. ");
    }
    if (sheet.resources().isEmpty()) {
      text.append(
          "The hub's metrics could not be read, so it is not known what fills first (--metrics"
              + " URL). ");
    }
    return text.toString().strip();
  }

  static String value(Sheet.Check check, double value) {
    String number =
        value == Math.rint(value)
            ? String.format(Locale.ROOT, "%,d", (long) value)
            : String.format(Locale.ROOT, "%,.1f", value);
    return check.unit().isEmpty() ? number : number + " " + check.unit();
  }

  static String limit(Sheet.Check check) {
    return (check.atMost() ? "at most " : "at least ") + value(check, check.limit());
  }
}
