package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two presenters edit the same draft in two browsers. */
class EditConflictIT extends BrowserTest {
  @Test
  void theSlowerOfTwoEditorsSeesTheDifferenceAndChoosesAVersion() {
    String draft = fixture.draft("Which tree?", List.of("Ash", "Birch"), Map.of());
    Page one = editor();
    Page other = editor();

    one.getByTestId("question").fill("Which tree shall we plant?");
    one.getByTestId("option-label-1").fill("Beech");
    other.getByTestId("question").fill("Which shrub?");
    one.getByTestId("save").click();
    assertThat(one.getByTestId("poll-question")).hasText("Which tree shall we plant?");

    assertThat(other.getByTestId("conflict")).containsText("Which tree shall we plant?");
    assertThat(other.getByTestId("conflict")).containsText("New option: Beech");
    assertThat(other.getByTestId("conflict")).containsText("Without the option: Birch");
    picture(other, "conflict-desk");
    other.getByTestId("save").click();
    assertThat(other.getByTestId("question")).hasValue("Which shrub?");
    assertThat(question(draft)).isEqualTo("Which tree shall we plant?");
    other.getByTestId("conflict-mine").click();
    assertThat(other.getByTestId("conflict")).hasCount(0);
    other.getByTestId("save").click();
    assertThat(other.getByTestId("poll-question")).hasText("Which shrub?");
    assertThat(one.getByTestId("poll-question")).hasText("Which shrub?");
  }

  @Test
  void theOtherVersionCanBeAcceptedAndAnOpenPollCannotBeEdited() {
    String draft = fixture.draft("Which tree?", List.of("Ash", "Birch"), Map.of());
    Page page = browsers.phone(fixture.presenter());
    page.getByTestId("edit").click();
    page.getByTestId("question").fill("Mine?");
    patch(draft, "Theirs?");

    page.getByTestId("conflict-theirs").click();
    assertThat(page.getByTestId("question")).hasValue("Theirs?");
    page.getByTestId("question").fill("Mine again?");
    fixture.step(draft, "open");
    assertThat(page.getByTestId("conflict")).containsText("It has been opened.");
    picture(page, "conflict-phone");
    page.getByTestId("conflict-theirs").click();
    assertThat(page.getByTestId("poll-state")).hasAttribute("data-state", "open");
    assertThat(question(draft)).isEqualTo("Theirs?");
  }

  @Test
  void duplicateOptionsArePointedOutButCanBeSaved() {
    fixture.draft("Which street?", List.of("Hauptstraße", "Park"), Map.of());
    Page page = editor();
    assertThat(page.getByTestId("option-duplicate-1")).hasCount(0);

    page.getByTestId("option-label-1").fill(" ＨＡＵＰＴSTRASSE");

    assertThat(page.getByTestId("option-duplicate-1")).hasText("Reads the same as option A.");
    picture(page, "option-duplicate");
    page.getByTestId("save").click();
    assertThat(page.getByTestId("poll-state")).hasAttribute("data-state", "draft");
  }

  private Page editor() {
    Page page = browsers.desk(fixture.presenter());
    page.getByTestId("edit").click();
    assertThat(page.getByTestId("question")).isVisible();
    return page;
  }

  private void patch(String poll, String question) {
    String path = "/api/v1/rooms/" + fixture.room().code() + "/polls/" + poll;
    String change = "{\"question\":\"" + question + "\"}";
    assertThat(fixture.hub().call("PATCH", path, fixture.room().token(), change).statusCode())
        .isEqualTo(200);
  }

  private Object question(String poll) {
    String path = "/api/v1/rooms/" + fixture.room().code() + "/polls/" + poll;
    return fixture.hub().get(path, fixture.room().token()).get("question");
  }

  private static void picture(Page page, String name) {
    Path file = Path.of("target/screenshots", name + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }
}
