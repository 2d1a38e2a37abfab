package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The state of a vote is shown where the voter looks, on small phones and in both languages: inside
 * the window, uncovered, and without moving or covering the tapped control.
 */
class ConfirmationIT extends BrowserTest {
  private static final Path FOLDER = Path.of("target", "screenshots");
  private static final List<String> BEDS =
      List.of("Rhubarb", "Gooseberries", "Ferns and foxgloves", "A bench", "A pond");

  /** A kind of phone, and its language. */
  private record Phone(int width, int height, String locale) {
    /** A usual one, and the smallest with the longest words. */
    static final List<Phone> ALL =
        List.of(new Phone(360, 740, Browsers.ENGLISH), new Phone(320, 568, "de-DE"));

    @Override
    public String toString() {
      return width + "x" + height + "-" + locale.substring(0, 2);
    }
  }

  /**
   * A method, and how to vote by it.
   *
   * @param first what makes the first ballot, as test ids to be tapped, or "id=words" to be typed
   * @param other what makes another one of it
   * @param send what casts it, as a test id
   */
  record Case(
      String method,
      List<String> labels,
      Map<String, Object> settings,
      List<String> first,
      List<String> other,
      String send) {
    Case(String method, List<String> labels, List<String> first, List<String> other) {
      this(method, labels, Map.of(), first, other, "send");
    }

    /** A control whose ballot is filled in and then sent collapses to a line once it is sent. */
    boolean folds() {
      return send.equals("send");
    }

    @Override
    public String toString() {
      return method + settings.getOrDefault("count", "");
    }
  }

