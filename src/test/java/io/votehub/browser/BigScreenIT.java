package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.votehub.poll.PollState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The big screen fills its window, is legible from far away, and its percentages add up. */
class BigScreenIT extends BrowserTest {
  private static final String ASKED = "Which talk was best?";
  private static final int HEIGHT = 720;

  /** The text of each visible row, its font size and its position. */
  private static final String OUTSIDE =
      """
      () => {
        const all = [];
        const look = (node) => {
          if (node.localName === 'vh-result-table' || node.localName === 'vh-screen-controls' || node.localName === 'vh-live-region') return;
          if (node.nodeType === 3 && node.data.trim() && !node.parentElement.closest('.unseen')) {
            const range = document.createRange();
            range.selectNodeContents(node);
            const box = range.getBoundingClientRect();
            const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
            const out = box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < -1 || box.top < -1;
            if (out || size < innerHeight * 0.0165) all.push(`${node.data.trim()} ${size} ${Math.round(box.right)} ${Math.round(box.bottom)}`);
          }
          for (const child of [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes]) look(child);
        };
        look(document.querySelector('vh-screen'));
        return all;
      }
      """;

  private Page screen(ScreenScene scene, int width, int height, String query) {
    Page page = browsers.stillDesk("about:blank", width, height);
    show(page, scene, query);
    return page;
  }

  private void show(Page page, ScreenScene scene, String query) {
    page.unrouteAll();
    scene.playTo(page, fixture.room().code());
    page.navigate(fixture.screen() + query);
    assertThat(page.getByTestId("screen-poll")).isVisible();
  }

  private static ScreenScene single(int options, int votes, boolean open) {
    return ScreenScene.of("single", Map.of(), ASKED, ScreenScene.labels(options), votes, open);
  }

  private static Locator rows(Page page) {
    return page.locator("[data-testid^=result-bar-]");
  }

  private static void assertReadable(Page page, String what) {
    page.waitForFunction(
        "() => document.querySelector('vh-screen').renderRoot.querySelector('h1')");
    // A window that was resized is laid out anew a moment later.
    try {
      page.waitForFunction("(" + OUTSIDE + ")().length === 0");
    } catch (PlaywrightException late) {
      assertThat(page.evaluate(OUTSIDE)).as(what).isEqualTo(List.of());
    }
    assertThat((int) page.evaluate("document.scrollingElement.scrollHeight"))
        .as(what)
        .isLessThanOrEqualTo(page.viewportSize().height);
  }

  @Test
  void everyOptionIsShownInLegibleLettersPageByPage() {
    Page page = screen(single(100, 1200, true), 1280, HEIGHT, "");
    Locator pages = page.getByTestId("bars-pages");
    assertThat(pages).isVisible();
    // Pages turn by themselves, but not for a while after a key.
    page.keyboard().press("ArrowRight");
    int all = Integer.parseInt(pages.getAttribute("data-pages"));
    int first = Integer.parseInt(pages.getAttribute("data-page"));
    int seen = 0;
    for (int i = 0; i < all; i++) {
      int at = (first - 1 + i) % all + 1;
      assertThat(pages).hasAttribute("data-page", String.valueOf(at));
      assertReadable(page, "page " + at);
      seen += rows(page).count();
      page.keyboard().press("ArrowRight");
    }
    assertThat(seen).isEqualTo(100);
    assertThat(pages).hasAttribute("data-page", String.valueOf(first));

    show(
        page,
        ScreenScene.of("multiple", Map.of(), ASKED, ScreenScene.longLabels(20), 300, true),
        "");
    assertThat(rows(page).first()).isVisible();
    assertReadable(page, "labels of 200 characters");
    show(page, ScreenScene.of("text", Map.of(), ASKED, List.of(), 120, true), "");
    assertThat(page.getByTestId("text-pages")).isVisible();
    assertReadable(page, "120 texts");
  }

  @Test
  void labelsOfTwoLinesAreCompleteForScreenReaders() {
    List<String> labels =
        List.of(
            "Rindfleischetikettierungsüberwachung",
            "Gooseberries, and a label that takes a little more than one line",
            "Ferns");
    String cut =
        "labels => labels.filter(each => each.scrollHeight > each.clientHeight + 2)"
            + ".map(each => each.textContent)";
    ScreenScene open = ScreenScene.of("single", Map.of(), ASKED, labels, 240, true);
    Map<String, Object> pairs = Map.of("count", "schulze");
    Page page = screen(open.hidden(), 1280, HEIGHT, "");
    for (ScreenScene scene :
        List.of(
            open.hidden(),
            open.in(PollState.CLOSED, 0),
            ScreenScene.of("grades", Map.of(), ASKED, labels, 40, false),
            ScreenScene.of("ranked", pairs, ASKED, labels, 40, false))) {
      show(page, scene, "");
      Locator shown =
          page.locator("vh-bars .label, vh-grade-bars .label, vh-pairwise-matrix .label");
      assertThat(shown).hasCount(3);
      assertThat(shown.evaluateAll(cut)).isEqualTo(List.of());
      assertReadable(page, "labels of two lines");
    }
  }

