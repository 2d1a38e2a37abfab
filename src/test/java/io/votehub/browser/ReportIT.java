package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The report of a room with every method: on screen, on paper, as pictures and as files. */
class ReportIT extends BrowserTest {
  private static final Pattern GROUP = Pattern.compile("<(?:g|text)( [^>]*data-[^>]*)>");
  private static final Pattern DATA = Pattern.compile("data-([a-z]+)=\"([^\"]*)\"");
  private static final Pattern SIZE = Pattern.compile("width=\"(\\d+)\" height=\"(\\d+)\"");
  private static final Set<String> AS_PNG = Set.of("grades", "words", "questions");
  private static final Path PICTURES = Path.of("target/screenshots");

  private String report() {
    return RoomFixture.address(
        fixture.hub().port(),
        "/report/" + fixture.room().code() + "#key=" + fixture.room().token());
  }

  private static Page ready(Page page) {
    assertThat(page.locator("[data-testid=report][data-ready]")).isVisible();
    return page;
  }

  private String file(String accept) {
    String path = "/api/v1/rooms/" + fixture.room().code() + "/report";
    return accept.equals("text/csv")
        ? fixture.hub().csv(path, fixture.room().token())
        : Json.write(fixture.hub().get(path, fixture.room().token()));
  }

  @Test
  void pageAndFilesHaveTheNumbersOfTheResultAndPaperIsLightAndWhole() throws IOException {
    ReportRoom room = new ReportRoom(fixture);
    room.fill();
    Page desk = ready(browsers.desk(report()));
    FileSaver files = new FileSaver(desk);
    assertThat(desk.getByTestId("report-poll")).hasCount(room.polls.size());

    String csv = file("text/csv");
    Map<?, ?> json = object(file("application/json"));
    for (int i = 0; i < room.polls.size(); i++) {
      String poll = room.polls.get(i);
      Map<String, Object> result = fixture.result(poll);
      Map<?, ?> reported = (Map<?, ?>) ((List<?>) json.get("polls")).get(i);
      assertThat(reported.get("tally")).as("JSON").isEqualTo(result);
      if (!fixture.csv(poll).contains("reply")) {
        assertThat(csv).as("CSV").contains(fixture.csv(poll));
      }
      Set<String> expected = numbers((Map<?, ?>) result.get("result"));
      Locator part = desk.locator("[data-testid=report-poll][data-poll='" + poll + "']");
      String svg = new String(files.save(part.getByTestId("report-svg")), StandardCharsets.UTF_8);
      assertThat(numbersOf(svg)).as("SVG of " + poll + svg).containsAll(expected);
      assertThat(svg).contains("<title>", fixture.room().code(), "Spring meeting");
      if (part.locator(".wide svg").count() > 0) {
        String shown = (String) part.locator(".wide").first().evaluate("node => node.innerHTML");
        assertThat(numbersOf(shown)).as("page").isEqualTo(numbersOf(svg));
      }
      if (AS_PNG.contains(result(poll))) {
        checkPng(files.save(part.getByTestId("report-png")), svg, result(poll));
      }
    }
    byte[] board = files.save(desk.getByTestId("report-leaderboard-svg"));
    assertThat(numbersOf(new String(board, StandardCharsets.UTF_8))).contains("rank=1 points=1000");
    assertThat(new String(files.save(desk.getByTestId("report-csv")), StandardCharsets.UTF_8))
        .startsWith("\uFEFFroom,")
        .contains("'=Nothing <b>at all</b>");

    assertThat(desk.getByTestId("report-turnout")).containsText("2 of 3 members voted (67%)");
    leaveOut(desk);
    fromPresentersPage();
    onPaper(desk);
    look(desk);
  }

  private String result(String poll) {
    return (String) ((Map<?, ?>) fixture.result(poll).get("result")).get("method");
  }

