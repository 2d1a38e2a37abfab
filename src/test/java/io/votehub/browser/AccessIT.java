package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each page in its main states, light and dark, against WCAG 2.2 AA as far as a machine can tell,
 * with no sideways scroll at 320 px, which is also what a wide window shows at 400 %.
 */
class AccessIT {
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
  private static final int NARROW_PX = 320;
  private static final int TARGET_PX = 44;

  @RegisterExtension final Browsers browsers = new Browsers();
  @TempDir Path data;
  private final SoftAssertions faults = new SoftAssertions();
  private Hall hall;

  @BeforeEach
  void start() {
    hall = new Hall(data);
  }

  @AfterEach
  void stop() {
    hall.close();
  }

  @Test
  void theHomePage() {
    browsers.expectStatus(404);
    Page page = browsers.stillDesk(hall.home(), 1280, 800);
    assertThat(page.getByTestId("join-code")).isVisible();
    check(page, "home");

    page.getByTestId("join-code").fill("ZZZZZZ");
    page.getByTestId("join-go").click();
    assertThat(page.getByTestId("join-error")).not().isEmpty();
    check(page, "home, wrong code");
    faults.assertAll();
  }

  @Test
  void theVotersPage() {
    Page page = browsers.stillDesk(hall.audience(), 1280, 800);
    assertThat(page.getByTestId("waiting")).isVisible();
    check(page, "room, empty");
    checkTargets(page, "room, empty");

    String poll = hall.open("Which tree shall we plant?", Labels.SEVEN);
    assertThat(page.getByTestId("option-a")).isVisible();
    check(page, "room, open");
    checkTargets(page, "room, open");

    hall.vote(poll, 3, 1);
    page.getByTestId("option-b").click();
    assertThat(page.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    assertThat(page.getByTestId("result-bar-b")).hasAttribute("data-votes", "2");
    check(page, "room, voted");
    checkTargets(page, "room, voted");

    hall.step(poll, "close");
    assertThat(page.getByText("final result")).isVisible();
    page.getByText("As a table").click();
    check(page, "room, closed");
    checkTargets(page, "room, closed");
    hall.step(hall.draft("multiple", "Which days?", Labels.SEVEN, Map.of("max", 3)), "open");
    assertThat(page.getByTestId("send")).isVisible();
    check(page, "room, several choices");
    checkTargets(page, "room, several choices");
    faults.assertAll();
  }

  @Test
  void thePresentersPage() {
    Page page = browsers.stillDesk(hall.presenter(), 1280, 800);
    assertThat(page.getByTestId("empty")).isVisible();
    check(page, "presenter, empty");

    page.getByTestId("next-action").click();
    assertThat(page.getByTestId("question")).isVisible();
    check(page, "presenter, editor");
    page.getByTestId("cancel").click();

    String poll = hall.open("Which tree shall we plant?", Labels.SEVEN);
    hall.draft("And who waters it?", Labels.TWO, Map.of());
    hall.vote(poll, 2, 1);
    assertThat(page.getByTestId("result-bar-a")).hasAttribute("data-votes", "2");
    check(page, "presenter, live");

    page.getByTestId("poll-item-" + poll).click();
    hall.step(poll, "close");
    assertThat(page.getByTestId("poll-state")).hasAttribute("data-state", "closed");
    page.getByTestId("export").click();
    page.getByTestId("reset").click();
    assertThat(page.getByTestId("undo")).isVisible();
    page.getByTestId("undo").click();
    check(page, "presenter, closed");

    page.getByTestId("help").click();
    check(page, "presenter, keys");
    Page stranger =
        browsers.stillDesk(
            Hall.address(hall.hub().port(), "/present/" + hall.room().code()), 1280, 800);
    assertThat(stranger.getByTestId("key")).isVisible();
    check(stranger, "presenter, without key");
    faults.assertAll();
  }

  @Test
  void theBigScreen() {
    Page page = browsers.stillDesk(hall.screen(), 1920, 1080);
    assertThat(page.getByTestId("lobby")).isVisible();
    check(page, "screen, lobby");

    String poll = hall.draft("Which tree shall we plant?", Labels.SEVEN, Map.of());
    hall.hub().step(hall.room(), poll, "open", Map.of("seconds", 300));
    hall.vote(poll, 2, 1);
    assertThat(page.getByTestId("result-bar-a")).hasAttribute("data-votes", "2");
    check(page, "screen, live");

    hall.step(poll, "close");
    assertThat(page.getByTestId("final")).isVisible();
    check(page, "screen, final");
    faults.assertAll();
  }

  private void check(Page page, String state) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      AxeResults found = new AxeBuilder(page).withTags(RULES).analyze();
      faults.assertThat(found.getPasses()).as(state + ", rules that applied").isNotEmpty();
      faults
          .assertThat(found.getViolations().stream().map(AccessIT::words))
          .as(state + ", " + scheme)
          .isEmpty();
    }
    int width = page.viewportSize().width;
    int height = page.viewportSize().height;
    page.setViewportSize(NARROW_PX, 640);
    int wide = (int) page.evaluate("document.scrollingElement.scrollWidth");
    faults.assertThat(wide).as(state + ", width at 320 px").isLessThanOrEqualTo(NARROW_PX);
    page.setViewportSize(width, height);
  }

  private static String words(Rule rule) {
    return rule.getId()
        + rule.getNodes().stream()
            .map(node -> "\n  " + node.getTarget() + " " + node.getFailureSummary())
            .toList();
  }

  @SuppressWarnings("unchecked")
  private void checkTargets(Page page, String state) {
    page.setViewportSize(Browsers.PHONE_WIDTH, Browsers.PHONE_HEIGHT);
    List<String> small = (List<String>) page.evaluate(SMALL_TARGETS, TARGET_PX);
    faults.assertThat(small).as(state + ", targets below 44 px").isEmpty();
    page.setViewportSize(1280, 800);
  }

  /** What is tapped: the control, or the label around it. */
  private static final String SMALL_TARGETS =
      """
      least => {
        const small = [];
        const look = root => {
          for (const each of root.querySelectorAll('*')) {
            if (each.shadowRoot) look(each.shadowRoot);
            if (!each.matches('a[href], button, input, select, textarea, summary')) continue;
            const target = each.closest('label') ?? each;
            if (!target.checkVisibility({ visibilityProperty: true })) continue;
            const { width, height } = target.getBoundingClientRect();
            if (Math.min(width, height) < least) {
              small.push(`${width} x ${height}: ${target.outerHTML.slice(0, 100)}`);
            }
          }
        };
        look(document);
        return small;
      }
      """;
}
