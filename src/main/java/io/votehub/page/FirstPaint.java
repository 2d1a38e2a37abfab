package io.votehub.page;

import io.votehub.poll.Picture;
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
 * Renders the room's page on the server as every newcomer sees it: the current poll with its
 * controls, or a notice that there is none. The components replace it without layout shift.
 * Immutable.
 */
public final class FirstPaint {
  private final StyleSheets sheets;
  private final String assets;
  private final UnaryOperator<String> hash;

  /**
   * A rendered page.
   *
   * @param html content of the page's element
   * @param styles CSP source expressions that allow its styles
   * @param method method of the poll, if its controls are rendered
   */
  public record Painted(String html, Set<String> styles, Optional<String> method) {}

  /**
   * @param files returns the text of a file of the pages
   * @param assets path below which the files are served
   * @param hash maps an inline style to the CSP source expression that allows it
   */
  public FirstPaint(Function<String, String> files, String assets, UnaryOperator<String> hash) {
    this.sheets = new StyleSheets(files);
    this.assets = assets;
    this.hash = hash;
  }

  /** The current poll: the open poll opened last, or else the poll closed last. */
  public static Optional<Poll> current(List<Poll> polls) {
    List<Poll> shown = polls.stream().filter(poll -> !isQuestions(poll)).toList();
    return newest(shown, true).or(() -> newest(shown, false));
  }

  /** Whether the page has a tab for questions from the floor. */
  public static boolean hasQuestions(List<Poll> polls) {
    return polls.stream().anyMatch(poll -> isQuestions(poll) && poll.state() != PollState.DRAFT);
  }

  private static boolean isQuestions(Poll poll) {
    return poll.method().equals("questions");
  }

  private static Optional<Poll> newest(List<Poll> polls, boolean open) {
    return polls.stream()
        .filter(poll -> poll.state() != PollState.DRAFT && open == isOpen(poll))
        // The sort is stable: of polls with equal times the first one is taken.
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

  /**
   * The page of a room with its current poll, if there is one.
   *
   * @param questions whether there is a tab for questions from the floor
   */
  public Painted room(Room room, Optional<Poll> current, boolean questions, Translations words) {
    ShadowHtml canvas = new ShadowHtml(hash);
    String poll = current.map(each -> each.id() + "." + each.run()).orElse(null);
    canvas.part(
        sheets.of("room"),
        () -> {
          header(canvas, room, words);
          if (questions) {
            tabs(canvas, words);
          }
          canvas.html.open("main");
          current.ifPresentOrElse(
              each -> poll(canvas, each, words),
              () -> notice(canvas, words.of("room.in"), words.of("room.waiting")));
          canvas.html.close("main");
        },
        "class",
        "paint",
        "data-poll",
        poll,
        "tabs",
        questions ? "" : null);
    Optional<String> method =
        current.filter(each -> each.state() == PollState.OPEN).map(Poll::method);
    return new Painted(canvas.html.toString(), canvas.styles(), method);
  }

  /** The page for an unknown room. */
  public Painted noRoom(String code, Translations words) {
    ShadowHtml canvas = new ShadowHtml(hash);
    canvas.part(
        sheets.of("room"),
        () -> {
          canvas.html.open("main");
          notice(
              canvas,
              words.of("gone.unknown-room", "code", grouped(code)),
              words.of("gone.unknown-room.more"));
          canvas.html.close("main");
        },
        "class",
        "paint");
    return new Painted(canvas.html.toString(), canvas.styles(), Optional.empty());
  }

  private static String grouped(String code) {
    return code.length() == 6 ? code.substring(0, 3) + " " + code.substring(3) : code;
  }

  private void header(ShadowHtml canvas, Room room, Translations words) {
    canvas
        .html
        .open("header")
        .open("a", "class", "mark", "href", "/", "aria-label", words.of("home.name"))
        .open("img", logo(canvas, room))
        .close("a")
        .element("h1", room.title().isBlank() ? grouped(room.code()) : room.title(), "dir", "auto")
        .element("span", "", "class", "present small soft")
        .element("span", "", "class", "mark")
        .close("header");
  }

  private static void tabs(ShadowHtml canvas, Translations words) {
    canvas
        .html
        .open("nav", "class", "tabs", "aria-label", words.of("tabs"))
        .open("button", "aria-current", "true")
        .element("span", words.of("tab.polls"))
        .close("button")
        .open("button")
        .element("span", words.of("tab.questions"))
        .close("button")
        .close("nav");
  }

  /** The attributes of the room's logo, or of Votehub's. */
  private String[] logo(ShadowHtml canvas, Room room) {
    return room.theme()
        .logo()
        .map(
            logo ->
                new String[] {
                  "class",
                  "logo " + canvas.vars("w", logo.width(), "h", logo.height()),
                  "src",
                  PictureUrl.small(room.code(), logo),
                  "alt",
                  ""
                })
        .orElseGet(
            () ->
                new String[] {
                  "src", assets + "/icon.svg", "alt", "", "width", "28", "height", "28"
                });
  }

  private static void notice(ShadowHtml canvas, String title, String more) {
    canvas
        .html
        .open("div", "class", "waiting")
        .element("h2", title)
        .element("p", more, "class", "soft")
        .close("div");
  }

  /** The same as {@code questionPicture} of {@code pictures.js}. */
  private static void picture(ShadowHtml canvas, String room, Picture picture) {
    String shape = canvas.vars("w", picture.width(), "h", picture.height());
    canvas.html.open(
        "img",
        "class",
        "shown " + shape,
        "src",
        PictureUrl.small(room, picture),
        "alt",
        picture.alt());
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
          html.element("h2", poll.question(), "class", look, "dir", "auto");
          poll.image().ifPresent(picture -> picture(canvas, poll.room(), picture));
          html.open("p", "class", "meta").element("span", hint);
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
