package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The home page: entering a code in any form, creating a room, and the rooms that this browser
 * leads.
 */
class HomeIT extends BrowserTest {
  @Test
  void aTypedCodeIsGroupedAndAPastedOneIsFound() {
    String code = fixture.room().code();
    Page page = browsers.desk(fixture.home());
    Locator field = page.getByTestId("join-code");
    String halves = code.substring(0, 3) + " " + code.substring(3);

    field.pressSequentially(code.toLowerCase(Locale.ROOT));
    assertThat(field).hasValue(halves);
    field.press("Backspace");
    field.pressSequentially("0");
    page.getByTestId("join-go").click();
    assertThat(page.getByTestId("join-error")).containsText("No code has O, 0, I, 1, L or U");

    field.fill("https://votes.example/r/" + code + ".");
    assertThat(field).hasValue(halves);
    page.getByTestId("join-go").click();
    page.waitForURL("**/r/" + code);
  }

  @Test
  void ownRoomsCanBeForgottenAndRestored() {
    Page page = browsers.desk(fixture.home());
    List<String> codes = List.of(lead(page, "Spring"), lead(page, "لقاء"));
    Locator cards = page.getByTestId("own-rooms").getByRole(AriaRole.LISTITEM);

    assertThat(cards).hasCount(2);
    assertThat(page.getByTestId("own-room-" + codes.get(1))).containsText("Made today");
    page.getByTestId("forget-" + codes.get(1)).click();
    assertThat(cards).hasCount(1);
    assertThat(page.getByTestId("forgotten")).containsText("is forgotten in this browser");
    page.getByTestId("forget-undo").click();
    assertThat(cards).hasCount(2);
    assertThat(page.getByTestId("forgotten")).hasText("");

    page.getByTestId("forget-all").click();
    assertThat(cards).hasCount(0);
    page.getByTestId("forget-undo").click();
    page.getByTestId("own-room-" + codes.get(0)).click();
    assertThat(page.getByTestId("title")).hasValue("Spring");

    page.navigate(fixture.home());
    page.getByTestId("forget-all").click();
    page.reload();
    assertThat(page.getByTestId("own-rooms")).hasCount(0);
    assertThat(page.evaluate("JSON.stringify(localStorage)").toString())
        .doesNotContain(codes.get(0))
        .doesNotContain(codes.get(1));
  }

  @Test
  void theChosenLanguageAppliesToEveryPage() {
    Page page = browsers.desk(fixture.home());
    assertThat(page.locator("html")).hasAttribute("lang", "en-GB");

    page.getByTestId("language").selectOption("de");

    assertThat(page.getByTestId("join-go")).hasText("Los");
    assertThat(page.locator("html")).hasAttribute("lang", "de");
    page.navigate(fixture.audience());
    assertThat(page.locator("html")).hasAttribute("lang", "de");
    assertThat(page.getByTestId("language")).hasValue("de");
    assertThat(page.evaluate("fetch(location.href).then(answer => answer.text())").toString())
        .as("the hub paints it in the same language")
        .contains("lang=\"de\"");
    page.getByTestId("language").selectOption("en");
    assertThat(page.locator("html")).hasAttribute("lang", "en-GB");
    page.navigate(fixture.presenter());
    assertThat(page.getByTestId("language")).hasValue("en");
  }

  @Test
  void theHomePageAdaptsToTheWindow() {
    Page page = browsers.stillDesk(fixture.home(), 1280, 800);
    double laptop = share(page);
    page.setViewportSize(3840, 2160);

    assertThat(share(page)).isCloseTo(laptop, withPercentage(25));
    picture(page, "home-wall");
    page.setViewportSize(320, 640);
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
  }

  /** The share of the window's width that the code's field takes. */
  private static double share(Page page) {
    return page.getByTestId("join-code").boundingBox().width / page.viewportSize().width;
  }

  private String lead(Page page, String title) {
    page.getByTestId("room-title").fill(title);
    page.getByTestId("make-room").click();
    page.waitForURL(Pattern.compile(".*/present/\\w+"));
    assertThat(page.getByTestId("title")).hasValue(title);
    String code = page.url().replaceAll(".*/", "");
    page.navigate(fixture.home());
    return code;
  }

  private static void picture(Page page, String name) {
    Path file = Path.of("target", "screenshots", name + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }
}
