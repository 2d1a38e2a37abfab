package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cost of a page: bytes transferred and layout shifts. */
class WeightIT extends BrowserTest {
  private static final long PHONE_PAGE_BYTES = 60 * 1024;

  @Test
  void aPhoneCanVoteAfterSixtyKilobytes() {
    fixture.open("Which tree?", Labels.SEVEN);
    Page phone = browsers.phone("about:blank");
    AtomicLong bytes = countBytes(phone);

    phone.navigate(fixture.audience());
    phone.getByTestId("option-a").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");

    assertThat(bytes.get()).isBetween(1L, PHONE_PAGE_BYTES);
  }

  /** What Chromium asks for again, as it does for icons, comes from its cache. */
  @Test
  void thePhonePageTakesAtMostEightRequests() {
    fixture.open("Which tree?", Labels.SEVEN);
    Page phone = browsers.phone("about:blank");
    Set<String> asked = ConcurrentHashMap.newKeySet();
    LateTimers.hold(phone);
    phone.onRequest(request -> asked.add(request.url()));

    phone.navigate(fixture.audience());
    phone.getByTestId("option-a").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");

    assertThat(asked).hasSizeBetween(3, 8);
  }

  @Test
  void theFramesOfOtherSitesAreAsLightAsThePhonesPage() {
    fixture.open("Which tree?", Labels.SEVEN);
    String embed = fixture.home() + "embed/" + fixture.room().code();
    for (String address : List.of(embed, embed + "?vote")) {
      Page frame = browsers.desk("about:blank", 360, 740);
      AtomicLong bytes = countBytes(frame);
      Set<String> asked = ConcurrentHashMap.newKeySet();
      frame.onRequest(request -> asked.add(request.url()));

      frame.navigate(address);
      boolean votes = address.endsWith("vote");
      assertThat(frame.getByTestId(votes ? "option-a" : "result-bar-a")).isVisible();
      if (votes) {
        frame.getByTestId("option-a").click();
        assertThat(frame.getByTestId("vote-state")).hasAttribute("data-state", "counted");
      }

      assertThat(bytes.get()).as(address).isBetween(1L, PHONE_PAGE_BYTES);
      assertThat(asked).as(address).hasSizeBetween(3, 8);
    }
  }

  /** The heaviest control, also in the languages whose texts are the longest in bytes. */
  @ParameterizedTest
  @ValueSource(strings = {Browsers.ENGLISH, "uk-UA", "ar-EG"})
  void aPhoneCanRankAfterSixtyKilobytes(String locale) {
    String poll = fixture.draft("ranked", "In which order?", Labels.SEVEN, Map.of());
    fixture.step(poll, "open");
    Page phone = browsers.phone("about:blank", Browsers.PHONE_WIDTH, Browsers.PHONE_HEIGHT, locale);
    AtomicLong bytes = countBytes(phone);

    phone.navigate(fixture.audience());
    phone.getByTestId("rank-up-a").tap();
    phone.getByTestId("send").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");

    assertThat(phone.locator("html")).hasAttribute("lang", locale);
    assertThat(bytes.get()).isBetween(1L, PHONE_PAGE_BYTES);
  }

  @Test
  void aSecondVisitLoadsOnlyThePage() {
    Page phone = browsers.phone(fixture.audience());
    assertThat(phone.getByTestId("waiting")).isVisible();
    AtomicLong bytes = countBytes(phone);

    phone.navigate(fixture.home());
    phone.navigate(fixture.audience());
    bytes.set(0);
    phone.reload();
    assertThat(phone.getByTestId("waiting")).isVisible();

    assertThat(bytes.get()).isLessThan(6 * 1024);
  }

  @Test
  void growingBarsShiftNothing() {
    String poll = fixture.draft(Labels.LONG_QUESTION, Labels.TWENTY, Map.of("peek", true));
    fixture.step(poll, "open");
    Page phone = browsers.phone("about:blank");
    Page screen = browsers.desk("about:blank", 1920, 1080);
    for (Page page : List.of(phone, screen)) {
      page.addInitScript(WATCH_SHIFTS);
    }
    phone.navigate(fixture.audience());
    screen.navigate(fixture.screen());
    assertThat(phone.getByTestId("result-bar-a")).hasAttribute("data-votes", "0");
    assertThat(screen.getByTestId("result-bar-a")).hasAttribute("data-votes", "0");

    for (int step = 1; step <= 5; step++) {
      fixture.vote(poll, 3, 1, 2);
      for (Page page : List.of(phone, screen)) {
        assertThat(page.getByTestId("result-bar-a"))
            .hasAttribute("data-votes", String.valueOf(3 * step));
      }
    }

    for (Page page : List.of(phone, screen)) {
      assertThat(shifts(page)).as(page.url()).isEmpty();
    }
  }

  @Test
  void theConfirmationOfAVoteShiftsNothing() {
    fixture.open("Which tree?", Labels.SEVEN);
    Page phone = browsers.phone("about:blank");
    phone.addInitScript(WATCH_SHIFTS);
    phone.navigate(fixture.audience());

    double before = top(phone);
    phone.getByTestId("option-b").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    assertThat(phone.getByTestId("result-bar-b")).hasAttribute("data-votes", "1");

    assertThat(top(phone)).isEqualTo(before);
    assertThat(shifts(phone)).isEmpty();
  }

