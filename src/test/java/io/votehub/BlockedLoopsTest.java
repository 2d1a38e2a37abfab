package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.votehub.process.FreePort;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** A hub of whose event loops every one is blocked, as its operators see it. */
@Isolated
@Tag("slow")
class BlockedLoopsTest {
  private static final String BLOCK = "/block-this-loop";
  private static final int LOOPS = 2;

  /** Enough for each loop to get one of these connections. */
  private static final int CONNECTIONS = 8;

  @TempDir Path data;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Logger access = (Logger) LoggerFactory.getLogger("votehub.http");
  private final CountDownLatch blocked = new CountDownLatch(LOOPS);
  private final CountDownLatch released = new CountDownLatch(1);
  private final UnsynchronizedAppenderBase<ILoggingEvent> blocking = new BlockingAppender();

  /** Blocks the event loop that logs a certain request. */
  private final class BlockingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent line) {
      if (line.getFormattedMessage().contains(BLOCK)) {
        blocked.countDown();
        try {
          released.await();
        } catch (InterruptedException end) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  @AfterEach
  void release() {
    released.countDown();
    access.detachAppender(blocking);
    access.setLevel(null);
    access.setAdditive(true);
  }

  private HttpRequest request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(30))
        .build();
  }

  private HttpResponse<String> get(int port, String path) throws Exception {
    return client.send(request(port, path), HttpResponse.BodyHandlers.ofString());
  }

  private double metric(int port, String name) throws Exception {
    return get(port, "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  private void blockAll(int port) throws Exception {
    blocking.setContext(access.getLoggerContext());
    blocking.start();
    access.setLevel(Level.DEBUG);
    access.setAdditive(false);
    access.addAppender(blocking);
    for (int i = 0; i < CONNECTIONS; i++) {
      client.sendAsync(request(port, BLOCK), HttpResponse.BodyHandlers.discarding());
    }
    assertThat(blocked.await(60, TimeUnit.SECONDS)).as("every loop is blocked").isTrue();
  }

  @Test
  void whileEveryLoopIsBlockedOperatorsAreAnsweredAndToldSo() throws Exception {
    int management = FreePort.find();
    try (RunningHub hub =
        new RunningHub(
            data,
            Map.of(
                "VOTEHUB_HTTP_PORT", Integer.toString(FreePort.find()),
                "VOTEHUB_MANAGEMENT_PORT", Integer.toString(management)))) {
      blockAll(hub.port());

      assertThat(get(management, "/health/live").statusCode()).isEqualTo(503);
      assertThat(get(management, "/health/ready").statusCode()).isEqualTo(503);
      assertThat(get(management, "/health/alerts").statusCode()).isEqualTo(200);
      assertThat(get(management, "/health/detailed").statusCode()).isEqualTo(200);
      assertThat(metric(management, "votehub_event_loop_lag_seconds")).isGreaterThan(2);

      released.countDown();
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (metric(management, "votehub_event_loop_lag_seconds") > 1) {
        assertThat(System.nanoTime()).isLessThan(until);
      }
      assertThat(metric(management, "votehub_event_loop_lag_max_seconds"))
          .as("for a scrape after the block")
          .isGreaterThan(2);
      assertThat(get(management, "/health/live").statusCode()).isEqualTo(200);
    }
  }
}
