package io.votehub.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.votehub.json.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class ErrorLogTest {
  private static final Logger LOG = LoggerFactory.getLogger("io.votehub.alert.test");
  private static final long HOUR_MS = 3_600_000;

  private final AtomicLong now = new AtomicLong(1_700_000_000_000L);
  private final AtomicInteger metered = new AtomicInteger();
  private final ErrorLog errors = new ErrorLog(now::get, severity -> metered.incrementAndGet());
  private Runnable stop;

  @BeforeEach
  void record() {
    stop = ErrorAppender.attach(errors);
  }

  @AfterEach
  void stopRecording() {
    stop.run();
  }

  @Test
  void anErrorThatOccursAThousandTimesIsOneEntry() {
    for (int i = 0; i < 1000; i++) {
      LOG.error(
          "Poll {} could not be closed",
          "poll" + i,
          shortened(new IllegalStateException("no " + i)));
    }

    assertThat(errors.entries()).hasSize(1);
    ErrorEntry entry = errors.entries().get(0);
    assertThat(entry.count()).isEqualTo(1000);
    assertThat(entry.latest().type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(entry.latest().frames()).first().asString().startsWith("alert.ErrorLogTest.");
    assertThat(entry.latest().example()).isEqualTo("Poll poll999 could not be closed: no 999");
    assertThat(errors.lastHour(Severity.HIGH)).isEqualTo(1000);
    assertThat(metered).hasValue(1000);
  }

  /** Does not print a thousand stack traces. */
  private static Exception shortened(Exception thrown) {
    thrown.setStackTrace(Arrays.copyOf(thrown.getStackTrace(), 1));
    return thrown;
  }

  @Test
  void errorsWithoutAnExceptionAreDistinguishedByTheirMessage() {
    LOG.warn("Redis is away for {} s", 1);
    LOG.warn("Redis is away for {} s", 2);
    LOG.warn("The disk is full");

    assertThat(errors.entries()).extracting(ErrorEntry::count).containsExactly(1L, 2L);
    assertThat(errors.lastHour(Severity.MEDIUM)).isEqualTo(3);
  }

  @Test
  void messagesBelowWarningAreNotRecorded() {
    LOG.info("Ready");

    assertThat(errors.entries()).isEmpty();
  }

  @Test
  void anExhaustedHeapIsCriticalWhereverItIsWrapped() {
    LOG.error("A step failed", new IllegalStateException(new OutOfMemoryError("Java heap space")));

    assertThat(errors.entries().get(0).latest().severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void neitherTokensNorPasswordsAreKept() {
    String token = "eyJhbGciOiJIUzI1NiJ9.eyJyb29tIjoiQUJDREVGIn0.c2lnbmF0dXJlc2lnbmF0dXJl";
    LOG.error("Refused {} of redis://hub:hunter2@db:6379 with Bearer {} at /x?key=abc", token, 7);

    String written = Json.write(errors.toJson());

    assertThat(written).doesNotContain("eyJ").doesNotContain("hunter2").doesNotContain("abc");
    assertThat(written).contains("redis://***@db:6379");
  }

  @Test
  void theOldestKindsOfErrorsAreDroppedFirst() {
    for (int i = 0; i < ErrorLog.MAX_ENTRIES + 5; i++) {
      errors.record(new ErrorEvent(Severity.HIGH, "Type" + i, List.of(), "failed", "failed"));
      now.addAndGet(1);
    }

    assertThat(errors.entries()).hasSize(ErrorLog.MAX_ENTRIES);
    assertThat(errors.entries().get(0).latest().type()).isEqualTo("Type104");
    assertThat(errors.toJson()).containsEntry("dropped", 5L);
  }

  @Test
  void theCountOfTheLastHourExcludesOlderErrors() {
    LOG.error("Once");
    now.addAndGet(HOUR_MS / 2);
    LOG.error("Once");
    now.addAndGet(HOUR_MS / 2 + 60_000);

    assertThat(errors.lastHour(Severity.HIGH)).isEqualTo(1);
    assertThat(errors.entries().get(0).count()).isEqualTo(2);
  }

  @Test
  void longMessagesAreTruncatedBeforeMasking() {
    String sent = "a".repeat(5_000_000);

    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> errors.record(new ErrorEvent(Severity.HIGH, "X", List.of(), sent, sent)));

    assertThat(errors.entries().get(0).latest().example()).hasSize(501);
  }
}
