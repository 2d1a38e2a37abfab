package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Presenters control the big screen from any device, and one window can be both. */
class StageIT extends BrowserTest {
  private static final List<String> AB = List.of("Ash", "Birch");

  @Test
  void theScreenFollowsThePresenterAndTheRemoteControl() {
    String first = fixture.open("Which tree?", AB);
    fixture.step(first, "close");
    String draft = fixture.draft("Which herb?", AB, Map.of());
    String open = fixture.open("Which shrub?", AB);
    Page screen = browsers.desk(fixture.screen(), 1920, 1080);
    Page page = browsers.desk(fixture.presenter());
    assertThat(question(screen)).hasText("Which shrub?");
    assertThat(page.getByTestId("on-screen")).hasText("Which shrub?");

    page.getByTestId("poll-item-" + first).click();
    assertThat(question(screen)).hasText("Which tree?");
    page.getByTestId("poll-item-" + draft).click();
    assertThat(page.getByTestId("poll-question")).hasText("Which herb?");
    assertThat(page.getByTestId("stage-poll")).hasAttribute("aria-disabled", "true");
    page.getByTestId("stage-lobby").click();
    assertThat(screen.getByTestId("lobby")).isVisible();
    page.getByTestId("stage-blank").click();
    assertThat(screen.getByTestId("blank")).isVisible();
    assertThat(page.getByTestId("on-screen")).hasAttribute("data-shows", "blank");
    Shots.take(page, "stage-presenter");
    page.getByTestId("next-action").click();
    assertThat(question(screen)).hasText("Which herb?");
    assertThat(page.getByTestId("stage-poll")).hasAttribute("aria-pressed", "true");

    page.getByTestId("follow").uncheck();
    page.getByTestId("poll-item-" + open).click();
    assertThat(page.getByTestId("stage-poll")).hasAttribute("aria-pressed", "false");
    screen.reload();
    assertThat(question(screen)).hasText("Which herb?");
    page.getByTestId("stage-poll").click();
    assertThat(question(screen)).hasText("Which shrub?");
  }

  @Test
  void anOverlayForPollsDrawsNothingWhileNoneIsLive() {
    Page overlay =
        browsers.desk(fixture.screen() + "?overlay&show=poll&qr=0&at=top&scale=0.8", 1920, 1080);
    assertThat(overlay.getByTestId("nothing")).hasCount(1);
    String poll = fixture.open("Which tree?", AB);

    assertThat(question(overlay)).hasText("Which tree?");
    assertThat(overlay.getByTestId("qr")).hasCount(0);
    assertThat(overlay.getByTestId("screen-poll").boundingBox().y).isLessThan(100);
    assertThat(overlay.getByTestId("screen-poll").boundingBox().height).isLessThan(500);
    Shots.take(overlay, "overlay-top");
    overlay.reload();
    assertThat(question(overlay)).hasText("Which tree?");
    fixture.step(poll, "close");
    assertThat(overlay.getByTestId("nothing")).hasCount(1);
  }

  /** A streaming program loads it again with each change of scene. */
  @Test
  void anOverlayIsCompleteWithinTwoSecondsOfALoad() {
    fixture.open("Which tree?", AB);
    Page overlay = browsers.desk("about:blank", 1920, 1080);
    overlay.addInitScript(
        """
        const look = () => {
          const bars = document.querySelector('vh-screen')?.shadowRoot?.querySelector('vh-bars');
          if (bars?.shadowRoot?.querySelector('li')) window.completeAt = performance.now();
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
        """);
    double best = Double.MAX_VALUE;
    // The best of three, because the machine does other things, too.
    for (int load = 0; load < 3 && best > 2_000; load++) {
      overlay.navigate(fixture.screen() + "?overlay&show=poll");
      overlay.waitForFunction("() => window.completeAt");
      best = Math.min(best, ((Number) overlay.evaluate("window.completeAt")).doubleValue());
    }

    assertThat(best).isLessThan(2_000);
  }

  @Test
  void theScreenReturnsToTheNewestPoll() {
    String first = fixture.open("Which tree?", AB);
    fixture.open("Which shrub?", AB);
    Page page = browsers.desk(fixture.presenter());
    assertThat(page.getByTestId("stage-auto")).hasAttribute("aria-pressed", "true");
    page.getByTestId("poll-item-" + first).click();
    assertThat(page.getByTestId("on-screen")).hasText("Which tree?");
    assertThat(page.getByTestId("stage-auto")).hasAttribute("aria-pressed", "false");

    page.getByTestId("stage-auto").click();

    assertThat(page.getByTestId("stage-auto")).hasAttribute("aria-pressed", "true");
    assertThat(page.getByTestId("stage-poll")).hasAttribute("aria-pressed", "false");
    assertThat(page.getByTestId("follow")).not().isChecked();
    assertThat(page.getByTestId("on-screen")).hasText("Which shrub?");
    Shots.take(page, "stage-automatic");
    fixture.open("Which herb?", AB);
    assertThat(page.getByTestId("on-screen")).hasText("Which herb?");
    page.getByTestId("follow").check();
    assertThat(page.getByTestId("on-screen")).hasText("Which tree?");
  }

