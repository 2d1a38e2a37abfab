package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What voters are told of their own votes, on every tab and whatever becomes of the poll. */
class OwnVotesIT extends InHall {
  private static final Path FOLDER = Path.of("target", "screenshots");
  private static final List<String> BEDS =
      List.of("Rhubarb", "Gooseberries", "Ferns and foxgloves", "A bench", "A pond");

  @Test
  void twoTabsOfOneVoterShowTheSame() {
    String poll = hall.draft("single", "Which bed first?", BEDS, Map.of());
    hall.step(poll, "open");
    Page tab = browsers.phone(hall.audience());
    assertThat(tab.getByTestId("option-a")).isVisible();
    Page other = tab.context().newPage();
    other.navigate(hall.audience());
    assertThat(other.getByTestId("option-a")).isVisible();

    tab.getByTestId("option-b").tap();
    assertThat(tab.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    assertThat(other.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    String receipt = tab.getByTestId("vote-state").textContent();
    assertThat(other.getByTestId("vote-state").textContent()).isEqualTo(receipt);
    assertThat(other.getByTestId("option-b")).hasAttribute("data-chosen", "true");

    other.getByTestId("option-c").tap();
    assertThat(tab.getByTestId("option-c")).hasAttribute("data-chosen", "true");
    assertThat(tab.getByTestId("option-b")).hasAttribute("data-chosen", "false");
    tab.getByTestId("withdraw").tap();
    assertThat(other.getByTestId("vote-state")).hasText("You have not voted yet");
    assertThat(other.getByTestId("option-c")).hasAttribute("data-chosen", "false");
  }

  @Test
  void aVoteUnderWayOnAPollThatIsDeletedIsSaidNotToCount() {
    String poll = hall.draft("single", "Which bed shall be dug first of all?", BEDS, Map.of());
    hall.step(poll, "open");
    Page phone = browsers.phone("about:blank", 320, 568, "de-DE");
    phone.routeWebSocket(
        "**/ws",
        socket -> {
          WebSocketRoute hub = socket.connectToServer();
          socket.onMessage(
              frame -> {
                if (!frame.text().contains("\"vote\"")) {
                  hub.send(frame.text());
                }
              });
        });
    phone.navigate(hall.audience());
    phone.getByTestId("option-a").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "sending");

    hall.delete(poll);

    Locator lost = phone.getByTestId("lost");
    assertThat(lost).containsText("„Which bed shall be dug first of all?“ wurde entfernt");
    assertThat(lost).containsText("Ihre Stimme zählt nicht");
    phone.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve("lost-320-de.png")));
    lost.locator("button").tap();
    assertThat(lost).isHidden();
  }
}
