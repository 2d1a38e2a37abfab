package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.votehub.http.StandInIssuer;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sign-in with providers on the account pages. */
class ProviderIT extends BrowserTest {
  private static final String PASSWORD = "violet tractor hums softly";
  private static final String MAIL = "grace.hopper@example.org";

  private final StandInIssuer issuer = new StandInIssuer();
  private final AccountLook look = new AccountLook();

  @Override
  Map<String, String> settings() {
    return Map.of(
        "VOTEHUB_ACCOUNTS_ENABLED",
        "true",
        "VOTEHUB_ACCOUNTS_OIDC_ISSUER",
        issuer.address(),
        "VOTEHUB_ACCOUNTS_OIDC_NAME",
        "the University of Upper Example",
        "VOTEHUB_ACCOUNTS_OIDC_CLIENT_ID",
        StandInIssuer.CLIENT,
        "VOTEHUB_ACCOUNTS_OIDC_CLIENT_SECRET",
        "secret",
        "VOTEHUB_ACCOUNTS_DISCORD_CLIENT_ID",
        StandInIssuer.CLIENT,
        "VOTEHUB_ACCOUNTS_DISCORD_CLIENT_SECRET",
        "secret",
        "VOTEHUB_ACCOUNTS_DISCORD_URL",
        issuer.address());
  }

  @AfterEach
  void stopIssuer() {
    issuer.close();
  }

  @Test
  void anAccountIsLinkedSignsInElsewhereAndIsUnlinked() {
    browsers.expectStatus(401);
    String account = fixture.home().replace("127.0.0.1", "localhost") + "account";
    Page page = browsers.stillDesk(account, 1280, 800);
    look.at(page, "provider-sign-in");
    page.getByTestId("provider-oidc").click();
    assertThat(page.getByTestId("problem")).containsText("No account here is linked to the Univ");
    assertThat(page).hasURL(account);
    look.at(page, "provider-unlinked");

    page.getByTestId("to-register").click();
    page.getByTestId("mail").fill(MAIL);
    page.getByTestId("password").fill(PASSWORD);
    page.getByTestId("register").click();
    page.getByTestId("link-oidc").click();
    assertThat(page.getByTestId("told")).containsText("is linked");
    assertThat(page.getByTestId("unlink-oidc")).isVisible();
    page.getByTestId("link-discord").click();
    assertThat(page.getByTestId("told")).containsText("Discord is linked");
    look.at(page, "provider-linked");

    page.getByTestId("sign-out").click();
    assertThat(page.getByTestId("sign-in")).isVisible();
    page.getByTestId("provider-discord").click();
    assertThat(page.getByTestId("account-mail")).hasText(MAIL);
    page.getByTestId("sign-out").click();
    assertThat(page.getByTestId("sign-in")).isVisible();
    page.getByTestId("provider-oidc").press("Enter");
    assertThat(page.getByTestId("account-mail")).hasText(MAIL);

    page.getByTestId("unlink-oidc").click();
    look.at(page, "provider-unlink");
    page.getByTestId("provider-sure").press("Enter");
    assertThat(page.getByTestId("provider-told")).isVisible();
    assertThat(page.getByTestId("link-oidc")).isVisible();

    page.getByTestId("sign-out").click();
    assertThat(page.getByTestId("sign-in")).isVisible();
    issuer.declines = true;
    page.getByTestId("provider-discord").click();
    assertThat(page.getByTestId("problem")).containsText("was not completed");
    page.navigate(account + "?problem=<b>&provider=https://evil.example.org&linked=x");
    assertThat(page.getByTestId("sign-in")).isVisible();
    assertThat(page.getByTestId("problem")).isHidden();
    page.getByTestId("language").selectOption("de");
    assertThat(page.getByTestId("provider-discord"))
        .hasText(Pattern.compile("Mit Discord anmelden"));
    look.at(page, "provider-german");
    look.assertAll();
  }
}
