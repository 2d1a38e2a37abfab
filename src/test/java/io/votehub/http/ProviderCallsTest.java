package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.accounts.TotpCodes;
import io.votehub.accounts.oauth.ProviderSettings;
import io.votehub.http.AccountKit.Browser;
import io.votehub.http.HttpKit.Got;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Sign-in with providers, honest and other ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderCallsTest {
  private static final String PASSWORD = AccountKit.PASSWORD;
  private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);

  @TempDir static Path folder;
  private final StandInIssuer issuer = new StandInIssuer();
  private AccountKit kit;
  private int people;

  @BeforeAll
  void start() {
    kit =
        new AccountKit(
            folder,
            true,
            HttpSettings.DEFAULT,
            List.of(
                provider(ProviderSettings.Kind.OIDC, "oidc", issuer.address()),
                provider(ProviderSettings.Kind.DISCORD, "discord", issuer.address()),
                provider(ProviderSettings.Kind.OIDC, "google", "http://localhost:1")));
  }

  private static ProviderSettings provider(ProviderSettings.Kind kind, String id, String address) {
    return new ProviderSettings(kind, id, "The " + id, address, StandInIssuer.CLIENT, "secret");
  }

  @AfterAll
  void stop() {
    kit.close();
    issuer.close();
  }

  @BeforeEach
  void behave() {
    issuer.behave();
  }

  private String mail() {
    return "elsewhere" + ++people + "@example.org";
  }

  /** A new subject, for tests that share the issuer. */
  private String newSubject() {
    String subject = "subject" + ++people;
    issuer.claims.put("sub", subject);
    return subject;
  }

  private static Map<String, String> begin(Browser browser, String id, boolean link) {
    Got got = browser.post("/auth/" + id + "/start", Map.of("link", link));
    assertThat(got.status()).as(got.text()).isEqualTo(201);
    String location = (String) got.at("location");
    return StandInIssuer.query(location.substring(location.indexOf('?') + 1));
  }

  private static String back(Browser browser, String id, Map<String, String> answer) {
    StringBuilder query = new StringBuilder();
    answer.forEach(
        (name, value) ->
            query
                .append(query.isEmpty() ? "?" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    Got got = browser.get("/auth/" + id + "/callback" + query);
    assertThat(got.status()).as(got.text()).isEqualTo(303);
    return got.raw().headers().firstValue("Location").orElseThrow();
  }

  private Map<String, String> answer(Map<String, String> request) {
    return answer(issuer, request);
  }

  private static Map<String, String> answer(StandInIssuer from, Map<String, String> request) {
    return Map.of("state", request.get("state"), "code", from.code(request), "iss", from.address());
  }

  private String signIn(Browser browser) {
    return back(browser, "oidc", answer(begin(browser, "oidc", false)));
  }

  private String link(Browser owner) {
    return back(owner, "oidc", answer(begin(owner, "oidc", true)));
  }

  @Test
  void whoLinkedAProviderSignsInWithIt() {
    newSubject();
    Browser owner = kit.owner(mail());
    Browser fresh = kit.browser();

    assertThat(link(owner)).isEqualTo("/account?linked=oidc");
    assertThat(signIn(fresh)).isEqualTo("/account");
    assertThat(fresh.get("/account").at("id")).isEqualTo(owner.get("/account").at("id"));
  }

  @Test
  void theRequestIsBoundToOneSignIn() {
    Browser browser = kit.browser();
    Map<String, String> first = begin(browser, "oidc", false);
    Map<String, String> second = begin(browser, "oidc", false);

    assertThat(first)
        .containsEntry("response_type", "code")
        .containsEntry("client_id", StandInIssuer.CLIENT)
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("scope", "openid")
        .containsEntry(
            "redirect_uri", "http://localhost:" + kit.hub.port + "/api/v1/auth/oidc/callback");
    for (String each : List.of("state", "nonce", "code_challenge")) {
      assertThat(first.get(each)).hasSize(43).isNotEqualTo(second.get(each));
    }
  }

  @Test
  void withoutALinkNobodyIsSignedIn() {
    newSubject();
    Browser browser = kit.browser();

    assertThat(signIn(browser)).isEqualTo("/account?problem=unlinked&provider=oidc");
    assertThat(browser.get("/account").status()).isEqualTo(401);
  }

  @Test
  void theMailAddressOfTheProviderCountsForNothing() {
    newSubject();
    String mail = mail();
    kit.owner(mail);
    issuer.claims.put("email", mail);
    issuer.claims.put("email_verified", true);

    assertThat(signIn(kit.browser())).contains("problem=unlinked");
  }

  @Test
  void theSecondFactorIsStillAskedFor() {
    newSubject();
    String mail = mail();
    Browser owner = kit.owner(mail);
    link(owner);
    String secret = (String) owner.post("/account/totp", Map.of()).at("secret");
    owner.put("/account/totp", Map.of("code", TotpCodes.at(secret, kit.now.get())));
    Browser browser = kit.browser();

    assertThat(signIn(browser)).isEqualTo("/account?second");
    assertThat(browser.get("/account").status()).isEqualTo(401);
    assertThat(browser.get("/session").json()).containsEntry("second", List.of("totp"));
    kit.now.addAndGet(MINUTE);
    String code = TotpCodes.at(secret, kit.now.get());
    assertThat(browser.post("/session/second", Map.of("code", code)).status()).isEqualTo(201);
  }

  @Test
  void linkingNeedsASessionAndARecentProof() {
    newSubject();
    assertThat(kit.browser().post("/auth/oidc/start", Map.of("link", true)).status())
        .isEqualTo(401);
    Browser owner = kit.owner(mail());
    Map<String, String> request = begin(owner, "oidc", true);
    Map<String, String> cookies = Map.copyOf(owner.cookies());
    owner.delete("/session");
    owner.cookies().put("votehub-provider", cookies.get("votehub-provider"));

    assertThat(back(owner, "oidc", answer(request))).contains("problem=late");
    Browser late = kit.owner(mail());
    kit.now.addAndGet(11 * MINUTE);
    assertThat(late.post("/auth/oidc/start", Map.of("link", true)).at("code")).isEqualTo("step-up");
    assertThat(signIn(kit.browser())).contains("problem=unlinked");
  }

  @Test
  void aLinkBelongsToOneAccount() {
    newSubject();
    Browser owner = kit.owner(mail());
    link(owner);

    assertThat(link(kit.owner(mail()))).isEqualTo("/account?problem=taken&provider=oidc");
    assertThat(link(owner)).contains("problem=taken");
  }

  @Test
  void aLinkIsListedAndEnded() {
    newSubject();
    String mail = mail();
    Browser owner = kit.owner(mail);
    link(owner);

    assertThat(list(owner))
        .extracting(each -> each.get("id"))
        .containsExactly("oidc", "discord", "google");
    assertThat(list(owner).get(0)).containsEntry("name", "The oidc").containsKey("linkedAt");
    assertThat(list(owner).get(1)).doesNotContainKey("linkedAt");
    assertThat(kit.nextMail(mail)).contains("Another sign-in was linked");
    assertThat(owner.delete("/account/providers/oidc").status()).isEqualTo(204);
    assertThat(kit.nextMail(mail)).contains("A linked sign-in was removed");
    assertThat(owner.delete("/account/providers/oidc").status()).isEqualTo(204);
    assertThat(list(owner).get(0)).doesNotContainKey("linkedAt");
    assertThat(signIn(kit.browser())).contains("problem=unlinked");
    assertThat(link(owner)).isEqualTo("/account?linked=oidc");
    kit.now.addAndGet(11 * MINUTE);
    assertThat(owner.delete("/account/providers/oidc").at("code")).isEqualTo("step-up");
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Browser owner) {
    return (List<Map<String, Object>>) owner.get("/account/providers").json().get("providers");
  }

  /** Somebody who is linked and is refused all the same. */
  private void assertRefused(String word) {
    assertThat(signIn(kit.browser())).isEqualTo("/account?problem=" + word + "&provider=oidc");
  }

  private String linked() {
    String subject = newSubject();
    link(kit.owner(mail()));
    return subject;
  }

  @Test
  void aWrongNonceIsRefused() {
    linked();
    issuer.claims.put("nonce", "another");
    assertRefused("refused");
  }

  @Test
  void aTokenForSomebodyElseIsRefused() {
    linked();
    issuer.claims.put("aud", "another-client");
    assertRefused("refused");
    issuer.claims.put("aud", List.of(StandInIssuer.CLIENT, "another-client"));
    assertRefused("refused");
    issuer.claims.put("azp", "another-client");
    assertRefused("refused");
  }

  @Test
  void anExpiredTokenIsRefused() {
    linked();
    issuer.claims.put("exp", System.currentTimeMillis() / 1000 - 120);
    assertRefused("refused");
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() {
    linked();
    issuer.claims.put("iss", "https://evil.example.org");
    assertRefused("refused");
  }

  @Test
  void anAnswerOfAnotherIssuerIsRefused() {
    linked();
    Browser browser = kit.browser();
    Map<String, String> request = begin(browser, "oidc", false);
    int before = issuer.exchanges.get();
    Map<String, String> answer =
        Map.of(
            "state", request.get("state"),
            "code", issuer.code(request),
            "iss", "https://evil.example.org");

    assertThat(back(browser, "oidc", answer)).contains("problem=refused");
    Map<String, String> silent = begin(browser, "oidc", false);
    assertThat(
            back(
                browser, "oidc", Map.of("state", silent.get("state"), "code", issuer.code(silent))))
        .contains("problem=refused");
    assertThat(issuer.exchanges).hasValue(before);
  }

  @Test
  void aTokenThatNobodySignedIsRefused() {
    linked();
    issuer.algorithm = "none";
    assertRefused("refused");
    issuer.algorithm = "HS256";
    assertRefused("refused");
  }

  @Test
  void aKeyCountsOnceTheIssuerPublishesIt(@TempDir Path own) {
    try (StandInIssuer other = new StandInIssuer();
        AccountKit hub =
            new AccountKit(
                own,
                false,
                HttpSettings.DEFAULT,
                List.of(provider(ProviderSettings.Kind.OIDC, "oidc", other.address())))) {
      Browser owner = hub.owner(mail());
      assertThat(back(owner, "oidc", answer(other, begin(owner, "oidc", true)))).contains("linked");
      Browser browser = hub.browser();

      other.changeKey();
      other.publishKey();
      assertThat(back(browser, "oidc", answer(other, begin(browser, "oidc", false))))
          .isEqualTo("/account");
      other.changeKey();
      assertThat(back(browser, "oidc", answer(other, begin(browser, "oidc", false))))
          .contains("problem=refused");
    }
  }

  @Test
  void aStateWorksOnceAndForTenMinutes() {
    linked();
    Browser browser = kit.browser();
    Map<String, String> request = begin(browser, "oidc", false);
    String ticket = browser.cookies().get("votehub-provider");
    Map<String, String> answer = answer(request);

    assertThat(back(browser, "oidc", answer)).isEqualTo("/account");
    browser.cookies().put("votehub-provider", ticket);
    assertThat(back(browser, "oidc", answer(request))).contains("problem=late");
    Map<String, String> slow = begin(browser, "oidc", false);
    kit.now.addAndGet(10 * MINUTE);
    assertThat(back(browser, "oidc", answer(slow))).contains("problem=late");
  }

  @Test
  void anAnswerIsOfNoUseInAnotherBrowser() {
    linked();
    Map<String, String> request = begin(kit.browser(), "oidc", false);
    Browser other = kit.browser();

    assertThat(back(other, "oidc", answer(request))).contains("problem=late");
    begin(other, "oidc", false);
    assertThat(back(other, "oidc", answer(request))).contains("problem=late");
    begin(other, "discord", false);
    assertThat(back(other, "oidc", answer(request))).contains("problem=late");
    other.cookies().put("votehub-provider", "forged");
    assertThat(back(other, "oidc", answer(request))).contains("problem=late");
    assertThat(other.get("/account").status()).isEqualTo(401);
  }

  @Test
  void whatTheProviderDeclinesIsSaidInAFixedWord() {
    Browser browser = kit.browser();
    Map<String, String> request = begin(browser, "oidc", false);

    assertThat(
            back(
                browser,
                "oidc",
                Map.of(
                    "state", request.get("state"),
                    "error", "access_denied",
                    "error_description", "https://evil.example.org")))
        .isEqualTo("/account?problem=denied&provider=oidc");
    assertThat(back(browser, "//evil.example.org", Map.of("state", "x")))
        .isEqualTo("/account?problem=late");
  }

  @Test
  void aProviderThatIsAwayLeavesTheOtherWays() {
    String mail = mail();
    kit.owner(mail);
    Browser browser = kit.browser();

    Got got = browser.post("/auth/google/start", Map.of());

    assertThat(got.status()).isEqualTo(503);
    assertThat(got.at("code")).isEqualTo("unavailable");
    assertThat(browser.signIn(mail, PASSWORD).status()).isEqualTo(201);
    assertThat(browser.post("/auth/unknown/start", Map.of()).status()).isEqualTo(422);
  }

  @Test
  void discordSaysWhoItIsByItsOwnCall() {
    Browser owner = kit.owner(mail());
    Map<String, String> request = begin(owner, "discord", true);
    assertThat(request).containsEntry("scope", "identify").containsKey("code_challenge");
    Map<String, String> linking =
        Map.of("state", request.get("state"), "code", issuer.code(request));

    assertThat(back(owner, "discord", linking)).isEqualTo("/account?linked=discord");
    Browser browser = kit.browser();
    Map<String, String> again = begin(browser, "discord", false);
    Map<String, String> answer = Map.of("state", again.get("state"), "code", issuer.code(again));
    assertThat(back(browser, "discord", answer)).isEqualTo("/account");
    assertThat(browser.get("/account").at("id")).isEqualTo(owner.get("/account").at("id"));
    Browser liar = kit.browser();
    Map<String, String> bad = begin(liar, "discord", false);
    assertThat(back(liar, "discord", Map.of("state", bad.get("state"), "code", "guessed")))
        .isEqualTo("/account?problem=refused&provider=discord");
  }

  @Test
  void pagesOfOtherSitesStartNothing() {
    Got got =
        kit.owner(mail())
            .withCookies(kit.hub.ask("POST", "/api/v1/auth/oidc/start"))
            .with("Sec-Fetch-Site", "cross-site")
            .send(Map.of("link", true));

    assertThat(got.status()).isEqualTo(403);
  }

  @Test
  void theFilesTellNothingOfThem() throws IOException {
    String subject = linked();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }

    assertThat(files).isNotEmpty();
    for (Path file : files) {
      assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
          .doesNotContain(subject, issuer.address(), "80351110224678912");
    }
  }
}
