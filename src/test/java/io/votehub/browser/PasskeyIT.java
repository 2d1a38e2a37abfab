package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Passkeys on the account pages, with the virtual authenticator of the browser. */
class PasskeyIT extends BrowserTest {
  private static final String PASSWORD = "violet tractor hums softly";
  private static final String NEW_PASSWORD = "copper lantern drifts north";
  private static final String MAIL = "grace.hopper@example.org";

  /** Makes a browser one that offers no passkeys for fields, except where it is told to. */
  private static final String NO_AUTOFILL =
      "if (!sessionStorage.autofill) delete PublicKeyCredential.isConditionalMediationAvailable";

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

  /** Passkeys need a host name. */
  private String account() {
    return fixture.home().replace("127.0.0.1", "localhost") + "account";
  }

  /** Gives the browser of a page an authenticator; returns its id. */
  private static String addAuthenticator(CDPSession devtools) {
    devtools.send("WebAuthn.enable");
    JsonObject options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    options.addProperty("automaticPresenceSimulation", true);
    JsonObject call = new JsonObject();
    call.add("options", options);
    return devtools
        .send("WebAuthn.addVirtualAuthenticator", call)
        .get("authenticatorId")
        .getAsString();
  }

  private static void verifyUser(CDPSession devtools, String authenticator, boolean verified) {
    JsonObject call = new JsonObject();
    call.addProperty("authenticatorId", authenticator);
    call.addProperty("isUserVerified", verified);
    devtools.send("WebAuthn.setUserVerified", call);
  }

  @Test
  void aPasskeyIsAddedSignsInIsTheSecondFactorSetsAPasswordAndIsRemoved() {
    browsers.expectStatus(401);
    Page page = browsers.stillDesk(account() + "/register", 1280, 800);
    CDPSession devtools = page.context().newCDPSession(page);
    String authenticator = addAuthenticator(devtools);
    page.getByTestId("mail").fill(MAIL);
    page.getByTestId("password").fill(PASSWORD);
    page.getByTestId("register").click();
    page.addInitScript(NO_AUTOFILL);
    page.navigate(mails.link("/account/confirm"));
    page.getByTestId("confirm").click();
    signIn(page, PASSWORD);
    assertThat(page.getByTestId("account-mail")).hasText(MAIL);

    page.getByTestId("passkey-add").click();
    Locator codes = page.getByTestId("recovery-codes").locator("li");
    assertThat(codes).hasCount(10);
    String recovery = codes.first().textContent();
    look.at(page, "passkey-added");
    page.getByTestId("recovery-kept").click();
    assertThat(page.getByTestId("passkey")).hasCount(1);

    page.getByTestId("passkey-add").click();
    assertThat(page.locator("vh-passkeys").getByTestId("problem")).containsText("already");
    page.getByTestId("passkey-rename").click();
    page.getByTestId("name").fill("Grace’s laptop with the very long name, in the upper study");
    page.getByTestId("passkey-save").click();
    assertThat(page.getByTestId("passkey")).containsText("Grace’s laptop");
    look.at(page, "passkey-list");

    page.getByTestId("sign-out").click();
    assertThat(page.getByTestId("mail")).hasAttribute("autocomplete", "username");
    look.at(page, "passkey-sign-in");
    verifyUser(devtools, authenticator, false);
    page.getByTestId("passkey").click();
    assertThat(page.getByTestId("problem")).containsText("No passkey was used");
    verifyUser(devtools, authenticator, true);
    page.getByTestId("passkey").click();
    assertThat(page.getByTestId("account-mail")).hasText(MAIL);
    assertThat(page.getByTestId("passkey")).containsText("used now");

    page.getByTestId("sign-out").click();
    signInByAutofill(page, devtools, authenticator);
    page.getByTestId("sign-out").click();
    reset(page, devtools, authenticator);
    signIn(page, NEW_PASSWORD);
    assertThat(page.getByTestId("passkey")).isFocused();
    look.at(page, "passkey-second");
    page.getByTestId("passkey").press("Enter");
    assertThat(page.getByTestId("account-mail")).hasText(MAIL);

    page.getByTestId("passkey-remove").click();
    assertThat(page.getByTestId("passkey-sure")).isFocused();
    look.at(page, "passkey-remove");
    page.getByTestId("passkey-sure").press("Enter");
    assertThat(page.getByTestId("passkey-told")).isVisible();
    assertThat(page.getByTestId("passkey")).hasCount(0);
    page.getByTestId("sign-out").click();
    page.getByTestId("passkey").click();
    assertThat(page.getByTestId("problem")).containsText("does not fit together");
    assertThat(recovery).isNotEmpty();

    page.navigate(account().replace("localhost", "127.0.0.1"));
    assertThat(page.getByTestId("sign-in")).isVisible();
    assertThat(page.getByTestId("passkey")).hasCount(0);
    page.navigate(account());
    page.getByTestId("language").selectOption("de");
    assertThat(page.getByTestId("passkey")).hasText(Pattern.compile(".*Passkey anmelden"));
    look.at(page, "passkey-german");
    look.assertAll();
  }

  /** The virtual authenticator chooses its passkey at once, if somebody is present by then. */
  private void signInByAutofill(Page page, CDPSession devtools, String authenticator) {
    page.evaluate("sessionStorage.autofill = true");
    page.navigate(account());
    assertThat(page.getByTestId("account-mail")).hasText(MAIL);

    present(devtools, authenticator, false);
    page.getByTestId("sign-out").click();
    assertThat(page.getByTestId("mail")).hasAttribute("autocomplete", "username webauthn");
    signIn(page, "something else altogether");
    assertThat(page.getByTestId("problem")).containsText("does not fit together");
    present(devtools, authenticator, true);
    page.getByTestId("passkey").click();
    assertThat(page.getByTestId("account-mail")).hasText(MAIL);
    page.evaluate("sessionStorage.removeItem('autofill')");
    page.navigate(account());
  }

  private static void present(CDPSession devtools, String authenticator, boolean present) {
    JsonObject call = new JsonObject();
    call.addProperty("authenticatorId", authenticator);
    call.addProperty("enabled", present);
    devtools.send("WebAuthn.setAutomaticPresenceSimulation", call);
  }

  /** Sets a new password by a link in a mail, with the passkey beside it. */
  private void reset(Page page, CDPSession devtools, String authenticator) {
    page.getByTestId("to-reset").click();
    page.getByTestId("mail").fill(MAIL);
    page.getByTestId("ask").click();
    page.navigate(mails.link("/account/reset"));
    page.getByTestId("password").fill(NEW_PASSWORD);
    page.getByTestId("set").click();
    assertThat(page.getByTestId("passkey")).isFocused();
    assertThat(page.getByTestId("password")).hasValue(NEW_PASSWORD);
    look.at(page, "passkey-reset");
    verifyUser(devtools, authenticator, false);
    page.getByTestId("passkey").click();
    assertThat(page.getByTestId("problem")).containsText("No passkey was used");
    verifyUser(devtools, authenticator, true);
    page.getByTestId("passkey").press("Enter");
    assertThat(page.getByTestId("told")).containsText("new password");
  }

  private static void signIn(Page page, String password) {
    page.getByTestId("mail").fill(MAIL);
    page.getByTestId("password").fill(password);
    page.getByTestId("sign-in").click();
  }
}
