package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.accounts.TotpCodes;
import io.votehub.http.AccountKit.Browser;
import io.votehub.http.HttpKit.Got;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What goes by mail: confirming an address, and resetting a password. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountMailsTest {
  private static final String PASSWORD = AccountKit.PASSWORD;
  private static final String OTHER = "copper lantern drifts north";

  @TempDir static Path folder;
  private AccountKit kit;

  @BeforeAll
  void start() {
    kit = new AccountKit(folder, true, HttpSettings.DEFAULT);
  }

  @AfterAll
  void stop() {
    kit.close();
  }

  @Test
  void anAddressIsConfirmedByALinkThatWorksOnce() {
    String mail = "first@example.org";
    Browser browser = kit.browser();

    assertThat(browser.post("/account", Map.of("mail", mail, "password", PASSWORD)).status())
        .isEqualTo(202);
    assertThat(browser.signIn(mail, PASSWORD).status()).isEqualTo(401);
    Map<String, String> link = Map.of("token", kit.secretInMail(mail));
    assertThat(browser.post("/account/confirm", link).status()).isEqualTo(201);

    assertThat(browser.post("/account/confirm", link).at("code")).isEqualTo("bad-credentials");
    assertThat(browser.signIn(mail, PASSWORD).status()).isEqualTo(201);
  }

  @Test
  void whoRegistersAKnownAddressLearnsNothingAndItsOwnerIsTold() {
    String mail = "known@example.org";
    kit.owner(mail);

    Got again = kit.browser().post("/account", Map.of("mail", mail, "password", OTHER));

    assertThat(again.status()).isEqualTo(202);
    assertThat(kit.nextMail(mail)).contains("already").doesNotContain("#k=");
    assertThat(kit.browser().signIn(mail, OTHER).status()).isEqualTo(401);
  }

  @Test
  void aResetLinkSurvivesMailScannersAndWorksOnce() {
    String mail = "reset@example.org";
    Browser owner = kit.owner(mail);

    Got asked = kit.browser().post("/account/reset", Map.of("mail", mail));
    assertThat(asked.status()).isEqualTo(202);
    String secret = kit.secretInMail(mail);
    for (int i = 0; i < 20; i++) {
      // The fragment is never sent.
      assertThat(kit.hub.get("/account/reset").send().status()).isLessThan(500);
    }
    Browser browser = kit.browser();
    assertThat(browser.put("/account/reset", Map.of("token", secret, "password", "weak")).status())
        .isEqualTo(422);
    assertThat(browser.put("/account/reset", Map.of("token", secret, "password", OTHER)).status())
        .isEqualTo(204);

    assertThat(kit.nextMail(mail)).contains("was changed");
    assertThat(browser.put("/account/reset", Map.of("token", secret, "password", OTHER)).at("code"))
        .isEqualTo("bad-credentials");
    assertThat(owner.get("/account").status()).as("all sessions ended").isEqualTo(401);
    assertThat(kit.browser().signIn(mail, PASSWORD).status()).isEqualTo(401);
    assertThat(kit.browser().signIn(mail, OTHER).status()).isEqualTo(201);
  }

  @Test
  void aResetLinkExpires() {
    String mail = "late@example.org";
    kit.owner(mail);
    kit.browser().post("/account/reset", Map.of("mail", mail));
    String secret = kit.secretInMail(mail);

    kit.now.addAndGet(30 * 60_000 + 1);

    assertThat(
            kit.browser()
                .put("/account/reset", Map.of("token", secret, "password", OTHER))
                .status())
        .isEqualTo(401);
  }

  @Test
  void nobodyLearnsByAResetWhoHasAnAccount() {
    String mail = "quiet@example.org";
    kit.owner(mail);

    Got known = kit.browser().post("/account/reset", Map.of("mail", mail));
    Got unknown = kit.browser().post("/account/reset", Map.of("mail", "nobody@example.org"));

    assertThat(unknown.status()).isEqualTo(202);
    assertThat(unknown.text()).isEqualTo(known.text());
    assertThat(kit.nextMail(mail)).contains("#k=");
    assertThat(kit.mailsTo("nobody@example.org")).isEmpty();
  }

  @Test
  void anAnswerToAResetWaitsForNoMail() {
    String mail = "timed@example.org";
    kit.owner(mail);
    long known = Long.MAX_VALUE;
    long unknown = Long.MAX_VALUE;

    // The least of several: other programs of the machine make single ones longer.
    for (int i = 0; i < 12 && (i < 4 || isOtherwise(known, unknown)); i++) {
      known = Math.min(known, nanosOfReset(mail));
      unknown = Math.min(unknown, nanosOfReset("stranger@example.org"));
      kit.now.addAndGet(16 * 60_000);
    }

    assertThat(isOtherwise(known, unknown)).as("%d and %d ns", known, unknown).isFalse();
  }

  /** A few milliseconds apart: what a mail takes, or a write more. */
  private static boolean isOtherwise(long known, long unknown) {
    return Math.abs(known - unknown) > Math.max(known, unknown) / 2;
  }

  private long nanosOfReset(String mail) {
    long start = System.nanoTime();
    kit.browser().post("/account/reset", Map.of("mail", mail));
    return System.nanoTime() - start;
  }

  @Test
  void aResetStillAsksForTheSecondFactor() {
    String mail = "factor@example.org";
    Browser owner = kit.owner(mail);
    String totp = (String) owner.post("/account/totp", Map.of()).at("secret");
    owner.put("/account/totp", Map.of("code", TotpCodes.at(totp, kit.now.get())));
    assertThat(kit.nextMail(mail)).contains("authenticator app");
    kit.now.addAndGet(30_000);
    kit.browser().post("/account/reset", Map.of("mail", mail));
    String secret = kit.secretInMail(mail);
    Browser browser = kit.browser();

    assertThat(browser.put("/account/reset", Map.of("token", secret, "password", OTHER)).at("code"))
        .isEqualTo("second-factor");
    assertThat(
            browser
                .put("/account/reset", Map.of("token", secret, "password", OTHER, "code", "123456"))
                .status())
        .isEqualTo(401);
    assertThat(
            browser
                .put(
                    "/account/reset",
                    Map.of(
                        "token",
                        secret,
                        "password",
                        OTHER,
                        "code",
                        TotpCodes.at(totp, kit.now.get())))
                .status())
        .isEqualTo(204);
  }

  @Test
  void theOwnerIsToldWhenTheWaysToSignInChange() {
    String mail = "told@example.org";
    Browser owner = kit.owner(mail);
    SoftAuthenticator authenticator = new SoftAuthenticator("http://localhost:" + kit.hub.port);

    String totp = (String) owner.post("/account/totp", Map.of()).at("secret");
    Got on = owner.put("/account/totp", Map.of("code", TotpCodes.at(totp, kit.now.get())));
    String told = kit.nextMail(mail);
    assertThat(told)
        .contains("The authenticator app was turned on", "When: ", " UTC", "/account/reset")
        .contains("If it was not, set a new password")
        .doesNotContain(totp)
        .doesNotContain("#k=");
    ((List<?>) on.at("recoveryCodes"))
        .forEach(code -> assertThat(told).doesNotContain((String) code));
    owner.post("/account/totp/recovery", Map.of());
    assertThat(kit.nextMail(mail)).contains("New recovery codes were made");
    Map<?, ?> options =
        (Map<?, ?>) owner.post("/account/passkeys/challenge", Map.of()).at("publicKey");
    Got added =
        owner.post("/account/passkeys", Map.of("credential", authenticator.create(options)));
    assertThat(added.status()).as(added.text()).isEqualTo(201);
    assertThat(kit.nextMail(mail)).contains("A passkey was added");
    owner.delete("/account/passkeys/" + added.at("id"));
    assertThat(kit.nextMail(mail)).contains("A passkey was removed");
    owner.delete("/account/passkeys/" + added.at("id"));
    assertThat(owner.delete("/account/totp").status()).isEqualTo(204);
    assertThat(kit.nextMail(mail)).contains("The authenticator app was turned off");
  }

  @Test
  void germanReadersAreToldInGerman() {
    String mail = "deutsch@example.org";
    Browser owner = kit.owner(mail);
    String totp = (String) owner.post("/account/totp", Map.of()).at("secret");

    owner
        .ask("PUT", "/account/totp")
        .with("Accept-Language", "de")
        .send(Map.of("code", TotpCodes.at(totp, kit.now.get())));

    assertThat(kit.nextMail(mail))
        .contains("Die Authenticator-App wurde eingerichtet", "Wann: ", "/account/reset");
  }

  @Test
  void aPasskeyIsTheSecondFactorBesideAResetLinkAndOnlyItsOwnersIs() {
    String mail = "key@example.org";
    SoftAuthenticator authenticator = withPasskey(kit.owner(mail));
    assertThat(kit.nextMail(mail)).contains("A passkey was added");
    SoftAuthenticator foreign = withPasskey(kit.owner("other@example.org"));
    kit.browser().post("/account/reset", Map.of("mail", mail));
    String secret = kit.secretInMail(mail);
    Browser browser = kit.browser();
    Map<String, Object> reset = Map.of("token", secret, "password", OTHER);

    assertThat(browser.put("/account/reset", reset).at("code")).isEqualTo("second-factor");
    assertThat(resetBy(browser, foreign, secret, "reset").at("code")).isEqualTo("bad-credentials");
    assertThat(resetBy(browser, authenticator, secret, "sign-in").at("code"))
        .as("signed for something else")
        .isEqualTo("bad-credentials");
    assertThat(
            browser
                .post("/session/passkey/challenge", Map.of("for", "reset", "token", "wrong"))
                .at("code"))
        .isEqualTo("bad-credentials");
    Got done = resetBy(browser, authenticator, secret, "reset");

    assertThat(done.status()).as(done.text()).isEqualTo(204);
    assertThat(kit.browser().signIn(mail, OTHER).at("code")).isEqualTo("second-factor");
    assertThat(
            browser
                .post("/session/passkey/challenge", Map.of("for", "reset", "token", secret))
                .status())
        .as("the link is used up")
        .isEqualTo(401);
  }

  @Test
  void afterAHundredFailuresInARowThePasswordIsOffAndPasskeyAndResetRemain() {
    String mail = "guessed@example.org";
    Browser owner = kit.owner(mail);
    SoftAuthenticator authenticator = withPasskey(owner);
    assertThat(kit.nextMail(mail)).contains("A passkey was added");
    int failures = 0;
    while (failures < 100) {
      Got got = kit.browser().signIn(mail, OTHER);
      if (got.status() == 429) {
        kit.now.addAndGet(Long.parseLong(got.header("Retry-After")) * 1000 + 1);
      } else {
        assertThat(got.status()).isEqualTo(401);
        failures++;
      }
    }

    Got right = owner.signIn(mail, PASSWORD);

    assertThat(right.at("code")).as("the device is known").isEqualTo("bad-credentials");
    Map<?, ?> options =
        (Map<?, ?>)
            owner.post("/session/passkey/challenge", Map.of("for", "sign-in")).at("publicKey");
    assertThat(
            owner
                .post("/session/passkey", Map.of("credential", authenticator.get(options)))
                .status())
        .isEqualTo(201);
    assertThat(kit.browser().signIn(mail, PASSWORD).status()).as("still off").isNotEqualTo(201);
    kit.browser().post("/account/reset", Map.of("mail", mail));
    Got reset = resetBy(kit.browser(), authenticator, kit.secretInMail(mail), "reset");
    assertThat(reset.status()).as(reset.text()).isEqualTo(204);
    assertThat(kit.browser().signIn(mail, OTHER).at("code")).isEqualTo("second-factor");
  }

  private SoftAuthenticator withPasskey(Browser owner) {
    SoftAuthenticator authenticator = new SoftAuthenticator("http://localhost:" + kit.hub.port);
    Map<?, ?> options =
        (Map<?, ?>) owner.post("/account/passkeys/challenge", Map.of()).at("publicKey");
    Got added =
        owner.post("/account/passkeys", Map.of("credential", authenticator.create(options)));
    assertThat(added.status()).as(added.text()).isEqualTo(201);
    return authenticator;
  }

  private static Got resetBy(
      Browser browser, SoftAuthenticator authenticator, String secret, String purpose) {
    Map<?, ?> options =
        (Map<?, ?>)
            browser
                .post("/session/passkey/challenge", Map.of("for", purpose, "token", secret))
                .at("publicKey");
    return browser.put(
        "/account/reset",
        Map.of("token", secret, "password", OTHER, "credential", authenticator.get(options)));
  }
}
