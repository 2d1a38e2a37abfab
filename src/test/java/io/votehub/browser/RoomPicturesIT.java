package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.votehub.image.SamplePictures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pictures of questions and options, from the editor to phones and the big screen. */
class RoomPicturesIT extends BrowserTest {
  private static final Path FOLDER = Path.of("target", "screenshots");
  private static final List<int[]> SIZES =
      List.of(
          new int[] {360, 740},
          new int[] {820, 1180},
          new int[] {1920, 1080},
          new int[] {3840, 2160});

  private static FilePayload file(String name, String type, byte[] content) {
    return new FilePayload(name, type, content);
  }

  private static Object loaded(Locator picture) {
    picture.scrollIntoViewIfNeeded();
    return picture.evaluate(
        "each => each.decode().then(() => [each.naturalWidth, each.getAttribute('alt')])");
  }

  private static void take(Page page, String name, List<int[]> sizes) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      for (int[] size : sizes) {
        page.setViewportSize(size[0], size[1]);
        page.waitForTimeout(150);
        page.screenshot(
            new Page.ScreenshotOptions()
                .setPath(
                    FOLDER.resolve(
                        "pictures-%s-%dx%d-%s.png"
                            .formatted(
                                name, size[0], size[1], scheme.name().toLowerCase(Locale.ROOT)))));
      }
    }
  }

  @Test
  void aPictureGoesFromTheEditorToPhonesAndTheScreenAndIsReadOut() {
    AccessCheck access = new AccessCheck();
    Page presenter = browsers.stillDesk(fixture.presenter(), 1280, 800);
    presenter.getByTestId("next-action").click();
    presenter.getByTestId("question").fill("Which garden wins?");
    presenter.getByTestId("option-label-0").fill("The old orchard");
    presenter.getByTestId("option-label-1").fill("The roof of the school");

    presenter
        .getByTestId("question-picture-choose")
        .setInputFiles(
            file("not.jpg", "image/jpeg", "no picture".getBytes(StandardCharsets.US_ASCII)));
    assertThat(presenter.getByTestId("question-picture-state")).containsText("JPEG or PNG");
    presenter
        .getByTestId("question-picture-choose")
        .setInputFiles(file("a.jpg", "image/jpeg", SamplePictures.jpeg(2000, 1000)));
    assertThat(presenter.getByTestId("question-picture-shown")).isVisible();
    assertThat(presenter.getByTestId("question-picture-state")).isEmpty();
    presenter.getByTestId("question-picture-alt").fill("Two gardens side by side");
    presenter.getByText("Add pictures").click();
    presenter
        .getByTestId("option-picture-1-choose")
        .setInputFiles(file("b.webp", "image/webp", webp(presenter)));
    presenter.getByTestId("option-picture-1-alt").fill("Boxes with herbs");
    paste(presenter);
    assertThat(presenter.getByTestId("option-picture-0-shown")).isVisible();
    take(presenter, "editor", SIZES.subList(0, 3));
    access.check(presenter, "editor");
    presenter.getByTestId("save").click();
    assertThat(presenter.getByTestId("question-picture")).isVisible();
    presenter.getByTestId("next-action").click();
    assertThat(presenter.getByTestId("poll-state")).hasAttribute("data-state", "open");

    Page phone = browsers.phone(fixture.audience());
    assertThat(phone.getByTestId("vote-state").first()).isVisible();
    assertThat(loaded(phone.getByTestId("question-picture")))
        .isEqualTo(List.of(640, "Two gardens side by side"));
    assertThat(loaded(phone.getByTestId("option-b").locator("img")))
        .isEqualTo(List.of(300, "Boxes with herbs"));
    Page screen = browsers.stillDesk(fixture.screen(), 1920, 1080);
    assertThat(loaded(screen.getByTestId("question-picture")))
        .isEqualTo(List.of(1600, "Two gardens side by side"));
    access.check(phone, "phone");
    access.check(presenter, "presenter");
    access.assertAll();
    take(phone, "room-2", SIZES.subList(0, 3));
    take(presenter, "present-2", SIZES.subList(0, 3));
    take(screen, "screen-2", SIZES.subList(2, 4));
  }

  /** A square of 300 pixels in a format that the hub does not take, and the browser reads. */
  private static byte[] webp(Page page) {
    Object base64 =
        page.evaluate(
            """
            () => {
              const canvas = document.createElement('canvas');
              canvas.width = canvas.height = 300;
              const context = canvas.getContext('2d');
              context.fillStyle = 'teal';
              context.fillRect(50, 50, 200, 200);
              return canvas.toDataURL('image/webp').split(',')[1];
            }
            """);
    byte[] content = Base64.getDecoder().decode((String) base64);
    assertThat(new String(content, 8, 4, StandardCharsets.US_ASCII)).isEqualTo("WEBP");
    return content;
  }

  /** Pastes a picture into the first label, as from a screenshot. */
  private static void paste(Page page) {
    page.getByTestId("option-label-0")
        .evaluate(
            """
            async (input) => {
              const canvas = new OffscreenCanvas(90, 60);
              const context = canvas.getContext('2d');
              context.fillStyle = 'green';
              context.fillRect(0, 0, 90, 60);
              const data = new DataTransfer();
              data.items.add(new File([await canvas.convertToBlob()], 'shot.png', { type: 'image/png' }));
              input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, composed: true, cancelable: true }));
            }
            """);
  }

  @Test
  void twentyOptionsWithPicturesMoveNothingWhenTheyAreLoaded() {
    String id = send(SamplePictures.jpeg(900, 700));
    List<Map<String, Object>> options =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    Map.<String, Object>of(
                        "label", Labels.TWENTY.get(i), "image", id, "alt", "A garden"))
            .toList();
    String path = "/api/v1/rooms/" + fixture.room().code() + "/polls";
    Map<String, Object> poll =
        fixture
            .hub()
            .post(
                path,
                fixture.room().token(),
                Map.of(
                    "question",
                    "Which of these twenty gardens do you like best?",
                    "method",
                    "single",
                    "image",
                    id,
                    "options",
                    options));
    fixture.step((String) poll.get("id"), "open");

    Page phone = browsers.phone(fixture.audience());
    assertThat(phone.getByTestId("option-t")).isVisible();
    loaded(phone.getByTestId("question-picture"));
    Object shift =
        phone.evaluate(
            """
            () => new Promise((done) => {
              let sum = 0;
              new PerformanceObserver((list) => list.getEntries().forEach((each) => (sum += each.value)))
                .observe({ type: 'layout-shift', buffered: true });
              setTimeout(() => done(sum), 300);
            })
            """);
    assertThat(((Number) shift).doubleValue()).isZero();
    take(phone, "room-20", SIZES.subList(0, 3));
    take(browsers.stillDesk(fixture.presenter(), 1280, 800), "present-20", SIZES.subList(0, 3));
    Page screen = browsers.stillDesk(fixture.screen(), 1280, 720);
    everyLabelIsWhole(screen, 1280, 720);
    fixture.vote((String) poll.get("id"), 2, 3, 1);
    fixture.step((String) poll.get("id"), "close");
    assertThat(screen.getByTestId("final")).isVisible();
    everyLabelIsWhole(screen, 1280, 720);
    everyLabelIsWhole(screen, 1920, 1080);
    everyLabelIsWhole(screen, 3840, 2160);
  }

  /** On the first page of the screen, in letters that can be read from the last row. */
  private static void everyLabelIsWhole(Page screen, int width, int height) {
    screen.setViewportSize(width, height);
    Locator labels = screen.locator("vh-bars li .label");
    assertThat(labels.first()).isVisible();
    take(
        screen,
        "screen-20-" + screen.getByTestId("screen-poll").getAttribute("data-state"),
        List.of(new int[] {width, height}));
    assertThat(labels.evaluateAll(CUT_OFF)).as(width + " px").isEqualTo(List.of());
  }

  private static final String CUT_OFF =
      """
      labels => labels.flatMap((each) =>
        each.scrollHeight > each.clientHeight + 2 || parseFloat(getComputedStyle(each).fontSize) < innerHeight * 0.0208
          ? [each.textContent]
          : [])
      """;

  @Test
  void theLooksOfARoomAreOnAllPagesFromTheFirstPaintOn() {
    browsers.expectStatus(422);
    fixture.vote(fixture.open("Which garden wins?", Labels.TWO), 12, 5);
    Page presenter = browsers.stillDesk(fixture.presenter(), 1280, 800);
    Page phone = browsers.phone(fixture.audience());
    Page screen = browsers.stillDesk(fixture.screen(), 1920, 1080);
    presenter.getByTestId("looks").locator("summary").click();

    presenter.getByTestId("looks-accent").fill("#ffd400");
    assertThat(presenter.getByTestId("looks-error")).containsText("hard to read");
    presenter.getByTestId("looks-nearest").click();
    assertThat(presenter.getByTestId("looks-nearest")).isHidden();
    presenter.getByTestId("looks-accent").fill("#8a1c5b");
    presenter
        .getByTestId("looks-logo-choose")
        .setInputFiles(file("logo.png", "image/png", SamplePictures.png(400, 120)));

    for (Page page : List.of(presenter, phone, screen)) {
      assertThat(page.getByTestId("logo").first()).isVisible();
      assertThat(page.locator("html")).hasCSS("--accent", "#8a1c5b");
    }
    AccessCheck access = new AccessCheck();
    access.check(presenter, "presenter with looks");
    access.check(phone, "phone with looks");
    access.assertAll();
    for (String path : List.of("/r/", "/screen/", "/present/")) {
      String page = fixture.hub().call("GET", path + fixture.room().code(), null, null).body();
      assertThat(page).contains("--accent:#8a1c5b");
    }
    take(phone, "looks-room", SIZES.subList(0, 3));
    take(presenter, "looks-present", SIZES.subList(0, 3));
    take(screen, "looks-screen", SIZES.subList(2, 4));

    presenter.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    presenter.getByTestId("looks-mode").selectOption("dark");
    presenter.getByTestId("looks-nearest").click();
    phone.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    assertThat(phone.locator("html")).hasAttribute("data-theme", "dark");
    phone.reload();
    assertThat(phone.locator("html")).hasAttribute("data-theme", "dark");
  }

  private String send(byte[] picture) {
    return fixture.hub().sendPicture(fixture.room(), picture);
  }
}
