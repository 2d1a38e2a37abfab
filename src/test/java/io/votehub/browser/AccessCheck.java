package io.votehub.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import org.assertj.core.api.SoftAssertions;

/**
 * Checks a page in its current state against the machine-checkable part of WCAG 2.2 AA: light and
 * dark, without sideways scrolling at 320 px, and with large enough touch targets on a phone.
 * Collects the violations.
 */
final class AccessCheck {
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
  private static final int NARROW_PX = 320;
  private static final int TARGET_PX = 44;

  private final SoftAssertions faults = new SoftAssertions();

  void assertAll() {
    faults.assertAll();
  }

  void check(Page page, String state) {
    // What is half under a header that stays is there for whoever scrolls.
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })");
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      // A colour on its way to another one is neither of the two.
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(scheme)
              .setReducedMotion(ReducedMotion.REDUCE));
      AxeResults found = new AxeBuilder(page).withTags(RULES).analyze();
      faults.assertThat(found.getPasses()).as(state + ", rules that applied").isNotEmpty();
      faults
          .assertThat(found.getViolations().stream().map(AccessCheck::words))
          .as(state + ", " + scheme)
          .isEmpty();
    }
    int width = page.viewportSize().width;
    int height = page.viewportSize().height;
    page.setViewportSize(NARROW_PX, 640);
    faults
        .assertThat(settledWidth(page))
        .as(state + ", width at 320 px")
        .isLessThanOrEqualTo(NARROW_PX);
    page.setViewportSize(width, height);
  }

  /** A picture hears of its new size after the page has it: what it settles to is what counts. */
  private static int settledWidth(Page page) {
    try {
      page.waitForCondition(() -> scrollWidth(page) <= NARROW_PX);
    } catch (TimeoutError late) {
      return scrollWidth(page);
    }
    return NARROW_PX;
  }

  private static int scrollWidth(Page page) {
    return (int) page.evaluate("document.scrollingElement.scrollWidth");
  }

  private static String words(Rule rule) {
    return rule.getId()
        + rule.getNodes().stream()
            .map(node -> "\n  " + node.getTarget() + " " + node.getFailureSummary())
            .toList();
  }

  @SuppressWarnings("unchecked")
  void checkTargets(Page page, String state) {
    int width = page.viewportSize().width;
    int height = page.viewportSize().height;
    page.setViewportSize(Browsers.PHONE_WIDTH, Browsers.PHONE_HEIGHT);
    List<String> small = (List<String>) page.evaluate(SMALL_TARGETS, TARGET_PX);
    faults.assertThat(small).as(state + ", targets below 44 px").isEmpty();
    page.setViewportSize(width, height);
  }

  /** What is tapped: the control, or the label around it. */
  private static final String SMALL_TARGETS =
      """
      least => {
        const small = [];
        const look = root => {
          for (const each of root.querySelectorAll('*')) {
            if (each.shadowRoot) look(each.shadowRoot);
            if (!each.matches('a[href], button, input, select, textarea, summary')) continue;
            const target = each.closest('label') ?? each;
            if (!target.checkVisibility({ visibilityProperty: true })) continue;
            const { width, height } = target.getBoundingClientRect();
            if (Math.min(width, height) < least) {
              small.push(`${width} x ${height}: ${target.outerHTML.slice(0, 100)}`);
            }
          }
        };
        look(document);
        return small;
      }
      """;
}
