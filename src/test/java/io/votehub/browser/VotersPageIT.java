package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import io.votehub.poll.PollState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a voter's phone shows and hides. */
class VotersPageIT extends BrowserTest {
  private static final List<String> BEDS = List.of("Rhubarb", "Gooseberries", "Ferns", "A bench");
  private static final int TAP_ANSWERED_WITHIN_MS = 100;

  private String open(String method, Map<String, Object> settings) {
    List<String> labels = List.of("number", "words", "text").contains(method) ? List.of() : BEDS;
    String poll = fixture.draft(method, "What shall we do with the north bed?", labels, settings);
    fixture.step(poll, "open");
    return poll;
  }

  @Test
  void theResultIsHiddenBeforeTheOwnVoteUnlessThePollShowsIt() {
    String poll = open("single", Map.of());
    fixture.vote(poll, 3, 1);
    Page phone = browsers.phone(fixture.audience());

    assertThat(phone.getByTestId("votes-count")).hasAttribute("data-votes", "4");
    assertThat(phone.getByTestId("results-later")).hasText("Results appear once you have voted.");
    assertThat(phone.getByTestId("result-bar-a")).hasCount(0);
    phone.getByTestId("option-b").tap();
    assertThat(phone.getByTestId("result-bar-a")).hasAttribute("data-votes", "3");

    fixture.step(poll, "close");
    String shown = open("single", Map.of("peek", true));
    fixture.vote(shown, 2);
    Page other = browsers.phone(fixture.audience());
    assertThat(other.getByTestId("result-bar-a")).hasAttribute("data-votes", "2");
  }

  @Test
  void aPollOfAnotherMethodAppearsTogetherWithItsControl() {
    String first = open("single", Map.of());
    Page phone = browsers.phone(fixture.audience());
    assertThat(phone.getByTestId("option-a")).isVisible();
    List<Route> held = new CopyOnWriteArrayList<>();
    phone.route("**/methods/ranked/ballot.js", held::add);

    fixture.step(first, "close");
    String second = open("ranked", Map.of());
    phone.waitForCondition(() -> !held.isEmpty());
    assertThat(phone.getByTestId("poll-" + first)).hasAttribute("data-state", "closed");
    assertThat(phone.getByTestId("poll-" + second)).hasCount(0);
    assertThat(phone.getByTestId("method-loading")).hasCount(0);

    held.forEach(Route::resume);
    assertThat(phone.getByTestId("poll-" + second)).isVisible();
    assertThat(phone.getByTestId("rank-a")).isVisible();
  }

  @Test
  void aTapIsAnsweredWithinATenthOfASecondAndKeepsTheFocus() {
    open("multiple", Map.of());
    Page page = browsers.desk(fixture.audience());
    assertThat(page.getByTestId("option-a")).isVisible();

    Object ms =
        page.evaluate(
            """
            () => new Promise(done => {
              const within = (root) => [...root.querySelectorAll('*')].flatMap(each =>
                [each, ...(each.shadowRoot ? within(each.shadowRoot) : [])]);
              const card = within(document).find(each => each.dataset?.testid === 'option-a');
              const took = [];
              const tap = () => {
                const was = card.dataset.chosen;
                const start = performance.now();
                card.click();
                const look = () => {
                  if (card.dataset.chosen === was) return requestAnimationFrame(look);
                  took.push(performance.now() - start);
                  // The best of some, since a busy machine may delay one; the last chooses it.
                  if (took.length === 9) done(Math.min(...took));
                  else requestAnimationFrame(tap);
                };
                look();
              };
              tap();
            })
            """);
    assertThat(((Number) ms).doubleValue()).isLessThan(TAP_ANSWERED_WITHIN_MS);

    page.getByTestId("send").press("Enter");
    assertThat(page.getByTestId("change")).isFocused();
    assertThat(page.getByTestId("send")).hasCount(0);
  }

  @Test
  void aClosingPollShowsItsChartAtOnce() {
    ScreenScene scene = ScreenScene.of("score", Map.of(), "Which bed?", BEDS, 40, true);
    Page phone = browsers.phone("about:blank");
    // The chart of an open poll would come after five seconds.
    LateTimers.hold(phone);
    scene.playTo(phone, fixture.room().code());
    phone.navigate(fixture.audience());
    assertThat(phone.locator("#audience")).isVisible();

    scene.in(PollState.CLOSING, 0).tell();

    assertThat(phone.getByText("Closing…")).isVisible();
    assertThat(phone.getByTestId("result-bar-a")).isVisible();
  }

  @Test
  void earlierPollsAreAShortListThatCanBeExpanded() {
    for (int i = 1; i <= 12; i++) {
      fixture.step(fixture.open("Question " + i, BEDS), "close");
    }
    Page phone = browsers.phone(fixture.audience());

    Locator lines = phone.getByTestId("earlier").locator("details");
    assertThat(lines).hasCount(5);
    assertThat((int) phone.evaluate("document.scrollingElement.scrollHeight")).isLessThan(1_400);
    phone.getByTestId("earlier-all").tap();
    assertThat(lines).hasCount(11);
  }

  @Test
  void atTwiceTheTextSizeNothingScrollsSidewaysAndTheStatusLineStaysSmall() {
    List<String> faults = new ArrayList<>();
    for (String method :
        List.of(
            "single",
            "multiple",
            "score",
            "ranked",
            "grades",
            "points",
            "number",
            "words",
            "text")) {
      String poll =
          open(method, method.equals("number") ? Map.of("step", 1, "unit", "h") : Map.of());
      Page phone = browsers.phone(fixture.audience(), 320, 568, "de-DE");
      assertThat(phone.locator("#audience")).isVisible();
      phone.evaluate("document.documentElement.style.fontSize = '200%'");
      int width = (int) phone.evaluate("document.scrollingElement.scrollWidth");
      double header = phone.locator("vh-room header").first().boundingBox().height;
      BoundingBox state = phone.getByTestId("vote-state").boundingBox();
      // The room's name and the line on the number of people present.
      if (width > 320 || state.height > 568 / 4.0 || header > 568 / 5.0) {
        faults.add(method + ": " + width + " wide, " + state.height + ", header " + header);
      }
      phone.context().close();
      fixture.step(poll, "close");
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void inALowWindowNothingCoversTheOptions() {
    open("single", Map.of());
    Page phone = browsers.phone(fixture.audience(), 740, 360, Browsers.ENGLISH);
    assertThat(phone.getByTestId("option-b")).isVisible();

    BoundingBox second = phone.getByTestId("option-b").boundingBox();
    BoundingBox state = phone.getByTestId("vote-state").boundingBox();
    assertThat(state.y).isGreaterThan(second.y + second.height);
  }
}
