package io.votehub.page;

import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * The elements that show the options of one poll, which the controls of several methods share: the
 * list, and in it the letter, the image and the label of each option.
 */
final class OptionElements {
  /** More would be below the first screen and not worth its bytes. */
  private static final int MAX_OPTIONS = 24;

  private final ShadowHtml canvas;
  private final Html html;
  private final Poll poll;

  OptionElements(ShadowHtml canvas, Poll poll) {
    this.canvas = canvas;
    this.html = canvas.html;
    this.poll = poll;
  }

  /** Calls {@code draw} for each option that is shown, with its index. */
  void each(ObjIntConsumer<Option> draw) {
    List<Option> options = poll.options();
    for (int i = 0; i < Math.min(MAX_OPTIONS, options.size()); i++) {
      draw.accept(options.get(i), i);
    }
  }

  /** A list of the options, each drawn into its own element. */
  void list(String list, ObjIntConsumer<Option> draw) {
    html.open(list, "class", "options", "dir", direction());
    each(
        (option, i) -> {
          html.open("li").open("div", "class", "option");
          draw.accept(option, i);
          html.close("div").close("li");
        });
    html.close(list);
  }

  /** The first line of an option; {@code after} adds to its end. */
  void name(Option option, int index, Runnable after) {
    html.open("div", "class", "name " + canvas.hue(index));
    letter(index);
    image(option, "48");
    label(option);
    after.run();
    html.close("div");
  }

  /** The label. Isolated, so that each label has its own direction within the list. */
  void label(Option option) {
    html.open("span", "class", "label").element("bdi", option.label()).close("span");
  }

  /** By the first letter of the labels, like {@code direction.js}. */
  String direction() {
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

  /**
   * The image of the option, if it has one.
   *
   * @param size in CSS pixels
   */
  void image(Option option, String size) {
    option
        .image()
        .ifPresent(
            picture ->
                html.open(
                    "img",
                    "src",
                    PictureUrl.small(poll.room(), picture),
                    "alt",
                    picture.alt(),
                    "width",
                    size,
                    "height",
                    size));
  }

  /** The letter by which people speak of the option; screen readers read the label. */
  void letter(int index) {
    String letter = String.valueOf((char) ('A' + index % 26));
    html.element("span", letter, "class", "letter", "aria-hidden", "true");
  }
}
