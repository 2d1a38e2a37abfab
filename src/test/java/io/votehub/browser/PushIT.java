package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import io.votehub.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A voter asks on the page to be told when the next poll opens. */
class PushIT extends BrowserTest {
  /** The browser of the tests has no push service: subscribes at one that the hub allows. */
  private static final String SUBSCRIBES =
      """
      PushManager.prototype.getSubscription = async () => window.subscribed();
      PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
        const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
        const point = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
        localStorage.setItem('test.subscription', JSON.stringify({ key: [...applicationServerKey], point: [...point] }));
        return window.subscribed();
      };
      window.subscribed = () => {
        const kept = JSON.parse(localStorage.getItem('test.subscription'));
        if (!kept) return null;
        const base64 = (bytes) => btoa(String.fromCharCode(...bytes)).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=/g, '');
        const endpoint = 'https://push.example/send/1';
        return {
          endpoint,
          options: { applicationServerKey: new Uint8Array(kept.key).buffer },
          toJSON: () => ({ endpoint, expirationTime: null, keys: { p256dh: base64(kept.point), auth: base64(new Array(16).fill(7)) } }),
          unsubscribe: async () => localStorage.removeItem('test.subscription'),
        };
      };
      """;

  private static final String ON_AN_IPHONE =
      """
      delete window.PushManager;
      Object.defineProperty(navigator, 'standalone', { value: false });
      """;

  @Override
  Map<String, String> settings() {
    return Map.of(
        "VOTEHUB_PUSH_CONTACT", "mailto:votes@example.org", "VOTEHUB_PUSH_HOSTS", "push.example");
  }

  private Page phone(String locale, String script, String... permissions) {
    Page phone = browsers.app("about:blank", locale);
    phone.addInitScript(script);
    phone.context().grantPermissions(List.of(permissions));
    phone.navigate(fixture.audience());
    return phone;
  }

  private static void look(Page phone, String name) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      phone.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      phone.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target/screenshots", "push-" + name + "-" + scheme + ".png")));
    }
  }

  private static Response answered(Page phone, String method, Runnable step) {
    return phone.waitForResponse(
        each -> each.request().method().equals(method) && each.url().contains("/push"), step);
  }

  @Test
  void aVoterIsToldByPushAfterATapAndUntilItIsSwitchedOff() {
    Page phone = phone(Browsers.ENGLISH, SUBSCRIBES, "notifications");
    assertThat(phone.getByTestId("push")).hasAttribute("data-state", "off");
    look(phone, "off");

    Response added = answered(phone, "PUT", () -> phone.getByTestId("push-on").tap());
    assertThat(added.status()).isEqualTo(200);
    assertThat(phone.getByTestId("push")).hasAttribute("data-state", "on");
    look(phone, "on");

    phone.reload();
    assertThat(phone.getByTestId("push")).hasAttribute("data-state", "on");
    theWorkerShowsWhatTheHubTells(phone);

    // While a question is open, nothing else asks for attention.
    String poll = fixture.open("Which tree?", List.of("Oak", "Elm"));
    assertThat(phone.getByTestId("push")).isHidden();
    fixture.step(poll, "close");
    Response ended = answered(phone, "DELETE", () -> phone.getByTestId("push-off").tap());
    assertThat(ended.status()).isEqualTo(204);
    assertThat(phone.getByTestId("push")).hasAttribute("data-state", "off");
    phone.waitForFunction("localStorage.getItem('test.subscription') === null");
    look(phone, "off-below-a-result");
  }

  private void theWorkerShowsWhatTheHubTells(Page phone) {
    CDPSession chromium = phone.context().newCDPSession(phone);
    AtomicReference<String> registration = new AtomicReference<>();
    chromium.on(
        "ServiceWorker.workerRegistrationUpdated",
        event ->
            event
                .getAsJsonArray("registrations")
                .forEach(
                    each ->
                        registration.set(
                            each.getAsJsonObject().get("registrationId").getAsString())));
    chromium.send("ServiceWorker.enable");
    phone.waitForCondition(() -> registration.get() != null);
    JsonObject message = new JsonObject();
    message.addProperty("origin", fixture.home().replaceAll("/$", ""));
    message.addProperty("registrationId", registration.get());
    message.addProperty(
        "data",
        Json.write(
            Map.of(
                "room", fixture.room().code(),
                "title", "Town hall",
                "poll", "poll-1",
                "question", "Which tree?")));
    // A worker that is just about to end does not get it. The same poll is shown once.
    phone.waitForCondition(
        () -> {
          chromium.send("ServiceWorker.deliverPushMessage", message);
          return !shown(phone).isEmpty();
        });
    assertThat(shown(phone))
        .isEqualTo(
            List.of(Map.of("title", "Town hall", "body", "Which tree?", "tag", "poll poll-1")));
  }

  private static List<?> shown(Page phone) {
    return (List<?>)
        phone.evaluate(
            """
            async () => {
              const registration = await navigator.serviceWorker.ready;
              const all = await registration.getNotifications();
              return all.map(({ title, body, tag }) => ({ title, body, tag }));
            }
            """);
  }

  @Test
  void itIsSaidWhatToDoWhereTheBrowserDoesNotAllowIt() {
    Page german =
        phone("de-DE", SUBSCRIBES + "Notification.requestPermission = async () => 'denied';");
    look(german, "off-de");
    german.getByTestId("push-on").tap();
    assertThat(german.getByTestId("push")).hasAttribute("data-state", "denied");
    look(german, "denied-de");

    Page iphone = phone("ar", ON_AN_IPHONE);
    assertThat(iphone.getByTestId("push")).hasAttribute("data-state", "install");
    look(iphone, "install-ar");
  }
}
