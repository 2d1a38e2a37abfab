package io.votehub.rolling;

import com.microsoft.playwright.Page;
import java.util.Map;

/** The voter's page, sampled twenty times a second. */
final class WatchedPage {
  private static final String WATCH =
      """
      () => {
        const seen = (window.votehubSeen = { states: {}, longestAwayMs: 0, worse: [] });
        let awaySince = null;
        const within = (root, selector, found = []) => {
          found.push(...root.querySelectorAll(selector));
          for (const each of root.querySelectorAll('*')) if (each.shadowRoot) within(each.shadowRoot, selector, found);
          return found;
        };
        const look = () => {
          const state = within(document, '[data-testid=connection]')[0]?.dataset.state ?? 'none';
          seen.states[state] = (seen.states[state] ?? 0) + 1;
          if (state === 'live') awaySince = null;
          else seen.longestAwayMs = Math.max(seen.longestAwayMs, performance.now() - (awaySince ??= performance.now()));
          for (const bad of within(document, 'vh-gone, [data-testid=vote-state][data-state=refused], [data-kind=error]'))
            seen.worse.push(bad.textContent || bad.localName);
        };
        setInterval(look, 50);
      }
      """;

  private final Page page;

  /**
   * @param states the states of the connection that it showed, with how often
   * @param longestAwayMs the longest time in which it was not live
   * @param worse what it showed that is worse than that it reconnects
   */
  record Seen(Map<?, ?> states, long longestAwayMs, String worse) {}

  /** Begins to sample a page that is connected. */
  WatchedPage(Page page) {
    this.page = page;
    page.evaluate(WATCH);
  }

  /** The samples so far; fails if the page was reloaded meanwhile. */
  Seen seen() {
    Map<?, ?> seen = (Map<?, ?>) page.evaluate("() => window.votehubSeen");
    return new Seen(
        (Map<?, ?>) seen.get("states"),
        ((Number) seen.get("longestAwayMs")).longValue(),
        seen.get("worse").toString());
  }
}