  /** A poll, questions from the floor, reactions, and who one is in the quiz. */
  @Test
  void aPhoneWithEverythingAtOnceIsCalm() {
    String room = "/api/v1/rooms/" + fixture.room().code();
    String token = fixture.room().token();
    String poll = fixture.open("Which tree shall we plant by the old gate?", Labels.SEVEN);
    String questions =
        fixture.draft("questions", "What would you like to ask?", List.of(), Map.of());
    fixture.step(questions, "open");
    fixture.hub().call("PUT", room + "/reactions", token, "{\"toVoters\":true}");
    fixture
        .hub()
        .call(
            "PUT",
            room + "/players",
            token,
            "{\"names\":\"generated\",\"teams\":[{\"name\":\"Foxes\"},{\"name\":\"Badgers\"}]}");
    Page phone = browsers.phone("about:blank");
    phone.addInitScript(WATCH_SHIFTS);
    phone.navigate(fixture.audience());
    assertThat(phone.getByTestId("player")).not().hasAttribute("data-team", "");
    assertThat(phone.getByTestId("react").first()).isVisible();
    phone.getByTestId("option-b").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");

    fixture.vote(poll, 3, 1, 2);
    for (String text : List.of("Why here?", "Who waters it?", "When?")) {
      ask(questions, text);
    }
    fixture.hub().join(fixture.room()).send(Map.of("type", "react", "emoji", "😂"));
    assertThat(phone.getByTestId("tab-questions")).hasAttribute("data-n", "3");
    assertThat(phone.getByTestId("result-bar-a")).hasAttribute("data-votes", "3");
    phone.getByTestId("react").last().tap();
    assertThat(shifts(phone)).isEmpty();
    AccessCheck access = new AccessCheck();
    look(phone, access, "polls");
    phone.getByTestId("tab-questions").tap();
    assertThat(phone.getByTestId("ask-text")).isVisible();
    look(phone, access, "questions");

    Page desk = browsers.desk(fixture.audience());
    assertThat(desk.getByTestId("react").first()).isVisible();
    assertThat(Keys.unreachedByTab(desk)).isEmpty();
    access.assertAll();
  }

  private void ask(String questions, String text) {
    String room = "/api/v1/rooms/" + fixture.room().code();
    Object voter = fixture.hub().post(room + "/voters", null, Map.of()).get("token");
    fixture
        .hub()
        .post(
            room + "/polls/" + questions + "/entries",
            (String) voter,
            Map.of("slot", 1, "text", text));
  }

  private static void look(Page phone, AccessCheck access, String name) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      phone.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      phone.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target/screenshots/calm-" + name + "-" + scheme + ".png")));
      access.check(phone, "everything at once, " + name + ", " + scheme);
    }
    access.checkTargets(phone, "everything at once, " + name);
    phone.setViewportSize(320, 640);
    for (String direction : List.of("rtl", "ltr")) {
      phone.evaluate("dir => (document.documentElement.dir = dir)", direction);
      assertThat((int) phone.evaluate("document.scrollingElement.scrollWidth"))
          .as(name + " " + direction)
          .isEqualTo(320);
    }
    phone.setViewportSize(Browsers.PHONE_WIDTH, Browsers.PHONE_HEIGHT);
  }

  private static double top(Page phone) {
    return phone.getByTestId("option-c").boundingBox().y;
  }

  private static AtomicLong countBytes(Page page) {
    LateTimers.hold(page);
    AtomicLong bytes = new AtomicLong();
    CDPSession chromium = page.context().newCDPSession(page);
    chromium.send("Network.enable");
    chromium.on(
        "Network.loadingFinished",
        (JsonObject loaded) -> bytes.addAndGet(loaded.get("encodedDataLength").getAsLong()));
    return bytes;
  }

  /**
   * Layout shifts that no tap caused. A right-aligned number that grows inside a fixed box is a
   * (tiny) shift to the browser, but not to a reader.
   */
  private static final String WATCH_SHIFTS =
      """
      window.shifts = [];
      const words = ({ x, y, width, height }) => [x, y, width, height].join(' ');
      new PerformanceObserver(list => {
        for (const { value, sources, hadRecentInput } of list.getEntries()) {
          const moved = sources
            .map(({ previousRect, currentRect }) => [words(previousRect), words(currentRect)])
            .filter(([before, after]) => before !== after);
          if (moved.length && !hadRecentInput) window.shifts.push(`${value}: ${moved.join(' to ')}`);
        }
      }).observe({ type: 'layout-shift', buffered: true });
      """;

  /** The layout shifts so far, after two more frames have been drawn. */
  @SuppressWarnings("unchecked")
  private static List<String> shifts(Page page) {
    return (List<String>)
        page.evaluate(
            """
            () => new Promise(done =>
              requestAnimationFrame(() => requestAnimationFrame(() => done(window.shifts))))
            """);
  }
}
