package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.votehub.poll.Mark;
import io.votehub.proof.TagHash;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The voter's page on a phone that loses its network, reloads and is closed. */
class OfflineIT extends BrowserTest {
  /** The page loads what it needs without a network when nobody waits for anything else. */
  private static final String SETTLED_SOON =
      """
      const later = window.setTimeout;
      window.setTimeout = (run, ms, ...values) => later(run, ms === 6_000 ? 100 : ms, ...values);
      """;

  private static final String OFFLINE_PART = "Boolean(document.querySelector('vh-room').offline)";

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

  /**
   * Installs a worker in place of the one there is, as after an update of the hub; resolves once it
   * may take over.
   */
  private static final String ANOTHER_VERSION =
      """
      async () => {
        const registration = await navigator.serviceWorker.register('/sw.js?another');
        const worker = registration.installing ?? registration.waiting;
        while (worker.state === 'installing') {
          await new Promise(done => worker.addEventListener('statechange', done, { once: true }));
        }
        worker.postMessage({ type: 'keep', files: performance.getEntriesByType('resource').map(({ name }) => name) });
        while (worker.state !== 'activated') {
          await new Promise(done => worker.addEventListener('statechange', done, { once: true }));
        }
      }
      """;

  /** The mark of the one vote that the worker has. */
  private static final String MARK_OF_WAITING =
      """
      () => new Promise(done => {
        const opening = indexedDB.open('votehub');
        opening.onsuccess = () => {
          const database = opening.result;
          const reading = database.transaction('votes').objectStore('votes').getAll();
          reading.onsuccess = () => { database.close(); done(reading.result[0].mark); };
        };
      })
      """;

  /** Phones check their tags some seconds after the vote, not all at once. */
  private static final LocatorAssertions.ContainsTextOptions TOLD_WITHIN =
      new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

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

  /**
   * Opens the room and leaves it alone, until the page has loaded what it needs without a network.
   */
  private void open(Page page) {
    page.addInitScript(SETTLED_SOON);
    page.navigate(address());
    assertThat(page.getByTestId("option-a")).isVisible();
    page.waitForCondition(() -> page.evaluate(OFFLINE_PART).equals(true));
  }

