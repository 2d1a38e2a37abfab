package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** People read the pages in their language, which they may change; none loads another one. */
class LanguagesIT extends BrowserTest {
  private static final Pattern TEXTS = Pattern.compile(".*/i18n/(?:[a-z-]+\\.)?([a-z]{2})\\.js.*");

  private static final String TEXTS_WITHIN =
      "figure => { const { left } = figure.getBoundingClientRect();"
          + " return [...figure.querySelectorAll('text')]"
          + ".every((text) => text.getBoundingClientRect().left >= left); }";

  @Test
  void aPhoneSpeaksTheLanguageOfItsBrowserAndLoadsNoOther() {
    open("ranked", "In which order?", Labels.SEVEN, Map.of());
    open("questions", "Any questions?", List.of(), Map.of());
    for (String language : List.of("ar", "ja", "pl")) {
      List<String> loaded = new ArrayList<>();
      Page phone = browsers.phone("about:blank", 360, 740, language);
      phone.onRequest(request -> languageOf(request, loaded));

      phone.navigate(fixture.audience());
      phone.getByTestId("rank-up-a").tap();

      assertThat(phone.locator("html")).hasAttribute("lang", language);
      assertThat(phone.getByTestId("language")).hasValue(language);
      assertThat(loaded).as(language).isNotEmpty().containsOnly(language);
      assertThat(phone.evaluate("document.documentElement.scrollWidth > innerWidth"))
          .as(language)
          .isEqualTo(false);
      assertThat(phone.evaluate("getComputedStyle(document.body).direction"))
          .isEqualTo(language.equals("ar") ? "rtl" : "ltr");
      picture(phone, language);
      phone.getByTestId("send").tap();
      assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
      picture(phone, language + "-counted");
      phone.getByTestId("tab-questions").tap();
      picture(phone, language + "-questions");
    }
  }

  @Test
  void aVoterWhoChoosesALanguageKeepsIt() {
    open("single", "Which tree?", Labels.SEVEN, Map.of());
    Page phone = browsers.phone(fixture.audience(), 360, 740, "sv-SE");
    assertThat(phone.locator("html")).hasAttribute("lang", "en");

    phone.getByTestId("language").selectOption("uk");

    assertThat(phone.locator("html")).hasAttribute("lang", "uk");
    phone.reload();
    assertThat(phone.locator("html")).hasAttribute("lang", "uk");
    assertThat(phone.evaluate("fetch(location.href).then(answer => answer.text())").toString())
        .as("the hub paints it in the same language")
        .contains("lang=\"uk\"");
    phone.navigate(fixture.presenter());
    assertThat(phone.locator("html")).hasAttribute("lang", "uk");
  }

  @Test
  void aPresenterLeadsInTheLanguageOfTheBrowser() {
    String poll = fixture.open("ما الشجرة التي نغرسها هذا العام؟", Labels.SEVEN);
    fixture.draft("And who waters it?", Labels.TWO, Map.of());
    fixture.vote(poll, 2, 1);
    List<String> loaded = new ArrayList<>();
    Page page = browsers.stillDesk("about:blank", 1280, 800, "ar");
    page.onRequest(request -> languageOf(request, loaded));
    AccessCheck access = new AccessCheck();

    page.navigate(fixture.presenter());

    assertThat(page.getByTestId("result-bar-a")).hasAttribute("data-votes", "2");
    assertThat(page.locator("html")).hasAttribute("dir", "rtl");
    assertThat(page.getByTestId("language")).hasValue("ar");
    access.check(page, "presenter in Arabic, live");
    picture(page, "ar-presenter");
    page.getByTestId("new-poll").click();
    assertThat(page.getByTestId("question")).isVisible();
    access.check(page, "presenter in Arabic, editor");
    page.navigate(fixture.presenter().replace("/present/", "/report/"));
    assertThat(page.getByTestId("report-figure").first()).isVisible();
    assertThat(page.getByTestId("report-figure").first().evaluate(TEXTS_WITHIN)).isEqualTo(true);
    assertThat(loaded).isNotEmpty().containsOnly("ar");
    access.assertAll();
  }

  private void open(String method, String question, List<String> options, Map<String, Object> own) {
    fixture.step(fixture.draft(method, question, options, own), "open");
  }

  private static void picture(Page page, String name) {
    Path file = Path.of("target", "screenshots", "language-" + name + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }

  private static void languageOf(Request request, List<String> loaded) {
    var texts = TEXTS.matcher(request.url());
    if (texts.matches()) {
      loaded.add(texts.group(1));
    }
  }
}
