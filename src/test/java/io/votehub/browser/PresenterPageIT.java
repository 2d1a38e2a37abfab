package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.votehub.RunningHub;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Leading a room from a laptop, with a presentation remote, and on a phone. */
class PresenterPageIT {
  private static final List<String> ABC = List.of("Ash", "Birch", "Cedar");

  private static RunningHub hub;
  @RegisterExtension final Browsers browsers = new Browsers();

  /** Each test has a room of its own. */
  private final RoomFixture fixture = new RoomFixture(hub);

  @BeforeAll
  static void startHub(@TempDir Path data) {
    hub = new RunningHub(data);
  }

  @AfterAll
  static void stopHub() {
    hub.close();
  }

  @Test
  void withTwentyFourPollsTheListScrollsAndTheMainButtonStaysVisible() {
    List<String> polls = drafts(24);
    Page page = browsers.desk(fixture.presenter(), 1366, 768);
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
  void spaceActsOnThePollThatIsSelectedInTheList() {
    List<String> polls = drafts(3);
    Page page = browsers.desk(fixture.presenter());

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
  void spaceActivatesAControlFocusedByKeyboardButNotOneThatWasClicked() {
    drafts(1);
    Page page = browsers.desk(fixture.presenter());
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
  void aPresentationRemoteStepsThroughTheWholeListAndBack() {
    List<String> polls = drafts(2);
    Page page = browsers.desk(fixture.presenter());
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
  void onAPhoneTheMainControlsAreAtTheBottomAndPollsInASheet() {
    List<String> polls = drafts(24);
    Page page = browsers.phone(fixture.presenter());
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
  void aPhoneIsARemoteControlThatTellsWhatGoesOn() {
    List<String> polls = drafts(2);
    browsers.expectLostConnections();
    try (NetworkProxy wire = new NetworkProxy(hub.port())) {
      Page page =
          browsers.phone(
              RoomFixture.address(
                  wire.port(),
                  "/present/" + fixture.room().code() + "#key=" + fixture.room().token()));
      page.getByTestId("stage-lobby").click();
      assertThat(page.getByTestId("thumb-now")).containsText("How to join");

      page.getByTestId("next-action").tap();
      assertState(page, "open");
      fixture.vote(polls.get(0), 2, 1);
      assertThat(page.getByTestId("thumb-now")).containsText("Question 1?");
      assertThat(page.getByTestId("thumb-now")).containsText("3 votes");
      for (String id : List.of("thumb-now", "next-action", "thumb-on")) {
        assertSeen(page, id);
      }
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        for (int width : List.of(360, 390)) {
          page.setViewportSize(width, width == 360 ? 740 : 844);
          String name = "remote-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
          page.screenshot(
              new Page.ScreenshotOptions().setPath(Path.of("target/screenshots", name)));
        }
      }
      AccessCheck access = new AccessCheck();
      access.check(page, "remote control");
      access.assertAll();

      wire.cut();
      assertThat(page.getByTestId("thumb-now")).hasAttribute("data-offline", "");
      assertThat(page.getByTestId("next-action")).hasAttribute("aria-disabled", "true");
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/remote-offline.png")));
      wire.mend();
      assertThat(page.getByTestId("next-action"))
          .hasAttribute("aria-disabled", "false", backSoon());
      page.getByTestId("next-action").tap();
      assertState(page, "closed");
    }
  }

  /** A page waits at most 10 s between two attempts to connect. */
  private static LocatorAssertions.HasAttributeOptions backSoon() {
    return new LocatorAssertions.HasAttributeOptions().setTimeout(60_000);
  }

  @Test
  void onAPhoneInLandscapeThePollTakesMostOfTheWindow() {
    drafts(2);
    Page page = browsers.phone(fixture.presenter(), 740, 360, Browsers.ENGLISH);
    assertSeen(page, "next-action");
    assertSeen(page, "thumb-on");
    double head = page.locator("vh-present header").first().boundingBox().height;
    double foot = page.locator("vh-present .lead").boundingBox().height;
    assertThat(head + foot).isLessThan(360 * 0.4);
    assertThat((int) page.evaluate("document.scrollingElement.scrollWidth")).isEqualTo(740);
  }

  @Test
  void aCustomTimeLimitIsEnteredAsSecondsOrMinutes() {
    drafts(1);
    Page page = browsers.desk(fixture.presenter());

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
    Page laptop = browsers.desk(fixture.presenter(), 1366, 768);
    laptop.getByTestId("next-action").click();
    for (String id : List.of("question", "option-label-0", "option-label-1", "save")) {
      assertSeen(laptop, id);
    }
    Page phone = browsers.phone(fixture.presenter());
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
  void savingFromTheBottomShowsErrorsAtTheTop() {
    Page phone = browsers.phone(fixture.presenter());
    phone.getByTestId("next-action").tap();
    phone.getByTestId("question").fill("Which tree?");
    phone.getByTestId("grace").scrollIntoViewIfNeeded();

    phone.getByTestId("save").tap();

    assertThat(phone.getByTestId("options-error")).not().isEmpty();
    assertSeen(phone, "options-error");
  }

  @Test
  void aPreviewShowsWhatIsOnTheBigScreen() {
    fixture.open("Which tree?", ABC);
    Page page = browsers.desk(fixture.presenter(), 1366, 768);
    FrameLocator picture = page.frameLocator("[data-testid=screen-picture]");
    assertThat(picture.getByTestId("poll-question")).hasText("Which tree?");
    page.getByTestId("next-action").click();
    assertThat(picture.getByTestId("final")).isVisible();

    page.setViewportSize(820, 1180);
    assertThat(page.getByTestId("screen-picture")).hasCount(0);
  }

  @Test
  void aDuplicateFollowsItsOriginal() {
    List<String> polls = drafts(3);
    Page page = browsers.desk(fixture.presenter());
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

  @Test
  void entriesCanBeFilteredSearchedAndApprovedTogether() {
    String poll = fixture.draft("text", "What next?", List.of(), Map.of("moderated", true));
    fixture.step(poll, "open");
    for (String text : List.of("More trees", "A tree house", "Rude words", "A pond")) {
      fixture.cast(poll, Map.of("text", text));
    }
    Page page = browsers.desk(fixture.presenter());
    Locator listed = page.locator("vh-moderation li");
    assertThat(listed).hasCount(4);

    page.getByTestId("search").fill("TREE");
    assertThat(listed).hasCount(2);
    assertThat(page.getByTestId("approve-all")).hasAttribute("data-n", "2");
    // Entries that have only just appeared are not approved with the others; so press until they
    // are.
    page.waitForCondition(
        () -> {
          page.getByTestId("approve-all").dispatchEvent("click");
          return "2".equals(page.getByTestId("pending-count").getAttribute("data-n"));
        });

    page.getByTestId("search").fill("");
    page.getByTestId("filter-pending").click();
    assertThat(listed).hasCount(2);
    listed.filter(new Locator.FilterOptions().setHasText("Rude")).getByLabel("Hide").click();
    assertThat(page.getByTestId("pending-count")).hasAttribute("data-n", "1");
    assertThat(listed).hasCount(2);
    page.getByTestId("filter-hidden").click();
    assertThat(listed).hasText(new Pattern[] {Pattern.compile("Rude")});
    page.getByTestId("filter-approved").click();
    assertThat(listed).hasCount(2);
  }

  @Test
  void aRoomIsDeletedAfterItsCodeIsEntered() {
    drafts(2);
    Page page = browsers.desk(fixture.presenter());
    Page phone = browsers.phone(fixture.audience());
    assertThat(phone.getByTestId("waiting")).isVisible();

    page.getByTestId("room-end").click();
    assertThat(page.getByText("2 polls and all votes")).isVisible();
    page.getByTestId("room-end-code").fill("ABC 234");
    page.getByTestId("room-end-code").press("Enter");
    assertThat(page.getByTestId("room-end-really")).hasAttribute("aria-disabled", "true");
    String code = fixture.room().code();
    page.getByTestId("room-end-code")
        .fill(code.substring(0, 3).toLowerCase(Locale.ROOT) + " " + code.substring(3));
    page.getByTestId("room-end-really").click();

    assertThat(page.getByText("This room has been closed")).isVisible();
    assertThat(phone.getByText("This room has been closed")).isVisible();
    page.navigate(fixture.home());
    assertThat(page.getByTestId("join-code")).isVisible();
    assertThat(page.getByText("Spring meeting of the garden club")).hasCount(0);
  }

  @Test
  void aNumberFieldDescribesItsInput() {
    fixture.step(
        fixture.draft("number", "How many?", List.of(), Map.of("min", 5, "max", 90)), "open");
    Page phone = browsers.phone(fixture.audience());
    assertThat(phone.getByTestId("number")).hasAttribute("placeholder", "5 to 90");
  }

  private List<String> drafts(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> fixture.draft("Question " + i + "?", ABC, Map.of()))
        .toList();
  }

  private static void assertCurrent(Page page, String poll) {
    assertThat(page.getByTestId("poll-item-" + poll)).hasAttribute("aria-current", "true");
  }

  private static void assertState(Page page, String state) {
    assertThat(page.getByTestId("poll-state")).hasAttribute("data-state", state);
    assertThat(page.getByTestId("next-action")).hasAttribute("aria-busy", "false");
  }

  /** Completely inside the window without scrolling. */
  private static void assertSeen(Page page, String id) {
    Locator element = page.getByTestId(id);
    assertThat(element).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(0.99));
  }

  private static double top(Page page, String id) {
    return page.getByTestId(id).boundingBox().y;
  }
}