  static Stream<Case> cases() {
    List<String> none = List.of();
    return Stream.of(
        new Case("single", Labels.SEVEN, Map.of(), none, List.of("option-a"), "option-e"),
        new Case("multiple", BEDS, List.of("option-a", "option-c"), List.of("option-e")),
        new Case("score", BEDS.subList(0, 3), List.of("score-a-0"), List.of("score-c-0")),
        new Case("grades", BEDS, List.of("grade-a-1", "grade-b-0"), List.of("grade-c-2")),
        new Case("points", BEDS, List.of("points-more-a"), List.of("points-more-b")),
        new Case(
            "ranked", BEDS, List.of("rank-up-a", "rank-up-e", "rank-up-c"), List.of("rank-up-b")),
        new Case(
            "ranked",
            BEDS,
            Map.of("count", "schulze"),
            List.of("rank-up-a", "rank-up-e", "rank-up-c"),
            List.of("rank-tie-c"),
            "send"),
        new Case("number", none, List.of("number=40"), List.of("number=41")),
        new Case("words", none, List.of("word-0=tea", "word-1=jam"), List.of("word-2=rain")),
        new Case("text", none, List.of("text=More cake"), List.of("text=Less cake")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theConfirmationOfAVoteIsVisible(Case each) {
    String poll =
        fixture.draft(
            each.method, "What shall we do with the north bed?", each.labels, each.settings);
    fixture.step(poll, "open");
    Map<Phone, Page> phones = new LinkedHashMap<>();
    for (Phone kind : Phone.ALL) {
      Page phone = browsers.phone(fixture.audience(), kind.width, kind.height, kind.locale);
      String name = each + "-" + kind;
      assertThat(phone.getByTestId(each.send)).isVisible();
      take(phone, kind, each + "-open");

      make(phone, each.first);
      castAtTheFoot(phone, each, name);
      take(phone, kind, each + "-counted");

      if (each.folds()) {
        phone.getByTestId("change").tap();
      }
      make(phone, each.other);
      castAtTheFoot(phone, each, name + ", changed");
      phones.put(kind, phone);
    }

    fixture.step(poll, "close");
    phones.forEach(
        (kind, phone) -> {
          assertThat(phone.getByTestId("poll-" + poll)).hasAttribute("data-state", "closed");
          assertSeen(phone, "counted", each + "-" + kind + ", closed");
          take(phone, kind, each + "-closed");
        });
  }

  @Test
  void anUnsentBallotIsShownAsNotCounted() {
    String poll = fixture.draft("multiple", "Which beds?", BEDS, Map.of());
    fixture.step(poll, "open");
    Page phone = browsers.phone(fixture.audience());
    Locator word = phone.getByTestId("vote-state");
    assertThat(word).hasText("You have not voted yet");

    phone.getByTestId("option-a").tap();
    assertThat(word).containsText("It counts once you send it");
    phone.getByTestId("send").tap();
    assertThat(word).containsText("Your vote is counted");
    phone.getByTestId("change").tap();
    phone.getByTestId("option-b").tap();
    assertThat(word).containsText("Changed, not sent yet");
    assertThat(word).hasAttribute("data-state", "counted");

    phone.getByTestId("take-back").tap();
    assertThat(word).containsText("Your vote is counted");
    phone.getByTestId("change").tap();
    phone.getByTestId("option-b").tap();
    phone.reload();
    assertThat(word).containsText("Changed, not sent yet");
  }

  @Test
  void withdrawingAVoteMovesNothingOnThePage() {
    String poll = fixture.draft("Which bed?", BEDS, Map.of("peek", true));
    fixture.step(poll, "open");
    Page phone = browsers.phone(fixture.audience(), 320, 568, "de-DE");
    assertThat(phone.getByTestId("withdraw")).not().isVisible();
    phone.getByTestId("option-b").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    double before = placeOfTable(phone);

    phone.getByTestId("withdraw").tap();

    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "none");
    assertThat(placeOfTable(phone)).isEqualTo(before);
    assertThat(fixture.result(poll)).containsEntry("ballots", 0);
    phone.getByTestId("option-c").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    assertThat(fixture.result(poll)).containsEntry("ballots", 1);
  }

  /**
   * Relative to the page, whatever the scroll position; it lies below everything that appears with
   * a vote.
   */
  private static double placeOfTable(Page phone) {
    double scrolled = ((Number) phone.evaluate("scrollY")).doubleValue();
    return phone.locator("vh-result-table").boundingBox().y + scrolled;
  }

  @Test
  void anErrorOfAVoteIsVisibleLikeItsConfirmation() {
    browsers.expectLostConnections();
    String poll = fixture.draft("score", "What shall we do with the north bed?", BEDS, Map.of());
    fixture.step(poll, "open");
    try (NetworkProxy wire = new NetworkProxy(fixture.hub().port())) {
      String address = RoomFixture.address(wire.port(), "/r/" + fixture.room().code());
      for (Phone kind : Phone.ALL) {
        Page phone = browsers.phone(address, kind.width, kind.height, kind.locale);
        phone.getByTestId("score-a-0").tap();
        assertThat(phone.getByTestId("connection")).hasAttribute("data-state", "live");

        wire.silence();
        BoundingBox before = toTheFoot(phone, "send");
        tap(phone, before);
        assertSeen(phone, "sending", kind.toString());

        wire.cut();
        assertThat(phone.getByTestId("reconnecting")).isVisible();
        assertSeen(phone, "waiting", kind.toString());
        // What this device knows of its own vote is not old.
        assertThat(phone.getByTestId("collapsed")).hasCSS("filter", "none");
        take(phone, kind, "waiting");

        fixture.step(poll, "close");
        wire.mend();
        assertSeen(phone, "refused", kind.toString());
        take(phone, kind, "refused");
        phone.context().close();
        fixture.step(poll, "reopen");
      }
    }
  }

  private static void make(Page phone, List<String> steps) {
    for (String step : steps) {
      String[] parts = step.split("=", 2);
      Locator field = phone.getByTestId(parts[0]);
      if (parts.length == 2) {
        field.fill(parts[1]);
      } else {
        field.tap();
      }
    }
  }

  /** Casts with what is tapped as low on the screen as it can be. */
  private static void castAtTheFoot(Page phone, Case each, String name) {
    BoundingBox before = toTheFoot(phone, each.send);
    tap(phone, before);
    if (each.folds()) {
      assertThat(phone.getByTestId("collapsed")).isVisible();
      assertThat(phone.getByTestId("poll-question")).isInViewport();
      assertThat(phone.locator("vh-poll-view")).not().hasAttribute("settling", "");
    }
    assertSeen(phone, "counted", name);
    if (!each.folds()) {
      assertUntouched(phone, each.send, before, name);
    }
  }

  /** Scrolls something as low as it can be tapped, and says where it stands then. */
  private static BoundingBox toTheFoot(Page phone, String testId) {
    Locator control = phone.getByTestId(testId);
    // What has just changed its layout takes no tap for a moment.
    assertThat(phone.locator("vh-poll-view")).not().hasAttribute("settling", "");
    settle(phone);
    control.evaluate("each => each.scrollIntoView({ block: 'end', behavior: 'instant' })");
    settle(phone);
    return control.boundingBox();
  }

  /** As a thumb does it, which does not scroll first. */
  private static void tap(Page phone, BoundingBox box) {
    phone.touchscreen().tap(box.x + box.width / 2, box.y + box.height / 2);
  }

  private static void assertSeen(Page phone, String state, String name) {
    Locator word = phone.getByTestId("vote-state");
    assertThat(word).hasAttribute("data-state", state);
    BoundingBox box = word.boundingBox();
    assertThat(box.y).as(name + ", " + state + ", top").isGreaterThanOrEqualTo(0);
    assertThat(box.y + box.height)
        .as(name + ", " + state + ", foot")
        .isLessThanOrEqualTo(phone.viewportSize().height);
    assertThat(box.x + box.width)
        .as(name + ", " + state + ", side")
        .isLessThanOrEqualTo(phone.viewportSize().width);
    assertThat(isOnTop(word)).as(name + ", " + state + ", with nothing upon it").isTrue();
  }

  private static void assertUntouched(Page phone, String testId, BoundingBox before, String name) {
    Locator control = phone.getByTestId(testId);
    settle(phone);
    assertThat(control.boundingBox().y)
        .as(name + ", where it was tapped")
        .isCloseTo(before.y, within(1.0));
    assertThat(isOnTop(control)).as(name + ", what was tapped is not covered").isTrue();
  }

  /** Whether the middle and the foot of an element are what a finger would meet there. */
  private static boolean isOnTop(Locator element) {
    return (boolean)
        element.evaluate(
            """
            each => {
              const { left, width, top, height } = each.getBoundingClientRect();
              const met = y => {
                let at = document.elementFromPoint(left + width / 2, y);
                while (at?.shadowRoot) {
                  const within = at.shadowRoot.elementFromPoint(left + width / 2, y);
                  if (!within || within === at) break;
                  at = within;
                }
                while (at && at !== each) at = at.parentElement ?? at.getRootNode().host;
                return Boolean(at);
              };
              return met(top + height / 2) && met(top + height - 2);
            }
            """);
  }

  /** Waits until what was asked for is drawn, and stands still. */
  private static void settle(Page page) {
    page.evaluate(
        """
        () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(
          Promise.allSettled(document.getAnimations().map(each => each.finished)).then(() => null)))))
        """);
  }

  private static void take(Page page, Phone kind, String name) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      // Or colours would be pictured on their way from one scheme to the other.
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(scheme)
              .setReducedMotion(ReducedMotion.REDUCE));
      settle(page);
      String file =
          "confirmation-%s-%s-%s.png".formatted(name, kind, scheme.name().toLowerCase(Locale.ROOT));
      page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(file)));
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
  }
}
