package io.votehub.browser;

import com.microsoft.playwright.Page;

/**
 * What a page does by itself after a second or more, like loading the chart of an open poll. A test
 * of what it loads at once holds that back, or on a busy machine it would come before the test has
 * looked.
 */
final class LateTimers {
  private static final String HELD =
      """
      const atOnce = window.setTimeout;
      window.setTimeout = (run, ms, ...values) => atOnce(run, ms >= 1_000 ? 3_600_000 : ms, ...values);
      """;

  private LateTimers() {}

  /** For what the page loads from now on. */
  static void hold(Page page) {
    page.addInitScript(HELD);
  }
}
