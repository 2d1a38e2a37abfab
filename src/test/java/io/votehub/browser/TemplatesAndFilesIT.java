package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Creating polls from templates, from existing polls, and from files. */
class TemplatesAndFilesIT extends BrowserTest {
  private static final List<String> NEED_NO_MORE_WORDS =
      List.of("yes-no", "rating", "talk", "release", "estimate", "ideas");

  private Page page;

  @BeforeEach
  void start() {
    page = browsers.stillDesk(fixture.presenter(), 1280, 900);
    assertThat(page.getByTestId("empty")).isVisible();
  }

  @Test
  void aTemplateFillsTheForm() {
    for (String template : NEED_NO_MORE_WORDS) {
      page.getByTestId("new-poll").click();
      page.getByTestId("template-" + template).click();
      assertThat(page.getByTestId("question")).not().hasValue("");
      page.getByTestId("save").click();
      assertThat(page.getByTestId("poll-state")).hasAttribute("data-state", "draft");
    }

    assertThat(polls())
        .extracting(poll -> poll.get("method"))
        .containsExactly("single", "score", "grades", "words", "number", "text");
    assertThat(settings(1)).containsAllEntriesOf(Map.of("min", 1, "max", 5, "rank", "mean"));
  }

  @Test
  void theBoardTemplateElectsFiveByTransferableVotesOnceNamesAreEntered() {
    page.getByTestId("new-poll").click();
    picture("templates");
    page.getByTestId("template-board").click();
    assertThat(page.getByTestId("setting-seats")).hasValue("5");
    for (int i = 0; i < 7; i++) {
      page.getByTestId("option-label-" + i).fill("Person " + (i + 1));
    }
    // High enough for the whole form, so that the sticky buttons cover nothing.
    page.setViewportSize(1280, 2400);
    AccessCheck access = new AccessCheck();
    access.check(page, "a template that was chosen");
    picture("template-board");
    page.getByTestId("save").click();
    assertThat(page.getByTestId("poll-state")).hasAttribute("data-state", "draft");

    assertThat(settings(0)).containsAllEntriesOf(Map.of("count", "stv", "seats", 5));
    access.assertAll();
  }

  @Test
  void textReplacedByATemplateCanBeRestored() {
    page.getByTestId("new-poll").click();
    assertThat(page.getByTestId("template-back")).hasCount(0);
    page.getByTestId("question").fill("My own question?");
    page.getByTestId("template-talk").click();
    page.getByTestId("template-date").click();
    assertThat(page.getByTestId("question")).hasValue("Which days suit you?");

    page.getByTestId("template-back").click();

    assertThat(page.getByTestId("question")).hasValue("My own question?");
    assertThat(page.getByTestId("template-back")).hasCount(0);
  }

  @Test
  void anOpenPollIsDuplicatedAsADraft() {
    String poll = fixture.open("Which tree?", List.of("Ash", "Birch"));
    page.getByTestId("poll-item-" + poll).click();
    page.getByTestId("duplicate").click();

    assertThat(page.getByTestId("poll-state")).hasAttribute("data-state", "draft");
    assertThat(page.getByTestId("poll-question")).hasText("Which tree?");
    assertThat(polls()).extracting(each -> each.get("state")).containsExactly("open", "draft");
  }

  @Test
  void thePollsOfARoomAreExportedAsOneFileAndImportedAgain() throws IOException {
    fixture.open("Which tree?", List.of("Ash", "Birch"));
    fixture.draft("words", "What comes to mind?", List.of(), Map.of("max", 2));
    Download download = page.waitForDownload(() -> page.getByTestId("export-room").click());
    assertThat(download.suggestedFilename())
        .isEqualTo("votehub-" + fixture.room().code() + ".json");
    Path file = data.resolve("polls.json");
    download.saveAs(file);

    page.getByTestId("import-file").setInputFiles(file);

    assertThat(page.getByText("2 polls are imported as drafts.")).isVisible();
    assertThat(page.getByTestId("poll-question")).hasText("Which tree?");
    picture("imported");
    assertThat(polls())
        .extracting(each -> each.get("question") + " " + each.get("state"))
        .containsExactly(
            "Which tree? open",
            "What comes to mind? draft",
            "Which tree? draft",
            "What comes to mind? draft");
    assertThat(Files.readString(file)).contains("\"version\":1");
  }

  @Test
  void fileButtonsLookLikeOtherButtons() {
    fixture.open("Which tree?", List.of("Ash", "Birch"));
    String look =
        "each => { const { borderColor, borderStyle, backgroundColor, color, borderRadius } ="
            + " getComputedStyle(each);"
            + " return [borderColor, borderStyle, backgroundColor, color, borderRadius].join(' '); }";
    Object usual = page.getByTestId("new-poll").evaluate(look);

    for (String button : List.of("import-room", "export-room")) {
      assertThat(page.getByTestId(button)).isVisible();
      assertThat(page.getByTestId(button).evaluate(look)).as(button).isEqualTo(usual);
    }
    picture("files");
  }

  @Test
  void anInvalidFileIsReportedWithThePlaceAndImportsNothing() {
    browsers.expectStatus(422);
    choose(
        "{\"version\":1,\"polls\":[{\"question\":\"Q\",\"method\":\"single\",\"options\":[\"\"]}]}");
    assertThat(page.getByText("Nothing was imported. Poll 1: Option A:")).isVisible();
    choose("Tea;Coffee");

    assertThat(page.getByText("not a file that was exported from Votehub")).isVisible();
    assertThat(page.getByTestId("empty")).isVisible();
    assertThat(polls()).isEmpty();
  }

  private void choose(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    page.getByTestId("import-file")
        .setInputFiles(new FilePayload("polls.json", "application/json", bytes));
  }

  private void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", "presenter-" + name + ".png"))
            .setFullPage(true));
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> polls() {
    String path = "/api/v1/rooms/" + fixture.room().code();
    return (List<Map<String, Object>>) fixture.hub().get(path, fixture.room().token()).get("polls");
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> settings(int poll) {
    return (Map<String, Object>) polls().get(poll).get("settings");
  }
}
