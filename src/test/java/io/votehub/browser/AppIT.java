package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages as an app on the phone. */
class AppIT extends BrowserTest {
  private static final String ICONS =
      """
      async () => {
        const { href } = document.querySelector('link[rel=manifest]');
        const { id, icons, shortcuts } = await (await fetch(href)).json();
        const sizes = await Promise.all(icons.map(async ({ src, purpose }) => {
          const icon = new Image();
          icon.src = new URL(src, href);
          await icon.decode();
          return `${purpose} ${icon.naturalWidth}`;
        }));
        return [id, ...sizes.slice(0, 3), ...shortcuts.map(({ url }) => url)];
      }
      """;

  @Test
  void itHasIconsOfTheSizesThatSystemsAskForAndShortcuts() {
    Page home = browsers.phone(fixture.home() + "?make");
    assertThat(home.getByTestId("room-title")).isFocused();
    assertThat((List<?>) home.evaluate(ICONS))
        .isEqualTo(List.of("/", "any 192", "any 512", "maskable 512", "/", "/?make"));
  }
}
