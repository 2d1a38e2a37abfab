package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.votehub.store.StoreContract.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.Vertx;
import io.votehub.people.embedded.EmbeddedPeople;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The operators' pages, and somebody who is thrown out while looking. */
class AdminIT extends BrowserTest {
  private static final String PASSWORD = "violet tractor hums softly";
  private final AccessCheck access = new AccessCheck();

  @Override
  Map<String, String> settings() {
    return Map.of("VOTEHUB_ACCOUNTS_ENABLED", "true");
  }

  @Test
  void anOperatorLooksAfterAccountsAndRooms() {
    browsers.expectStatus(401);
    browsers.expectStatus(403);
    Page operator = browsers.stillDesk(fixture.home() + "admin", 1280, 800);
    assertThat(operator.getByTestId("notice")).containsText("Sign in as an operator");
    register(operator, "olivia@example.org", "Olivia Operator");
    operator.navigate(fixture.home() + "admin");
    assertThat(operator.getByTestId("notice")).containsText("for operators");
    look(operator, "admin-not-for-you");
    makeOperator(
        (String)
            operator.evaluate("async () => (await (await fetch('/api/v1/account')).json()).id"));

    Page guest = browsers.stillDesk(fixture.home(), 1280, 800);
    register(guest, "paul.with.a.rather.long.address@department.university.example.org", "Paul");
    guest.navigate(fixture.home());
    guest
        .getByTestId("room-title")
        .fill("Annual general meeting of the society for long titles, part two");
    guest.getByTestId("make-room").click();
    guest.waitForURL(Pattern.compile(".*/present/\\w+"));
    String code = guest.url().replaceAll(".*/", "");
    assertThat(guest.getByTestId("title")).isVisible();

    operator.navigate(fixture.home() + "admin");
    assertThat(operator.getByTestId("rows").locator("li")).hasCount(2);
    look(operator, "admin-accounts");
    operator
        .getByTestId("find")
        .fill("PAUL.with.a.rather.long.address@department.university.example.org");
    operator.keyboard().press("Enter");
    assertThat(operator.getByTestId("rows").locator("li")).hasCount(1);
    operator.getByTestId("suspend").click();
    look(operator, "admin-sure");
    operator.keyboard().press("Escape");
    assertThat(operator.getByTestId("suspended")).hasCount(0);
    operator.getByTestId("suspend").click();
    operator.getByTestId("confirm").click();
    assertThat(operator.getByTestId("told")).containsText("Paul is suspended");
    assertThat(operator.getByTestId("suspended")).isVisible();
    look(operator, "admin-account-suspended");
    // Whose session and key are gone cannot lead the room any more.
    assertThat(guest.getByTestId("key")).isVisible();
    guest.navigate(fixture.home() + "account");
    assertThat(guest.getByTestId("sign-in")).isVisible();

    Page phone = browsers.stillDesk(fixture.home() + "r/" + code, 360, 740);
    assertThat(phone.getByTestId("gone")).hasCount(0);
    operator.getByTestId("part-rooms").click();
    assertThat(operator.getByTestId("room-" + code)).isVisible();
    look(operator, "admin-rooms");
    Locator row = operator.getByTestId("room-" + code);
    row.getByTestId("suspend").click();
    operator.getByTestId("confirm").click();
    assertThat(row.getByTestId("suspended")).isVisible();
    assertThat(phone.getByTestId("gone")).hasText("This room is suspended");
    look(phone, "room-suspended");
    Page presenter = browsers.stillDesk(fixture.presenter(), 1280, 800);
    Page moderator = browsers.phone(fixture.presenter().replace("/present/", "/moderate/"));
    assertThat(moderator.getByTestId("moderate-none")).isVisible();
    assertThat(moderator.getByTestId("suspended")).isHidden();
    operator.getByTestId("room-" + fixture.room().code()).getByTestId("suspend").click();
    operator.getByTestId("confirm").click();
    assertThat(presenter.getByTestId("suspended")).containsText("suspended this room");
    look(presenter, "present-suspended");
    assertThat(moderator.getByTestId("suspended")).containsText("suspended this room");
    look(moderator, "moderate-suspended");
    operator.getByTestId("room-" + fixture.room().code()).getByTestId("resume").click();
    assertThat(presenter.getByTestId("suspended")).isHidden();
    row.getByTestId("delete").click();
    operator.getByTestId("confirm").click();
    assertThat(operator.getByTestId("told")).containsText("is deleted");
    assertThat(row).hasCount(0);

    operator.getByTestId("part-audit").click();
    assertThat(operator.getByTestId("entry").first()).isVisible();
    look(operator, "admin-audit");
    operator.getByTestId("object").fill("room:" + code);
    operator.getByTestId("search").click();
    assertThat(operator.getByTestId("entry").first()).containsText("room.deleted");
    operator.getByTestId("language").selectOption("de");
    assertThat(operator.getByTestId("part-audit")).hasText("Protokoll");
    look(operator, "admin-audit-de");
    AccountLook.readable(
        operator, operator.getByTestId("entry").first().locator("td.when"), "a time");
    access.assertAll();
  }