  private static void take(Page page, String name) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      String file = name + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", file)));
    }
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
    Page phone = browsers.app("about:blank", "de-DE");
    open(phone);
    phone.getByTestId("option-a").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    awaitKept(phone);

    assertThat(kept(phone)).allMatch(path -> path.startsWith("/assets/") || path.equals("/shell"));
    cut(phone);
    phone.reload();
    assertThat(phone.getByTestId("reconnecting")).containsText("Sie sind offline");
    assertThat(phone.getByTestId("poll-question")).hasText("Which tree?");
    assertThat(phone.getByTestId("option-a")).hasAttribute("data-chosen", "true");
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    take(phone, "offline");

    phone.getByTestId("option-b").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "waiting");
    phone.reload();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "waiting");
    take(phone, "offline-vote");
    mend(phone);
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    assertThat(phone.getByTestId("reconnecting")).isHidden();
    assertThat(fixture.result(poll)).containsEntry("ballots", 1);
    assertThat(proof(phone, poll).get("tag")).isEqualTo(tag(poll, proof(phone, poll)));

    phone.evaluate("window.stays = true");
    phone.evaluate(ANOTHER_VERSION);
    phone.getByTestId("option-a").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    assertThat((boolean) phone.evaluate("window.stays")).as("no reload").isTrue();
    fixture.step(poll, "close");
    assertThat(phone.getByTestId("poll-" + poll)).hasAttribute("data-state", "closed");
    cut(phone);
    phone.reload();
    assertThat(phone.getByTestId("poll-" + poll)).hasAttribute("data-state", "closed");
    take(phone, "offline-closed");
  }

  @Test
  void aVoteThatWaitsIsSentOnceThoughThePageIsClosedAndNotAfterTheCloseOfItsPoll() {
    String poll = fixture.open("Which tree?", List.of("Oak", "Elm"));
    Page phone = browsers.app("about:blank", Browsers.ENGLISH);
    open(phone);
    phone.context().grantPermissions(List.of("background-sync"));
    awaitKept(phone);
    cut(phone);
    phone.getByTestId("option-b").tap();
    assertThat(phone.getByTestId("reconnecting")).containsText("even if you close this page");
    phone.waitForCondition(() -> waiting(phone) == 1);
    String mark = (String) phone.evaluate(MARK_OF_WAITING);
    phone.close();
    assertThat(fixture.result(poll)).containsEntry("ballots", 0);

    mend(phone);
    Page home = browsers.beside(phone, RoomFixture.address(wire.port(), "/"));
    sync(home);
    home.waitForCondition(() -> waiting(home) == 0);
    assertThat(fixture.result(poll)).containsEntry("ballots", 1);
    Page again = browsers.beside(phone, "about:blank");
    open(again);
    assertThat(again.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    assertThat(again.getByTestId("option-b")).hasAttribute("data-chosen", "true");
    assertThat(fixture.result(poll)).containsEntry("ballots", 1);
    Map<?, ?> proof = proof(again, poll);
    assertThat(proof.get("mark")).isEqualTo(mark);
    assertThat(proof.get("tag")).isEqualTo(tag(poll, proof));

    assertThat(again.getByTestId("reconnecting")).isHidden();
    awaitKept(again);
    cut(again);
    again.getByTestId("option-a").tap();
    again.waitForCondition(() -> waiting(again) == 1);
    again.close();
    fixture.step(poll, "close");
    mend(phone);
    sync(home);
    home.waitForCondition(() -> waiting(home) == 0);
    Page late = browsers.beside(phone, address());
    assertThat(late.getByTestId("vote-state")).hasAttribute("data-state", "refused");
    assertThat(late.getByTestId("vote-state")).containsText("was not counted");
    assertThat(late.getByTestId("option-b")).hasAttribute("data-chosen", "true");
    assertThat(fixture.result(poll)).containsEntry("ballots", 1);
  }

  @Test
  void aTagThatDoesNotFollowFromTheVoteIsToldTheVoter() {
    String poll = fixture.open("Which tree?", List.of("Oak", "Elm"));
    Page phone = browsers.phone("about:blank");
    phone.routeWebSocket(
        url -> url.endsWith("/ws"),
        socket -> {
          WebSocketRoute hub = socket.connectToServer();
          hub.onMessage(frame -> socket.send(frame.text().replace("\"tag\":\"", "\"tag\":\"x")));
        });
    phone.navigate(address());
    phone.getByTestId("option-a").tap();

    assertThat(phone.getByTestId("vote-state"))
        .containsText("does not match your vote", TOLD_WITHIN);
    assertThat(fixture.result(poll)).containsEntry("ballots", 1);
    take(phone, "wrong-tag");
  }

  /** What the page keeps of the voter's ballot on a poll. */
  private static Map<?, ?> proof(Page page, String poll) {
    return (Map<?, ?>)
        page.evaluate(
            "poll => document.querySelector('vh-room').store.ballots.of(poll).counted", poll);
  }

  private static String tag(String poll, Map<?, ?> proof) {
    Mark mark = Mark.read((String) proof.get("mark")).orElseThrow();
    return new TagHash().text(poll, mark, (String) proof.get("receipt"));
  }

  /** How many votes the worker has. */
  private static int waiting(Page page) {
    return (int)
        page.evaluate(
            """
            () => new Promise(done => {
              const opening = indexedDB.open('votehub');
              opening.onsuccess = () => {
                const database = opening.result;
                const found = [...database.objectStoreNames].includes('votes');
                const reading = found && database.transaction('votes').objectStore('votes').count();
                const end = (count) => { database.close(); done(count); };
                if (found) reading.onsuccess = () => end(reading.result);
                else end(-1);
              };
            })
            """);
  }

  /** Tells the worker that there is a network, as the browser does at a moment of its choice. */
  private static void sync(Page page) {
    CDPSession devTools = page.context().newCDPSession(page);
    CompletableFuture<JsonObject> registered = new CompletableFuture<>();
    devTools.on(
        "ServiceWorker.workerRegistrationUpdated",
        told -> {
          JsonArray all = told.getAsJsonArray("registrations");
          if (!all.isEmpty()) {
            registered.complete(all.get(0).getAsJsonObject());
          }
        });
    devTools.send("ServiceWorker.enable");
    page.waitForCondition(registered::isDone);
    JsonObject event = new JsonObject();
    String scope = registered.join().get("scopeURL").getAsString();
    event.addProperty("origin", scope.substring(0, scope.length() - 1));
    event.add("registrationId", registered.join().get("registrationId"));
    event.addProperty("tag", "votehub-votes");
    event.addProperty("lastChance", false);
    devTools.send("ServiceWorker.dispatchSyncEvent", event);
  }
}
