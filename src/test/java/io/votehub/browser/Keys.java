package io.votehub.browser;

import com.microsoft.playwright.Page;
import java.util.List;

/** Moves through a page with Tab, across shadow roots. */
final class Keys {
  /** The focused element, across shadow roots. */
  private static final String FOCUSED =
      """
      (function deepest(root) {
        const at = root.activeElement;
        return at?.shadowRoot ? deepest(at.shadowRoot) ?? at : at;
      })(document)
      """
          .strip();

  /**
   * Visible controls that have never had the focus, in all shadow roots. Of a group of radio
   * buttons, Tab reaches one, and arrow keys the others.
   */
  private static final String UNREACHED =
      """
      () => {
        const unreached = [];
        const groups = new Map();
        const look = root => {
          for (const each of root.querySelectorAll('*')) {
            if (each.shadowRoot) look(each.shadowRoot);
            if (!each.matches('a[href], button, input, select, textarea, summary')) continue;
            if (each.disabled || !each.checkVisibility({ visibilityProperty: true })) continue;
            const name = each.dataset.testid ?? each.outerHTML.slice(0, 120);
            if (each.type === 'radio') {
              const inRoot = groups.get(root) ?? groups.set(root, new Map()).get(root);
              inRoot.set(each.name, inRoot.get(each.name) || each.reachedByTab || false);
            } else if (!each.reachedByTab) unreached.push(name);
          }
        };
        look(document);
        for (const inRoot of groups.values()) {
          for (const [name, reached] of inRoot) if (!reached) unreached.push('radio ' + name);
        }
        return unreached;
      }
      """;

  private static final String FORGET =
      """
      () => {
        const forget = root => {
          for (const each of root.querySelectorAll('*')) {
            if (each.shadowRoot) forget(each.shadowRoot);
            delete each.reachedByTab;
          }
        };
        forget(document);
      }
      """;

  private Keys() {}

  static void tabTo(Page page, String selector) {
    for (int i = 0; i < 80; i++) {
      page.keyboard().press("Tab");
      if ((boolean)
          page.evaluate("selector => " + FOCUSED + "?.matches(selector) ?? false", selector)) {
        return;
      }
    }
    throw new AssertionError("Tab never comes to " + selector);
  }

  /**
   * Tabs through the page; returns the controls that never had the focus. Once more where some had
   * not, since a page may have put them there meanwhile.
   */
  static List<String> unreachedByTab(Page page) {
    List<String> unreached = unreachedAtOnce(page);
    for (int i = 0; i < 2 && !unreached.isEmpty(); i++) {
      unreached = unreachedAtOnce(page);
    }
    return unreached;
  }

  @SuppressWarnings("unchecked")
  private static List<String> unreachedAtOnce(Page page) {
    page.evaluate(FORGET);
    int controls = ((List<String>) page.evaluate(UNREACHED)).size();
    for (int i = 0; i < 2 * controls + 10; i++) {
      page.keyboard().press("Tab");
      page.evaluate("() => { const at = " + FOCUSED + "; if (at) at.reachedByTab = true; }");
    }
    return (List<String>) page.evaluate(UNREACHED);
  }
}