  @Test
  void aRoomIsSharedAndHandedOverAndAProgramGetsAKey() {
    browsers.expectStatus(401);
    Page owner = browsers.stillDesk(fixture.home(), 1280, 800);
    register(owner, "olivia@example.org", "Olivia Owner");
    Page heir = browsers.stillDesk(fixture.home(), 1280, 800);
    register(heir, "henry@example.org", "Henry Heir");
    owner.getByTestId("new-key").click();
    owner.getByTestId("label").fill("Slides of the lecture");
    owner.getByTestId("scope-lead").check();
    look(owner, "account-key-form");
    owner.getByTestId("make-key").click();
    assertThat(owner.getByTestId("key-token")).containsText("vhk_");
    assertThat(owner.getByTestId("api-key")).hasCount(1);
    look(owner, "account-key-made");
    owner.getByTestId("key-kept").click();
    owner.getByTestId("revoke-key").click();
    assertThat(owner.getByTestId("api-key")).hasCount(0);

    owner.navigate(fixture.home());
    owner.getByTestId("room-title").fill("Lecture on voting");
    owner.getByTestId("make-room").click();
    owner.waitForURL(Pattern.compile(".*/present/\\w+"));
    String code = owner.url().replaceAll(".*/", "");
    assertThat(owner.getByTestId("room-life")).containsText(Pattern.compile("\\d{4}"));
    owner.getByTestId("helpers").locator("summary").click();
    owner.getByTestId("person-mail").fill("henry@example.org");
    owner.getByTestId("person-role").selectOption("owner");
    look(owner, "present-people");
    owner.getByTestId("person-invite").click();
    assertThat(owner.getByTestId("person-told")).containsText("henry@example.org is invited");
    heir.navigate(fixture.home() + "account");
    assertThat(heir.getByTestId("invitation")).containsText("Lecture on voting");
    look(heir, "account-invited");
    heir.getByTestId("accept").click();
    assertThat(heir.getByTestId("room-" + code)).isVisible();
    assertThat(owner.getByTestId("key")).isVisible();
    owner.navigate(fixture.home() + "account");
    assertThat(owner.getByTestId("role-" + code)).containsText("You lead");
    look(owner, "account-roles");
    theHeirLeavesAndAsksTheFirstOwner(heir, owner);
    access.assertAll();
  }

  private void theHeirLeavesAndAsksTheFirstOwner(Page leaving, Page asked) {
    browsers.expectStatus(422);
    leaving.getByTestId("erase").click();
    leaving.getByTestId("rooms-hand-over").check();
    leaving.getByTestId("heir").fill("henry@example.org");
    leaving.getByTestId("confirm-erase").click();
    assertThat(leaving.locator("vh-own-data").getByTestId("problem"))
        .containsText("This address cannot be asked");
    look(leaving, "account-erase-ask");
    leaving.getByTestId("heir").fill("olivia@example.org");
    leaving.getByTestId("confirm-erase").click();
    assertThat(leaving.getByTestId("notice"))
        .containsText("We have asked olivia@example.org to take your rooms over");
    look(leaving, "account-leaving-asked");

    asked.reload();
    assertThat(asked.getByTestId("offer")).containsText("henry@example.org");
    assertThat(asked.getByTestId("offer")).containsText("Lecture on voting");
    look(asked, "account-offer");
    asked.getByTestId("offer-accept").click();
    assertThat(asked.getByTestId("offer")).hasAttribute("data-accepted", "true");
    look(asked, "account-offer-accepted");
    asked.getByTestId("offer-decline").click();
    assertThat(asked.getByTestId("offer")).hasCount(0);
    assertThat(asked.getByTestId("offers-told")).containsText("do not take over");
  }

  private void register(Page page, String mail, String name) {
    page.navigate(fixture.home() + "account/register");
    page.getByTestId("mail").fill(mail);
    page.getByTestId("name").fill(name);
    page.getByTestId("password").fill(PASSWORD);
    page.getByTestId("register").click();
    assertThat(page.getByTestId("account-mail")).hasText(mail);
  }

  /** As the command does, while the hub is stopped. */
  private void makeOperator(String id) {
    fixture.close();
    Vertx vertx = Vertx.vertx();
    EmbeddedPeople people = await(EmbeddedPeople.open(vertx, data, InstantSource.system()));
    await(people.update(id, account -> account.withOperator(true)));
    await(people.close());
    await(vertx.close());
    fixture = new RoomFixture(data, settings());
  }

  /** Checks accessibility, and takes pictures on a phone, a tablet and a desk, light and dark. */
  private void look(Page page, String name) {
    access.check(page, name);
    int width = page.viewportSize().width;
    int height = page.viewportSize().height;
    for (int[] size : new int[][] {{360, 740}, {1280, 800}}) {
      page.setViewportSize(size[0], size[1]);
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(
                    Path.of(
                        "target/screenshots",
                        name
                            + "-"
                            + size[0]
                            + "-"
                            + scheme.name().toLowerCase(Locale.ROOT)
                            + ".png")));
      }
    }
    AccountLook.magnified(page, name);
    page.setViewportSize(width, height);
  }
}
