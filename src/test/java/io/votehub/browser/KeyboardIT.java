package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Voting and leading by keys alone. */
class KeyboardIT {
  /** The element that has the focus, in whatever shadow root it is. */
  private static final String FOCUSED =
      """
      (function deepest(root) {
        const at = root.activeElement;
        return at?.shadowRoot ? deepest(at.shadowRoot) ?? at : at;
      })(document)
      """
          .strip();

  /**
   * Controls that are in sight and never had the focus, in all shadow roots. Of radios that belong
   * together Tab comes to one, and arrows to the others.
   */
  private static final String UNREACHED =
      """
      () => {
        const unreached = [];
        const groups = new Map();
        const look = root => {
          for (const each of root.querySelectorAll('*')) {
            if (each.shadowRoot) look(each.shadowRoot);
            if (!each.matches('a[href], button, input, select, textarea, summary')) continue;
            if (each.disabled || !each.checkVisibility({ visibilityProperty: true })) continue;
            const name = each.dataset.testid ?? each.outerHTML.slice(0, 120);
            if (each.type === 'radio') {
              const inRoot = groups.get(root) ?? groups.set(root, new Map()).get(root);
              inRoot.set(each.name, inRoot.get(each.name) || each.reachedByTab || false);
            } else if (!each.reachedByTab) unreached.push(name);
          }
        };
        look(document);
        for (const inRoot of groups.values()) {
          for (const [name, reached] of inRoot) if (!reached) unreached.push('radio ' + name);
        }
        return unreached;
      }
      """;

  private static final List<String> ABC = List.of("Ash", "Birch", "Cedar");

  @RegisterExtension final Browsers browsers = new Browsers();
  @TempDir Path data;
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
  void aVoterEntersTheCodeAndVotesByKeysAlone() {
    hall.open("Which tree?", ABC);
    Page page = browsers.desk(hall.home());

    assertThat(page.getByTestId("join-code")).isFocused();
    page.keyboard().type(hall.room().code());
    page.keyboard().press("Enter");
    page.waitForURL("**/r/*");
    assertThat(page.getByTestId("option-a")).isVisible();
    tabTo(page, "input[name=choice]");
    page.keyboard().press("ArrowDown");
    assertThat(page.getByTestId("vote-state")).hasAttribute("data-state", "none");
    page.keyboard().press("Space");

    assertChosen(page, "b");
    page.keyboard().press("c");
    assertChosen(page, "c");
    page.keyboard().press("1");
    assertChosen(page, "a");
  }

  @Test
  void spaceOpensAndClosesRShowsAndHidesArrowsGoThroughThePolls() {
    String first = hall.draft("Which tree?", ABC, Map.of());
    String second = hall.draft("Which herb?", List.of("Dill", "Mint"), Map.of());
    Page page = browsers.desk(hall.presenter());
    assertCurrent(page, first);

    page.keyboard().press("ArrowDown");
    assertCurrent(page, second);
    page.keyboard().press("ArrowUp");
    assertCurrent(page, first);

    page.keyboard().press("Space");
    assertState(page, "open");
    page.keyboard().press("r");
    assertThat(page.getByTestId("seen-by")).hasAttribute("data-visible", "false");
    page.keyboard().press("r");
    assertThat(page.getByTestId("seen-by")).hasAttribute("data-visible", "true");
    page.keyboard().press("Space");
    assertState(page, "closed");
    page.keyboard().press("Space");
    assertState(page, "open");
  }

  @Test
  void lettersThatAreWrittenInAFieldStartNothing() {
    hall.draft("Which tree?", ABC, Map.of());
    Page page = browsers.desk(hall.presenter());
    assertState(page, "draft");

    page.getByTestId("title").fill("");
    page.getByTestId("title").pressSequentially("Nuts are r n");

    assertState(page, "draft");
    assertThat(page.getByTestId("question")).hasCount(0);
    assertThat(page.getByTestId("title")).hasValue("Nuts are r n");
  }

  @Test
  void aPollIsWrittenByKeysAlone() {
    Page page = browsers.desk(hall.presenter());
    assertThat(page.getByTestId("empty")).isVisible();

    page.keyboard().press("n");
    assertThat(page.getByTestId("question")).isFocused();
    page.keyboard().type("Which tree?");
    tabTo(page, "[data-testid=option-label-0]");
    page.keyboard().type("Ash");
    tabTo(page, "[data-testid=option-label-1]");
    page.keyboard().type("Birch");
    page.keyboard().press("Enter");
    assertThat(page.getByTestId("option-label-2")).isFocused();
    page.keyboard().type("Cedar");
    tabTo(page, "[data-testid=save]");
    page.keyboard().press("Enter");

    assertState(page, "draft");
    assertThat(page.getByTestId("result-bar-c")).containsText("Cedar");
    page.keyboard().press("?");
    assertThat(page.getByTestId("shortcuts")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.getByTestId("shortcuts")).isHidden();
  }

  @Test
  void everythingThatCanBeClickedIsReachedByTab() {
    String poll = hall.open("Which tree?", ABC);
    Page room = browsers.desk(hall.audience());
    assertThat(room.getByTestId("option-a")).isVisible();
    assertThat(unreachedByTab(room)).isEmpty();
    Page presenter = browsers.desk(hall.presenter());
    assertState(presenter, "open");
    assertThat(unreachedByTab(presenter)).isEmpty();

    hall.step(poll, "close");
    assertState(presenter, "closed");
    assertThat(unreachedByTab(presenter)).isEmpty();
    presenter.keyboard().press("n");
    assertThat(presenter.getByTestId("question")).isVisible();
    assertThat(unreachedByTab(presenter)).isEmpty();
  }

  private static void assertChosen(Page page, String option) {
    assertThat(page.getByTestId("option-" + option)).hasAttribute("data-chosen", "true");
    assertThat(page.getByTestId("vote-state")).hasAttribute("data-state", "counted");
  }

  private static void assertState(Page page, String state) {
    assertThat(page.getByTestId("poll-state")).hasAttribute("data-state", state);
    // A deed that is still under way would swallow the next key.
    assertThat(page.getByTestId("next-action")).hasAttribute("aria-busy", "false");
  }

  private static void assertCurrent(Page page, String poll) {
    Locator item = page.getByTestId("poll-item-" + poll);
    assertThat(item).hasAttribute("aria-current", "true");
  }

  private static void tabTo(Page page, String selector) {
    for (int i = 0; i < 80; i++) {
      page.keyboard().press("Tab");
      if ((boolean)
          page.evaluate("selector => " + FOCUSED + "?.matches(selector) ?? false", selector)) {
        return;
      }
    }
    throw new AssertionError("Tab never comes to " + selector);
  }

  /** Goes once round by Tab; what could be clicked and never had the focus. */
  @SuppressWarnings("unchecked")
  private static List<String> unreachedByTab(Page page) {
    int controls = ((List<String>) page.evaluate(UNREACHED)).size();
    for (int i = 0; i < 2 * controls + 10; i++) {
      page.keyboard().press("Tab");
      page.evaluate("() => { const at = " + FOCUSED + "; if (at) at.reachedByTab = true; }");
    }
    return (List<String>) page.evaluate(UNREACHED);
  }
}
