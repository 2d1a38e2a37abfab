package io.votehub.rehearse;

import io.votehub.page.Html;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A sheet as one HTML file with plots, light and dark; it loads nothing. */
public final class SheetHtml {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Sheet sheet;
  private final Html html = new Html();

  private SheetHtml(Sheet sheet) {
    this.sheet = sheet;
  }

  /** The whole document. */
  public static String of(Sheet sheet) {
    return new SheetHtml(sheet).write();
  }

  private String write() {
    html.open("html", "lang", "en").open("head").open("meta", "charset", "utf-8");
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.element("title", SheetWords.verdict(sheet) + " – Votehub");
    html.style(html.length(), css()).close("head").open("body");
    head();
    html.open("main");
    checks();
    plots();
    latencies();
    resources();
    counts();
    html.close("main").element("footer", "Written by votehub rehearse.");
    html.close("body").close("html");
    return "<!doctype html>" + html;
  }

  private static String css() {
    try (InputStream file = SheetHtml.class.getResourceAsStream("sheet.css")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private void head() {
    html.open("header", "class", sheet.passed() ? null : "failed");
    html.element("h1", SheetWords.verdict(sheet));
    if (!sheet.fault().isEmpty()) {
      html.element("p", sheet.fault() + ".");
    }
    html.element("p", SheetWords.capacity(sheet));
    if (!SheetWords.caution(sheet).isEmpty()) {
      html.element("p", SheetWords.caution(sheet));
    }
    html.element(
        "p",
        String.format(
            Locale.ROOT,
            "%s · profile %s · %d s · %s UTC",
            sheet.hub(),
            sheet.profile().name().toLowerCase(Locale.ROOT),
            sheet.seconds(),
            TIME.format(Instant.ofEpochMilli(sheet.startedAt()))),
        "class",
        "facts");
    html.close("header");
  }

  private void heading(String text, String... columns) {
    html.element("h2", text).open("div", "class", "card").open("table");
    html.open("thead").open("tr");
    for (int i = 0; i < columns.length; i++) {
      boolean number = columns[i].startsWith("#");
      html.element("th", columns[i].replace("#", ""), "scope", "col", "class", number ? "n" : null);
    }
    html.close("tr").close("thead").open("tbody");
  }

  private void endTable() {
    html.close("tbody").close("table").close("div");
  }

  private void number(String text) {
    html.element("td", text, "class", "n");
  }

  private void name(String text) {
    html.element("th", text, "scope", "row");
  }

  private void checks() {
    heading("Checks", "", "What", "#Measured", "#Wanted");
    for (Sheet.Check check : sheet.checks()) {
      html.open("tr");
      html.element(
          "td",
          check.passed() ? "✓ pass" : "✗ fail",
          "class",
          check.passed() ? "mark" : "mark bad");
      name(check.name());
      number(SheetWords.value(check, check.value()));
      number(SheetWords.limit(check));
      html.close("tr");
    }
    endTable();
  }

  private void plots() {
    html.element("h2", "The evening, second by second").open("div", "class", "plots");
    List<LinePlot> plots =
        List.of(
            new LinePlot("Phones in the room", List.of(series("phones", Sheet.Second::present))),
            new LinePlot(
                "Votes acknowledged a second", List.of(series("votes", Sheet.Second::acks))),
            new LinePlot(
                "Latency in ms, 99th percentile",
                List.of(
                    series("acknowledgement", Sheet.Second::ackP99Ms),
                    series("tally", Sheet.Second::tallyP99Ms))),
            new LinePlot(
                "The hub’s CPUs in %",
                List.of(series("CPU", each -> each.hubCpu() < 0 ? -1 : each.hubCpu() * 100))));
    plots.stream().filter(plot -> !plot.isEmpty()).forEach(plot -> plot.write(html));
    html.close("div");
  }

  private LinePlot.Series series(String name, ToDoubleFunction<Sheet.Second> value) {
    return new LinePlot.Series(name, sheet.timeline().stream().mapToDouble(value).boxed().toList());
  }

  private void latencies() {
    heading("Latencies", "From … to", "#Median", "#99th percentile", "#Highest");
    latency("A vote to its acknowledgement", "ack");
    latency("A vote to a tally with it", "tally");
    latency("Opening a connection to being in the room", "join");
    endTable();
  }

  private void latency(String name, String id) {
    Latencies.Summary times = sheet.latencies().get(id);
    html.open("tr");
    name(name);
    number(ms(times.p50Ms()));
    number(ms(times.p99Ms()));
    number(ms(times.maxMs()));
    html.close("tr");
  }

  private static String ms(double value) {
    return String.format(Locale.ROOT, "%,.1f ms", value);
  }

  private void resources() {
    if (sheet.resources().isEmpty()) {
      return;
    }
    heading("How full the hub was", "What", "", "#Before", "#At the most", "#Full at");
    for (HubLoad.Resource resource : sheet.resources()) {
      String text = SheetWords.resource(resource.name());
      html.open("tr");
      name(Character.toUpperCase(text.charAt(0)) + text.substring(1));
      html.open("td").open("span", "class", "bar");
      html.open("i", "style", String.format(Locale.ROOT, "width:%.1f%%", 100 * resource.peak()))
          .close("i");
      html.close("span").close("td");
      number(percent(resource.base()));
      number(percent(resource.peak()));
      number(
          resource.carries() > 10_000_000
              ? "far beyond"
              : String.format(Locale.ROOT, "%,d phones", resource.carries()));
      html.close("tr");
    }
    endTable();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  private void counts() {
    heading("Counts", "What", "#How many");
    sheet.counts().forEach((name, count) -> count(SheetText.words(name), count));
    sheet.refusals().forEach((code, count) -> count("refused: " + code, count));
    endTable();
  }

  private void count(String name, long count) {
    html.open("tr");
    name(Character.toUpperCase(name.charAt(0)) + name.substring(1));
    number(String.format(Locale.ROOT, "%,d", count));
    html.close("tr");
  }
}
