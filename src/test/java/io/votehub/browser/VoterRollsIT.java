package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.SelectOption;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The owner of a room says on a page who may vote, hands out codes, and sees the turnout. */
class VoterRollsIT {
  private static final Pattern CODE = Pattern.compile("([2-9A-HJKMNP-TV-Z]{4} ){3}[2-9A-Z]{2}");

  @RegisterExtension final Browsers browsers = new Browsers();
  @TempDir Path data;

  @Test
  void anOwnerFillsARollHandsOutCodesAndSeesWhoMayVoteAndHowManyDid() {
    // Tables with faults.
    browsers.expectStatus(422);
    try (RoomFixture fixture = new RoomFixture(data)) {
      AccessCheck access = new AccessCheck();
      Page owner = browsers.stillDesk(fixture.presenter(), 1280, 1000);
      owner.getByTestId("link-rolls").click();
      assertThat(owner.getByTestId("roll-title")).isVisible();
      take(owner, "rolls-none");
      access.check(owner, "no rolls");

      owner.getByTestId("roll-title").fill("Members of the allotment garden");
      owner.getByTestId("roll-add").click();
      addOneByOne(owner);
      paste(owner);
      sheets(owner);
      String code = renewed(owner);
      take(owner, "rolls");
      access.check(owner, "a roll");
      onOtherScreens(owner, access);
      printed(owner);
      owner.getByTestId("mail").locator("summary").click();
      assertThat(owner.getByTestId("mail-impossible")).isVisible();
      searchedAndRemoved(owner);
      dropped(owner);
      tenThousand(owner);
      String poll = votedOn(owner, fixture, code, access);

      Assertions.assertThat(fixture.result(poll).get("ballots")).isEqualTo(1);
      owner.navigate(fixture.presenter().replace("/present/", "/rolls/"));
      inGerman(owner);
      access.assertAll();
    }
  }

  private static void addOneByOne(Page owner) {
    owner.getByTestId("member-label").fill("Ana Example");
    owner.getByTestId("member-mail").fill("ana@example.org");
    owner.getByTestId("member-weight").fill("3");
    owner.getByTestId("member-add").click();
    assertThat(owner.getByTestId("issued-code")).hasText(CODE);
    assertThat(owner.getByTestId("member-label")).isFocused();
  }

  private static void paste(Page owner) {
    owner.getByTestId("paste").fill("Bo; nowhere@; 2\n\nCéline <celine@example.org>\nD\t0\n");
    owner.getByTestId("paste-add").click();
    assertThat(owner.getByTestId("add-problem")).containsText("Line 4:");
    assertThat(owner.getByTestId("member-found")).hasAttribute("data-found", "1");
    owner
        .getByTestId("paste")
        .fill("Bo; bo@example.org; 2\n\nCéline <celine@example.org>\nDoğan Ümit Beispielhausen");
    owner.getByTestId("paste-add").click();
    assertThat(owner.getByTestId("issued")).hasAttribute("data-count", "4");
    assertThat(owner.getByTestId("member-found")).hasAttribute("data-found", "4");
  }

  private static void sheets(Page owner) {
    owner.evaluate(
        "() => { window.printed = 0; window.print = () => void (window.printed += 1); }");
    owner.getByTestId("issued-print").click();
    assertThat(owner.getByTestId("sheet-card")).hasCount(4);
    owner.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    take(owner, "rolls-sheet");
    owner.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
  }

  /** Codes are forgotten; one that was lost is replaced. */
  private static String renewed(Page owner) {
    owner.getByTestId("issued-save").click();
    owner.getByTestId("issued-done").click();
    assertThat(owner.getByTestId("issued")).hasCount(0);
    Assertions.assertThat(owner.content()).doesNotContainPattern(CODE);
    owner.getByLabel("New code for Ana Example").click();
    assertThat(owner.getByTestId("issued-code")).hasCount(1);
    return owner.getByTestId("issued-code").textContent();
  }