  @Test
  void aPollThatIsClosingIsNotShownAsOpen() {
    Page page = screen(single(4, 240, true).in(PollState.CLOSING, 0), 1280, HEIGHT, "");
    assertThat(page.locator("vh-screen .state").first()).hasText("Closing…");
  }

  @Test
  void theScreenFitsEveryWindowWithoutScrolling() {
    Page page = screen(single(4, 240, true), 1280, HEIGHT, "");
    double part = partOfTheWindow(page);
    for (int[] size : new int[][] {{1920, 1080}, {3840, 2160}}) {
      page.setViewportSize(size[0], size[1]);
      page.waitForFunction(
          "(part) => Math.abs(document.querySelector('vh-screen').renderRoot.querySelector('vh-bars')"
              + ".renderRoot.querySelector('.label').getBoundingClientRect().width / innerWidth"
              + " - part) < 0.005",
          part);
      assertReadable(page, size[1] + " lines");
    }
    page.setViewportSize(1024, 768);
    assertReadable(page, "4:3");
  }

  private static double partOfTheWindow(Page page) {
    Locator label = page.locator("vh-bars .label").first();
    assertThat(label).isVisible();
    return label.boundingBox().width / page.viewportSize().width;
  }

  @Test
  void aClosedPollIsSortedAndShowsTheTopTenAndTheRest() {
    ScreenScene open = single(60, 1200, true);
    Page page = screen(open, 1280, HEIGHT, "");
    assertThat(page.getByTestId("bars-scale")).hasText("Scale: up to 7%");
    assertThat(rows(page).first()).hasAttribute("data-testid", "result-bar-a");

    open.in(PollState.CLOSED, 0).tell();

    assertThat(page.getByTestId("final")).isVisible();
    assertThat(rows(page)).hasCount(10);
    List<Integer> votes =
        rows(page).all().stream()
            .map(row -> Integer.valueOf(row.getAttribute("data-votes")))
            .toList();
    assertThat(votes).isSortedAccordingTo((a, b) -> b - a);
    int rest = Integer.parseInt(page.getByTestId("bars-rest").getAttribute("data-votes"));
    assertThat(votes.stream().mapToInt(each -> each).sum() + rest).isEqualTo(1200);

    page.keyboard().press("s");
    page.keyboard().press("s");
    assertThat(page.getByTestId("screen-controls")).hasAttribute("data-sort", "poll");
    assertThat(rows(page).first()).hasAttribute("data-testid", "result-bar-a");
  }

  @Test
  void aCountDecidedByFirstChoicesIsShownAsBars() {
    Page page =
        screen(
            ScreenScene.of("ranked", Map.of(), ASKED, ScreenScene.labels(3), 400, false),
            1280,
            HEIGHT,
            "");
    assertThat(rows(page)).hasCount(3);
    assertThat(rows(page).first()).containsText("Winner");
    assertReadable(page, "first choices");
  }

  @Test
  void percentagesOfASingleChoiceAddUpToAHundredEverywhere() {
    String poll = fixture.draft(ASKED, List.of("Ash", "Birch", "Cedar"), Map.of());
    fixture.step(poll, "open");
    fixture.vote(poll, 1, 1, 1);
    fixture.step(poll, "close");
    Page page = browsers.stillDesk(fixture.screen(), 1280, HEIGHT);
    Page phone = browsers.phone(fixture.audience());
    List<String> expected = List.of("34%", "33%", "33%");

    assertThat(page.getByTestId("final")).isVisible();
    for (int i = 0; i < 3; i++) {
      String row = "result-bar-" + (char) ('a' + i);
      assertThat(page.getByTestId(row).locator("b")).hasText(expected.get(i));
      assertThat(phone.getByTestId("option-" + (char) ('a' + i)).locator(".count b"))
          .hasText(expected.get(i));
    }
    assertThat(page.getByTestId("result-table").locator("tbody td:last-child"))
        .hasText(expected.toArray(String[]::new));
    assertThat(fixture.csv(poll)).contains("0.3333333333333333");
  }

  @Test
  void aTextCanBeHighlightedAndTheLastSecondsAreLarge() {
    Page page =
        screen(ScreenScene.of("text", Map.of(), ASKED, List.of(), 7, true), 1280, HEIGHT, "");
    Locator card = page.getByTestId("text-card").first();
    String text = card.locator("p").textContent();
    card.click();
    assertThat(page.getByTestId("text-light")).hasText(text);
    page.keyboard().press("Escape");
    assertThat(page.getByTestId("text-light")).hasCount(0);

    // So that they last until all is looked at.
    page.clock().setFixedTime(System.currentTimeMillis());
    show(page, single(4, 240, true).in(PollState.OPEN, 9_000), "");
    Locator ring = page.getByTestId("countdown");
    page.waitForCondition(() -> ring.boundingBox().height > HEIGHT / 5.0);
    assertThat(page.getByTestId("qr").boundingBox().height).isGreaterThan(HEIGHT / 6.0);
    page.keyboard().press("m");
    assertThat(page.getByTestId("screen-controls")).hasAttribute("data-sound", "true");
    assertReadable(page, "the last seconds");
  }
}
