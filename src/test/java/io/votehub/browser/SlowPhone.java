package io.votehub.browser;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A phone on slow 4G (1.6 Mbit/s, 150 ms) with a processor four times slower than this machine's,
 * simulated by Chromium's throttling; measures how a page loads on it.
 */
final class SlowPhone {
  private static final int LATENCY_MS = 150;
  private static final int DOWN_BYTES = 1_600_000 / 8;
  private static final int UP_BYTES = 750_000 / 8;
  private static final int SLOWER = 4;

  private static final String WATCH =
      """
      window.seen = { fcp: 0, lcp: 0, tbt: 0, cls: 0, moved: [] };
      const watch = (type, take) =>
        new PerformanceObserver(list => list.getEntries().forEach(take)).observe({ type, buffered: true });
      watch('paint', ({ name, startTime }) => name === 'first-contentful-paint' && (seen.fcp = startTime));
      watch('largest-contentful-paint', ({ startTime }) => (seen.lcp = startTime));
      watch('longtask', ({ duration }) => (seen.tbt += Math.max(0, duration - 50)));
      watch('layout-shift', ({ value, sources }) => {
        seen.cls += value;
        sources.forEach(({ node, previousRect: a, currentRect: b }) =>
          seen.moved.push(`${node?.nodeName} ${node?.className ?? ''} ${[a.x, a.y, a.width, a.height]} to ${[b.x, b.y, b.width, b.height]}`));
      });
      """;

  /** The measurements; times in milliseconds. */
  record Seen(
      double fcp, double lcp, double tbt, double busy, double cls, Object moved, long bytes) {}

  private final Page page;
  private final CDPSession chromium;
  private final AtomicLong bytes = new AtomicLong();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  SlowPhone(Page page) {
    this.page = page;
    page.addInitScript(WATCH);
    LateTimers.hold(page);
    chromium = page.context().newCDPSession(page);
    chromium.send("Network.enable");
    chromium.send(
        "Network.emulateNetworkConditions",
        json(
            Map.of(
                "latency",
                LATENCY_MS,
                "downloadThroughput",
                DOWN_BYTES,
                "uploadThroughput",
                UP_BYTES)));
    JsonObject busy = new JsonObject();
    // CPU time of the page's main thread, which does not depend on the load of this machine.
    busy.addProperty("timeDomain", "threadTicks");
    chromium.send("Performance.enable", busy);
    chromium.send("Emulation.setCPUThrottlingRate", json(Map.of("rate", SLOWER)));
    chromium.on(
        "Network.loadingFinished",
        (JsonObject done) -> bytes.addAndGet(done.get("encodedDataLength").getAsLong()));
    chromium.on(
        "Network.requestWillBeSent",
        (JsonObject sent) ->
            requests.add(sent.getAsJsonObject("request").get("url").getAsString()));
    chromium.on(
        "Network.webSocketCreated",
        (JsonObject made) -> requests.add(made.get("url").getAsString()));
  }

  private static JsonObject json(Map<String, Integer> fields) {
    JsonObject json = new JsonObject();
    json.addProperty("offline", false);
    fields.forEach(json::addProperty);
    return json;
  }

  Page page() {
    return page;
  }

  List<String> requests() {
    return requests;
  }

  /** How long the page's main thread has been busy so far. */
  private double busyMs() {
    for (JsonElement each : chromium.send("Performance.getMetrics").getAsJsonArray("metrics")) {
      JsonObject metric = each.getAsJsonObject();
      if (metric.get("name").getAsString().equals("TaskDuration")) {
        return metric.get("value").getAsDouble() * 1000;
      }
    }
    throw new AssertionError("Chromium measures no TaskDuration");
  }

  /** The measurements so far, after two more frames have been drawn. */
  Seen seen() {
    Object got =
        page.evaluate(
            """
            () => new Promise(done =>
              requestAnimationFrame(() => requestAnimationFrame(() => done(window.seen))))
            """);
    Map<?, ?> seen = (Map<?, ?>) got;
    return new Seen(
        number(seen, "fcp"),
        number(seen, "lcp"),
        number(seen, "tbt"),
        busyMs(),
        number(seen, "cls"),
        seen.get("moved"),
        bytes.get());
  }

  private static double number(Map<?, ?> seen, String name) {
    return ((Number) seen.get(name)).doubleValue();
  }
}
