package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a presenter shows of a closed poll: what other rules make of it, and how it came about. */
class ClosedPollsIT extends BrowserTest {
  @Test
  void otherRulesAndTheReplayAreOnThePageAndOnTheBigScreen() throws Exception {
    String poll = fixture.draft("ranked", "Who leads?", List.of("Ada", "Bo", "Cy"), Map.of());
    fixture.step(poll, "open");
    for (List<String> ranking :
        List.of(
            List.of("a", "b"),
            List.of("a", "b"),
            List.of("a", "c", "b"),
            List.of("a", "b"),
            List.of("c", "b"),
            List.of("c", "b"),
            List.of("c", "b"),
            List.of("b", "c"),
            List.of("b", "c"))) {
      fixture.cast(poll, Map.of("ranking", ranking));
    }
    fixture.step(poll, "close");
    Page page = browsers.desk(fixture.presenter());
    AccessCheck access = new AccessCheck();

    page.getByTestId("compare-open").click();
    assertThat(page.getByTestId("compare")).hasAttribute("data-agree", "false");
    assertThat(page.locator("[data-rule='plurality']")).hasAttribute("data-winners", "a");
    assertThat(page.locator("[data-rule='irv']")).hasAttribute("data-winners", "c");
    assertThat(page.locator("[data-rule='condorcet']")).hasAttribute("data-winners", "b");
    access.check(page, "other rules on the presenter's page");
    Download svg = page.waitForDownload(() -> page.getByTestId("compare-svg").click());
    assertThat(Files.readString(svg.path())).contains("<svg", "Instant runoff", "Ada");

    page.getByTestId("compare-stage").click();
    Page screen = browsers.beside(page, fixture.screen());
    assertThat(screen.getByTestId("screen-compare")).isVisible();
    assertThat(screen.locator("[data-rule='schulze']")).hasAttribute("data-winners", "b");
    access.check(screen, "other rules on the big screen");

    page.getByTestId("replay").first().click();
    assertThat(screen.getByTestId("screen-replay")).isVisible();
    screen.getByTestId("replay-handle").focus();
    screen.keyboard().press("End");
    assertThat(screen.locator("[data-testid=replay][data-ballots='9']")).isVisible();
    assertThat(screen.locator("[data-testid=replay]")).hasAttribute("data-playing", "false");
    screen.getByTestId("replay-play").click();
    assertThat(screen.locator("[data-testid=replay]")).hasAttribute("data-playing", "true");
    access.check(screen, "a replay on the big screen");
  }

  @Test
  void longNamesWrapInTheTableOfOtherRules() {
    String end = " of the committee for the renovation of the old town hall and its gardens";
    String poll =
        fixture.draft(
            "ranked",
            "Whose plan do we follow?",
            List.of("The plan" + end, "The second draft" + end, "Rindfleischetikettierung" + end),
            Map.of());
    fixture.step(poll, "open");
    fixture.cast(poll, Map.of("ranking", List.of("a", "b", "c")));
    fixture.cast(poll, Map.of("ranking", List.of("b", "c")));
    fixture.step(poll, "close");
    Page page = browsers.desk(fixture.presenter());
    page.getByTestId("compare-open").click();
    Locator compare = page.locator("vh-compare");
    compare.locator("summary").click();
    Locator table = compare.locator(".scroll");

    for (int width : List.of(1280, 360)) {
      page.setViewportSize(width, 800);
      assertThat(table.getByRole(AriaRole.CELL).first()).containsText("gardens");
      assertThat((boolean) table.evaluate("all => all.scrollWidth <= all.clientWidth"))
          .as("everything is in sight at %d", width)
          .isTrue();
      take(compare, "compare-long-" + width);
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    take(compare, "compare-long-360-dark");
  }

  private static void take(Locator part, String name) {
    part.screenshot(
        new Locator.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
  }
}
