package io.votehub.rehearse;

import io.votehub.page.Html;
import java.util.List;
import java.util.Locale;

/** A plot of one or more series over the seconds of a rehearsal, as a figure with inline SVG. */
final class LinePlot {
  private static final int WIDTH = 520;
  private static final int HEIGHT = 200;
  private static final int LEFT = 52;
  private static final int RIGHT = 8;
  private static final int TOP = 10;
  private static final int BOTTOM = 24;
  private static final int Y_STEPS = 5;
  private static final int X_STEPS = 6;
  private static final List<String> STYLES = List.of("a", "b", "c");

  private final String title;
  private final List<Series> series;

  /**
   * @param values one a second; a negative value is a gap
   */
  record Series(String name, List<Double> values) {
    Series {
      values = List.copyOf(values);
    }
  }

  LinePlot(String title, List<Series> series) {
    this.title = title;
    this.series = series;
  }

  /** Whether there is a line to draw. */
  boolean isEmpty() {
    return series.stream().noneMatch(each -> highest(each) >= 0);
  }

  private static double highest(Series series) {
    double highest = -1;
    for (double value : series.values()) {
      highest = Math.max(highest, value);
    }
    return highest;
  }

  void write(Html html) {
    double top = niceTop(series.stream().mapToDouble(LinePlot::highest).max().orElse(1));
    html.open("figure").open("figcaption").element("span", title).open("span", "class", "key");
    for (int i = 0; i < series.size() && series.size() > 1; i++) {
      html.open("i", "class", "k" + STYLES.get(i)).close("i").text(series.get(i).name());
    }
    html.close("span").close("figcaption");
    html.open(
        "svg", "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "role", "img", "aria-label", label());
    axes(html, top);
    for (int i = 0; i < series.size(); i++) {
      lines(html, series.get(i).values(), top, STYLES.get(i));
    }
    html.close("svg").close("figure");
  }

  private String label() {
    StringBuilder text = new StringBuilder(title);
    for (Series each : series) {
      text.append(
          String.format(
              Locale.ROOT, "; %s at most %s", each.name(), tick(Math.max(0, highest(each)))));
    }
    return text.toString();
  }

  /** A number that five steps divide into round ones. */
  private static double niceTop(double highest) {
    double unit = Math.pow(10, Math.floor(Math.log10(Math.max(1e-3, highest))));
    for (double factor : new double[] {1, 1.5, 2, 2.5, 3, 4, 5}) {
      if (factor * unit >= highest) {
        return factor * unit;
      }
    }
    return 10 * unit;
  }

  private void axes(Html html, double top) {
    for (int i = 0; i <= Y_STEPS; i++) {
      double value = top * i / Y_STEPS;
      double y = y(value, top);
      html.open(
              "line",
              "class",
              "grid",
              "x1",
              number(LEFT),
              "x2",
              number(WIDTH - RIGHT),
              "y1",
              number(y),
              "y2",
              number(y))
          .close("line");
      html.element(
          "text",
          tick(value),
          "class",
          "axis",
          "x",
          number(LEFT - 6),
          "y",
          number(y + 4),
          "text-anchor",
          "end");
    }
    int seconds = seconds();
    int step = Math.max(1, (int) Math.ceil(seconds / (double) X_STEPS / 5) * 5);
    for (int second = 0; second < seconds; second += step) {
      html.element(
          "text",
          second + " s",
          "class",
          "axis",
          "x",
          number(x(second)),
          "y",
          number(HEIGHT - 6),
          "text-anchor",
          second == 0 ? "start" : "middle");
    }
  }

  private int seconds() {
    return series.stream().mapToInt(each -> each.values().size()).max().orElse(1);
  }

  /** Unbroken pieces, with the area under each; a lone value becomes a short line. */
  private void lines(Html html, List<Double> values, double top, String style) {
    int from = 0;
    while (from < values.size()) {
      int to = from;
      while (to < values.size() && values.get(to) >= 0) {
        to++;
      }
      if (to > from) {
        StringBuilder path = new StringBuilder();
        for (int i = from; i < to; i++) {
          path.append(i == from ? "M" : "L").append(point(i, y(values.get(i), top)));
        }
        if (to == from + 1) {
          path.append("l2 0");
        }
        if (series.size() == 1) {
          String area = path + "L" + point(to - 1, y(0, top)) + "L" + point(from, y(0, top)) + "Z";
          html.open("path", "class", "area f" + style, "d", area).close("path");
        }
        html.open("path", "class", "line " + style, "d", path.toString()).close("path");
      }
      from = to + 1;
    }
  }

  private String point(int second, double y) {
    return number(x(second)) + " " + number(y);
  }

  private double x(int second) {
    return LEFT + (WIDTH - LEFT - RIGHT) * second / (double) Math.max(1, seconds() - 1);
  }

  private static double y(double value, double top) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String tick(double value) {
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.1f", value);
  }
}
