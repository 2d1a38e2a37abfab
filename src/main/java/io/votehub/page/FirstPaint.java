package io.votehub.page;

import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Room;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Paints a room as everybody sees it who has just come: the poll that matters with its control, or
 * that there is none yet. The components take its place without anything moving. Immutable.
 */
public final class FirstPaint {
  private final StyleSheets sheets;
  private final String assets;
  private final UnaryOperator<String> hash;

  /**
   * What is painted.
   *
   * @param html the content of the page's element
   * @param styles the source expressions that allow its styles
   * @param method of the poll, if its control is painted
   */
  public record Painted(String html, Set<String> styles, Optional<String> method) {}

  /**
   * @param files the text of a file of the pages
   * @param assets the path below which they are served
   * @param hash the source expression by which a policy allows an inline style
   */
  public FirstPaint(Function<String, String> files, String assets, UnaryOperator<String> hash) {
    this.sheets = new StyleSheets(files);
    this.assets = assets;
    this.hash = hash;
  }

  /** The poll that matters: of the open ones the newest, or else the one that was closed last. */
  public static Optional<Poll> lead(List<Poll> polls) {
    return newest(polls, true).or(() -> newest(polls, false));
  }

  private static Optional<Poll> newest(List<Poll> polls, boolean open) {
    return polls.stream()
        .filter(poll -> poll.state() != PollState.DRAFT && open == isOpen(poll))
        // Of those of the same moment the first.
        .sorted(Comparator.comparingLong((Poll poll) -> -at(poll, open)))
        .findFirst();
  }

  private static boolean isOpen(Poll poll) {
    return poll.state() == PollState.OPEN || poll.state() == PollState.CLOSING;
  }

  private static long at(Poll poll, boolean open) {
    OptionalLong at = open ? poll.times().openedAt() : poll.times().closedAt();
    return at.orElse(0);
  }

  /** The room with the poll that matters, if there is one. */
  public Painted room(Room room, Optional<Poll> lead, Translations words) {
    ShadowHtml canvas = new ShadowHtml(hash);
    String poll = lead.map(each -> each.id() + "." + each.run()).orElse(null);
    canvas.part(
        sheets.of("room"),
        () -> {
          header(canvas, room, words);
          canvas.html.open("main");
          lead.ifPresentOrElse(
              each -> poll(canvas, each, words),
              () -> notice(canvas, words.of("room.in"), words.of("room.waiting")));
          canvas.html.close("main");
        },
        "class",
        "paint",
        "data-poll",
        poll);
    Optional<String> method = lead.filter(each -> each.state() == PollState.OPEN).map(Poll::method);
    return new Painted(canvas.html.toString(), canvas.styles(), method);
  }

  /** That there is no such room. */
  public Painted noRoom(String code, Translations words) {
    ShadowHtml canvas = new ShadowHtml(hash);
    canvas.part(
        sheets.of("room"),
        () -> {
          canvas.html.open("main");
          notice(
              canvas,
              words.of("gone.unknown-room", "code", spoken(code)),
              words.of("gone.unknown-room.more"));
          canvas.html.close("main");
        },
        "class",
        "paint");
    return new Painted(canvas.html.toString(), canvas.styles(), Optional.empty());
  }

  private static String spoken(String code) {
    return code.length() == 6 ? code.substring(0, 3) + " " + code.substring(3) : code;
  }

  private void header(ShadowHtml canvas, Room room, Translations words) {
    canvas
        .html
        .open("header")
        .open("a", "class", "mark", "href", "/", "aria-label", words.of("home.name"))
        .open("img", "src", assets + "/icon.svg", "alt", "", "width", "28", "height", "28")
        .close("a")
        .element("h1", room.title().isBlank() ? spoken(room.code()) : room.title(), "dir", "auto")
        .element("span", "", "class", "present small soft")
        .element("span", "", "class", "mark")
        .close("header");
  }

  private static void notice(ShadowHtml canvas, String title, String more) {
    canvas
        .html
        .open("div", "class", "waiting")
        .element("h2", title)
        .element("p", more, "class", "soft")
        .close("div");
  }

  private void poll(ShadowHtml canvas, Poll poll, Translations words) {
    boolean open = poll.state() == PollState.OPEN;
    String hint =
        open
            ? Hints.of(poll, words)
            : words.of(poll.state() == PollState.CLOSING ? "poll.closing" : "poll.final");
    MethodControls controls = new MethodControls(canvas, poll, words, sheets);
    canvas.part(
        sheets.of("poll"),
        () -> {
          Html html = canvas.html;
          html.open("article").open("header");
          String look = poll.question().length() > 120 ? "long" : null;
          html.element("h2", poll.question(), "class", look, "dir", "auto")
              .open("p", "class", "meta")
              .element("span", hint);
          if (open && poll.times().closesAt().isPresent()) {
            html.element("span", words.of("poll.left", "time", "0:00"), "class", "clock");
          }
          html.close("p").close("header").open("div", "class", "body");
          if (open) {
            controls.open();
          } else {
            controls.closed();
          }
          html.close("div").close("article");
        });
  }
}
