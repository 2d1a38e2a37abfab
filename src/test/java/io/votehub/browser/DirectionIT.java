package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Arabic and Hebrew on English pages: each text in its own direction, the page in its own. */
class DirectionIT extends InHall {
  private static final String QUESTION = "هل نكتب النظام بلغة Rust؟";
  private static final List<String> LABELS = List.of("نعم، بلغة C++", "לא", "Kotlin");

  @Test
  void whatPeopleWroteRunsInItsOwnDirectionOnEveryPage() {
    String poll = hall.open(QUESTION, LABELS);
    hall.vote(poll, 2, 1, 1);
    Page phone = browsers.phone(hall.audience());
    Page presenter = browsers.stillDesk(hall.presenter(), 1280, 800);
    Page screen = browsers.stillDesk(hall.screen(), 1920, 1080);

    for (Page page : List.of(phone, presenter, screen)) {
      assertThat(page.getByTestId("poll-question")).hasCSS("direction", "rtl");
      assertThat(page.locator("html")).hasCSS("direction", "ltr");
    }
    for (Page page : List.of(presenter, screen)) {
      assertThat(page.getByTestId("result-bar-a")).hasAttribute("data-votes", "2");
      assertThat(page.getByTestId("result-bar-c")).hasCSS("direction", "rtl");
    }
    assertThat(phone.getByTestId("option-a")).hasCSS("direction", "rtl");
    Locator letter = phone.getByTestId("option-c").locator(".letter");
    Locator label = phone.getByTestId("option-c").locator(".label");
    assertThat(letter.boundingBox().x)
        .as("a Latin label among others stands where they stand")
        .isGreaterThan(label.boundingBox().x);
    picture(phone, "phone");
    picture(presenter, "presenter");
    picture(screen, "screen");

    phone.getByTestId("option-a").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
  }

  @Test
  void marksThatDirectATextAreKeptAndDoNoHarmToNeighbours() {
    String poll = hall.draft("text", "Notes", List.of(), Map.of());
    hall.step(poll, "open");
    hall.cast(poll, Map.of("text", "\u202Egnihton \u2067harmless"));
    Page screen = browsers.stillDesk(hall.screen(), 1920, 1080);

    Locator text = screen.getByTestId("text-card").getByText("gnihton");
    assertThat(text).hasText("gnihton \u2067harmless\u2069");
    assertThat(text).hasCSS("unicode-bidi", "isolate");
  }

  private static void picture(Page page, String name) {
    Path file = Path.of("target", "screenshots", "right-to-left-" + name + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }
}
