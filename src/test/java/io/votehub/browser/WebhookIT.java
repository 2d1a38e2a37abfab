package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.Vertx;
import io.votehub.outbound.Receiver;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The owner of a room has another program told of what happens, and sees whether it was. */
class WebhookIT extends BrowserTest {
  @Override
  Map<String, String> settings() {
    return Map.of("VOTEHUB_WEBHOOKS_PRIVATE_NETWORKS", "true");
  }

  @Test
  void anOwnerAddsAWebhookSeesWhatFailedAndSendsItAgain() throws Exception {
    AccessCheck access = new AccessCheck();
    browsers.expectStatus(422);
    Vertx vertx = Vertx.vertx();
    try (Receiver receiver = new Receiver(vertx)) {
      receiver.answer(500);
      Page owner = browsers.stillDesk(fixture.presenter(), 1280, 1000);
      owner.getByText("Tell other programs").click();
      owner.getByTestId("webhook-url").fill("gopher://example.org");
      owner.getByTestId("webhook-add").click();
      assertThat(owner.getByText("Must begin with https://")).isVisible();
      owner.getByTestId("webhook-url").fill(receiver.url());
      owner.getByTestId("webhook-poll.opened").check();
      owner.getByTestId("webhook-add").click();
      Assertions.assertThat(owner.getByTestId("webhook-secret").getAttribute("data-secret"))
          .startsWith("whsec_");
      take(owner, "webhook-secret");
      access.check(owner, "webhook, secret");

      String poll = fixture.open("Tea or coffee?", List.of("Tea", "Coffee"));
      receiver.await(1);
      owner.getByLabel("Messages to " + receiver.url()).click();
      assertThat(owner.getByTestId("delivery")).hasAttribute("data-state", "waiting");
      assertThat(owner.getByText("failed once (answer 500)")).isVisible();
      receiver.answer(204);
      owner.getByTestId("delivery-again").click();
      assertThat(owner.getByTestId("delivery")).hasAttribute("data-state", "delivered");
      fixture.step(poll, "close");
      assertThat(owner.getByTestId("delivery")).hasCount(2);
      lookEverywhere(owner, "webhooks");
      access.check(owner, "webhooks");

      owner.getByLabel("New secret for " + receiver.url()).click();
      assertThat(owner.getByText("signed with the former secret, too")).isVisible();
      owner.getByLabel("Remove: " + receiver.url()).click();
      take(owner, "webhook-removing");
      owner.getByTestId("webhook-remove-sure").click();
      assertThat(owner.getByTestId("delivery")).hasCount(0);
      assertThat(owner.getByText(receiver.url())).hasCount(0);
      access.assertAll();
    } finally {
      vertx.close().await(60, TimeUnit.SECONDS);
    }
  }

  private static void lookEverywhere(Page page, String name) {
    for (int[] size :
        List.of(
            new int[] {320, 740},
            new int[] {360, 740},
            new int[] {820, 1180},
            new int[] {1920, 1080})) {
      page.setViewportSize(size[0], size[1]);
      for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        take(page, name + "-" + size[0] + "-" + scheme.name().toLowerCase(Locale.ROOT));
      }
      Assertions.assertThat(
              page.evaluate(
                  "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
          .as("no sideways scroll at %d", size[0])
          .isEqualTo(true);
    }
    page.setViewportSize(1280, 1000);
  }

  private static void take(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(true));
  }
}
