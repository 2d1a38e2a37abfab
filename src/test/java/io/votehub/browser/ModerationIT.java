package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Texts appear on the big screen once the presenter has approved them. */
class ModerationIT {
  @RegisterExtension final Browsers browsers = new Browsers();
  @TempDir Path data;

  @Test
  void thePresenterApprovesStarsAndHidesEntriesOfTheScreen() {
    try (RoomFixture fixture = new RoomFixture(data)) {
      String poll =
          fixture.draft("text", "What next?", List.of(), Map.of("moderated", true, "peek", true));
      fixture.step(poll, "open");
      for (String text : List.of("More trees, please", "Something rude", "A pond?")) {
        say(fixture, poll, text);
      }
      Page screen = browsers.stillDesk(fixture.screen(), 1280, 720);
      Page page = browsers.stillDesk(fixture.presenter(), 1280, 1000);
      // In the presenter's own browser the screen has the key and receives every entry.
      Page own = browsers.beside(page, fixture.screen());
      assertThat(own.getByTestId("votes-count")).hasAttribute("data-votes", "3");
      assertThat(own.getByTestId("text-card")).hasCount(0);
      assertThat(page.getByTestId("pending-count")).hasAttribute("data-n", "3");

      button(page, "More trees, please", "Approve and star").click();
      button(page, "Something rude", "Hide").click();
      button(page, "A pond?", "Approve").click();

      assertThat(page.getByTestId("pending-count")).hasAttribute("data-n", "0");
      AccessCheck access = new AccessCheck();
      Page phone = browsers.phone(fixture.audience());
      for (Page each : List.of(screen, own, phone)) {
        Locator cards = each.getByTestId("text-card");
        assertThat(cards).containsText(new String[] {"A pond?", "More trees, please"});
        assertThat(cards.nth(1)).hasAttribute("data-state", "starred");
        assertThat(each.getByText("Something rude")).hasCount(0);
        access.check(each, "moderated entries");
      }
      access.check(page, "moderation");
      take(page, "presenter-moderation");
      take(own, "screen-moderation");
      take(phone, "phone-moderation");
      access.assertAll();
    }
  }

  private static void take(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(true));
  }

  private static Locator button(Page page, String text, String name) {
    return page.locator("li", new Page.LocatorOptions().setHasText(text))
        .getByLabel(name, new Locator.GetByLabelOptions().setExact(true));
  }

  private static void say(RoomFixture fixture, String poll, String text) {
    String room = "/api/v1/rooms/" + fixture.room().code();
    Object token = fixture.hub().post(room + "/voters", null, Map.of()).get("token");
    fixture
        .hub()
        .post(
            room + "/polls/" + poll + "/ballots",
            (String) token,
            Map.of("ballot", Map.of("text", text)));
  }
}
