package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Screenshots of the big screen with every method, few and many options, long labels, and up to
 * 100,000 votes, for visual review: {@code mvn -Pscreens verify} writes them to {@code
 * target/screenshots}. {@link BigScreenIT} checks what can be checked automatically.
 */
class ScreenSheets extends BrowserTest {
  private static final Path FOLDER = Path.of("target", "screenshots");
  private static final String ASKED = "Which talk was best?";

  /** A window size and a colour scheme. */
  private record Look(int width, int height, ColorScheme scheme, String query) {
    @Override
    public String toString() {
      return height + "-" + scheme.name().toLowerCase(Locale.ROOT) + query.replace("?", "-");
    }
  }

  private record Sheet(String name, Supplier<ScreenScene> scene) {}

  private static final List<Look> LOOKS =
      List.of(
          new Look(1920, 1080, ColorScheme.LIGHT, ""),
          new Look(1920, 1080, ColorScheme.DARK, ""),
          new Look(1280, 720, ColorScheme.LIGHT, ""),
          new Look(3840, 2160, ColorScheme.DARK, ""),
          new Look(1024, 768, ColorScheme.LIGHT, ""),
          new Look(1920, 1080, ColorScheme.LIGHT, "?overlay"));

  @Test
  void pictures() {
    String only = System.getProperty("votehub.screens", "");
    String looks = System.getProperty("votehub.looks", "");
    for (Look look : LOOKS) {
      if (!looks.isEmpty() && !look.toString().matches(looks)) {
        continue;
      }
      Page page = browsers.stillDesk("about:blank", look.width, look.height);
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.scheme));
      for (Sheet sheet : sheets()) {
        if (sheet.name.matches("(" + only + ").*")) {
          take(page, sheet, look);
        }
      }
    }
  }

  private void take(Page page, Sheet sheet, Look look) {
    page.unrouteAll();
    ScreenScene scene = sheet.scene.get();
    scene.playTo(page, fixture.room().code());
    page.navigate(fixture.screen() + look.query);
    assertThat(page.getByTestId("screen-poll")).isVisible();
    page.waitForFunction("document.fonts.ready.then(() => true)");
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 250)))");
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(FOLDER.resolve("sheet-" + sheet.name + "-" + look + ".png")));
  }

  private static List<Sheet> sheets() {
    List<Sheet> all = new ArrayList<>();
    for (int options : List.of(2, 20, 60, 100)) {
      all.add(
          sheet("single-" + options, "single", Map.of(), ScreenScene.labels(options), 1200, true));
      all.add(
          sheet(
              "single-" + options + "-closed",
              "single",
              Map.of(),
              ScreenScene.labels(options),
              100_000,
              false));
    }
    all.add(sheet("single-4", "single", Map.of(), ScreenScene.labels(4), 240, true));
    all.add(sheet("single-4-closed", "single", Map.of(), ScreenScene.labels(4), 240, false));
    all.add(sheet("single-4-none", "single", Map.of(), ScreenScene.labels(4), 0, true));
    all.add(sheet("single-4-one", "single", Map.of(), ScreenScene.labels(4), 1, false));
    all.add(sheet("single-8", "single", Map.of(), ScreenScene.labels(8), 100_000, true));
    all.add(sheet("long-2", "single", Map.of(), ScreenScene.longLabels(2), 90, true));
    all.add(sheet("long-6", "single", Map.of(), ScreenScene.longLabels(6), 90, false));
    all.add(sheet("long-20", "multiple", Map.of(), ScreenScene.longLabels(20), 900, true));
    all.add(sheet("multiple-7", "multiple", Map.of(), ScreenScene.labels(7), 300, true));
    all.add(
        new Sheet(
            "hidden-4",
            () ->
                ScreenScene.of("single", Map.of(), ASKED, ScreenScene.labels(4), 240, true)
                    .hidden()));
    all.add(
        new Sheet(
            "ending-4",
            () ->
                ScreenScene.of("single", Map.of(), ASKED, ScreenScene.labels(4), 240, true)
                    .in(io.votehub.poll.PollState.OPEN, 8_000)));
    all.add(
        new Sheet(
            "joining-4",
            () ->
                ScreenScene.of("single", Map.of(), ASKED, ScreenScene.labels(4), 0, true)
                    .in(io.votehub.poll.PollState.OPEN, 85_000)));
    for (int options : List.of(3, 20)) {
      for (String method : List.of("score", "grades", "points")) {
        all.add(
            sheet(
                method + "-" + options, method, Map.of(), ScreenScene.labels(options), 400, true));
        all.add(
            sheet(
                method + "-" + options + "-closed",
                method,
                Map.of(),
                ScreenScene.labels(options),
                400,
                false));
      }
      for (String count : List.of("irv", "stv", "borda", "schulze", "rankedpairs")) {
        Map<String, Object> settings =
            count.equals("stv") ? Map.of("count", count, "seats", 3) : Map.of("count", count);
        List<String> labels = ScreenScene.labels(count.equals("stv") ? options + 2 : options);
        all.add(sheet(count + "-" + options + "-closed", "ranked", settings, labels, 400, false));
      }
    }
    all.add(
        sheet("schulze-4", "ranked", Map.of("count", "schulze"), ScreenScene.labels(4), 9, true));
    all.add(
        sheet(
            "schulze-40", "ranked", Map.of("count", "schulze"), ScreenScene.labels(40), 99, true));
    all.add(sheet("number", "number", Map.of("unit", "hours"), List.of(), 300, true));
    all.add(sheet("words-9", "words", Map.of(), List.of(), 9, true));
    all.add(sheet("words-300", "words", Map.of(), List.of(), 300, true));
    all.add(sheet("text-1", "text", Map.of(), List.of(), 1, true));
    all.add(sheet("text-7", "text", Map.of(), List.of(), 7, true));
    all.add(sheet("text-120", "text", Map.of(), List.of(), 120, true));
    return all;
  }

  private static Sheet sheet(
      String name,
      String method,
      Map<String, Object> settings,
      List<String> labels,
      int votes,
      boolean open) {
    return new Sheet(name, () -> ScreenScene.of(method, settings, ASKED, labels, votes, open));
  }
}
