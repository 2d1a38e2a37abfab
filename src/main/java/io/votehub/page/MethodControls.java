package io.votehub.page;

import io.votehub.poll.Poll;
import java.util.Map;

/**
 * The controls of the methods in their initial state: the same elements and classes as the
 * components in {@code web/methods}, but inert. {@code data-tap} names the component's element that
 * corresponds to a tappable one, {@code data-fill} that of an input.
 */
final class MethodControls {
  private final ShadowHtml canvas;
  private final Html html;
  private final Poll poll;
  private final Translations words;
  private final StyleSheets sheets;
  private final OptionElements options;
  private final ChoiceControls choices;
  private final ScaleControls scales;
  private final InputControls inputs;

  MethodControls(ShadowHtml canvas, Poll poll, Translations words, StyleSheets sheets) {
    this.canvas = canvas;
    this.html = canvas.html;
    this.poll = poll;
    this.words = words;
    this.sheets = sheets;
    this.options = new OptionElements(canvas, poll);
    this.choices = new ChoiceControls(canvas, poll, sheets);
    this.scales = new ScaleControls(canvas, poll, words);
    this.inputs = new InputControls(canvas, poll, words);
  }

  /** The control of an open poll; nothing for an unknown method. */
  void open() {
    Map<String, Object> own = poll.settings().own();
    switch (poll.method()) {
      case "single" -> choices.open("radiogroup");
      case "multiple" ->
          draft(() -> choices.open("group"), own.get("min").equals(0) ? "" : tooFew());
      case "score" -> draft(() -> options.list("ul", scales::score), words.of("score.none"));
      case "grades" -> draft(() -> options.list("ul", scales::grades), words.of("grades.none"));
      case "ranked" -> draft(this::ranked, words.of("ranked.none"));
      case "points" -> draft(this::points, words.of("points.none"));
      case "number" -> draft(inputs::number, words.of("number.none"));
      case "words" -> draft(inputs::words, words.of("words.none"));
      case "text" -> draft(inputs::text, words.of("text.none"));
      default -> {}
    }
  }

  private String tooFew() {
    return words.of("multiple.too-few", "n", poll.settings().whole("min"));
  }

  /** Read-only options without counts. */
  void closed() {
    if (poll.method().equals("single") || poll.method().equals("multiple")) {
      choices.closed();
    }
  }

  /** A ballot that is filled in and then sent. */
  private void draft(Runnable fields, String why) {
    canvas.part(
        sheets.of(poll.method()),
        () -> {
          fields.run();
          html.open("div", "class", "send")
              .element(
                  "button", words.of("draft.send"), "class", "primary", "aria-disabled", "true")
              .element("p", why, "id", "why", "class", "why small soft")
              .close("div");
        });
  }

  private void ranked() {
    html.open("ol", "class", "options", "dir", options.direction())
        .element("li", words.of("ranked.empty"), "class", "empty soft", "dir", "auto")
        .open("li", "class", "row line")
        .element("span", words.of("ranked.rest"), "class", "small soft")
        .close("li");
    options.each(
        (option, i) -> {
          html.open("li", "class", "row rest " + canvas.hue(i), "data-tap", "rank-" + option.id())
              .open("button", "class", "handle")
              .element("span", "", "class", "grip")
              .element("b", "")
              .close("button");
          options.letter(i);
          options.image(option, "40");
          options.label(option);
          html.open("span", "class", "tools")
              .open("button", "class", "tool up")
              .element("span", "1", "class", "next")
              .text("↑")
              .close("button")
              .close("span")
              .close("li");
        });
    html.close("ol");
  }

  private void points() {
    int total = poll.settings().whole("total");
    html.open("div", "class", "left")
        .open("p")
        .element("b", words.grouped(total))
        .text(" ")
        .element("span", words.of("points.left", "all", total))
        .close("p")
        .open("span", "class", "meter " + canvas.vars("share", 1, "fill", "var(--accent)"))
        .element("i", "")
        .close("span")
        .close("div");
    options.list(
        "ul",
        (option, i) -> {
          options.name(option, i, () -> {});
          html.open("div", "class", "stepper")
              .element("button", "−", "class", "less", "aria-disabled", "true")
              .open(
                  "input",
                  "type",
                  "text",
                  "inputmode",
                  "numeric",
                  "value",
                  "0",
                  "aria-label",
                  option.label(),
                  "data-fill",
                  "points-" + option.id())
              .element("button", "+", "class", "more", "data-tap", "points-more-" + option.id())
              .element(
                  "button",
                  words.of("points.rest"),
                  "class",
                  "rest",
                  "data-tap",
                  "points-rest-" + option.id())
              .close("div")
              .element("span", "", "class", "part");
        });
  }
}
