package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Slides of another site show polls, and open and close them as they come and go. */
class SlidesIT extends BrowserTest {
  /** As much of reveal.js as the module uses. */
  private static final String STAND_IN =
      """
      const slides = [...document.querySelectorAll('section')];
      const heard = {};
      let at = 0;
      const deck = {
        getRevealElement: () => document.querySelector('.reveal'),
        getViewportElement: () => document.body,
        getCurrentSlide: () => slides[at],
        on: (name, run) => (heard[name] = run),
        addKeyBinding: ({ keyCode }, run) =>
          addEventListener('keydown', event => event.keyCode === keyCode && run()),
      };
      for (const slide of slides) slide.hidden = slide !== slides[0];
      plugin.init(deck);
      window.go = n => {
        slides[at].hidden = true;
        at = n;
        slides[at].hidden = false;
        for (const frame of slides[at].querySelectorAll('iframe')) frame.src ||= frame.dataset.src;
        heard.slidechanged();
      };
      """;

  private OtherSite site;

  @BeforeEach
  void openSite() {
    site = new OtherSite("127.0.0.1");
    fixture
        .hub()
        .call(
            "PUT",
            "/api/v1/rooms/" + fixture.room().code() + "/embed",
            fixture.room().token(),
            "{\"origins\":[\"" + site.origin() + "\"]}");
  }

  @AfterEach
  void closeSite() {
    site.close();
  }

  private String deck(String head, List<String> polls, String run) {
    String slides =
        """
        <section><h1>Welcome</h1></section>
        <section data-votehub-poll="%s"><h2>Trees</h2></section>
        <section><h2>Between</h2></section>
        <section data-votehub-poll="%s" data-votehub-keep data-votehub-seconds="60"></section>
        <section><h2>The end</h2></section>
        """
            .formatted(polls.get(0), polls.get(1));
    return head
        + "<body style=\"background:#191919;color:#fff\"><div class=\"reveal\">"
        + "<div class=\"slides\">"
        + slides
        + "</div></div><script type=\"module\">import { Votehub } from '"
        + fixture.home()
        + "slides/reveal-v1.js';\n"
        + "const plugin = Votehub({ room: '"
        + fixture.room().code()
        + "', dwellMs: 60 });\n"
        + run
        + "</script>";
  }

  private List<String> drafts() {
    return List.of(
        fixture.draft("Which tree?", List.of("Oak", "Elm"), Map.of()),
        fixture.draft("Who waters it?", List.of("You", "We"), Map.of()));
  }

  private String state(String poll) {
    String path = "/api/v1/rooms/" + fixture.room().code() + "/polls/" + poll;
    return (String) fixture.hub().get(path, fixture.room().token()).get("state");
  }

  @Test
  void pollsOpenAndCloseWithTheirSlidesOnceThePresenterGaveTheKeyToTheHubsFrame() {
    List<String> polls = drafts();
    Page page = browsers.desk(site.put("/", deck("", polls, STAND_IN)), 1280, 720);

    lead(page, polls, "go(%d)");
  }

  /** With {@code -Dreveal=DIR}, the folder of the npm package {@code reveal.js}. */
  @Test
  @EnabledIfSystemProperty(named = "reveal", matches = ".+")
  void revealJsItselfOpensAndClosesThem() {
    Path dist = Path.of(System.getProperty("reveal"), "dist");
    for (String file : List.of("reveal.css", "theme/black.css", "reveal.esm.js", "reveal.mjs")) {
      site.putFile("/dist/" + file, dist.resolve(file));
    }
    List<String> polls = drafts();
    String run =
        """
        const { default: Reveal } = await import('/dist/%s');
        const deck = new Reveal({ plugins: [plugin], transition: 'none' });
        await deck.initialize();
        window.go = n => deck.slide(n);
        """
            .formatted(
                dist.resolve("reveal.mjs").toFile().exists() ? "reveal.mjs" : "reveal.esm.js");
    String head =
        "<link rel=\"stylesheet\" href=\"/dist/reveal.css\">"
            + "<link rel=\"stylesheet\" href=\"/dist/theme/black.css\">";
    Page page = browsers.desk(site.put("/", deck(head, polls, run)), 1280, 720);
    page.waitForFunction("() => Boolean(window.go)");

    lead(page, polls, "go(%d)");
    take(page, "slides-reveal");
  }

  private void lead(Page page, List<String> polls, String go) {
    page.waitForFunction("() => Boolean(window.go)");
    page.evaluate(go.formatted(1));
    FrameLocator shown = page.frameLocator("iframe[src*='poll=" + polls.get(0) + "']");
    assertThat(shown.getByTestId("embed-lobby")).isVisible();
    page.keyboard().press("y");
    FrameLocator panel = page.frameLocator("iframe[src$='?deck']");
    panel.getByTestId("key").fill("wrong");
    browsers.expectStatus(401);
    panel.getByTestId("key-go").click();
    assertThat(panel.getByTestId("deck-error")).not().isEmpty();
    take(page, "slides-panel");
    assertThat(state(polls.get(0))).isEqualTo("draft");
    panel.getByTestId("key").fill(fixture.room().token());
    panel.getByTestId("key-go").click();

    assertThat(shown.getByTestId("embed-poll")).hasAttribute("data-state", "open");
    assertThat(page.locator("iframe[src$='?deck']")).isHidden();
    fixture.vote(polls.get(0), 2, 1);
    assertThat(shown.getByTestId("result-bar-a")).hasAttribute("data-votes", "2");
    take(page, "slides-open");
    page.evaluate(go.formatted(2));
    page.evaluate(go.formatted(1));
    assertThat(shown.getByTestId("embed-poll")).hasAttribute("data-state", "closed");
    page.evaluate(go.formatted(3));
    FrameLocator kept = page.frameLocator("iframe[src*='poll=" + polls.get(1) + "']");
    assertThat(kept.getByTestId("embed-poll")).hasAttribute("data-state", "open");
    assertThat(kept.getByTestId("countdown")).isVisible();
    page.evaluate(go.formatted(4));

    page.reload();
    page.waitForFunction("() => Boolean(window.go)");
    page.keyboard().press("y");
    assertThat(panel.getByTestId("deck")).hasAttribute("data-state", "leading");
    assertThat(state(polls.get(1))).isEqualTo("open");
    assertThat(state(polls.get(0))).isEqualTo("closed");
    assertThat(page.content()).doesNotContain(fixture.room().token());
    assertThat((String) page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])"))
        .doesNotContain(fixture.room().token());
  }

  private static void take(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
  }
}
