package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.accounts.AccountSettings.RequiredSecondFactor;
import io.votehub.accounts.TotpCodes;
import io.votehub.http.AccountKit.Browser;
import io.votehub.http.HttpKit.Got;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Passkeys as browsers and those who try to get round them meet them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasskeyCallsTest {
  private static final String PASSWORD = AccountKit.PASSWORD;
  private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);

  @TempDir static Path folder;
  private AccountKit kit;
  private int people;

  @BeforeAll
  void start() {
    kit = new AccountKit(folder, false, HttpSettings.DEFAULT);
  }

  @AfterAll
  void stop() {
    kit.close();
  }

  private String mail() {
    return "passkey" + ++people + "@example.org";
  }

  private SoftAuthenticator authenticator() {
    return new SoftAuthenticator("http://localhost:" + kit.hub.port);
  }

  private static Map<?, ?> options(Got got) {
    assertThat(got.status()).as(got.text()).isEqualTo(201);
    return (Map<?, ?>) got.json().get("publicKey");
  }

  private static Map<?, ?> challenge(Browser browser, String reason) {
    return options(browser.post("/session/passkey/challenge", Map.of("for", reason)));
  }

  private static Got add(Browser owner, SoftAuthenticator authenticator) {
    Map<?, ?> options = options(owner.post("/account/passkeys/challenge", Map.of()));
    return owner.post("/account/passkeys", Map.of("credential", authenticator.create(options)));
  }

  private static Got prove(Browser browser, SoftAuthenticator authenticator, String reason) {
    Map<?, ?> options = challenge(browser, reason);
    return browser.post("/session/passkey", Map.of("credential", authenticator.get(options)));
  }

  private SoftAuthenticator added(Browser owner) {
    SoftAuthenticator authenticator = authenticator();
    Got got = add(owner, authenticator);
    assertThat(got.status()).as(got.text()).isEqualTo(201);
    return authenticator;
  }

  @Test
  void aPasskeySignsInAlone() {
    Browser owner = kit.owner(mail());
    SoftAuthenticator authenticator = added(owner);
    Browser fresh = kit.browser();

    Got got = prove(fresh, authenticator, "sign-in");

    assertThat(got.status()).as(got.text()).isEqualTo(201);
    assertThat(got.at("account")).isEqualTo(owner.get("/account").at("id"));
    assertThat(fresh.get("/account").status()).isEqualTo(200);
    assertThat(prove(kit.browser(), authenticator, "sign-in").status()).isEqualTo(201);
  }

  @Test
  void theOptionsAskForAVerifiedUserAndNoAttestation() {
    Browser owner = kit.owner(mail());
    Map<?, ?> first = options(owner.post("/account/passkeys/challenge", Map.of()));

    assertThat(first.get("attestation")).isEqualTo("none");
    assertThat((Map<?, ?>) first.get("authenticatorSelection"))
        .isEqualTo(
            Map.of(
                "residentKey", "required",
                "requireResidentKey", true,
                "userVerification", "required"));
    assertThat(((String) first.get("challenge")).length()).isEqualTo(43);
    assertThat((List<?>) first.get("excludeCredentials")).isEmpty();
    SoftAuthenticator authenticator = added(owner);
    Map<?, ?> second = options(owner.post("/account/passkeys/challenge", Map.of()));
    assertThat((List<?>) second.get("excludeCredentials"))
        .isEqualTo(List.of(Map.of("type", "public-key", "id", authenticator.id())));
    assertThat(second.get("challenge")).isNotEqualTo(first.get("challenge"));
    Map<?, ?> signIn = challenge(kit.browser(), "sign-in");
    assertThat(signIn.get("userVerification")).isEqualTo("required");
    assertThat((List<?>) signIn.get("allowCredentials")).isEmpty();
  }

  @Test
  void besideAPasswordItIsTheSecondFactor() {
    String mail = mail();
    SoftAuthenticator authenticator = added(kit.owner(mail));
    Browser browser = kit.browser();

    assertThat(browser.signIn(mail, PASSWORD).at("code")).isEqualTo("second-factor");
    assertThat(browser.get("/session").json()).containsEntry("second", List.of("passkey"));
    assertThat(browser.get("/account").status()).isEqualTo(401);
    assertThat(prove(browser, authenticator, "second").status()).isEqualTo(201);
    assertThat(browser.get("/account").status()).isEqualTo(200);
  }

  @Test
  void theFirstComesWithRecoveryCodesThatStandInForIt() {
    String mail = mail();
    Browser owner = kit.owner(mail);
    Got first = add(owner, authenticator());
    Got second = add(owner, authenticator());
    Browser browser = kit.browser();
    browser.signIn(mail, PASSWORD);

    List<?> codes = (List<?>) first.json().get("recoveryCodes");
    assertThat(codes).hasSize(10);
    assertThat(second.json()).doesNotContainKey("recoveryCodes");
    assertThat(browser.post("/session/second", Map.of("code", codes.get(0))).status())
        .isEqualTo(201);
    assertThat(browser.get("/account").json())
        .containsEntry("passkeys", 2)
        .containsEntry("totp", false)
        .containsEntry("recoveryCodes", 9);
  }

  @Test
  void itProvesOnceMoreThatItIsTheOwner() {
    Browser owner = kit.owner(mail());
    SoftAuthenticator authenticator = added(owner);
    SoftAuthenticator foreign = added(kit.owner(mail()));
    kit.now.addAndGet(11 * MINUTE);

    assertThat(owner.post("/account/passkeys/challenge", Map.of()).at("code")).isEqualTo("step-up");
    assertThat(prove(owner, foreign, "step-up").at("code")).isEqualTo("bad-credentials");
    assertThat(prove(owner, authenticator, "step-up").status()).isEqualTo(201);
    assertThat(owner.post("/account/passkeys/challenge", Map.of()).status()).isEqualTo(201);
  }

  @Test
  void itIsListedNamedAndRemoved() {
    String mail = mail();
    Browser owner = kit.owner(mail);
    SoftAuthenticator authenticator = added(owner);
    String id = (String) list(owner).get(0).get("id");

    assertThat(
            owner.ask("PATCH", "/account/passkeys/" + id).send(Map.of("name", "Red key")).status())
        .isEqualTo(204);
    assertThat(list(owner)).hasSize(1);
    assertThat(list(owner).get(0)).containsEntry("name", "Red key");
    assertThat(owner.delete("/account/passkeys/" + id).status()).isEqualTo(204);
    assertThat(owner.delete("/account/passkeys/" + id).status()).isEqualTo(204);
    assertThat(list(owner)).isEmpty();
    assertThat(owner.get("/account").json())
        .containsEntry("passkeys", 0)
        .containsEntry("recoveryCodes", 0);
    assertThat(prove(kit.browser(), authenticator, "sign-in").status()).isEqualTo(401);
    assertThat(kit.browser().signIn(mail, PASSWORD).status()).isEqualTo(201);
    assertThat(owner.ask("PATCH", "/account/passkeys/" + id).send(Map.of("name", "Gone")).status())
        .isEqualTo(422);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Browser owner) {
    return (List<Map<String, Object>>) owner.get("/account/passkeys").json().get("passkeys");
  }

  @Test
  void addingAndRemovingNeedARecentProof() {
    Browser owner = kit.owner(mail());
    added(owner);
    String id = (String) list(owner).get(0).get("id");
    Map<?, ?> options = options(owner.post("/account/passkeys/challenge", Map.of()));
    kit.now.addAndGet(11 * MINUTE);

    assertThat(owner.delete("/account/passkeys/" + id).at("code")).isEqualTo("step-up");
    Map<String, Object> credential = Map.of("credential", authenticator().create(options));
    assertThat(owner.post("/account/passkeys", credential).at("code")).isEqualTo("step-up");
    assertThat(list(owner)).hasSize(1);
  }

  @Test
  void aChallengeWorksOnceAndForFiveMinutes() {
    SoftAuthenticator authenticator = added(kit.owner(mail()));
    Browser browser = kit.browser();
    Map<?, ?> options = challenge(browser, "sign-in");
    String ticket = browser.cookies().get("votehub-passkey");
    Map<String, Object> signed = Map.of("credential", authenticator.get(options));

    assertThat(browser.post("/session/passkey", signed).status()).isEqualTo(201);
    browser.cookies().put("votehub-passkey", ticket);
    assertThat(browser.post("/session/passkey", signed).status()).isEqualTo(401);
    browser.cookies().put("votehub-passkey", ticket);
    Map<String, Object> again = Map.of("credential", authenticator.get(options));
    assertThat(browser.post("/session/passkey", again).status()).isEqualTo(401);
    Map<?, ?> late = challenge(browser, "sign-in");
    kit.now.addAndGet(5 * MINUTE);
    Map<String, Object> slow = Map.of("credential", authenticator.get(late));
    assertThat(browser.post("/session/passkey", slow).status()).isEqualTo(401);
  }

  @Test
  void aChallengeIsOfNoUseInAnotherBrowser() {
    SoftAuthenticator authenticator = added(kit.owner(mail()));
    Map<?, ?> asked = challenge(kit.browser(), "sign-in");
    Browser other = kit.browser();
    Map<String, Object> signed = Map.of("credential", authenticator.get(asked));

    assertThat(other.post("/session/passkey", signed).status()).isEqualTo(401);
    challenge(other, "sign-in");
    assertThat(other.post("/session/passkey", signed).status()).isEqualTo(401);
    other.cookies().put("votehub-passkey", "forged");
    assertThat(other.post("/session/passkey", signed).status()).isEqualTo(401);
  }

  @Test
  void aChallengeToSignInAddsNoPasskey() {
    Browser owner = kit.owner(mail());
    Map<?, ?> adding = options(owner.post("/account/passkeys/challenge", Map.of()));
    challenge(owner, "step-up");

    Map<String, Object> credential = Map.of("credential", authenticator().create(adding));
    assertThat(owner.post("/account/passkeys", credential).at("code")).isEqualTo("bad-credentials");
  }

  @Test
  void whatAPageOfAnotherOriginMadeIsRefused() {
    Browser owner = kit.owner(mail());
    SoftAuthenticator authenticator = added(owner);
    authenticator.origin = "http://localhost.example.org:" + kit.hub.port;
    SoftAuthenticator other = authenticator();
    other.origin = "https://evil.example.org";

    assertThat(prove(kit.browser(), authenticator, "sign-in").at("code"))
        .isEqualTo("bad-credentials");
    assertThat(add(owner, other).at("code")).isEqualTo("bad-credentials");
  }

  @Test
  void whoeverIsNotVerifiedByTheDeviceIsRefused() {
    Browser owner = kit.owner(mail());
    SoftAuthenticator authenticator = added(owner);
    authenticator.verifiesUser = false;
    SoftAuthenticator other = authenticator();
    other.verifiesUser = false;

    assertThat(prove(kit.browser(), authenticator, "sign-in").status()).isEqualTo(401);
    assertThat(add(owner, other).status()).isEqualTo(401);
  }

  @Test
  void aPasskeyOfAnotherAccountIsRefused() {
    String mail = mail();
    SoftAuthenticator own = added(kit.owner(mail));
    SoftAuthenticator foreign = added(kit.owner(mail()));
    Browser browser = kit.browser();
    browser.signIn(mail, PASSWORD);

    assertThat(prove(browser, foreign, "second").at("code")).isEqualTo("bad-credentials");
    assertThat(browser.get("/account").status()).isEqualTo(401);
    Browser thief = kit.owner(mail());
    Got taken = add(thief, own);
    assertThat(taken.at("code")).as(taken.text()).isEqualTo("conflict");
    assertThat(list(thief)).isEmpty();
    assertThat(thief.get("/account").json()).containsEntry("recoveryCodes", 0);
  }

  @Test
  void anUnknownPasskeyIsRefused() {
    assertThat(prove(kit.browser(), authenticator(), "sign-in").at("code"))
        .isEqualTo("bad-credentials");
  }

  @Test
  void aCounterThatGoesBackIsRefused() {
    SoftAuthenticator authenticator = added(kit.owner(mail()));
    prove(kit.browser(), authenticator, "sign-in");
    prove(kit.browser(), authenticator, "sign-in");
    authenticator.counter = 0;

    assertThat(prove(kit.browser(), authenticator, "sign-in").at("code"))
        .isEqualTo("bad-credentials");
    authenticator.counter = 1;
    assertThat(prove(kit.browser(), authenticator, "sign-in").status()).isEqualTo(401);
    assertThat(prove(kit.browser(), authenticator, "sign-in").status()).isEqualTo(201);
  }

  @Test
  void aPasskeyWithoutACounterKeepsWorking() {
    SoftAuthenticator authenticator = added(kit.owner(mail()));
    for (int i = 0; i < 3; i++) {
      authenticator.counter = -1;
      assertThat(prove(kit.browser(), authenticator, "sign-in").status()).isEqualTo(201);
    }
  }

  @Test
  void nonsenseIsRefused() {
    Browser browser = kit.browser();

    for (Object credential :
        List.of(
            "text",
            Map.of(),
            Map.of("id", 1),
            Map.of("id", "a", "rawId", "a", "type", "public-key", "response", "b"))) {
      challenge(browser, "sign-in");
      Got got = browser.post("/session/passkey", Map.of("credential", credential));
      assertThat(got.status()).as(got.text()).isIn(401, 422);
    }
    Browser owner = kit.owner(mail());
    for (Object response :
        List.of(
            Map.of(),
            Map.of("clientDataJSON", 1),
            Map.of("clientDataJSON", "e30", "attestationObject", "e30"))) {
      owner.post("/account/passkeys/challenge", Map.of());
      Map<String, Object> credential =
          Map.of("id", "a", "rawId", "a", "type", "public-key", "response", response);
      Got got = owner.post("/account/passkeys", Map.of("credential", credential));
      assertThat(got.status()).as(got.text()).isEqualTo(401);
    }
    assertThat(browser.post("/session/passkey/challenge", Map.of("for", "fun")).status())
        .isEqualTo(422);
    assertThat(browser.post("/session/passkey/challenge", Map.of("for", "second")).status())
        .isEqualTo(401);
  }

  @Test
  void anAppAndAPasskeyStandBesideEachOther() {
    String mail = mail();
    Browser owner = kit.owner(mail);
    SoftAuthenticator authenticator = added(owner);
    String secret = (String) owner.post("/account/totp", Map.of()).at("secret");
    owner.put("/account/totp", Map.of("code", TotpCodes.at(secret, kit.now.get())));
    Browser browser = kit.browser();
    browser.signIn(mail, PASSWORD);

    assertThat(browser.get("/session").json()).containsEntry("second", List.of("totp", "passkey"));
    assertThat(owner.delete("/account/totp").status()).isEqualTo(204);
    assertThat(owner.get("/account").json()).containsEntry("recoveryCodes", 10);
    assertThat(prove(browser, authenticator, "second").status()).isEqualTo(201);
  }

  @Test
  void whereAllNeedASecondFactorItIsOne(@TempDir Path own) {
    try (AccountKit strict =
        new AccountKit(own, false, HttpSettings.DEFAULT, RequiredSecondFactor.ALL)) {
      Browser owner = strict.owner(mail());
      assertThat(owner.get("/account").json()).containsEntry("secondFactorMissing", true);
      assertThat(list(owner)).isEmpty();
      assertThat(owner.get("/account/providers").status()).isEqualTo(200);

      assertThat(add(owner, new SoftAuthenticator("http://localhost:" + strict.hub.port)).status())
          .isEqualTo(201);
      assertThat(owner.get("/account").json()).doesNotContainEntry("secondFactorMissing", true);
    }
  }

  @Test
  void withoutAHostNameThereAreNone(@TempDir Path own) {
    try (AccountKit bare =
        new AccountKit(own, false, HttpSettings.DEFAULT.withPublicUrl("https://192.0.2.7"))) {
      Browser browser = bare.browser();

      assertThat(browser.get("/session").json()).doesNotContainKey("passkeyDomain");
      assertThat(browser.post("/session/passkey/challenge", Map.of("for", "sign-in")).status())
          .isEqualTo(403);
    }
    assertThat(kit.browser().get("/session").json()).containsEntry("passkeyDomain", "localhost");
  }

  @Test
  void theFilesTellNothingOfThem() throws IOException {
    Browser owner = kit.owner(mail());
    SoftAuthenticator authenticator = authenticator();
    Map<?, ?> options = options(owner.post("/account/passkeys/challenge", Map.of()));
    owner.post(
        "/account/passkeys",
        Map.of("credential", authenticator.create(options), "name", "Grace's telephone"));

    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
          .doesNotContain("Grace's telephone", authenticator.id());
    }
  }
}
