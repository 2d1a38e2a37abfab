package io.votehub.page;

import io.votehub.poll.Poll;
import java.util.Map;

/** The fields of the methods in which voters write: {@code number}, {@code words}, {@code text}. */
final class InputControls {
  private static final int WORDS_SHOWN = 3;

  private final Html html;
  private final Poll poll;
  private final Translations words;

  InputControls(ShadowHtml canvas, Poll poll, Translations words) {
    this.html = canvas.html;
    this.poll = poll;
    this.words = words;
  }

  void number() {
    Map<String, Object> own = poll.settings().own();
    boolean steps = own.get("step") != null;
    html.open("div", "class", "field");
    if (steps) {
      html.element("button", "−", "data-tap", "number-down");
    }
    html.open("label", "class", "box")
        .open(
            "input",
            "type",
            "text",
            "inputmode",
            "decimal",
            "placeholder",
            Hints.placeholder(own, words),
            "aria-label",
            poll.question(),
            "data-fill",
            "number");
    if (own.get("unit") instanceof String unit) {
      html.element("span", unit, "class", "unit");
    }
    html.close("label");
    if (steps) {
      html.element("button", "+", "data-tap", "number-up");
    }
    html.close("div");
  }

  void words() {
    int most = Math.min(WORDS_SHOWN, poll.settings().whole("max"));
    html.open("ol", "class", "options");
    for (int i = 0; i < most; i++) {
      String field = words.of("words.field", "n", i + 1);
      html.open("li")
          .open(
              "input",
              "type",
              "text",
              "placeholder",
              field,
              "aria-label",
              field,
              "data-fill",
              "word-" + i)
          .close("li");
    }
    html.close("ol");
  }

  void text() {
    html.open("div", "class", "box")
        .element("textarea", "", "rows", "4", "aria-label", poll.question(), "data-fill", "text")
        .element(
            "p",
            words.of("text.left", "n", poll.settings().whole("maxLength")),
            "class",
            "left small soft")
        .close("div");
  }
}