  @Test
  void aSecondPresenterSeesTheStageAndCanChangeIt() {
    fixture.open("Which tree?", AB);
    Page one = browsers.desk(fixture.presenter());
    Page other = browsers.phone(fixture.presenter());
    assertThat(one.getByTestId("on-screen")).hasText("Which tree?");

    other.getByTestId("stage-lobby").click();

    assertThat(one.getByTestId("on-screen")).hasAttribute("data-shows", "lobby");
    assertThat(one.getByTestId("stage-lobby")).hasAttribute("aria-pressed", "true");
    Shots.take(other, "stage-phone");
    one.getByTestId("stage-poll").click();
    assertThat(other.getByTestId("on-screen")).hasText("Which tree?");
    assertThat(one.getByTestId("toast")).hasCount(0);
  }

  @Test
  void aBreakHasAClockOnPhonesAndTheScreen() {
    String closed = fixture.open("Which tree?", AB);
    fixture.step(closed, "close");
    Page screen = browsers.desk(fixture.screen(), 1920, 1080);
    Page phone = browsers.phone(fixture.audience());
    Page page = browsers.desk(fixture.presenter());
    assertThat(phone.getByTestId("poll-question")).hasText("Which tree?");

    page.getByTestId("stage-break").click();
    page.getByTestId("break-title").fill("Coffee");
    Shots.take(page, "break-form");
    page.getByTestId("break-10").click();

    for (Page each : List.of(screen, phone)) {
      assertThat(each.getByTestId("break-left")).isVisible();
      assertThat(each.getByText("Coffee")).isVisible();
      double left = Double.parseDouble(each.getByTestId("break-left").getAttribute("data-left-ms"));
      assertThat(left).isBetween(570_000.0, 600_500.0);
    }
    assertThat(page.getByTestId("on-screen")).hasText("Coffee");
    assertThat(page.getByTestId("stage-break")).hasAttribute("aria-pressed", "true");
    assertThat(page.getByTestId("break-title")).hasCount(0);
    Shots.take(page, "break-presenter");
    Shots.take(screen, "break-screen");
    Shots.take(phone, "break-phone");
    screen.setViewportSize(3840, 2160);
    Shots.take(screen, "break-screen-4k");
    screen.setViewportSize(820, 1180);
    Shots.take(screen, "break-screen-tall");
    phone.setViewportSize(320, 640);
    assertThat(phone.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
    String questions = fixture.draft("questions", "Any questions?", List.of(), Map.of());
    fixture.step(questions, "open");
    phone.getByTestId("tab-questions").tap();
    assertThat(phone.getByTestId("ask-text")).isVisible();
    assertThat(phone.getByTestId("break-left")).isVisible();
    phone.getByTestId("tab-polls").tap();
    assertThat(phone.getByTestId("break-left")).isVisible();

    page.getByTestId("stage-break").click();
    AccessCheck access = new AccessCheck();
    access.check(page, "the form for a break");
    access.check(phone, "a break on a phone");
    access.check(screen, "a break on the big screen");
    access.assertAll();

    fixture.open("Which shrub?", AB);
    page.getByTestId("stage-auto").click();
    assertThat(phone.getByTestId("break")).hasCount(0);
    assertThat(question(phone).first()).hasText("Which shrub?");
    assertThat(question(screen)).hasText("Which shrub?");
  }

  @Test
  void oneWindowServesAsBigScreenAndRemoteControl() {
    String first = fixture.open("Which tree?", AB);
    fixture.draft("Which herb?", AB, Map.of());
    Page page = browsers.desk(fixture.presenter(), 1920, 1080);
    Locator over = page.getByTestId("one-window");
    assertThat(page.getByTestId("poll-item-" + first)).isVisible();

    page.keyboard().press("f");
    assertThat(over.getByTestId("screen-poll")).isVisible();
    assertThat(page.getByTestId("next-action")).isHidden();
    Shots.take(page, "stage-one-window");
    page.keyboard().press("Space");
    assertThat(over.getByTestId("screen-poll")).hasAttribute("data-state", "closed");
    page.keyboard().press("ArrowRight");
    assertThat(page.getByTestId("aside")).hasText("Poll 2 of 2 is a draft. Space opens it.");
    assertThat(question(over)).hasText("Which tree?");
    page.keyboard().press("Space");
    assertThat(question(over)).hasText("Which herb?");
    assertThat(over.getByTestId("screen-poll")).hasAttribute("data-state", "open");
    page.keyboard().press("b");
    assertThat(over.getByTestId("blank")).isVisible();
    page.keyboard().press("b");
    assertThat(question(over)).hasText("Which herb?");
    page.keyboard().press("PageUp");
    assertThat(question(over)).hasText("Which tree?");

    page.keyboard().press("Escape");
    assertThat(over).hasCount(0);
    assertThat(page.getByTestId("poll-question")).hasText("Which tree?");
    page.waitForFunction("document.fullscreenElement === null");
  }

  private static Locator question(Page page) {
    return page.getByTestId("poll-question");
  }

  private static Locator question(Locator over) {
    return over.getByTestId("poll-question");
  }

  /** Screenshots for visual review. */
  private static final class Shots {
    static void take(Page page, String name) {
      Path file = Path.of("target/screenshots", name + ".png");
      page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }
  }
}
