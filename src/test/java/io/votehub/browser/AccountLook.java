package io.votehub.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Looks at the account pages: accessibility, and pictures in three sizes, light and dark. */
final class AccountLook {
  private final AccessCheck access = new AccessCheck();

  void at(Page page, String name) {
    access.check(page, name);
    int width = page.viewportSize().width;
    int height = page.viewportSize().height;
    for (int[] size : new int[][] {{360, 740}, {820, 1180}, {1920, 1080}}) {
      page.setViewportSize(size[0], size[1]);
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        String file = name + "-" + size[0] + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
        page.screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/screenshots", file)));
      }
    }
    magnified(page, name);
    page.setViewportSize(width, height);
  }

  /** At 320 pixels, with letters twice as large, nothing is cut off or scrolls sideways. */
  static void magnified(Page page, String name) {
    page.setViewportSize(320, 640);
    page.evaluate("() => (document.documentElement.style.fontSize = '200%')");
    Path file = Path.of("target/screenshots", name + "-320-magnified.png");
    page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(file));
    Object beyond =
        page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    page.evaluate("() => (document.documentElement.style.fontSize = '')");
    assertThat(((Number) beyond).intValue()).as(name + " magnified").isZero();
  }

  /** At 320 pixels and twice the size, a short text has room for more than a letter a line. */
  static void readable(Page page, Locator text, String name) {
    page.setViewportSize(320, 640);
    page.evaluate("() => (document.documentElement.style.fontSize = '200%')");
    double height = text.boundingBox().height;
    page.evaluate("() => (document.documentElement.style.fontSize = '')");
    assertThat(height).as("height of " + name + " magnified").isLessThan(250);
  }

  void assertAll() {
    access.assertAll();
  }
}
