package io.votehub.rehearse;

import java.util.Locale;

/** A sheet for the terminal. */
public final class SheetText {
  private SheetText() {}

  /** Several lines, the last with a line break. */
  public static String of(Sheet sheet) {
    StringBuilder text = new StringBuilder();
    for (Sheet.Check check : sheet.checks()) {
      line(
          text,
          "%s  %-42s %14s   %s",
          check.passed() ? "ok  " : "FAIL",
          check.name(),
          SheetWords.value(check, check.value()),
          SheetWords.limit(check));
    }
    line(text, "");
    line(text, "%-10s %12s %12s %12s", "", "p50", "p99", "highest");
    sheet
        .latencies()
        .forEach(
            (name, times) ->
                line(
                    text,
                    "%-10s %9.1f ms %9.1f ms %9.1f ms",
                    name,
                    times.p50Ms(),
                    times.p99Ms(),
                    times.maxMs()));
    line(text, "");
    sheet.counts().forEach((name, count) -> line(text, "%-20s %,12d", words(name), count));
    sheet.refusals().forEach((code, count) -> line(text, "%-20s %,12d", "refused: " + code, count));
    resources(text, sheet);
    line(text, "");
    line(text, "%s", SheetWords.capacity(sheet));
    if (!SheetWords.caution(sheet).isEmpty()) {
      line(text, "%s", SheetWords.caution(sheet));
    }
    if (!sheet.fault().isEmpty()) {
      line(text, "%s.", sheet.fault());
    }
    line(
        text,
        "%s in %d s: %s",
        sheet.passed() ? "PASSED" : "FAILED",
        sheet.seconds(),
        SheetWords.verdict(sheet));
    return text.toString();
  }

  private static void resources(StringBuilder text, Sheet sheet) {
    if (!sheet.resources().isEmpty()) {
      line(text, "");
    }
    for (HubLoad.Resource resource : sheet.resources()) {
      line(
          text,
          "%-20s %5.1f %% at the most, %.1f %% before",
          resource.name(),
          resource.peak() * 100,
          resource.base() * 100);
    }
  }

  /** Such as {@code votes sent again} for {@code votesSentAgain}. */
  static String words(String name) {
    return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
  }
}
