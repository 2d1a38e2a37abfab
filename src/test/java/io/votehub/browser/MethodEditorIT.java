package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Choosing a method and its settings in the editor. */
class MethodEditorIT extends BrowserTest {
  private static final Map<String, String> FIRST_SETTING =
      Map.of("score", "min", "ranked", "count", "grades", "grades", "number", "min");

  private Page page;

  @BeforeEach
  void start() {
    page = browsers.stillDesk(fixture.presenter(), 1280, 900);
    assertThat(page.getByTestId("empty")).isVisible();
    page.keyboard().press("n");
    page.getByTestId("question").fill("What shall we do?");
  }

  @Test
  void theWinnerSettingIsOfferedOnlyIfAMethodHasWinners() {
    for (String method : List.of("single", "points")) {
      page.getByTestId("method-" + method).click();
      assertThat(page.getByTestId("marks")).isVisible();
    }
    for (String method : List.of("number", "words", "text")) {
      page.getByTestId("method-" + method).click();
      assertThat(page.getByTestId("marks")).isHidden();
    }
  }

  @Test
  void everyMethodSaysWhenToUseItAndGivesAnExample() {
    for (String method :
        List.of(
            "single",
            "multiple",
            "score",
            "ranked",
            "grades",
            "points",
            "number",
            "words",
            "text")) {
      page.getByTestId("method-" + method).click();
      assertThat(page.getByTestId("method-when")).containsText("When ");
      assertThat(page.getByTestId("method-when")).not().containsText("method.");
      assertThat(page.getByTestId("method-" + method)).not().containsText("method.");
    }
    AccessCheck access = new AccessCheck();
    for (String method : List.of("score", "ranked", "grades", "number")) {
      page.getByTestId("method-" + method).click();
      assertThat(page.getByTestId("setting-" + FIRST_SETTING.get(method))).isVisible();
      access.check(page, "editor, " + method);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target", "screenshots", "method-" + method + "-editor.png"))
              .setFullPage(true));
    }
    access.assertAll();
  }

  @Test
  void onAPhoneAnOptionIsOneLineWithAMenu() {
    page.setViewportSize(360, 740);
    page.getByTestId("option-label-0").fill("Ash");
    page.getByTestId("option-label-1").fill("Birch");
    double field = page.getByTestId("option-label-0").boundingBox().y;
    assertThat(page.getByTestId("option-more-0").boundingBox().y).isEqualTo(field);

    page.getByTestId("option-more-0").click();
    page.getByTestId("option-down-0").click();

    assertThat(page.getByTestId("option-label-1")).hasValue("Ash");
    assertThat(page.getByTestId("option-more-1")).isFocused();
    assertThat(page.getByTestId("option-down-0")).isHidden();
    page.keyboard().press("Enter");
    page.getByTestId("option-remove-1").click();
    assertThat(page.getByTestId("option-label-1")).hasCount(0);
  }

  @Test
  void theButtonsAreTheLastPartOfTheForm() {
    page.setViewportSize(1280, 700);
    page.getByTestId("method-ranked").click();
    BoundingBox ends = page.locator("vh-poll-editor .buttons").boundingBox();
    assertThat(ends.y + ends.height).isEqualTo(700);
  }

  @Test
  void scoresHaveAScaleAndADecisionRule() {
    choose("score", "Ash", "Birch");
    page.getByTestId("setting-min").fill("1");
    page.getByTestId("setting-max").fill("5");
    page.getByTestId("setting-rank").selectOption("mean");

    assertThat(saved()).containsAllEntriesOf(Map.of("min", 1, "max", 5, "rank", "mean"));
  }

  @Test
  void seatsAreOfferedOnlyIfSeveralOptionsAreElected() {
    choose("ranked", "Ash", "Birch", "Cedar");
    assertThat(page.getByTestId("setting-seats")).hasCount(0);
    page.getByTestId("setting-count").selectOption(new SelectOption().setValue("stv"));
    page.getByTestId("setting-seats").fill("2");
    assertThat(page.getByText("Several winners in proportion")).isVisible();
    assertThat(saved()).containsAllEntriesOf(Map.of("count", "stv", "seats", 2));

    page.getByTestId("edit").click();
    assertThat(page.getByTestId("setting-seats")).hasValue("2");
    page.getByTestId("setting-count").selectOption("schulze");

    assertThat(saved()).containsEntry("count", "schulze").doesNotContainKey("seats");
  }

  @Test
  void gradesAreEnteredOnePerLineOrLeftAtTheDefault() {
    choose("grades", "Ash", "Birch");
    assertThat(saved().get("grades"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(6)
        .startsWith("excellent");

    page.getByTestId("edit").click();
    assertThat(page.getByTestId("setting-grades")).hasValue("");
    page.getByTestId("setting-grades").fill("yes\n\n maybe \nno\n");

    assertThat(saved()).containsEntry("grades", List.of("yes", "maybe", "no"));
  }

  @Test
  void aNumberPollHasBoundsAStepAndAUnitButNoOptions() {
    browsers.expectStatus(422);
    page.getByTestId("method-number").click();
    assertThat(page.getByTestId("setting-unit")).isVisible();
    assertThat(page.getByTestId("option-label-0")).hasCount(0);
    page.getByTestId("setting-min").fill("10");
    page.getByTestId("setting-max").fill("2");
    page.getByTestId("save").click();
    assertThat(page.getByText("Must be greater than 'min'")).isVisible();

    page.getByTestId("setting-max").fill("20");
    page.getByTestId("setting-unit").fill("kg");

    assertThat(saved()).containsAllEntriesOf(Map.of("min", 10, "max", 20, "unit", "kg"));
  }

  @Test
  void aTypedSettingIsReadClarifiedOrReportedAsInvalid() {
    browsers.expectStatus(422);
    page.getByTestId("method-number").click();
    page.getByTestId("setting-min").fill("-5,0");
    page.getByTestId("setting-max").fill("many");
    assertThat(page.getByText("This is not a number.")).isVisible();
    page.getByTestId("save").click();
    assertThat(page.locator("#setting-max-error")).containsText("Must be a number");

    page.getByTestId("setting-max").fill("1,500");
    page.getByTestId("reading-0").click();
    assertThat(page.getByTestId("setting-max")).hasValue("1500");

    assertThat(saved()).containsAllEntriesOf(Map.of("min", -5, "max", 1500));
  }

  @Test
  void inputForOneMethodIsNotCarriedOverToAnother() {
    choose("points", "Ash", "Birch");
    page.getByTestId("setting-total").fill("30");
    page.getByTestId("method-words").click();
    page.getByTestId("setting-max").fill("5");
    page.getByTestId("method-points").click();
    assertThat(page.getByTestId("setting-total")).hasValue("30");
    page.getByTestId("method-words").click();

    assertThat(saved()).containsEntry("max", 5).doesNotContainKey("total");
    page.getByTestId("edit").click();
    page.getByTestId("method-text").click();
    page.getByTestId("setting-maxLength").fill("500");
    assertThat(saved()).containsEntry("maxLength", 500).doesNotContainKey("max");
  }

  @Test
  void aRankingNeedsTwoOptions() {
    choose("ranked", "Ash");
    assertThat(page.getByTestId("setting-count")).isVisible();
    page.getByTestId("save").click();

    assertThat(page.getByText("Please write at least 2 options.")).isVisible();
  }

  @Test
  void savingWaitsForWhatASlowNetworkHasNotBroughtYet() {
    List<Route> held = new ArrayList<>();
    page.route("**/methods/grades/editor.js*", held::add);
    choose("grades", "Ash", "Birch");

    page.getByTestId("save").click();
    assertThat(page.getByText("Loading…")).isVisible();
    assertThat(page.getByTestId("save")).hasAttribute("aria-disabled", "true");

    held.get(0).resume();
    assertThat(page.getByTestId("poll-state")).hasAttribute("data-state", "draft");
  }

  private void choose(String method, String... options) {
    page.getByTestId("method-" + method).click();
    for (int i = 0; i < options.length; i++) {
      if (i > 1) {
        page.getByTestId("add-option").click();
      }
      page.getByTestId("option-label-" + i).fill(options[i]);
    }
  }

  /** Saves, and returns the settings that the hub has now. */
  @SuppressWarnings("unchecked")
  private Map<String, Object> saved() {
    page.getByTestId("save").click();
    assertThat(page.getByTestId("poll-state")).hasAttribute("data-state", "draft");
    String path = "/api/v1/rooms/" + fixture.room().code();
    List<Map<String, Object>> polls =
        (List<Map<String, Object>>) fixture.hub().get(path, fixture.room().token()).get("polls");
    return (Map<String, Object>) polls.get(0).get("settings");
  }
}
