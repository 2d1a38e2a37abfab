package io.votehub.page;

import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/**
 * The controls of the methods in their initial state: the same elements and classes as the
 * components in {@code web/methods}, but inert. {@code data-tap} names the component's element that
 * corresponds to a tappable one, {@code data-fill} that of an input.
 */
final class MethodControls {
  /** More would be below the first screen and not worth its bytes. */
  private static final int MAX_OPTIONS = 24;

  private static final int WORDS_SHOWN = 3;

  private final ShadowHtml canvas;
  private final Html html;
  private final Poll poll;
  private final Translations words;
  private final StyleSheets sheets;

  MethodControls(ShadowHtml canvas, Poll poll, Translations words, StyleSheets sheets) {
    this.canvas = canvas;
    this.html = canvas.html;
    this.poll = poll;
    this.words = words;
    this.sheets = sheets;
  }

  /** The control of an open poll; nothing for an unknown method. */
  void open() {
    Map<String, Object> own = poll.settings().own();
    switch (poll.method()) {
      case "single" -> choices("radiogroup");
      case "multiple" -> draft(() -> choices("group"), own.get("min").equals(0) ? "" : tooFew());
      case "score" -> draft(() -> options("ul", this::score), words.of("score.none"));
      case "grades" -> draft(() -> options("ul", this::grades), words.of("grades.none"));
      case "ranked" -> draft(this::ranked, words.of("ranked.none"));
      case "points" -> draft(this::points, words.of("points.none"));
      case "number" -> draft(this::number, words.of("number.none"));
      case "words" -> draft(this::fields, words.of("words.none"));
      case "text" -> draft(this::text, words.of("text.none"));
      default -> {}
    }
  }

  private String tooFew() {
    return words.of("multiple.too-few", "n", poll.settings().whole("min"));
  }

  /** Read-only options without counts. */
  void closed() {
    if (poll.method().equals("single") || poll.method().equals("multiple")) {
      canvas.part(
          sheets.of("choice"),
          () -> {
            html.open("ul", "class", "list", "dir", direction());
            each(
                (option, i) -> {
                  html.open("li").open("div", "class", "card " + canvas.hue(i));
                  card(option, i);
                  html.close("div").close("li");
                });
            html.close("ul");
          });
    }
  }

  private void each(ObjIntConsumer<Option> draw) {
    List<Option> options = poll.options();
    for (int i = 0; i < Math.min(MAX_OPTIONS, options.size()); i++) {
      draw.accept(options.get(i), i);
    }
  }

  private void choices(String role) {
    canvas.part(
        sheets.of("choice"),
        () -> {
          html.open("fieldset", "class", "list", "dir", direction(), "role", role);
          each(
              (option, i) -> {
                html.open(
                    "label", "class", "card " + canvas.hue(i), "data-tap", "option-" + option.id());
                card(option, i);
                html.close("label");
              });
          html.close("fieldset");
        });
  }

  private void card(Option option, int index) {
    html.element("span", letter(index), "class", "letter", "aria-hidden", "true");
    image(option, "56");
    label(option);
    if (poll.visible()) {
      html.element("span", "", "class", "count");
    }
    html.element("span", "", "class", "mark");
  }

  /** Isolated, so that each label has its own direction within the list. */
  private void label(Option option) {
    html.open("span", "class", "label").element("bdi", option.label()).close("span");
  }

  /** By the first letter of the labels, like {@code direction.js}. */
  private String direction() {
    return poll.options().stream()
            .flatMapToInt(option -> option.label().codePoints())
            .filter(Character::isLetter)
            .limit(1)
            .anyMatch(
                c ->
                    Character.getDirectionality(c) == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                        || Character.getDirectionality(c)
                            == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC)
        ? "rtl"
        : "ltr";
  }

  private void image(Option option, String size) {
    option
        .image()
        .ifPresent(src -> html.open("img", "src", src, "alt", "", "width", size, "height", size));
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

  private void options(String list, ObjIntConsumer<Option> draw) {
    html.open(list, "class", "options", "dir", direction());
    each(
        (option, i) -> {
          html.open("li").open("div", "class", "option");
          draw.accept(option, i);
          html.close("div").close("li");
        });
    html.close(list);
  }

  private void name(Option option, int index, Runnable after) {
    html.open("div", "class", "name " + canvas.hue(index))
        .element("span", letter(index), "class", "letter", "aria-hidden", "true");
    image(option, "48");
    label(option);
    after.run();
    html.close("div");
  }

  private void score(Option option, int index) {
    ScoreRange scale = ScoreRange.of(poll);
    if (!scale.segments()) {
      slider(option, index, scale);
      return;
    }
    name(option, index, () -> {});
    html.open("div", "class", "segments " + canvas.vars("columns", scale.max() - scale.min() + 1));
    for (int value = scale.min(); value <= scale.max(); value++) {
      html.open("label", "class", "segment", "data-tap", "score-" + option.id() + "-" + value)
          .element("span", words.signed(value, scale.signs()))
          .close("label");
    }
    html.close("div");
  }

  private void slider(Option option, int index, ScoreRange scale) {
    name(
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

  private void grades(Option option, int index) {
    List<?> grades = (List<?>) poll.settings().own().get("grades");
    name(
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

  private void ranked() {
    html.open("ol", "class", "options", "dir", direction())
        .element("li", words.of("ranked.empty"), "class", "empty soft", "dir", "auto")
        .open("li", "class", "row line")
        .element("span", words.of("ranked.rest"), "class", "small soft")
        .close("li");
    each(
        (option, i) -> {
          html.open("li", "class", "row rest " + canvas.hue(i), "data-tap", "rank-" + option.id())
              .open("button", "class", "handle")
              .element("span", "", "class", "grip")
              .element("b", "")
              .close("button")
              .element("span", letter(i), "class", "letter", "aria-hidden", "true");
          image(option, "40");
          label(option);
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
    options(
        "ul",
        (option, i) -> {
          name(option, i, () -> {});
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

  private void number() {
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

  private void fields() {
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

  private void text() {
    html.open("div", "class", "box")
        .element("textarea", "", "rows", "4", "aria-label", poll.question(), "data-fill", "text")
        .element(
            "p",
            words.of("text.left", "n", poll.settings().whole("maxLength")),
            "class",
            "left small soft")
        .close("div");
  }

  private static String letter(int index) {
    return String.valueOf((char) ('A' + index % 26));
  }
}
