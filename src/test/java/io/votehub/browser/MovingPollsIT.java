package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Polls appear and disappear on the voter's page without moving anything during a touch. */
class MovingPollsIT extends BrowserTest {
  private static final List<String> DRINKS = List.of("Coffee", "Lunch");

  private Page phone() {
    return browsers.phone(fixture.audience(), 360, 740, Browsers.ENGLISH);
  }

  private static Locator option(Page phone, String poll, String option) {
    return phone.getByTestId("poll-" + poll).getByTestId("option-" + option);
  }

  private static Locator state(Page phone, String poll) {
    return phone.getByTestId("poll-" + poll).getByTestId("vote-state");
  }

  private static void picture(Page phone, String name) {
    Path file = Path.of("target", "screenshots", "phone-" + name + ".png");
    phone.screenshot(new Page.ScreenshotOptions().setPath(file));
  }

  private int votes(String poll) {
    return (int) fixture.result(poll).get("ballots");
  }

  @Test
  void theStatusOfAVoteIsThatOfThePollInView() {
    String first = fixture.open("Shall we go on?", List.of("Yes", "No"));
    Page phone = phone();
    option(phone, first, "a").tap();
    assertThat(state(phone, first)).hasAttribute("data-state", "counted");
    fixture.step(first, "close");
    assertThat(phone.getByTestId("poll-" + first)).hasAttribute("data-state", "closed");

    String second = fixture.open("And then?", DRINKS);
    assertThat(option(phone, second, "a")).isVisible();

    assertThat(phone.getByTestId("vote-state")).hasCount(1);
    assertThat(state(phone, second)).hasAttribute("data-state", "none");
    assertThat(phone.getByText("Your vote is counted")).hasCount(0);
    picture(phone, "poll-in-view");
    phone.getByTestId("earlier-" + first).locator("summary").tap();
    assertThat(state(phone, first)).hasAttribute("data-state", "counted");
  }

  @Test
  void ofTwoOpenPollsOnlyTheOneInViewHasItsStatusAtTheBottom() {
    String lower = fixture.open("Which tree?", Labels.SEVEN);
    String upper = fixture.open("And then?", Labels.SEVEN);
    Page phone = phone();
    assertThat(option(phone, upper, "a")).isVisible();

    assertThat(state(phone, upper)).isInViewport();
    assertThat(state(phone, lower)).not().isInViewport();
    option(phone, lower, "d").scrollIntoViewIfNeeded();
    phone.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
    assertThat(state(phone, lower)).isInViewport();
    assertThat(state(phone, upper)).not().isInViewport();
  }

  @Test
  void aPollThatOpensDuringATouchIsInsertedAfterwards() {
    String first = fixture.open("Shall we go on?", List.of("Yes", "No"));
    Page phone = phone();
    BoundingBox yes = option(phone, first, "a").boundingBox();
    phone.mouse().move(yes.x + yes.width / 2, yes.y + yes.height / 2);
    phone.mouse().down();

    String second = fixture.open("And then?", DRINKS);
    assertThat(phone.getByTestId("new-poll")).isVisible();
    picture(phone, "poll-waits");
    // A pressed button moves slightly, but not more.
    assertThat(option(phone, first, "a").boundingBox().y).isCloseTo(yes.y, within(2.0));
    phone.mouse().up();

    assertThat(state(phone, first)).hasAttribute("data-state", "counted");
    assertThat(votes(first)).isEqualTo(1);
    assertThat(votes(second)).isZero();
    assertThat(option(phone, second, "a")).isVisible();
    assertThat(phone.getByTestId("new-poll")).hasCount(0);
  }

  @Test
  void aPendingPollIsShownOnRequest() {
    String first = fixture.open("Shall we go on?", List.of("Yes", "No"));
    Page phone = phone();
    // One that opens before the first is shown is shown beside it.
    assertThat(option(phone, first, "a")).isVisible();
    phone.mouse().move(10, 10);
    phone.mouse().down();
    String second = fixture.open("And then?", DRINKS);

    phone.getByTestId("new-poll").dispatchEvent("click");

    assertThat(option(phone, second, "a")).isVisible();
    phone.mouse().up();
  }

  @Test
  void aTapDuringALayoutChangeCastsNoVote() {
    String first = fixture.open("Shall we go on?", List.of("Yes", "No"));
    Page phone = phone();
    assertThat(option(phone, first, "a")).isVisible();
    // The tap comes in the same moment in which the new poll takes the place.
    phone.evaluate(
        """
        () => new MutationObserver((changes, observer) => {
          const room = document.querySelector('vh-room').renderRoot;
          const view = room.querySelector('vh-poll-view');
          if (view.poll.question !== 'And then?') return;
          observer.disconnect();
          view.dispatchEvent(new CustomEvent('vh-cast', { detail: { poll: view.poll.id, ballot: { choice: 'a' } } }));
          window.tapped = true;
        }).observe(document.querySelector('vh-room').renderRoot, { childList: true, subtree: true })
        """);
    fixture.step(first, "close");
    String second = fixture.open("And then?", DRINKS);
    phone.waitForFunction("() => window.tapped");

    assertThat(state(phone, second)).hasAttribute("data-state", "none");
    option(phone, second, "b").tap();
    assertThat(state(phone, second)).hasAttribute("data-state", "counted");
    assertThat(fixture.result(second).get("result").toString()).contains("id=a, votes=0");
  }

  @Test
  void unsentTextSurvivesACloseAndAReopening() {
    String poll = fixture.draft("text", "What is missing?", List.of(), Map.of());
    fixture.step(poll, "open");
    Page phone = phone();
    phone.getByTestId("text").fill("More ca");

    fixture.step(poll, "close");
    assertThat(phone.getByTestId("poll-" + poll)).hasAttribute("data-state", "closed");
    fixture.step(poll, "reopen");

    assertThat(phone.getByTestId("text")).hasValue("More ca");
  }
}
