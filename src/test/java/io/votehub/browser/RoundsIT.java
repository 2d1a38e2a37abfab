package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A presenter asks a question twice, and everybody sees how votes moved. */
class RoundsIT extends BrowserTest {
  private static final List<String> ANSWERS =
      List.of(
          "It keeps going straight on",
          "It goes on in a circle",
          "It falls straight down",
          "It stops at once, because nothing pushes it any more");
  private final List<String> voters = new ArrayList<>();

  private void vote(String poll, String choices) {
    String path = "/api/v1/rooms/" + fixture.room().code();
    while (voters.size() < choices.length()) {
      voters.add((String) fixture.hub().post(path + "/voters", null, Map.of()).get("token"));
    }
    IntStream.range(0, choices.length())
        .filter(i -> choices.charAt(i) != '-')
        .parallel()
        .forEach(
            i ->
                fixture
                    .hub()
                    .post(
                        path + "/polls/" + poll + "/ballots",
                        voters.get(i),
                        Map.of("ballot", Map.of("choice", choices.substring(i, i + 1)))));
  }

  private static Locator row(Page page, String option) {
    return page.getByTestId("shift-row-" + option);
  }

  @Test
  void aQuestionIsAskedTwiceAndEverybodySeesHowVotesMoved() {
    String first =
        fixture.draft(
            "A ball on a string is swung in a circle. The string breaks. What does the ball do?",
            ANSWERS,
            Map.of("results", "closed"));
    fixture.step(first, "open");
    vote(first, "aaaabbbbbbbbbbcccd");
    Page phone = browsers.phone(fixture.audience());
    phone.getByTestId("option-b").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    Page page = browsers.desk(fixture.presenter());
    Page screen = browsers.desk(fixture.screen(), 1920, 1080);
    Page remote = browsers.phone(fixture.presenter());
    page.getByTestId("next-action").click();
    assertThat(page.getByTestId("again")).isVisible();
    assertThat(remote.getByTestId("thumb-again")).isVisible();
    AccessCheck access = new AccessCheck();
    access.check(page, "a closed poll");
    shot(page, "rounds-present-closed");
    shot(remote, "rounds-remote-closed");

    page.getByTestId("talk").click();
    assertThat(screen.getByTestId("screen-break")).containsText("Talk to your neighbour");
    assertThat(phone.getByTestId("break-left")).isVisible();
    shot(screen, "rounds-screen-talk");
    shot(phone, "rounds-phone-talk");
    remote.getByTestId("thumb-again").click();

    assertThat(screen.getByTestId("screen-poll")).hasAttribute("data-state", "open");
    assertThat(remote.getByTestId("next-action")).hasText("Close voting");
    assertThat(phone.getByTestId("rounds-own")).containsText("goes on in a circle");
    shot(phone, "rounds-phone-open");
    assertThat(page.getByTestId("seen-by")).containsText("once the second round is closed");
    assertThat(page.getByTestId("reveal")).hasCount(0);
    assertThat(page.getByTestId("next-action")).hasText("To the second round");
    shot(page, "rounds-present-held");
    page.getByTestId("other-round").click();
    Locator second = phone.getByTestId("option-a");
    second.tap();
    assertThat(phone.getByTestId("vote-state").first()).hasAttribute("data-state", "counted");
    String id = (String) fixture.hub().get(poll(first), fixture.room().token()).get("next");
    vote(id, "aaaaaaaaabbbbaac--aa");
    page.getByTestId("next-action").click();

    assertThat(screen.getByTestId("shift")).isVisible();
    assertThat(phone.getByTestId("shift")).isVisible();
    assertThat(phone.getByTestId("rounds-own")).containsText("→ It keeps going straight on");
    tellsTheNumbersOf(fixture.result(id), List.of(page, screen, phone));
    look(page, screen, phone, access);

    Page report =
        browsers.desk(
            fixture.home() + "report/" + fixture.room().code() + "#key=" + fixture.room().token());
    Locator drawn = report.locator("vh-report-poll .wide [data-option='a'][data-second='14']");
    assertThat(drawn).hasCount(1);
    assertThat(report.getByTestId("report-table").nth(1)).containsText("Came from");
    shot(report, "rounds-report");
    access.check(report, "the report");
    access.assertAll();
  }

  private String poll(String id) {
    return "/api/v1/rooms/" + fixture.room().code() + "/polls/" + id;
  }

  private static void tellsTheNumbersOf(Map<String, Object> tally, List<Page> pages) {
    Map<?, ?> result = (Map<?, ?>) tally.get("result");
    Map<?, ?> before = (Map<?, ?>) result.get("first");
    for (Page page : pages) {
      for (Object each : (List<?>) result.get("options")) {
        Map<?, ?> option = (Map<?, ?>) each;
        Locator row = row(page, (String) option.get("id"));
        assertThat(row).hasAttribute("data-first", before.get(option.get("id")).toString());
        assertThat(row).hasAttribute("data-second", option.get("votes").toString());
      }
      int bands =
          ((Map<?, ?>) result.get("shift"))
              .values().stream().mapToInt(row -> ((Map<?, ?>) row).size()).sum();
      assertThat(page.getByTestId("shift-band")).hasCount(bands);
    }
    assertThat(pages.get(0).getByTestId("shift-said")).containsText("votes cast in both rounds");
  }

  private void look(Page page, Page screen, Page phone, AccessCheck access) {
    access.check(screen, "the screen");
    access.check(phone, "the phone");
    for (Page each : List.of(page, screen, phone)) {
      String name = each == page ? "present" : each == screen ? "screen" : "phone";
      each.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
      shot(each, "rounds-" + name);
      each.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      shot(each, "rounds-" + name + "-dark");
    }
    phone.setViewportSize(320, 640);
    // The picture is drawn anew once it knows its width.
    phone.waitForFunction("() => document.documentElement.scrollWidth <= 320");
  }

  /** A screenshot for visual review. */
  private static void shot(Page page, String name) {
    Path file = Path.of("target/screenshots", name + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }
}
