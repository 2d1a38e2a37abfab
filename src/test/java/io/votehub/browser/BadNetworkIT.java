package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.votehub.RunningHub;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages whose connection is cut, goes silent, or ends at a restarted hub. */
class BadNetworkIT extends BrowserTest {
  /** A page waits at most 10 s between two attempts, and a stopping hub may ask for a delay. */
  private static final double BACK_WITHIN_MS = 60_000;

  private NetworkProxy wire;
  private String poll;

  @BeforeEach
  void start() {
    browsers.expectLostConnections();
    wire = new NetworkProxy(fixture.hub().port());
    poll = fixture.draft("Does it hold?", List.of("Yes", "No"), Map.of("peek", true));
    fixture.step(poll, "open");
  }

  @AfterEach
  void stop() {
    wire.close();
  }

  @Test
  void staleContentIsMarkedUntilTheConnectionIsRestored() {
    Page phone = phone();
    Page screen = browsers.desk(address("/screen/"));
    Page presenter = browsers.desk(address("/present/") + "#key=" + fixture.room().token());
    fixture.vote(poll, 1);
    for (Page page : List.of(phone, screen, presenter)) {
      assertThat(bar(page, "a")).hasAttribute("data-votes", "1");
      assertThat(page.getByTestId("reconnecting")).isHidden();
    }

    wire.cut();
    fixture.vote(poll, 0, 2);

    for (Page page : List.of(phone, screen, presenter)) {
      assertThat(page.getByTestId("reconnecting")).isVisible();
      assertThat(page.getByTestId("reconnecting")).containsText("Reconnecting");
      assertThat(bar(page, "a")).hasAttribute("data-votes", "1");
      assertThat(isGrey(bar(page, "a"))).as("a bar that may be old is grey").isTrue();
    }
    assertThat(phone.getByTestId("connection")).hasAttribute("data-state", "reconnecting");

    wire.mend();
    for (Page page : List.of(phone, screen, presenter)) {
      assertThat(page.getByTestId("reconnecting")).isHidden(hiddenSoon());
      assertThat(bar(page, "b")).hasAttribute("data-votes", "2");
      assertThat(isGrey(bar(page, "b"))).isFalse();
    }
  }

  @Test
  void aVoteDuringAnOutageIsSentAfterItAndCountsOnce() {
    Page phone = phone();
    wire.cut();
    assertThat(phone.getByTestId("reconnecting")).isVisible();

    phone.getByTestId("option-b").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "waiting");
    assertThat(phone.getByTestId("vote-state")).containsText("Not sent yet");

    wire.mend();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted", soon());
    assertThat(bar(phone, "b")).hasAttribute("data-votes", "1");
    assertThat(fixture.result(poll)).containsEntry("ballots", 1);
  }

  @Test
  void anUnsentVoteSurvivesAReload() {
    Page phone = phone();
    wire.silence();
    phone.getByTestId("option-a").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "sending");
    assertThat(fixture.result(poll)).containsEntry("ballots", 0);

    wire.mend();
    phone.reload();

    assertThat(phone.getByTestId("option-a")).hasAttribute("data-chosen", "true", soon());
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted", soon());
    assertThat(fixture.result(poll)).containsEntry("ballots", 1);
  }

  @Test
  void aVoteSentAfterTheCloseIsReportedAsNotCounted() {
    Page phone = phone();
    wire.cut();
    assertThat(phone.getByTestId("reconnecting")).isVisible();
    phone.getByTestId("option-b").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "waiting");

    fixture.step(poll, "close");
    wire.mend();

    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "refused", soon());
    assertThat(phone.getByTestId("vote-state")).containsText("was not counted");
    assertThat(phone.getByTestId("option-b")).hasAttribute("data-chosen", "false");
    assertThat(fixture.result(poll)).containsEntry("ballots", 0);
  }

  @Test
  void aDeadConnectionIsDetectedWhenTheDeviceWakes() {
    Page phone = phone();
    wire.silence();
    phone.evaluate("window.dispatchEvent(new Event('online'))");

    assertThat(phone.getByTestId("reconnecting")).isVisible();
    wire.mend();
    assertThat(phone.getByTestId("reconnecting")).isHidden(hiddenSoon());
    phone.getByTestId("option-a").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
  }

  @Test
  void pagesReconnectWhenTheHubIsRestarted() {
    Page phone = phone();
    Page screen = browsers.desk(address("/screen/"));
    phone.getByTestId("option-b").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");

    assertThat(bar(screen, "b")).hasAttribute("data-votes", "1");
    fixture.hub().stopHub();
    assertThat(phone.getByTestId("reconnecting")).isVisible();
    assertThat(screen.getByTestId("reconnecting")).isVisible();
    try (RunningHub again = new RunningHub(data)) {
      wire.leadTo(again.port());

      assertThat(phone.getByTestId("reconnecting")).isHidden(hiddenSoon());
      assertThat(screen.getByTestId("reconnecting")).isHidden(hiddenSoon());
      assertThat(phone.getByTestId("option-b")).hasAttribute("data-chosen", "true");
      assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
      assertThat(bar(screen, "b")).hasAttribute("data-votes", "1");

      phone.getByTestId("option-a").tap();
      assertThat(bar(screen, "a")).hasAttribute("data-votes", "1");
      assertThat(bar(screen, "b")).hasAttribute("data-votes", "0");
      again.step(fixture.room(), poll, "close", Map.of());
      assertThat(screen.getByTestId("final")).isVisible();
    }
  }

  private Page phone() {
    Page phone = browsers.phone(address("/r/"));
    assertThat(phone.getByTestId("option-a")).isVisible();
    assertThat(phone.getByTestId("connection")).hasAttribute("data-state", "live");
    return phone;
  }

  private String address(String path) {
    return RoomFixture.address(wire.port(), path + fixture.room().code());
  }

  private static Locator bar(Page page, String option) {
    return page.getByTestId("result-bar-" + option);
  }

  /** Whether an element, or one of its ancestors, is drawn without colour. */
  private static boolean isGrey(Locator element) {
    return (boolean)
        element.evaluate(
            """
            start => {
              for (let at = start; at; at = at.assignedSlot ?? at.parentElement ?? at.getRootNode().host) {
                if (getComputedStyle(at).filter.includes('grayscale(1)')) return true;
              }
              return false;
            }
            """);
  }

  private static LocatorAssertions.HasAttributeOptions soon() {
    return new LocatorAssertions.HasAttributeOptions().setTimeout(BACK_WITHIN_MS);
  }

  private static LocatorAssertions.IsHiddenOptions hiddenSoon() {
    return new LocatorAssertions.IsHiddenOptions().setTimeout(BACK_WITHIN_MS);
  }
}
