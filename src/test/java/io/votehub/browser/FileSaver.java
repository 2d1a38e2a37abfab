package io.votehub.browser;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Saves files of a page by its buttons, no faster than Chromium lets a page: the eleventh download
 * within a second of the first is dropped without an error or an event, so that a test which clicks
 * faster than people can waits for a file that never comes.
 */
final class FileSaver {
  /** {@code kBurstDownloadLimit} and its reset interval in Chromium's {@code local_frame.cc}. */
  private static final int BURST_LIMIT = 10;

  private static final Duration BURST_INTERVAL = Duration.ofMillis(1_100);

  private final Page page;

  /** When each of the latest downloads had begun, the oldest first. */
  private final Deque<Long> begunNanos = new ArrayDeque<>();

  FileSaver(Page page) {
    this.page = page;
  }

  /** Clicks the button, and gives the content of the file that it saves. */
  byte[] save(Locator button) throws IOException {
    if (begunNanos.size() == BURST_LIMIT) {
      awaitNextBurst(begunNanos.removeFirst());
    }
    Download download = page.waitForDownload(button::click);
    begunNanos.addLast(System.nanoTime());
    return Files.readAllBytes(download.path());
  }

  private void awaitNextBurst(long oldestNanos) {
    Duration since = Duration.ofNanos(System.nanoTime() - oldestNanos);
    if (since.compareTo(BURST_INTERVAL) < 0) {
      page.waitForTimeout((double) BURST_INTERVAL.minus(since).toMillis());
    }
  }
}
