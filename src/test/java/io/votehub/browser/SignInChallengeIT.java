package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where much went wrong at an address, the sign-in page does a proof of work by itself. */
class SignInChallengeIT extends BrowserTest {
  private static final String PASSWORD = "violet tractor hums softly";
  private static final String MAIL = "grace.hopper@example.org";
  private static final String PROOF = "votehub-proof";

  @Override
  Map<String, String> settings() {
    return Map.of(
        "VOTEHUB_ACCOUNTS_ENABLED",
        "true",
        "VOTEHUB_LIMITS_ENABLED",
        "true",
        "VOTEHUB_LIMITS_RATE_CREDENTIALS",
        "address 3 in 15m",
        "VOTEHUB_HTTP_TRUSTED_PROXIES",
        "127.0.0.1");
  }

  @Test
  void afterManyWrongAttemptsOfAnAddressItsPeopleStillSignIn() {
    browsers.expectStatus(401);
    browsers.expectStatus(403);
    Page page = browsers.stillDesk(fixture.home(), 1280, 800);
    page.context().setExtraHTTPHeaders(Map.of("X-Forwarded-For", "203.0.113.7"));
    page.navigate(fixture.home() + "account/register");
    page.getByTestId("mail").fill(MAIL);
    page.getByTestId("password").fill(PASSWORD);
    page.getByTestId("register").click();
    assertThat(page.getByTestId("account-mail")).hasText(MAIL);
    page.getByTestId("sign-out").click();
    List<Request> attempts = new ArrayList<>();
    page.onRequest(
        request -> {
          if (request.url().endsWith("/session") && "POST".equals(request.method())) {
            attempts.add(request);
          }
        });

    // To make an account counts as well.
    for (int wrong = 0; wrong < 4; wrong++) {
      signIn(page, "nobody" + wrong + "@example.org");
      assertThat(page.getByTestId("problem")).containsText("does not fit together");
    }
    signIn(page, MAIL);

    assertThat(page.getByTestId("account-mail")).hasText(MAIL);
    assertThat(attempts.stream().map(each -> each.headers().containsKey(PROOF)))
        .as("each beyond the limit is asked for a proof, and then has one")
        .containsExactly(false, false, false, true, false, true, false, true);
  }

  private static void signIn(Page page, String mail) {
    page.getByTestId("mail").fill(mail);
    page.getByTestId("password").fill(PASSWORD);
    page.getByTestId("sign-in").click();
  }
}
