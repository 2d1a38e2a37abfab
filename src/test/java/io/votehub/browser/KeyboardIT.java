package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Voting and leading by keyboard only. */
class KeyboardIT extends BrowserTest {
  private static final List<String> ABC = List.of("Ash", "Birch", "Cedar");

  @Test
  void aVoterEntersTheCodeAndVotesByKeyboardOnly() {
    fixture.open("Which tree?", ABC);
    Page page = browsers.desk(fixture.home());

    assertThat(page.getByTestId("join-code")).isFocused();
    page.keyboard().type(fixture.room().code());
    page.keyboard().press("Enter");
    page.waitForURL("**/r/*");
    assertThat(page.getByTestId("option-a")).isVisible();
    Keys.tabTo(page, "input[name=choice]");
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
  void spaceRAndArrowKeysDoWhatTheManualSays() {
    String first = fixture.draft("Which tree?", ABC, Map.of());
    String second = fixture.draft("Which herb?", List.of("Dill", "Mint"), Map.of());
    Page page = browsers.desk(fixture.presenter());
    assertCurrent(page, first);

    page.keyboard().press("ArrowDown");
    assertCurrent(page, second);
    page.keyboard().press("ArrowUp");
    assertCurrent(page, first);

    page.keyboard().press("Space");
    assertState(page, "open");
    page.keyboard().press("r");
    assertThat(page.getByTestId("seen-by")).hasAttribute("data-visible", "false");
    assertState(page, "open");
    page.keyboard().press("r");
    assertThat(page.getByTestId("seen-by")).hasAttribute("data-visible", "true");
    page.keyboard().press("Space");
    assertState(page, "closed");
    page.keyboard().press("o");
    assertState(page, "open");
    page.keyboard().press("Space");
    assertState(page, "closed");
    page.keyboard().press("Space");
    assertCurrent(page, second);
  }

  @Test
  void aKeyThatIsPressedBeforeTheHubHasAnsweredWaitsItsTurnAndRepeatsNothing() {
    fixture.draft("Which tree?", ABC, Map.of());
    Page page = browsers.desk(fixture.presenter());
    assertState(page, "draft");
    List<Route> held = new ArrayList<>();
    page.route("**/polls/*/open", held::add);

    page.keyboard().press("Space");
    assertThat(page.getByTestId("next-action")).hasAttribute("aria-busy", "true");
    page.keyboard().press("Space");
    page.keyboard().press("r");
    assertThat(page.getByTestId("poll-state")).hasAttribute("data-state", "draft");
    held.get(0).resume();

    assertThat(page.getByTestId("seen-by")).hasAttribute("data-visible", "false");
    assertState(page, "open");
    assertThat(held).hasSize(1);
  }

  @Test
  void typingInAFieldTriggersNoShortcut() {
    fixture.draft("Which tree?", ABC, Map.of());
    Page page = browsers.desk(fixture.presenter());
    assertState(page, "draft");

    page.getByTestId("title").fill("");
    page.getByTestId("title").pressSequentially("Nuts are r n");

    assertState(page, "draft");
    assertThat(page.getByTestId("question")).hasCount(0);
    assertThat(page.getByTestId("title")).hasValue("Nuts are r n");
  }

  @Test
  void aPollIsWrittenByKeyboardOnly() {
    Page page = browsers.desk(fixture.presenter());
    assertThat(page.getByTestId("empty")).isVisible();

    page.keyboard().press("n");
    assertThat(page.getByTestId("question")).isFocused();
    page.keyboard().type("Which tree?");
    Keys.tabTo(page, "[data-testid=option-label-0]");
    page.keyboard().type("Ash");
    Keys.tabTo(page, "[data-testid=option-label-1]");
    page.keyboard().type("Birch");
    page.keyboard().press("Enter");
    assertThat(page.getByTestId("option-label-2")).isFocused();
    page.keyboard().type("Cedar");
    Keys.tabTo(page, "[data-testid=save]");
    page.keyboard().press("Enter");

    assertState(page, "draft");
    assertThat(page.getByTestId("result-bar-c")).containsText("Cedar");
    page.keyboard().press("?");
    assertThat(page.getByTestId("shortcuts")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.getByTestId("shortcuts")).isHidden();
  }

  @Test
  void everyControlIsReachableByTab() {
    String poll = fixture.open("Which tree?", ABC);
    Page room = browsers.desk(fixture.audience());
    assertThat(room.getByTestId("option-a")).isVisible();
    assertThat(Keys.unreachedByTab(room)).isEmpty();
    Page presenter = browsers.desk(fixture.presenter());
    assertState(presenter, "open");
    assertThat(Keys.unreachedByTab(presenter)).isEmpty();

    fixture.step(poll, "close");
    assertState(presenter, "closed");
    assertThat(Keys.unreachedByTab(presenter)).isEmpty();
    presenter.keyboard().press("n");
    assertThat(presenter.getByTestId("question")).isVisible();
    assertThat(Keys.unreachedByTab(presenter)).isEmpty();
  }

  private static void assertChosen(Page page, String option) {
    assertThat(page.getByTestId("option-" + option)).hasAttribute("data-chosen", "true");
    assertThat(page.getByTestId("vote-state")).hasAttribute("data-state", "counted");
  }

  private static void assertState(Page page, String state) {
    assertThat(page.getByTestId("poll-state")).hasAttribute("data-state", state);
    // The same key again at once is taken for a bounce while an action is in progress.
    assertThat(page.getByTestId("next-action")).hasAttribute("aria-busy", "false");
  }

  private static void assertCurrent(Page page, String poll) {
    Locator item = page.getByTestId("poll-item-" + poll);
    assertThat(item).hasAttribute("aria-current", "true");
  }
}