  private static void onOtherScreens(Page owner, AccessCheck access) {
    for (int[] size :
        List.of(new int[] {360, 740}, new int[] {820, 1180}, new int[] {1920, 1080})) {
      owner.setViewportSize(size[0], size[1]);
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        owner.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        take(owner, "rolls-" + size[0] + "-" + scheme.name().toLowerCase(Locale.ROOT));
      }
    }
    owner.setViewportSize(320, 640);
    access.check(owner, "a roll, narrow");
    AccountLook.magnified(owner, "rolls");
    AccountLook.readable(owner, owner.getByTestId("issued-code"), "a code");
    owner.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    owner.setViewportSize(1280, 1000);
  }

  private static void inGerman(Page owner) {
    owner.getByTestId("language").selectOption("de");
    assertThat(owner.locator("html")).hasAttribute("lang", "de");
    assertThat(owner.getByTestId("roll-add")).isVisible();
    AccountLook.magnified(owner, "rolls-de");
    owner.setViewportSize(360, 740);
    take(owner, "rolls-de-360");
  }

  private static void printed(Page owner) {
    owner.getByTestId("issued-print").click();
    assertThat(owner.getByTestId("sheet-card")).hasCount(1);
    assertThat(owner.getByTestId("issued-print")).hasText("Print cards");
    owner.waitForFunction("window.printed > 1");
    Assertions.assertThat(owner.evaluate("window.printed")).isEqualTo(2);
    owner.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(owner.getByTestId("sheet-card")).isVisible();
    assertThat(owner.getByTestId("member-search")).isHidden();
    take(owner, "rolls-card-printed");
    owner.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
  }

  private static void searchedAndRemoved(Page owner) {
    owner.getByTestId("member-search").fill("dogan");
    assertThat(owner.getByTestId("member-found")).hasAttribute("data-found", "1");
    owner.getByLabel("Remove Doğan Ümit Beispielhausen").click();
    Locator sure = owner.locator("[data-testid^='confirm-']");
    assertThat(sure).isFocused();
    owner.keyboard().press("Enter");
    assertThat(owner.getByTestId("member-found")).hasAttribute("data-found", "0");
    owner.getByTestId("member-search").fill("");
    assertThat(owner.getByTestId("member-found")).hasAttribute("data-found", "3");
  }

  /** A table is dragged from the desktop onto the page. */
  private static void dropped(Page owner) {
    Locator target = owner.getByTestId("drop");
    drag(owner, "dragover", "Label;Weight\r\nErika;no number\r\n");
    assertThat(target).hasClass(Pattern.compile("\\bover\\b"));
    take(owner, "rolls-drag");
    drag(owner, "dragleave", "");
    assertThat(target).not().hasClass(Pattern.compile("\\bover\\b"));
    drag(owner, "drop", "Label;Weight\r\nErika;no number\r\n");
    assertThat(owner.getByTestId("add-problem")).not().isEmpty();
    assertThat(owner.getByTestId("member-found")).hasAttribute("data-found", "3");

    drag(owner, "dragover", "");
    drag(owner, "drop", "Label;Mail;Weight\r\nErika Muster;erika@example.org;2\r\nFritz;;1\r\n");

    assertThat(target).not().hasClass(Pattern.compile("\\bover\\b"));
    assertThat(owner.getByTestId("issued")).hasAttribute("data-count", Pattern.compile("[2-9]"));
    assertThat(owner.getByTestId("member-found")).hasAttribute("data-found", "5");
    assertThat(owner.getByTestId("add-problem")).isEmpty();
    for (String gone : List.of("Erika Muster", "Fritz")) {
      owner.getByLabel("Remove " + gone).click();
      owner.locator("[data-testid^='confirm-']").click();
    }
    assertThat(owner.getByTestId("member-found")).hasAttribute("data-found", "3");
  }

  /** Fires an event of a drag that carries a CSV file. */
  private static void drag(Page owner, String event, String csv) {
    JSHandle files =
        owner.evaluateHandle(
            "csv => { const files = new DataTransfer();"
                + " files.items.add(new File([csv], 'members.csv', { type: 'text/csv' })); return files; }",
            csv);
    owner.getByTestId("drop").dispatchEvent(event, Map.of("dataTransfer", files));
  }

  private static void tenThousand(Page owner) {
    StringBuilder table = new StringBuilder("Label;Weight\r\n");
    for (int i = 0; i < 9_990; i++) {
      table.append("Member ").append(10_000 + i).append(";1\r\n");
    }
    byte[] bytes = table.toString().getBytes(StandardCharsets.UTF_8);
    owner.getByTestId("file").setInputFiles(new FilePayload("members.csv", "text/csv", bytes));
    assertThat(owner.getByTestId("member-found"))
        .hasAttribute(
            "data-found", "9993", new LocatorAssertions.HasAttributeOptions().setTimeout(60_000));
    Assertions.assertThat(owner.locator("[data-testid='members'] li").count()).isLessThan(60);
    owner.evaluate(
        "() => { const list = document.querySelector('vh-rolls').shadowRoot.querySelector('vh-member-list');"
            + " list.shadowRoot.querySelector('.view').scrollTop = 1e7; }");
    assertThat(owner.getByText("Member 19989", new Page.GetByTextOptions().setExact(true)))
        .isVisible();
    take(owner, "rolls-thousands");
    owner.getByTestId("issued-save").click();
  }

  private String votedOn(Page owner, RoomFixture fixture, String code, AccessCheck access) {
    owner.getByTestId("rolls-back").click();
    owner.getByTestId("new-poll").click();
    owner.getByTestId("question").fill("Shall we build the new greenhouse?");
    owner.getByTestId("option-label-0").fill("Yes");
    owner.getByTestId("option-label-1").fill("No");
    assertThat(owner.getByTestId("secret")).isHidden();
    owner
        .getByTestId("electorate")
        .selectOption(
            new SelectOption().setLabel("Members of the allotment garden (9,993 members)"));
    owner.getByTestId("secret").check();
    take(owner, "poll-editor-voters");
    access.check(owner, "who may vote");
    owner.getByTestId("save").click();
    assertThat(owner.getByTestId("turnout")).containsText("9,993 members may vote");
    owner.getByTestId("next-action").click();
    String poll = (String) owner.locator("vh-poll-panel").evaluate("panel => panel.poll.id");
    Page phone = browsers.phone(fixture.audience());
    phone.getByTestId("member-code").fill(code);
    phone.getByTestId("member-go").click();
    phone.getByTestId("option-a").click();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    take(phone, "secret-voted");
    assertThat(owner.getByTestId("turnout")).hasAttribute("data-voted", "1");
    take(owner, "presenter-secret");
    access.check(owner, "a secret poll");
    phone.reload();
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
    take(phone, "secret-voted-again");
    access.check(phone, "a secret poll, voted");
    Page screen = browsers.stillDesk(fixture.screen(), 1920, 1080);
    assertThat(screen.getByTestId("poll-question")).isVisible();
    take(screen, "screen-secret");
    owner.getByTestId("next-action").click();
    assertThat(owner.getByTestId("poll-state")).hasAttribute("data-state", "closed");
    assertThat(owner.getByTestId("reopen")).hasCount(0);
    take(owner, "presenter-secret-closed");
    take(phone, "secret-closed");
    // They would look for a hub that stops before they do.
    phone.close();
    screen.close();
    return poll;
  }

  private static void take(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(true));
  }
}
