package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Each page in its main states, light and dark, against the machine-checkable part of WCAG 2.2 AA,
 * without sideways scrolling at 320 px, which is also a wide window at 400 %.
 */
class AccessIT extends BrowserTest {
  private final AccessCheck access = new AccessCheck();

  @Test
  void theHomePage() {
    browsers.expectStatus(404);
    Page page = browsers.stillDesk(fixture.home(), 1280, 800);
    assertThat(page.getByTestId("join-code")).isVisible();
    access.check(page, "home");

    page.getByTestId("join-code").fill("ZZZZZZ");
    page.getByTestId("join-go").click();
    assertThat(page.getByTestId("join-error")).not().isEmpty();
    access.check(page, "home, wrong code");
    access.assertAll();
  }

  @Test
  void theVotersPage() {
    Page page = browsers.stillDesk(fixture.audience(), 1280, 800);
    assertThat(page.getByTestId("waiting")).isVisible();
    access.check(page, "room, empty");
    access.checkTargets(page, "room, empty");

    String poll = fixture.open("Which tree shall we plant?", Labels.SEVEN);
    assertThat(page.getByTestId("option-a")).isVisible();
    access.check(page, "room, open");
    access.checkTargets(page, "room, open");

    fixture.vote(poll, 3, 1);
    page.getByTestId("option-b").click();
    assertThat(page.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    assertThat(page.getByTestId("result-bar-b")).hasAttribute("data-votes", "2");
    access.check(page, "room, voted");
    access.checkTargets(page, "room, voted");

    fixture.step(poll, "close");
    assertThat(page.getByText("Closed · final result")).isVisible();
    page.getByText("As a table").click();
    access.check(page, "room, closed");
    access.checkTargets(page, "room, closed");
    fixture.step(fixture.draft("multiple", "Which days?", Labels.SEVEN, Map.of("max", 3)), "open");
    assertThat(page.getByTestId("send")).isVisible();
    access.check(page, "room, several choices");
    access.checkTargets(page, "room, several choices");
    access.assertAll();
  }

  @Test
  void thePresentersPage() {
    Page page = browsers.stillDesk(fixture.presenter(), 1280, 800);
    assertThat(page.getByTestId("empty")).isVisible();
    access.check(page, "presenter, empty");

    page.getByTestId("next-action").click();
    assertThat(page.getByTestId("question")).isVisible();
    access.check(page, "presenter, editor");
    page.getByTestId("cancel").click();

    String poll = fixture.open("Which tree shall we plant?", Labels.SEVEN);
    fixture.draft("And who waters it?", Labels.TWO, Map.of());
    fixture.vote(poll, 2, 1);
    assertThat(page.getByTestId("result-bar-a")).hasAttribute("data-votes", "2");
    access.check(page, "presenter, live");

    page.getByTestId("poll-item-" + poll).click();
    fixture.step(poll, "close");
    assertThat(page.getByTestId("poll-state")).hasAttribute("data-state", "closed");
    page.getByTestId("export").click();
    page.getByTestId("more").click();
    page.getByTestId("reset").click();
    assertThat(page.getByTestId("undo")).isVisible();
    page.getByTestId("undo").click();
    access.check(page, "presenter, closed");

    page.getByTestId("help").click();
    access.check(page, "presenter, keys");
    Page stranger =
        browsers.stillDesk(
            RoomFixture.address(fixture.hub().port(), "/present/" + fixture.room().code()),
            1280,
            800);
    assertThat(stranger.getByTestId("key")).isVisible();
    access.check(stranger, "presenter, without key");
    access.assertAll();
  }

  @Test
  void theBigScreen() {
    Page page = browsers.stillDesk(fixture.screen(), 1920, 1080);
    assertThat(page.getByTestId("lobby")).isVisible();
    access.check(page, "screen, lobby");

    String poll = fixture.draft("Which tree shall we plant?", Labels.SEVEN, Map.of());
    fixture.hub().step(fixture.room(), poll, "open", Map.of("seconds", 300));
    fixture.vote(poll, 2, 1);
    assertThat(page.getByTestId("result-bar-a")).hasAttribute("data-votes", "2");
    access.check(page, "screen, live");

    fixture.step(poll, "close");
    assertThat(page.getByTestId("final")).isVisible();
    access.check(page, "screen, final");
    access.assertAll();
  }
}
