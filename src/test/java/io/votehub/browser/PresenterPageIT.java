package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.votehub.RunningHub;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Leading a room: from a laptop, by a clicker, and with a thumb. */
class PresenterPageIT {
  private static final List<String> ABC = List.of("Ash", "Birch", "Cedar");

  private static RunningHub hub;
  @RegisterExtension final Browsers browsers = new Browsers();

  /** Each test has a room of its own. */
  private final Hall hall = new Hall(hub);

  @BeforeAll
  static void startHub(@TempDir Path data) {
    hub = new RunningHub(data);
  }

  @AfterAll
  static void stopHub() {
    hub.close();
  }

  @Test
  void withTwentyFourPollsTheListScrollsAndTheLargeButtonStays() {
    List<String> polls = drafts(24);
    Page page = browsers.desk(hall.presenter(), 1366, 768);
    assertCurrent(page, polls.get(0));

    IntStream.range(0, 23).forEach(i -> page.keyboard().press("ArrowDown"));

    assertCurrent(page, polls.get(23));
    assertSeen(page, "poll-item-" + polls.get(23));
    assertSeen(page, "next-action");
    assertSeen(page, "new-poll");
    assertSeen(page, "link-screen");
    assertThat((boolean) page.evaluate("document.scrollingElement.scrollHeight <= innerHeight"))
        .as("the page itself does not scroll")
        .isTrue();
    assertThat(top(page, "new-poll")).isLessThan(top(page, "poll-item-" + polls.get(23)));
  }

  @Test
  void spaceLeadsThePollThatWasClickedInTheListAndStaysWithItAfterAnArrow() {
    List<String> polls = drafts(3);
    Page page = browsers.desk(hall.presenter());

    page.getByTestId("poll-item-" + polls.get(1)).click();
    page.keyboard().press("Space");
    assertState(page, "open");
    assertCurrent(page, polls.get(1));

    page.keyboard().press("ArrowDown");
    assertCurrent(page, polls.get(2));
    page.keyboard().press("Space");
    assertState(page, "open");
    assertCurrent(page, polls.get(2));
  }

  @Test
  void spaceStaysWithAControlThatTheKeysHaveComeToAndNotWithOneThatWasClicked() {
    drafts(1);
    Page page = browsers.desk(hall.presenter());
    page.getByTestId("seconds-60").click();
    page.keyboard().press("Space");
    assertState(page, "open");

    page.getByTestId("extend-15").click();
    assertState(page, "open");
    page.keyboard().press("Space");
    assertState(page, "closed");

    Keys.tabTo(page, "[data-testid=hide]");
    page.keyboard().press("Space");
    assertThat(page.getByTestId("seen-by")).hasAttribute("data-visible", "false");
    assertState(page, "closed");
  }

  @Test
  void aClickerLeadsThroughTheWholeListAndBack() {
    List<String> polls = drafts(2);
    Page page = browsers.desk(hall.presenter());
    assertState(page, "draft");

    page.keyboard().press("PageDown");
    assertState(page, "open");
    page.keyboard().press("PageDown");
    assertState(page, "closed");
    page.keyboard().press("PageDown");
    assertCurrent(page, polls.get(1));
    page.keyboard().press("PageDown");
    assertState(page, "open");
    page.keyboard().press("PageDown");
    assertState(page, "closed");
    page.keyboard().press("PageDown");
    assertThat(page.getByText("That was the last poll.")).isVisible();
    assertThat(page.getByTestId("question")).hasCount(0);
    page.keyboard().press("PageUp");
    assertCurrent(page, polls.get(0));
    page.keyboard().press("o");
    assertState(page, "open");
  }

