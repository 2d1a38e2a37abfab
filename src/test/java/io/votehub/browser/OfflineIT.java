package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The voter's page on a phone that loses its network, reloads and is closed. */
class OfflineIT extends BrowserTest {
  private static final String KEPT =
      """
      async () => {
        const files = new Set();
        for (const name of await caches.keys()) {
          for (const { url } of await (await caches.open(name)).keys()) files.add(new URL(url).pathname);
        }
        return [...files];
      }
      """;

  private NetworkProxy wire;

  @BeforeEach
  void start() {
    browsers.expectLostConnections();
    wire = new NetworkProxy(fixture.hub().port());
  }

  @AfterEach
  void stop() {
    wire.close();
  }

  private String address() {
    return RoomFixture.address(wire.port(), "/r/" + fixture.room().code());
  }

  private static List<String> kept(Page phone) {
    return ((List<?>) phone.evaluate(KEPT)).stream().map(String::valueOf).toList();
  }

  private static void awaitKept(Page phone) {
    phone.waitForCondition(
        () -> kept(phone).stream().anyMatch(path -> path.endsWith("/pages/room.js")));
  }

  private void cut(Page phone) {
    wire.cut();
    phone.context().setOffline(true);
  }

  private void mend(Page phone) {
    wire.mend();
    phone.context().setOffline(false);
  }

  @Test
  void aPageThatReloadsWithoutANetworkShowsWhatItKnewAndJoinsByItself() {
    String poll = fixture.open("Which tree?", List.of("Oak", "Elm"));
    Page phone = browsers.app(address(), Browsers.ENGLISH);
    phone.getByTestId("option-a").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    awaitKept(phone);

    assertThat(kept(phone)).allMatch(path -> path.startsWith("/assets/") || path.equals("/shell"));
    cut(phone);
    phone.reload();
    assertThat(phone.getByTestId("reconnecting")).containsText("You are offline");
    assertThat(phone.getByTestId("poll-question")).hasText("Which tree?");
    assertThat(phone.getByTestId("option-a")).hasAttribute("data-chosen", "true");
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");

    phone.getByTestId("option-b").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "waiting");
    phone.reload();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "waiting");
    mend(phone);
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    assertThat(phone.getByTestId("reconnecting")).isHidden();
    assertThat(fixture.result(poll)).containsEntry("ballots", 1);
  }
}
