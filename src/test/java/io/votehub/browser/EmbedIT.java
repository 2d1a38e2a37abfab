package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rooms in frames of other sites. */
class EmbedIT extends BrowserTest {
  /** On the hub's own host, where Chromium lets frames store. */
  private OtherSite listed;

  /** Listed too, and on another host: Chromium without a profile stores nothing in its frames. */
  private OtherSite foreign;

  private OtherSite other;

  @BeforeEach
  void openSites() {
    listed = new OtherSite("127.0.0.1");
    foreign = new OtherSite("localhost");
    other = new OtherSite("localhost");
    fixture
        .hub()
        .call(
            "PUT",
            "/api/v1/rooms/" + fixture.room().code() + "/embed",
            fixture.room().token(),
            "{\"origins\":[\"" + listed.origin() + "\",\"" + foreign.origin() + "\"]}");
  }

  @AfterEach
  void closeSites() {
    listed.close();
    foreign.close();
    other.close();
  }

  private String embed(String query) {
    return fixture.home() + "embed/" + fixture.room().code() + query;
  }

  private static String frame(String address, int width, int height) {
    return "<iframe src=\"%s\" width=\"%d\" height=\"%d\" style=\"border:0\"></iframe>"
        .formatted(address, width, height);
  }

  @Test
  void inAFrameOfAListedSiteAPollIsShownAndAVoteCountsOnce() {
    String poll = fixture.open("Which tree shall we plant?", Labels.SEVEN);
    Page page =
        browsers.desk(
            listed.put(
                "/", frame(embed(""), 600, 500) + frame(embed("?vote&poll=" + poll), 360, 640)),
            1000,
            700);
    FrameLocator shows = page.frameLocator("iframe >> nth=0");
    FrameLocator votes = page.frameLocator("iframe >> nth=1");

    assertThat(shows.getByTestId("poll-question")).hasText("Which tree shall we plant?");
    assertThat(votes.getByTestId("framed")).isVisible();
    votes.getByTestId("option-b").click();
    assertThat(votes.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    assertThat(shows.getByTestId("result-bar-b")).hasAttribute("data-votes", "1");
    page.reload();
    assertThat(votes.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    votes.getByTestId("option-c").click();
    assertThat(shows.getByTestId("result-bar-c")).hasAttribute("data-votes", "1");

    assertThat(fixture.result(poll)).containsEntry("ballots", 1);
    assertThat(votes.locator("[data-testid=framed] a"))
        .hasAttribute("href", "/r/" + fixture.room().code());
    assertThat(shows.getByTestId("join-code")).hasAttribute("data-code", fixture.room().code());
    take(page, "embed-frames");
  }

  @Test
  void aFrameThatCannotRememberAVoteOffersATabInstead() {
    fixture.open("Which tree?", List.of("Oak", "Elm"));
    Page page = browsers.desk(foreign.put("/", frame(embed("?vote"), 300, 200)), 400, 300);
    FrameLocator frame = page.frameLocator("iframe");

    assertThat(frame.getByTestId("unkept")).isVisible();
    assertThat(frame.locator("vh-room")).isHidden();
    take(page, "embed-unkept");
    Page tab = page.waitForPopup(() -> frame.locator("[data-testid=unkept] a").click());
    assertThat(tab.getByTestId("option-a")).isVisible();
    assertThat(tab.getByTestId("framed")).hasCount(0);
  }

  @Test
  void noOtherSiteMayFrameARoomAndNoSiteMayFrameAnotherPage() {
    fixture.open("Which tree?", List.of("Oak", "Elm"));
    browsers.expectRefusedFrames();
    String code = fixture.room().code();
    StringBuilder frames = new StringBuilder();
    for (String path : List.of("", "r/" + code, "present/" + code, "screen/" + code)) {
      frames.append(frame(fixture.home() + path, 200, 200));
    }
    Page stranger = browsers.desk(other.put("/", frame(embed(""), 400, 300)));
    Page friend = browsers.desk(listed.put("/", frames + frame(embed("?vote"), 400, 300)));

    assertThat(friend.frameLocator("iframe >> nth=4").getByTestId("option-a")).isVisible();
    assertThat(hubPages(friend)).containsExactly("/embed/" + code);
    assertThat(hubPages(stranger)).isEmpty();
  }

  /** The paths of those of the hub's pages that the browser shows in frames. */
  private List<String> hubPages(Page page) {
    page.waitForLoadState();
    return page.frames().stream()
        .map(Frame::url)
        .filter(url -> url.startsWith(fixture.home()))
        .map(url -> "/" + url.substring(fixture.home().length()).replaceFirst("\\?.*", ""))
        .toList();
  }

  @Test
  void aFrameIsCompleteFromTheSmallestToAWholeScreen() {
    Page page = browsers.desk(embed(""), 800, 450);
    assertThat(page.getByTestId("embed-lobby")).isVisible();
    assertThat(page.getByTestId("qr")).isVisible();
    take(page, "embed-lobby");
    String poll = fixture.open("Which tree shall we plant?", Labels.SEVEN);
    fixture.vote(poll, 3, 5, 1);
    assertThat(page.getByTestId("result-bar-b")).hasAttribute("data-votes", "5");
    Page votes = browsers.desk(embed("?vote"), 300, 200);
    assertThat(votes.getByTestId("option-a")).isVisible();
    for (Page each : List.of(page, votes)) {
      String name = each == page ? "embed-shown-" : "embed-vote-";
      for (int[] size :
          new int[][] {{300, 200}, {320, 560}, {360, 740}, {820, 1180}, {1920, 1080}}) {
        each.setViewportSize(size[0], size[1]);
        assertThat((int) each.evaluate("document.documentElement.scrollWidth"))
            .isLessThanOrEqualTo(size[0]);
        take(each, name + size[0]);
      }
      each.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      take(each, name + "dark");
    }
    String text = fixture.draft("ranked", Labels.LONG_QUESTION, Labels.TWENTY, Map.of());
    fixture.step(text, "open");
    assertThat(page.getByTestId("poll-question")).hasText(Labels.LONG_QUESTION);
    page.setViewportSize(640, 360);
    take(page, "embed-shown-long");
    page.navigate(embed("?transparent&mode=light&qr&poll=" + poll));
    page.setViewportSize(960, 540);
    assertThat(page.getByTestId("result-bar-b")).isVisible();
    assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgba(0, 0, 0, 0)");
    take(page, "embed-shown-transparent");
  }

  @Test
  void aFrameShowsQuestionsLeaderboardAndBreakWhenTheStageDoes() {
    quizWithPlayers(12);
    String floor = fixture.draft("questions", "What would you like to know?", List.of(), Map.of());
    fixture.step(floor, "open");
    for (String text :
        List.of("Who waters the trees in July?", "May dogs come?", Labels.LONG_QUESTION)) {
      ask(floor, text);
    }
    Page page = browsers.desk(listed.put("/", frame(embed(""), 300, 200)), 300, 200);
    page.addStyleTag(
        new Page.AddStyleTagOptions()
            .setContent("body{margin:0}iframe{display:block;width:100vw;height:100vh}"));
    FrameLocator frame = page.frameLocator("iframe");
    Page alone = browsers.desk(embed(""), 1280, 720);
    AccessCheck access = new AccessCheck();

    for (String shows : List.of("questions", "leaderboard", "break")) {
      stage(
          shows.equals("break")
              ? "{\"break\":{\"title\":\"Coffee\",\"seconds\":600}}"
              : "{\"" + shows + "\":true}");
      assertThat(frame.getByTestId("embed-" + shows)).isVisible();
      Locator first =
          shows.equals("questions")
              ? frame.locator("[data-testid^=screen-question-]").first()
              : frame.getByTestId(shows.equals("break") ? "break-left" : "leader").first();
      for (int[] size : new int[][] {{300, 200}, {360, 640}, {1280, 720}, {3840, 2160}}) {
        page.setViewportSize(size[0], size[1]);
        assertThat(first).isVisible();
        assertThat((int) frame.locator("html").evaluate("html => html.scrollWidth - innerWidth"))
            .as("%s in a frame of %d px", shows, size[0])
            .isLessThanOrEqualTo(0);
        take(page, "embed-" + shows + "-" + size[0]);
      }
      page.setViewportSize(1280, 720);
      assertThat(alone.getByTestId("embed-" + shows)).isVisible();
      access.check(alone, shows);
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      take(page, "embed-" + shows + "-dark");
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
      page.setViewportSize(300, 200);
    }
    access.assertAll();
  }

  private void stage(String json) {
    fixture
        .hub()
        .call(
            "PUT",
            "/api/v1/rooms/" + fixture.room().code() + "/stage",
            fixture.room().token(),
            json);
  }

  private void ask(String floor, String text) {
    String room = "/api/v1/rooms/" + fixture.room().code();
    Object token = fixture.hub().post(room + "/voters", null, Map.of()).get("token");
    fixture
        .hub()
        .post(
            room + "/polls/" + floor + "/entries", (String) token, Map.of("slot", 1, "text", text));
  }

  private void quizWithPlayers(int players) {
    String poll =
        fixture.draft(
            "Which is the tallest?",
            List.of("Larch", "Spruce"),
            Map.of("quiz", Map.of("correct", "a")));
    fixture.step(poll, "open");
    fixture.vote(poll, players, 2);
    fixture.step(poll, "close");
    fixture.step(poll, "reveal");
  }

  @Test
  void thePresenterCopiesAddressesAndListsTheSites() {
    String poll = fixture.draft("Which tree?", List.of("Oak", "Elm"), Map.of());
    browsers.expectStatus(422);
    Page page = browsers.stillDesk(fixture.presenter(), 1280, 1000);
    page.getByText("Show elsewhere").click();
    assertThat(page.getByTestId("site-0")).hasText(listed.origin());
    page.getByTestId("elsewhere-poll").selectOption(poll);
    assertThat(page.getByTestId("elsewhere-embed"))
        .hasValue(
            Pattern.compile("<iframe src=\"http://[^/]+/embed/[^?]+\\?poll=" + poll + "\".*"));
    assertThat(page.getByTestId("elsewhere-slide")).hasValue(Pattern.compile(".*" + poll + ".*"));
    page.getByTestId("site-new").fill("slides");
    page.getByTestId("site-add").click();
    assertThat(page.getByTestId("sites-error")).not().isEmpty();
    page.getByTestId("site-new").fill("https://wiki.example.org/pages/1?edit");
    page.getByTestId("site-new").press("Enter");
    assertThat(page.getByTestId("site-2")).hasText("https://wiki.example.org");
    page.getByTestId("site-remove-0").click();
    assertThat(page.getByTestId("site-2")).hasCount(0);
    AccessCheck access = new AccessCheck();
    access.check(page, "show elsewhere");
    access.assertAll();
    page.getByTestId("elsewhere").scrollIntoViewIfNeeded();
    take(page, "elsewhere-1280");
    page.setViewportSize(360, 740);
    page.getByTestId("elsewhere").scrollIntoViewIfNeeded();
    take(page, "elsewhere-360");
    page.reload();
    page.getByText("Show elsewhere").click();
    assertThat(page.getByTestId("site-1")).hasText("https://wiki.example.org");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    page.getByTestId("site-new").scrollIntoViewIfNeeded();
    take(page, "elsewhere-dark");
  }

  private static void take(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
  }
}