  /** A PNG is the SVG at twice the size. */
  private static void checkPng(byte[] png, String svg, String name) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
    Matcher size = SIZE.matcher(svg);
    assertThat(size.find()).isTrue();
    assertThat(picture.getWidth()).isEqualTo(2 * Integer.parseInt(size.group(1)));
    assertThat(picture.getHeight()).isEqualTo(2 * Integer.parseInt(size.group(2)));
    assertThat(colors(picture)).as("not blank").hasSizeGreaterThan(2);
    Files.createDirectories(PICTURES);
    Files.write(PICTURES.resolve("report-picture-" + name + ".png"), png);
  }

  /** A poll that was left out is not printed, and is taken in again. */
  private static void leaveOut(Page desk) {
    Locator first = desk.locator("vh-report-poll").first();
    first.getByTestId("report-leave-out").click();
    desk.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(first).isHidden();
    desk.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    first.getByTestId("report-leave-out").click();
    assertThat(first.locator(".wide svg")).isVisible();
  }

  /** The same pictures come from where the room is led. */
  private void fromPresentersPage() throws IOException {
    Page presenter = browsers.desk(fixture.presenter());
    assertThat(presenter.getByTestId("link-report"))
        .hasAttribute("href", "/report/" + fixture.room().code());
    FileSaver files = new FileSaver(presenter);
    presenter.getByTestId("export").click();
    byte[] svg = files.save(presenter.getByTestId("export-picture-svg"));
    assertThat(new String(svg, StandardCharsets.UTF_8)).contains("data-count=", "</svg>");
    presenter.getByTestId("floor-item").click();
    presenter.getByTestId("floor-export").click();
    byte[] questions = files.save(presenter.getByTestId("floor-picture-svg"));
    assertThat(new String(questions, StandardCharsets.UTF_8)).contains("Who pays for them?");
    presenter.getByTestId("floor-export").click();
    byte[] png = files.save(presenter.getByTestId("floor-picture-png"));
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(1920);
    presenter.getByTestId("players").locator("summary").first().click();
    presenter.getByTestId("players-export").click();
    presenter.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve("report-presenter-players.png")));
    byte[] board = files.save(presenter.getByTestId("players-picture-svg"));
    assertThat(new String(board, StandardCharsets.UTF_8)).contains("Leaderboard", "1,000");
    presenter.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve("report-presenter.png")));
  }

  private static void onPaper(Page desk) {
    desk.evaluate("document.documentElement.dataset.theme = 'dark'");
    desk.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(desk.getByTestId("report-print")).isHidden();
    assertThat(desk.getByTestId("report-png").first()).isHidden();
    assertThat(desk.evaluate("getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(255, 255, 255)");
    Locator figures = desk.locator(".wide .figure");
    for (int i = 0; i < figures.count(); i++) {
      assertThat(figures.nth(i).evaluate("node => getComputedStyle(node).breakInside"))
          .isEqualTo("avoid");
    }
    for (String paper : List.of("A4", "Letter")) {
      byte[] pdf =
          desk.pdf(
              new Page.PdfOptions()
                  .setPath(PICTURES.resolve("report-" + paper + ".pdf"))
                  .setFormat(paper));
      assertThat(pdf.length).isGreaterThan(20_000);
    }
  }

  private void look(Page desk) {
    desk.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    take(desk, "report-dark");
    desk.evaluate("document.documentElement.dataset.theme = 'light'");
    take(desk, "report-desk");
    Page small = ready(browsers.phone(report(), 320, 640, "de-DE"));
    assertThat(small.getByTestId("report-print")).hasText("Drucken oder als PDF sichern");
    assertThat(small.locator(".narrow svg").first()).isVisible();
    assertThat(small.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
    AccessCheck access = new AccessCheck();
    access.check(small, "the report");
    access.assertAll();
    take(small, "report-german");
  }

  private static void take(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
  }

  private static Map<String, Object> object(String text) {
    try {
      return Json.readObject(text);
    } catch (BadJsonException fault) {
      throw new AssertionError(text, fault);
    }
  }

  /** What the drawn parts of a picture say of themselves. */
  private static Set<String> numbersOf(String svg) {
    Set<String> numbers = new HashSet<>();
    Matcher group = GROUP.matcher(svg);
    while (group.find()) {
      List<String> one = new ArrayList<>();
      Matcher data = DATA.matcher(group.group(1));
      while (data.find()) {
        one.add(data.group(1) + '=' + plain(data.group(2)));
      }
      numbers.add(String.join(" ", one));
    }
    return numbers;
  }

  /** The numbers of a result in the form in which pictures say them. */
  private static Set<String> numbers(Map<?, ?> result) {
    Set<String> numbers = new HashSet<>();
    switch ((String) result.get("method")) {
      case "single", "multiple" ->
          each(result, "options")
              .forEach(
                  o ->
                      numbers.add(
                          "option="
                              + o.get("id")
                              + " votes="
                              + n(o, "votes")
                              + " share="
                              + n(o, "share")));
      case "points" ->
          each(result, "options")
              .forEach(
                  o ->
                      numbers.add(
                          "option="
                              + o.get("id")
                              + " votes="
                              + n(o, "sum")
                              + " share="
                              + n(o, "share")));
      case "score" ->
          each(result, "options").stream()
              .filter(o -> !n(o, "count").equals("0"))
              .forEach(o -> numbers.add("option=" + o.get("id") + " value=" + n(o, "sum")));
      case "ranked" -> ranked(result, numbers);
      case "number" ->
          each(result, "histogram")
              .forEach(
                  b ->
                      numbers.add(
                          "from="
                              + n(b, "from")
                              + " to="
                              + n(b, "to")
                              + " count="
                              + n(b, "count")));
      case "words" ->
          each(result, "words")
              .forEach(w -> numbers.add("word=" + w.get("word") + " votes=" + n(w, "votes")));
      case "questions" ->
          each(result, "entries")
              .forEach(e -> numbers.add("entry=" + e.get("id") + " score=" + n(e, "score")));
      default -> {}
    }
    return numbers;
  }

  private static void ranked(Map<?, ?> result, Set<String> numbers) {
    if (result.get("rounds") instanceof List<?> rounds) {
      for (int i = 0; i < rounds.size(); i++) {
        int round = i + 1;
        ((Map<?, ?>) ((Map<?, ?>) rounds.get(i)).get("votes"))
            .forEach(
                (id, votes) ->
                    numbers.add(
                        "round=" + round + " option=" + id + " votes=" + plain(votes.toString())));
      }
    } else if (result.get("pairwise") instanceof Map<?, ?> pairs) {
      pairs.forEach(
          (row, others) ->
              ((Map<?, ?>) others)
                  .forEach(
                      (column, votes) ->
                          numbers.add(
                              "row="
                                  + row
                                  + " column="
                                  + column
                                  + " votes="
                                  + plain(votes.toString()))));
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Map<?, ?>> each(Map<?, ?> result, String name) {
    return (List<Map<?, ?>>) result.get(name);
  }

  private static String n(Map<?, ?> of, String name) {
    return plain(of.get(name).toString());
  }

  /** Pictures write lengths and numbers to a hundredth. */
  private static String plain(String text) {
    try {
      BigDecimal number = new BigDecimal(text).setScale(2, java.math.RoundingMode.HALF_UP);
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    } catch (NumberFormatException notOne) {
      return text;
    }
  }

  private static Set<Integer> colors(BufferedImage picture) {
    Set<Integer> colors = new HashSet<>();
    for (int y = 0; y < picture.getHeight(); y += 5) {
      for (int x = 0; x < picture.getWidth(); x += 5) {
        colors.add(picture.getRGB(x, y));
      }
    }
    return colors;
  }
}
