package io.votehub.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A stalled reader of the log does not block the hub. */
@Isolated
class LogSinkTest {
  private static final Logger LOG = LoggerFactory.getLogger("io.votehub.Test");

  private final PrintStream before = System.out;

  @AfterEach
  void restore() {
    System.setOut(before);
    Logs.configure(Logs.Format.TEXT, Level.INFO, "test");
  }

  @Test
  void whenNobodyReadsTheLogLinesAreDroppedAndCountedAndNobodyWaits() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    OutputStream stalled =
        new OutputStream() {
          @Override
          public void write(int one) {
            try {
              read.await();
            } catch (InterruptedException end) {
              Thread.currentThread().interrupt();
            }
          }
        };
    System.setOut(new PrintStream(stalled, true, StandardCharsets.UTF_8));
    Logs.configure(Logs.Format.JSON, Level.INFO, "hub-1");
    Logs.detach();

    for (int i = 0; i < 20_000; i++) {
      LOG.info("A line");
    }

    // 8,192 wait in the queue, and the writer holds up to as many that it took before it stalled.
    assertThat(Logs.dropped()).isBetween(20_000L - 2 * 8_192, 20_000L - 8_192);
    long begin = System.nanoTime();
    Logs.flush();
    assertThat(System.nanoTime() - begin).isLessThan(60_000_000_000L);
    read.countDown();
    for (Thread each : Thread.getAllStackTraces().keySet()) {
      if (each.getName().equals("AsyncAppender-Worker-queue")) {
        // Its pending output would appear in that of the next test.
        each.join();
      }
    }
  }

  @Test
  void whatWaitsIsWrittenBeforeTheEnd() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    Logs.configure(Logs.Format.JSON, Level.INFO, "hub-1");
    Logs.detach();

    for (int i = 0; i < 1000; i++) {
      LOG.info("Line {}", i);
    }
    Logs.flush();

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(1000)
        .last()
        .asString()
        .contains("Line 999");
    assertThat(Logs.dropped()).isZero();
  }
}
