package io.votehub.page;

import io.votehub.poll.Option;
import io.votehub.poll.Poll;

/** The cards of the methods by which voters tap options: {@code single} and {@code multiple}. */
final class ChoiceControls {
  private final ShadowHtml canvas;
  private final Html html;
  private final Poll poll;
  private final StyleSheets sheets;
  private final OptionElements options;

  ChoiceControls(ShadowHtml canvas, Poll poll, StyleSheets sheets) {
    this.canvas = canvas;
    this.html = canvas.html;
    this.poll = poll;
    this.sheets = sheets;
    this.options = new OptionElements(canvas, poll);
  }

  /**
   * Cards to be tapped.
   *
   * @param role of their group
   */
  void open(String role) {
    canvas.part(
        sheets.of("choice"),
        () -> {
          html.open("fieldset", "class", "list", "dir", options.direction(), "role", role);
          options.each(
              (option, i) -> {
                html.open(
                    "label", "class", "card " + canvas.hue(i), "data-tap", "option-" + option.id());
                card(option, i);
                html.close("label");
              });
          html.close("fieldset");
        });
  }

  /** Cards to be read, without counts. */
  void closed() {
    canvas.part(
        sheets.of("choice"),
        () -> {
          html.open("ul", "class", "list", "dir", options.direction());
          options.each(
              (option, i) -> {
                html.open("li").open("div", "class", "card " + canvas.hue(i));
                card(option, i);
                html.close("div").close("li");
              });
          html.close("ul");
        });
  }

  private void card(Option option, int index) {
    options.letter(index);
    options.image(option, "56");
    options.label(option);
    if (poll.visible()) {
      html.element("span", "", "class", "count");
    }
    html.element("span", "", "class", "mark");
  }
}
