package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages in a network that blocks WebSockets. */
class BlockedSocketsIT extends BrowserTest {
  private static final double SOON_MS = 60_000;
  private static final long PHONE_PAGE_BYTES = 60 * 1024;

  private NetworkProxy wire;
  private String poll;

  @BeforeEach
  void start() {
    browsers.expectLostConnections();
    browsers.expectStatus(400);
    wire = new NetworkProxy(fixture.hub().port());
    wire.blockWebSockets();
    poll = fixture.open("Does it get through?", List.of("Yes", "No"));
  }

  @AfterEach
  void stop() {
    wire.close();
  }

  @Test
  void withoutWebSocketsAPhoneVotesAndSeesResultsWithinSixtyKilobytes() {
    Page presenter = browsers.desk(fixture.presenter());
    Page phone = browsers.phone("about:blank");
    AtomicLong bytes = countBytes(phone);
    phone.navigate(address("/r/"));
    live(phone);
    assertThat(presenter.getByTestId("present-count")).hasAttribute("data-present", "1");

    phone.getByTestId("option-b").tap();

    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    assertThat(bytes.get()).isBetween(1L, PHONE_PAGE_BYTES);
    fixture.vote(poll, 2);
    assertThat(phone.getByTestId("result-bar-a")).hasAttribute("data-votes", "2");
    assertThat(phone.getByTestId("result-bar-b")).hasAttribute("data-votes", "1");
    fixture.step(poll, "close");
    assertThat(phone.getByTestId("option-a")).hasClass(Pattern.compile("won"));
  }

  @Test
  void withoutWebSocketsAPresenterLeadsAndAVoteSentAgainAfterAnOutageCountsOnce() {
    Page phone = browsers.phone(address("/r/"));
    Page presenter = browsers.desk(address("/present/") + "#key=" + fixture.room().token());
    live(phone);
    assertThat(presenter.getByTestId("votes-count")).isVisible(visibleSoon());

    wire.cut();
    assertThat(phone.getByTestId("reconnecting")).isVisible();
    phone.getByTestId("option-a").tap();
    wire.mend();

    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted", soon());
    assertThat(fixture.result(poll)).containsEntry("ballots", 1);
  }

  private void live(Page page) {
    assertThat(page.getByTestId("connection")).hasAttribute("data-state", "live", soon());
    assertThat(page.getByTestId("option-a")).isVisible();
  }

  private String address(String path) {
    return RoomFixture.address(wire.port(), path + fixture.room().code());
  }

  private static LocatorAssertions.HasAttributeOptions soon() {
    return new LocatorAssertions.HasAttributeOptions().setTimeout(SOON_MS);
  }

  private static LocatorAssertions.IsVisibleOptions visibleSoon() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(SOON_MS);
  }

  private static AtomicLong countBytes(Page page) {
    AtomicLong bytes = new AtomicLong();
    CDPSession session = page.context().newCDPSession(page);
    session.send("Network.enable");
    session.on(
        "Network.loadingFinished",
        (JsonObject event) -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
    return bytes;
  }
}
