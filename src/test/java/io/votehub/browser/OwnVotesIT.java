package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The state of the voter's own votes, on every tab and whatever happens to the poll. */
class OwnVotesIT extends BrowserTest {
  private static final Path FOLDER = Path.of("target", "screenshots");
  private static final List<String> BEDS =
      List.of("Rhubarb", "Gooseberries", "Ferns and foxgloves", "A bench", "A pond");

  @Test
  void twoTabsOfOneVoterShowTheSame() {
    String poll = fixture.draft("single", "Which bed first?", BEDS, Map.of());
    fixture.step(poll, "open");
    Page tab = browsers.phone(fixture.audience());
    assertThat(tab.getByTestId("option-a")).isVisible();
    Page other = tab.context().newPage();
    other.navigate(fixture.audience());
    assertThat(other.getByTestId("option-a")).isVisible();

    tab.getByTestId("option-b").tap();
    assertThat(tab.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    assertThat(other.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    assertThat(receipt(other)).isEqualTo(receipt(tab));
    assertThat(other.getByTestId("option-b")).hasAttribute("data-chosen", "true");

    other.getByTestId("option-c").tap();
    assertThat(tab.getByTestId("option-c")).hasAttribute("data-chosen", "true");
    assertThat(tab.getByTestId("option-b")).hasAttribute("data-chosen", "false");
    tab.getByTestId("withdraw").tap();
    assertThat(other.getByTestId("vote-state")).hasText("You have not voted yet");
    assertThat(other.getByTestId("option-c")).hasAttribute("data-chosen", "false");
  }

  @Test
  void aPendingVoteOfADeletedPollIsReportedAsNotCounted() {
    String poll = fixture.draft("single", "Which bed shall be dug first of all?", BEDS, Map.of());
    fixture.step(poll, "open");
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
    phone.navigate(fixture.audience());
    phone.getByTestId("option-a").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "sending");

    fixture.delete(poll);

    Locator lost = phone.getByTestId("lost");
    assertThat(lost).containsText("„Which bed shall be dug first of all?“ wurde entfernt");
    assertThat(lost).containsText("Ihre Stimme zählt nicht");
    phone.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve("lost-320-de.png")));
    lost.locator("button").tap();
    assertThat(lost).isHidden();
  }

  @Test
  void everyPageCountsAbstentionsSeparately() {
    Map<String, Object> offered = Map.of("abstain", true);
    String poll =
        fixture.draft("single", "Shall the bench be painted?", List.of("Yes", "No"), offered);
    fixture.step(poll, "open");
    Page screen = browsers.desk(fixture.screen());
    Page presenter = browsers.desk(fixture.presenter());
    Page phone = browsers.phone(fixture.audience());
    Page small = browsers.phone(fixture.audience(), 320, 568, "de-DE");
    small.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    picture(phone, "abstain-offered");

    phone.getByTestId("option-a").tap();
    assertThat(phone.getByTestId("vote-state")).containsText("Your vote is counted");
    small.getByTestId("abstain").tap();
    assertThat(small.getByTestId("vote-state")).containsText("Enthaltung ist gezählt");
    assertThat(phone.getByTestId("abstained")).containsText("1 abstained");
    assertThat(phone.getByTestId("votes-count")).containsText("1 vote");
    assertThat(phone.getByTestId("result-bar-a")).hasAttribute("data-share", "1");
    picture(small, "abstained-320-de-dark");

    phone.getByTestId("abstain").tap();
    assertThat(phone.getByTestId("vote-state")).containsText("Your abstention is counted");
    assertThat(phone.getByTestId("option-a")).hasAttribute("data-chosen", "false");
    assertThat(screen.getByTestId("abstained")).containsText("2");
    picture(phone, "abstained");
    phone.getByTestId("option-b").tap();
    assertThat(phone.getByTestId("option-b")).hasAttribute("data-chosen", "true");
    assertThat(screen.getByTestId("abstained")).containsText("1");
    assertThat(presenter.locator("vh-poll-panel").getByTestId("abstained"))
        .containsText("1 abstained");
    picture(screen, "abstained-screen");
    picture(presenter, "abstained-presenter");

    fixture.step(poll, "close");
    assertThat(small.getByTestId("poll-" + poll)).hasAttribute("data-state", "closed");
    assertThat(small.getByTestId("vote-state")).containsText("Enthaltung ist gezählt");
    picture(small, "abstained-closed-320-de-dark");
  }

  @Test
  void anAbstentionIsShownForEveryMethodAndIsFinalIfChangesAreNotAllowed() {
    for (String method : List.of("multiple", "score", "ranked", "grades", "points", "words")) {
      Map<String, Object> once = Map.of("abstain", true, "change", false);
      String poll =
          fixture.draft(
              method, "Which? " + method, method.equals("words") ? List.of() : BEDS, once);
      fixture.step(poll, "open");
      Page phone = browsers.phone(fixture.audience());
      phone.getByTestId("abstain").tap();
      assertThat(phone.getByTestId("vote-state")).containsText("Your abstention is counted");
      assertThat(phone.getByTestId("abstain")).isDisabled();
      assertThat(phone.locator(".body[inert]")).hasCount(1);
      fixture.step(poll, "close");
      assertThat(phone.getByTestId("poll-" + poll)).hasAttribute("data-state", "closed");
      assertThat(phone.getByTestId("vote-state")).containsText("Your abstention is counted");
      fixture.delete(poll);
      phone.context().close();
    }
  }

  @Test
  void theAuthorOfAModeratedTextSeesThatItIsPendingAndThenApproved() {
    String poll = fixture.draft("text", "What next?", List.of(), Map.of("moderated", true));
    fixture.step(poll, "open");
    Page presenter = browsers.desk(fixture.presenter());
    Page phone = browsers.phone(fixture.audience(), 320, 568, "de-DE");
    phone.getByTestId("text").fill("More trees");
    phone.getByTestId("send").tap();
    assertThat(phone.getByTestId("vote-state")).containsText("Zu sehen nach der Freigabe");
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    picture(phone, "text-awaits-320-de");

    presenter.getByLabel("Approve", new Page.GetByLabelOptions().setExact(true)).click();

    assertThat(phone.getByTestId("vote-state")).containsText("Ihr Text ist freigegeben");
  }

  private static void picture(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
  }

  /** Without the time at which the tab received it, which may differ by a second. */
  private static String receipt(Page tab) {
    return tab.getByTestId("vote-state").textContent().replaceAll("\\d+:\\d\\d:\\d\\d", "");
  }
}
