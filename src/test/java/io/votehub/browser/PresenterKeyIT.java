package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.votehub.session.VoterClient;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The presenter's key in the browser: links can add one, but never remove one. */
class PresenterKeyIT extends BrowserTest {
  private static final String FORGED = "e30.e30.forged";

  @Test
  void aLinkWithAForgedKeyKeepsTheValidKey() {
    browsers.expectStatus(401);
    Page page = browsers.desk(fixture.presenter());
    assertThat(page.getByTestId("empty")).isVisible();
    String own = key(page);

    Page lured = browsers.beside(page, address("#key=" + FORGED));

    assertThat(lured.getByText("not valid for this room. You lead with your own")).isVisible();
    assertThat(lured.getByTestId("empty")).isVisible();
    assertThat(lured.url()).doesNotContain("key=");
    assertThat(key(lured)).isEqualTo(own).isEqualTo(fixture.room().token());
    lured.evaluate("location.hash = '#key=%E0%A4%A'");
    assertThat(lured.getByTestId("toast")).hasCount(2);
    lured.reload();
    assertThat(lured.getByTestId("empty")).isVisible();
  }

  @Test
  void aForgedKeyIsReportedAndNotStored() {
    browsers.expectStatus(401);
    Page page = browsers.desk(address("#key=" + FORGED));

    assertThat(page.getByText("This presenter key is not valid for this room.")).isVisible();
    assertThat(key(page)).isNull();

    page.getByTestId("key").fill(fixture.presenter());
    page.getByTestId("key-go").click();
    assertThat(page.getByTestId("empty")).isVisible();
    assertThat(key(page)).isEqualTo(fixture.room().token());
  }

  @Test
  void aNewKeyWorksAndTheOldOneStopsEverywhere() {
    browsers.expectStatus(401);
    Page page = browsers.desk(fixture.presenter());
    Page elsewhere = browsers.desk(fixture.presenter());
    Page screen = browsers.beside(page, fixture.screen());
    assertThat(elsewhere.getByTestId("empty")).isVisible();
    assertThat(page.getByTestId("empty")).isVisible();
    assertThat(screen.getByTestId("qr")).isVisible();

    page.getByText("QR code and other devices").click();
    page.getByTestId("renew-key").click();
    page.getByTestId("renew-really").click();

    assertThat(page.getByText("You lead with a new key.")).isVisible();
    assertThat(page.getByTestId("empty")).isVisible();
    assertThat(key(page)).isNotEqualTo(fixture.room().token());
    assertThat(elsewhere.getByText("This key was replaced by a new one.")).isVisible();
    // The big screen watches without a key.
    assertThat(screen.getByTestId("qr")).isVisible();
    page.reload();
    assertThat(page.getByTestId("empty")).isVisible();
    elsewhere.navigate(address("#key=" + key(page)));
    assertThat(elsewhere.getByTestId("empty")).isVisible();
    VoterClient presenter = fixture.hub().connect();
    assertThat(presenter.join(fixture.room().code(), Optional.of(key(page))))
        .containsAllEntriesOf(Map.of("role", "presenter"));
  }

  @Test
  void aNewKeyWorksEvenIfTheFirstAnswerWasLost() {
    browsers.expectStatus(401);
    browsers.expectStatus(503);
    Page page = browsers.desk(fixture.presenter());
    assertThat(page.getByTestId("empty")).isVisible();
    AtomicInteger lost = new AtomicInteger();
    page.route(
        "**/token",
        route -> {
          if (route.request().method().equals("POST") && lost.getAndIncrement() == 0) {
            route.fetch();
            route.fulfill(new Route.FulfillOptions().setStatus(503));
          } else {
            route.resume();
          }
        });

    page.getByText("QR code and other devices").click();
    page.getByTestId("renew-key").click();
    page.getByTestId("renew-really").click();

    assertThat(page.getByText("You lead with a new key.")).isVisible();
    assertThat(lost.get()).isGreaterThan(1);
    assertThat(key(page)).isNotEqualTo(fixture.room().token());
    page.reload();
    assertThat(page.getByTestId("empty")).isVisible();
  }

  private String address(String rest) {
    return RoomFixture.address(fixture.hub().port(), "/present/" + fixture.room().code() + rest);
  }

  private String key(Page page) {
    return (String)
        page.evaluate("code => localStorage.getItem('votehub.presenter.' + code)", roomCode());
  }

  private String roomCode() {
    return fixture.room().code();
  }
}
