package io.votehub.floods;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Polls the hub's liveness on a thread of its own. */
final class Heartbeat {
  private static final Duration WITHIN = Duration.ofSeconds(2);

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean stopped;
  private final AtomicInteger beats = new AtomicInteger();

  Heartbeat(int port) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/live"))
            .timeout(WITHIN)
            .build();
    thread = new Thread(() -> beat(request), "heartbeat");
    thread.setDaemon(true);
    thread.start();
  }

  private void beat(HttpRequest request) {
    try {
      while (!stopped) {
        long began = System.nanoTime();
        try {
          int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
          if (status != 200) {
            faults.add("status " + status);
          }
        } catch (IOException fault) {
          faults.add(fault + " after " + (System.nanoTime() - began) / 1_000_000 + " ms");
        }
        beats.incrementAndGet();
        Thread.sleep(100);
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops; every answer must have arrived in time. */
  void stop() throws InterruptedException {
    stopped = true;
    thread.join(5_000);
    assertThat(beats.get()).isPositive();
    assertThat(faults).as("of %d questions", beats.get()).isEmpty();
  }
}
