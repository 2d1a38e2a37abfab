package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.votehub.accounts.TotpCodes;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The account pages, from making an account to losing the authenticator. */
class AccountIT extends BrowserTest {
  private static final String PASSWORD = "violet tractor hums softly";
  private static final String MAIL = "grace.hopper@example.org";

  private final Mailbox mails = new Mailbox();
  private final AccountLook look = new AccountLook();

  @Override
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(mails.settings());
    settings.put("VOTEHUB_ACCOUNTS_ENABLED", "true");
    return settings;
  }

  @AfterEach
  void stopMails() {
    mails.close();
  }

  @Test
  void anAccountIsMadeSecuredAndRecovered() {
    browsers.expectStatus(401);
    browsers.expectStatus(422);
    Page page = browsers.stillDesk(fixture.home(), 1280, 800);
    page.getByTestId("account").click();
    assertThat(page.getByTestId("sign-in")).isVisible();
    look.at(page, "account-sign-in");

    page.getByTestId("to-register").click();
    page.getByTestId("mail").fill(MAIL);
    page.getByTestId("name").fill("Grace Hopper");
    page.getByTestId("password").fill("passwordpassword");
    page.getByTestId("register").click();
    assertThat(page.getByTestId("problem")).containsText("too easy to guess");
    assertThat(page.getByTestId("password")).isFocused();
    look.at(page, "account-register");
    page.getByTestId("password").fill(PASSWORD);
    page.getByTestId("register").click();
    assertThat(page.getByTestId("notice")).containsText(MAIL);
    look.at(page, "account-mail-sent");

    page.navigate(mails.link("/account/confirm"));
    page.getByTestId("confirm").click();
    assertThat(page.getByTestId("told")).containsText("ready");
    signIn(page, PASSWORD);
    assertThat(page.getByTestId("account-mail")).hasText(MAIL);
    look.at(page, "account-new");

    page.getByTestId("totp-on").click();
    String secret = page.getByTestId("totp-secret").textContent().replace(" ", "");
    look.at(page, "account-totp");
    page.getByTestId("code").fill(TotpCodes.at(secret, System.currentTimeMillis()));
    page.getByTestId("totp-confirm").click();
    Locator codes = page.getByTestId("recovery-codes").locator("li");
    assertThat(codes).hasCount(10);
    List<String> recovery = codes.allTextContents();
    look.at(page, "account-recovery");
    page.getByTestId("recovery-kept").click();
    assertThat(page.getByTestId("totp-state")).containsText("10 recovery codes");

    page.navigate(fixture.home());
    page.getByTestId("room-title").fill("Spring meeting of the garden club, with elections");
    page.getByTestId("make-room").click();
    page.waitForURL(Pattern.compile(".*/present/\\w+"));
    String code = page.url().replaceAll(".*/", "");

    Page phone = browsers.stillDesk(fixture.home() + "account", 360, 740);
    signIn(phone, PASSWORD);
    phone.getByTestId("code").fill("000000");
    phone.getByTestId("continue").click();
    assertThat(phone.getByTestId("problem")).containsText("does not fit together");
    look.at(phone, "account-second");
    phone.getByTestId("code").fill(recovery.get(0).toLowerCase(Locale.ROOT));
    phone.getByTestId("continue").click();
    assertThat(phone.getByTestId("totp-state")).containsText("9 recovery codes");
    look.at(phone, "account");
    phone.getByTestId("room-" + code).click();
    phone.waitForURL("**/present/" + code);
    assertThat(phone.getByTestId("title")).hasValue(Pattern.compile("Spring meeting.*"));

    page.navigate(fixture.home() + "account");
    page.getByTestId("end-others").click();
    assertThat(page.getByTestId("session")).hasCount(1);
    phone.navigate(fixture.home() + "account");
    assertThat(phone.getByTestId("sign-in")).isVisible();

    phone.getByTestId("to-reset").click();
    phone.getByTestId("mail").fill(MAIL);
    phone.getByTestId("ask").click();
    assertThat(phone.getByTestId("notice")).containsText(MAIL);
    phone.navigate(mails.link("/account/reset"));
    phone.getByTestId("password").fill("copper lantern drifts north");
    look.at(phone, "account-reset");
    phone.getByTestId("set").click();
    phone.getByTestId("code").fill(recovery.get(1));
    phone.getByTestId("set").click();
    assertThat(phone.getByTestId("told")).containsText("new password");
    signIn(phone, "copper lantern drifts north");
    assertThat(phone.getByTestId("code")).isVisible();

    page.navigate(fixture.home() + "account");
    assertThat(page.getByTestId("sign-in")).isVisible();
    leave(page, recovery);
    page.navigate(fixture.home() + "account");
    page.getByTestId("language").selectOption("de");
    assertThat(page.getByTestId("sign-in")).hasText("Anmelden");
    look.assertAll();
  }

  /** Takes a copy of the data, another address, and then the account's end. */
  private void leave(Page page, List<String> recovery) {
    signIn(page, "copper lantern drifts north");
    page.getByTestId("code").fill(recovery.get(2));
    page.getByTestId("continue").click();
    Download copy = page.waitForDownload(() -> page.getByTestId("export").click());
    assertThat(copy.suggestedFilename()).isEqualTo("votehub-account.json");
    assertThat(page.getByTestId("data-told")).containsText("downloaded");

    page.getByTestId("change-mail").click();
    look.at(page, "account-data-mail");
    page.locator("vh-own-data").getByTestId("mail").fill("rear.admiral@example.org");
    page.getByTestId("save-mail").click();
    assertThat(page.getByTestId("data-told")).containsText("rear.admiral@example.org");
    Page confirming = browsers.stillDesk(mails.link("/account/mail"), 1280, 800);
    look.at(confirming, "account-data-confirm");
    confirming.getByTestId("confirm-mail").click();
    assertThat(confirming.getByTestId("told")).containsText("new address");
    page.reload();
    assertThat(page.getByTestId("account-mail")).hasText("rear.admiral@example.org");

    page.getByTestId("erase").click();
    page.getByTestId("rooms-hand-over").check();
    page.getByTestId("heir").fill("rear.admiral@example.org");
    page.getByTestId("confirm-erase").click();
    assertThat(page.locator("vh-own-data").getByTestId("problem"))
        .containsText("This address cannot be asked");
    look.at(page, "account-data-erase");
    page.getByTestId("rooms-delete").check();
    page.getByTestId("confirm-erase").click();
    assertThat(page.getByTestId("notice")).containsText("will be deleted");
    look.at(page, "account-data-leaving");
  }

  private static void signIn(Page page, String password) {
    page.getByTestId("mail").fill(MAIL);
    page.getByTestId("password").fill(password);
    page.getByTestId("sign-in").click();
  }
}
