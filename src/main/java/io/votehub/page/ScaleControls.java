package io.votehub.page;

import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import java.util.List;

/** The scales on which voters rate each option: {@code score} and {@code grades}. */
final class ScaleControls {
  private final ShadowHtml canvas;
  private final Html html;
  private final Poll poll;
  private final Translations words;
  private final OptionElements options;

  ScaleControls(ShadowHtml canvas, Poll poll, Translations words) {
    this.canvas = canvas;
    this.html = canvas.html;
    this.poll = poll;
    this.words = words;
    this.options = new OptionElements(canvas, poll);
  }

  /** The score of one option: segments to tap, or a slider. */
  void score(Option option, int index) {
    ScoreRange scale = ScoreRange.of(poll);
    if (!scale.segments()) {
      slider(option, index, scale);
      return;
    }
    options.name(option, index, () -> {});
    html.open("div", "class", "segments " + canvas.vars("columns", scale.max() - scale.min() + 1));
    for (int value = scale.min(); value <= scale.max(); value++) {
      html.open("label", "class", "segment", "data-tap", "score-" + option.id() + "-" + value)
          .element("span", words.signed(value, scale.signs()))
          .close("label");
    }
    html.close("div");
  }

  private void slider(Option option, int index, ScoreRange scale) {
    options.name(
        option, index, () -> html.element("output", words.of("score.not-scored"), "class", "none"));
    html.open("div", "class", "line")
        .open("div", "class", "slider empty")
        .element("span", "", "class", "track")
        .open("input", "type", "range", "tabindex", "-1")
        .close("div")
        .element(
            "button",
            words.of("score.set", "score", words.signed(scale.neutral(), scale.signs())),
            "data-tap",
            "score-set-" + option.id())
        .open("div", "class", "ticks")
        .element("span", words.signed(scale.min(), scale.signs()))
        .element("span", words.signed(scale.max(), scale.signs()))
        .close("div")
        .close("div");
  }

  /** The grade of one option. */
  void grades(Option option, int index) {
    List<?> grades = (List<?>) poll.settings().own().get("grades");
    options.name(
        option,
        index,
        () -> html.element("span", words.of("grades.not-graded"), "class", "default"));
    html.open("div", "class", "grades " + canvas.vars("columns", grades.size()));
    for (int n = 0; n < grades.size(); n++) {
      String grade = grades.get(n).toString();
      String key = "grade." + grade;
      html.open(
              "label",
              "class",
              "grade " + canvas.vars("bad", (double) n / (grades.size() - 1)),
              "data-tap",
              "grade-" + option.id() + "-" + n)
          .element("span", words.has(key) ? words.of(key) : grade)
          .close("label");
    }
    html.close("div");
  }
}
