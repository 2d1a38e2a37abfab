package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * Screenshots of each page for visual review, in three sizes, light and dark, in {@code
 * target/screenshots}. Checks that nothing scrolls sideways, and that a big screen does not scroll
 * at all and breaks no address.
 */
class ScreenshotsIT extends BrowserTest {
  private static final Path FOLDER = Path.of("target", "screenshots");
  private static final List<Size> SIZES =
      List.of(new Size(360, 740), new Size(820, 1180), new Size(1920, 1080));

  private static final String ONE_LINE =
      "each => each.clientHeight < 2 * parseFloat(getComputedStyle(each).fontSize)";

  private record Size(int width, int height) {}

  @Override
  Map<String, String> settings() {
    // The address shown on the pages is not the one from which they are loaded.
    return Map.of("VOTEHUB_PUBLIC_URL", "https://vote.example.org", "VOTEHUB_HTTP_ORIGINS", "*");
  }

  @Test
  void thePagesOfARoomWithoutPolls() {
    Page home = browsers.stillDesk(fixture.home(), 1280, 800);
    assertThat(home.getByTestId("join-code")).isVisible();
    take(home, "home");
    Page room = browsers.stillDesk(fixture.audience(), 1280, 800);
    assertThat(room.getByTestId("waiting")).isVisible();
    take(room, "room-empty");
    Page presenter = browsers.stillDesk(fixture.presenter(), 1280, 800);
    assertThat(presenter.getByTestId("empty")).isVisible();
    take(presenter, "present-empty");
    presenter.getByTestId("next-action").click();
    presenter.getByTestId("question").fill("Where shall we eat?");
    take(presenter, "present-editor");
    Page screen = browsers.stillDesk(fixture.screen(), 1920, 1080);
    assertThat(screen.getByTestId("lobby")).isVisible();
    takeFitting(screen, "screen-lobby");
  }

  @Test
  void twoOptionsWithoutVotesAndWithAThousand() {
    String poll = fixture.draft("Shall the meeting be recorded?", Labels.TWO, Map.of());
    fixture.hub().step(fixture.room(), poll, "open", Map.of("seconds", 3600));
    Page room = browsers.stillDesk(fixture.audience(), 1280, 800);
    Page presenter = browsers.stillDesk(fixture.presenter(), 1280, 800);
    Page screen = browsers.stillDesk(fixture.screen(), 1920, 1080);
    awaitVotes(0, room, presenter, screen);
    take(room, "room-2-no-votes");
    take(presenter, "present-2-no-votes");
    takeFitting(screen, "screen-2-no-votes");

    fixture.vote(poll, 612, 387);
    room.getByTestId("option-a").click();
    assertThat(room.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    awaitVotes(1000, room, presenter, screen);
    take(room, "room-2-voted");
    take(presenter, "present-2-live");
    takeFitting(screen, "screen-2-live");

    fixture.step(poll, "close");
    assertThat(room.getByText("final result")).isVisible();
    assertThat(screen.getByTestId("final")).isVisible();
    take(room, "room-2-closed");
    take(presenter, "present-2-closed");
    takeFitting(screen, "screen-2-final");
  }

  @Test
  void twentyOptionsWithLongLabels() {
    String poll = fixture.open(Labels.LONG_QUESTION, Labels.TWENTY);
    fixture.vote(poll, 5, 3, 8, 1, 0, 2, 4, 4, 1, 1, 0, 9, 0, 0, 0, 2, 1, 1, 3, 6);
    Page room = browsers.stillDesk(fixture.audience(), 1280, 800);
    Page presenter = browsers.stillDesk(fixture.presenter(), 1280, 800);
    Page screen = browsers.stillDesk(fixture.screen(), 1920, 1080);
    awaitVotes(51, room, presenter, screen);
    take(room, "room-20");
    take(presenter, "present-20");
    takeFitting(screen, "screen-20");
  }

  @Test
  void onePollOnThreeDevices() throws IOException {
    String poll =
        fixture.draft(
            "What shall grow in the north bed?",
            List.of("Rhubarb", "Gooseberries", "Ferns and foxgloves", "A bench"),
            Map.of());
    fixture.draft("Who brings the spades?", Labels.TWO, Map.of());
    fixture.hub().step(fixture.room(), poll, "open", Map.of("seconds", 90));
    fixture.voteAndStay(poll, 23, 41, 17, 8);
    Page screen = browsers.stillDesk(fixture.screen(), 1280, 720);
    Page presenter = browsers.stillDesk(fixture.presenter(), 1280, 720);
    Page phone = browsers.phone(fixture.audience());
    phone.getByTestId("option-b").tap();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    awaitVotes(90, screen, presenter, phone);
    for (Page page : List.of(screen, presenter, phone)) {
      assertThat(page.getByTestId("result-bar-b")).hasAttribute("data-votes", "42");
      assertThat(page.getByTestId("present-count")).hasAttribute("data-present", "90");
      finishMotion(page);
    }

    BufferedImage sheet = new BufferedImage(1460, 1072, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = sheet.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    pen.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
    pen.setColor(new Color(0xd9d4c8));
    pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    draw(pen, screen, 32, 32, 880, 495);
    draw(pen, presenter, 32, 545, 880, 495);
    draw(pen, phone, 938, 32, 490, 1008);
    pen.dispose();

    File file = FOLDER.resolve("readme.png").toFile();
    Files.createDirectories(FOLDER);
    assertThat(ImageIO.write(sheet, "png", file)).isTrue();
    assertThat(file.length()).isLessThan(300 * 1024L);
  }

  private static void draw(Graphics2D pen, Page page, int x, int y, int width, int height)
      throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(page.screenshot()));
    pen.drawImage(picture, x, y, width, height, null);
    pen.setColor(new Color(0x8a8577));
    pen.drawRect(x - 1, y - 1, width + 1, height + 1);
  }

  private static void awaitVotes(int votes, Page... pages) {
    for (Page page : pages) {
      assertThat(page.getByTestId("votes-count")).hasAttribute("data-votes", String.valueOf(votes));
    }
  }

  private void take(Page page, String name) {
    takeEach(page, name, false);
  }

  private void takeFitting(Page page, String name) {
    takeEach(page, name, true);
  }

  private static void takeEach(Page page, String name, boolean fits) {
    for (Size size : SIZES) {
      page.setViewportSize(size.width, size.height);
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        finishMotion(page);
        String file =
            "%s-%dx%d-%s.png"
                .formatted(name, size.width, size.height, scheme.name().toLowerCase(Locale.ROOT));
        page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(file)));
      }
      String reading = "document.scrollingElement.";
      assertThat((int) page.evaluate(reading + "scrollWidth"))
          .as(name + ", width")
          .isLessThanOrEqualTo(size.width);
      if (fits && size.width > size.height) {
        assertThat((int) page.evaluate(reading + "scrollHeight"))
            .as(name + ", height")
            .isLessThanOrEqualTo(size.height);
        assertThat((boolean) page.getByTestId("join-address").evaluate(ONE_LINE))
            .as(name + ", the address stands in one line")
            .isTrue();
      }
    }
  }

  /** Waits until animations have ended, in all shadow roots. */
  private static void finishMotion(Page page) {
    page.evaluate(
        """
        () => new Promise(done => requestAnimationFrame(() => done(
          Promise.allSettled(document.getAnimations().map(each => each.finished)).then(() => null))))
        """);
  }
}
