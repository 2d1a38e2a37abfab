package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Arabic and Hebrew on English pages: each text has its own direction, and so has the page. */
class DirectionIT extends BrowserTest {
  private static final String QUESTION = "هل نكتب النظام بلغة Rust؟";
  private static final List<String> LABELS = List.of("نعم، بلغة C++", "לא", "Kotlin");

  @Test
  void userTextHasItsOwnDirectionOnEveryPage() {
    String poll = fixture.open(QUESTION, LABELS);
    fixture.vote(poll, 2, 1, 1);
    Page phone = browsers.phone(fixture.audience());
    Page presenter = browsers.stillDesk(fixture.presenter(), 1280, 800);
    Page screen = browsers.stillDesk(fixture.screen(), 1920, 1080);

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
  void numbersAndLabelsKeepTheirDirectionInRowsOfTheOtherDirection() {
    String poll = fixture.open(QUESTION, LABELS);
    fixture.vote(poll, 2, 1);
    Page phone = browsers.phone(fixture.audience(), 360, 740, "de-DE");
    Page screen = browsers.phone(fixture.screen(), 1920, 1080, "de-DE");
    assertThat(screen.getByTestId("result-bar-a")).hasAttribute("data-votes", "2");
    fixture.step(poll, "close");
    assertThat(screen.getByTestId("final")).isVisible();

    Locator won = screen.getByTestId("result-bar-a");
    assertRunsToTheRight(won.locator(".count b"), "67\u00A0%");
    assertRunsToTheRight(won.locator(".badge"), "★ Gewinner");
    assertRunsToTheRight(phone.locator(".count b").first(), "67\u00A0%");
  }

  /** Whether the last letter is to the right of the first. */
  private static void assertRunsToTheRight(Locator words, String text) {
    assertThat(words).hasText(text);
    assertThat(words.textContent().strip()).isEqualTo(text);
    String reading =
        """
        each => {
          const walker = document.createTreeWalker(each, NodeFilter.SHOW_TEXT);
          const texts = [];
          while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
          const at = (node, i) => {
            const range = document.createRange();
            range.setStart(node, i);
            range.setEnd(node, i + 1);
            return range.getBoundingClientRect().x;
          };
          const last = texts.at(-1);
          return at(texts[0], texts[0].data.search(/\\S/)) < at(last, last.data.trimEnd().length - 1);
        }
        """;
    assertThat((boolean) words.evaluate(reading)).as(text).isTrue();
  }

  @Test
  void directionMarksAreKeptAndDoNotAffectNeighbours() {
    String poll = fixture.draft("text", "Notes", List.of(), Map.of());
    fixture.step(poll, "open");
    fixture.cast(poll, Map.of("text", "\u202Egnihton \u2067harmless"));
    Page screen = browsers.stillDesk(fixture.screen(), 1920, 1080);

    Locator text = screen.getByTestId("text-card").getByText("gnihton");
    assertThat(text).hasText("gnihton \u2067harmless\u2069");
    assertThat(text).hasCSS("unicode-bidi", "isolate");
  }

  private static void picture(Page page, String name) {
    Path file = Path.of("target", "screenshots", "right-to-left-" + name + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }
}