  @Test
  void aThumbLeadsFromTheFootOfAPhoneAndChoosesFromASheet() {
    List<String> polls = drafts(24);
    Page page = browsers.phone(hall.presenter());
    assertThat(page.getByTestId("poll-question")).hasText("Question 1?");
    assertThat(page.getByTestId("poll-item-" + polls.get(0))).isHidden();
    for (String id : List.of("next-action", "thumb-back", "thumb-list", "thumb-show", "thumb-on")) {
      assertThat(top(page, id)).as(id + " is within reach").isGreaterThan(740 * 0.75);
      assertSeen(page, id);
    }

    page.getByTestId("next-action").tap();
    assertState(page, "open");
    page.getByTestId("thumb-show").tap();
    assertThat(page.getByTestId("seen-by")).hasAttribute("data-visible", "false");
    page.getByTestId("next-action").tap();
    assertState(page, "closed");
    page.getByTestId("thumb-on").tap();
    assertThat(page.getByTestId("poll-question")).hasText("Question 2?");

    page.getByTestId("thumb-list").tap();
    assertSeen(page, "poll-item-" + polls.get(1));
    assertSeen(page, "new-poll");
    page.getByTestId("poll-item-" + polls.get(23)).tap();
    assertThat(page.getByTestId("poll-question")).hasText("Question 24?");
    assertThat(page.getByTestId("new-poll")).isHidden();
    page.getByTestId("thumb-list").tap();
    page.keyboard().press("Escape");
    assertThat(page.getByTestId("new-poll")).isHidden();
    assertThat(page.getByTestId("thumb-list")).isFocused();
  }

  @Test
  void aTimeLimitOfOnesOwnIsTypedAsSecondsOrMinutes() {
    drafts(1);
    Page page = browsers.desk(hall.presenter());

    page.getByTestId("seconds-own").fill("0:45");
    page.getByTestId("seconds-own").press("Enter");
    assertThat(page.getByTestId("next-action")).hasText("Open voting for 45 s");
    page.getByTestId("seconds-own").fill("nonsense");
    page.getByTestId("seconds-own").press("Enter");
    assertThat(page.getByTestId("seconds-own")).hasValue("45 s");
    page.getByTestId("seconds-120").click();
    assertThat(page.getByTestId("next-action")).hasText("Open voting for 2 min");
    page.getByTestId("next-action").click();
    assertThat(page.getByTestId("countdown").first()).isVisible();
    page.getByTestId("extend-60").click();
    assertThat(page.getByTestId("countdown").first()).containsText("2:5");
  }

  @Test
  void questionAndOptionsComeFirstInTheEditor() {
    Page laptop = browsers.desk(hall.presenter(), 1366, 768);
    laptop.getByTestId("next-action").click();
    for (String id : List.of("question", "option-label-0", "option-label-1", "save")) {
      assertSeen(laptop, id);
    }
    Page phone = browsers.phone(hall.presenter());
    phone.getByTestId("next-action").tap();
    assertSeen(phone, "question");
    assertSeen(phone, "option-label-0");
    assertThat(top(phone, "option-label-1")).isLessThan(top(phone, "method-single"));

    phone.getByTestId("method-points").tap();
    assertThat(phone.getByTestId("method-when")).containsText("shared out");
    phone.getByTestId("method-words").tap();
    assertThat(phone.getByTestId("option-label-0")).hasCount(0);
  }

  @Test
  void aDuplicateComesRightAfterItsOriginal() {
    List<String> polls = drafts(3);
    Page page = browsers.desk(hall.presenter());
    page.getByTestId("poll-item-" + polls.get(1)).click();

    page.getByTestId("duplicate").click();

    Locator items = page.locator("vh-poll-list .item");
    assertThat(items.locator(".question"))
        .hasText(new String[] {"Question 1?", "Question 2?", "Question 2?", "Question 3?"});
    assertThat(items.nth(2)).hasAttribute("aria-current", "true");
    page.reload();
    assertThat(items.locator(".question"))
        .hasText(new String[] {"Question 1?", "Question 2?", "Question 2?", "Question 3?"});
  }

  private List<String> drafts(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> hall.draft("Question " + i + "?", ABC, Map.of()))
        .toList();
  }

  private static void assertCurrent(Page page, String poll) {
    assertThat(page.getByTestId("poll-item-" + poll)).hasAttribute("aria-current", "true");
  }

  private static void assertState(Page page, String state) {
    assertThat(page.getByTestId("poll-state")).hasAttribute("data-state", state);
    assertThat(page.getByTestId("next-action")).hasAttribute("aria-busy", "false");
  }

  /** Wholly in the window, without anybody scrolling. */
  private static void assertSeen(Page page, String id) {
    Locator element = page.getByTestId(id);
    assertThat(element).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(0.99));
  }

  private static double top(Page page, String id) {
    return page.getByTestId(id).boundingBox().y;
  }
}
