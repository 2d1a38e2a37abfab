package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.accounts.AccountSettings.Registration;
import io.votehub.accounts.TotpCodes;
import io.votehub.http.AccountKit.Browser;
import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import io.votehub.people.AccountSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Accounts as browsers meet them, without a mail server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountCallsTest {
  private static final String PASSWORD = AccountKit.PASSWORD;
  private static final String OTHER = "copper lantern drifts north";
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
    return "person" + ++people + "@example.org";
  }

  @Test
  void aNewOwnerSignsInAndSeesTheAccount() {
    String mail = mail();
    Browser browser = kit.browser();
    assertThat(browser.get("/session").json()).containsEntry("signedIn", false);

    Got made =
        browser.post(
            "/account",
            Map.of("mail", mail.toUpperCase(Locale.ROOT), "password", PASSWORD, "name", "Grace"));
    assertThat(made.status()).isEqualTo(201);
    Got signedIn = browser.signIn(mail, PASSWORD);

    assertThat(signedIn.status()).isEqualTo(201);
    assertThat(signedIn.raw().headers().allValues("Set-Cookie"))
        .anySatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith("votehub=")
                    .contains("HttpOnly", "SameSite=Lax", "Path=/")
                    .doesNotContain("Domain"));
    Map<String, Object> account = browser.get("/account").json();
    assertThat(account).containsEntry("mail", mail).containsEntry("name", "Grace");
    assertThat(account).containsEntry("id", made.at("id")).containsEntry("totp", false);
    assertThat((List<?>) account.get("sessions")).hasSize(1);
    assertThat(browser.get("/session").json()).containsEntry("signedIn", true);
  }

  @Test
  void overHttpsCookiesAreBoundToTheHost(@TempDir Path own) {
    try (AccountKit https =
        new AccountKit(
            own, false, HttpSettings.DEFAULT.withPublicUrl("https://vote.example.org"))) {
      Browser owner = https.owner(mail());

      assertThat(owner.cookies()).containsKeys("__Host-votehub", "__Host-votehub-device");
      assertThat(owner.signIn("nobody@example.org", "x").status()).isEqualTo(401);
    }
  }

  @Test
  void whoIsNotSignedInSeesNoAccount() {
    assertThat(kit.browser().get("/account").at("code")).isEqualTo("bad-token");
    Browser forged = kit.browser();
    forged.cookies().put("votehub", "A".repeat(43));
    assertThat(forged.get("/account").status()).isEqualTo(401);
  }

  @Test
  void weakPasswordsAndUnfitAddressesAreRefused() {
    Browser browser = kit.browser();

    assertThat(browser.post("/account", Map.of("mail", mail(), "password", "short")).pointers())
        .containsExactly("/password");
    assertThat(
            browser
                .post("/account", Map.of("mail", mail(), "password", "passwordpassword"))
                .status())
        .isEqualTo(422);
    assertThat(
            browser.post("/account", Map.of("mail", "no address", "password", PASSWORD)).pointers())
        .containsExactly("/mail");
  }

  @Test
  void wrongPasswordsAndUnknownNamesAreAnsweredAlike() {
    String mail = mail();
    kit.owner(mail);

    Got wrong = kit.browser().signIn(mail, OTHER);
    Got unknown = kit.browser().signIn(mail(), OTHER);
    Got empty = kit.browser().signIn("not an address", OTHER);

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(unknown.text()).isEqualTo(wrong.text());
    assertThat(empty.text()).isEqualTo(wrong.text());
  }

  @Test
  void wrongPasswordsAndUnknownNamesTakeAsLong() {
    String mail = mail();
    kit.owner(mail);
    long known = Long.MAX_VALUE;
    long unknown = Long.MAX_VALUE;

    // The least of several: other programs of the machine make single ones longer.
    for (int i = 0; i < 40 && (i < 4 || isOtherwise(known, unknown)); i++) {
      known = Math.min(known, nanos(mail));
      unknown = Math.min(unknown, nanos(mail()));
      kit.now.addAndGet(16 * MINUTE);
    }

    // Hashing takes tens of milliseconds; without it an answer takes two.
    assertThat(unknown).isBetween(known / 2, known * 2);
  }

  private static boolean isOtherwise(long known, long unknown) {
    return unknown < known / 2 || unknown > known * 2;
  }

  private long nanos(String mail) {
    long start = System.nanoTime();
    kit.browser().signIn(mail, OTHER);
    return System.nanoTime() - start;
  }

  @Test
  void theSixthWrongPasswordIsNotLookedAtAndAKnownDeviceStillGetsIn() {
    String mail = mail();
    Browser known = kit.owner(mail);
    for (int i = 0; i < 5; i++) {
      assertThat(kit.browser().signIn(mail, OTHER).status()).isEqualTo(401);
    }

    Got sixth = kit.browser().signIn(mail, PASSWORD);
    Got owner = known.signIn(mail, PASSWORD);

    assertThat(sixth.status()).isEqualTo(429);
    assertThat(Long.parseLong(sixth.header("Retry-After"))).isBetween(1L, 900L);
    assertThat(owner.status()).isEqualTo(201);
    // Somebody else's device cookie helps nobody.
    assertThat(kit.owner(mail()).signIn(mail, PASSWORD).status()).isEqualTo(429);

    kit.now.addAndGet(15 * MINUTE + 1);
    assertThat(kit.browser().signIn(mail, PASSWORD).status()).isEqualTo(201);
  }

  @Test
  void anUnknownNameIsLockedLikeAKnownOneAndForLongerEachTime() {
    String mail = mail();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 5; i++) {
        assertThat(kit.browser().signIn(mail, OTHER).status()).isEqualTo(401);
      }
      Got locked = kit.browser().signIn(mail, OTHER);
      assertThat(locked.status()).isEqualTo(429);
      assertThat(locked.header("Retry-After")).isEqualTo(round == 0 ? "900" : "1800");
      kit.now.addAndGet(15 * MINUTE * (round + 1) + 1);
    }
  }

  @Test
  void attemptsAtOnceAreNotMoreThanAllowed() throws InterruptedException {
    String mail = mail();
    List<Thread> guessers = new ArrayList<>();
    List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 12; i++) {
      Thread guesser = new Thread(() -> statuses.add(kit.browser().signIn(mail, OTHER).status()));
      guessers.add(guesser);
      guesser.start();
    }
    for (Thread each : guessers) {
      each.join();
    }

    assertThat(statuses).hasSize(12);
    assertThat(statuses.stream().filter(each -> each == 401)).hasSize(5);
    assertThat(statuses.stream().filter(each -> each == 429)).hasSize(7);
  }

  @Test
  void aSessionEndsAfterAnHourWithoutUseAndAfterADay() {
    Browser idle = kit.owner(mail());
    Browser busy = kit.owner(mail());
    for (int minutes = 0; minutes < 24 * 60 - 50; minutes += 50) {
      kit.now.addAndGet(50 * MINUTE);
      assertThat(busy.get("/account").status()).isEqualTo(200);
    }

    kit.now.addAndGet(50 * MINUTE);

    assertThat(idle.get("/account").status()).isEqualTo(401);
    assertThat(busy.get("/account").status()).isEqualTo(401);
  }

  @Test
  void signingOutEndsTheSessionAndOthersCanBeEnded() {
    String mail = mail();
    Browser first = kit.owner(mail);
    Browser second = kit.browser();
    second.signIn(mail, PASSWORD);
    Browser third = kit.browser();
    third.signIn(mail, PASSWORD);
    String ofThird = third.cookies().get("votehub");

    String id =
        ((List<?>) first.get("/account").at("sessions"))
            .stream()
                .map(each -> (Map<?, ?>) each)
                .filter(each -> Boolean.TRUE.equals(each.get("current")))
                .map(each -> (String) each.get("id"))
                .findFirst()
                .orElseThrow();
    assertThat(second.delete("/account/sessions/" + id).status()).isEqualTo(204);
    assertThat(third.delete("/session").status()).isEqualTo(204);

    assertThat(first.get("/account").status()).isEqualTo(401);
    assertThat(third.cookies()).doesNotContainKey("votehub");
    third.cookies().put("votehub", ofThird);
    assertThat(third.get("/account").status()).isEqualTo(401);
    assertThat((List<?>) second.get("/account").at("sessions")).hasSize(1);
  }

  @Test
  void requestsOfOtherSitesAreRefused() {
    Browser owner = kit.owner(mail());
    Map<String, String> body = Map.of("password", OTHER);

    for (Map.Entry<String, String> header :
        List.of(
            Map.entry("Sec-Fetch-Site", "cross-site"),
            Map.entry("Sec-Fetch-Site", "same-site"),
            Map.entry("Sec-Fetch-Site", "none"),
            Map.entry("Origin", "https://evil.example"))) {
      Got got =
          owner
              .withCookies(kit.hub.ask("PUT", "/api/v1/account/password"))
              .with(header.getKey(), header.getValue())
              .send(body);
      assertThat(got.status()).as(header.toString()).isEqualTo(403);
    }
    assertThat(
            owner.withCookies(kit.hub.ask("PUT", "/api/v1/account/password")).send(body).status())
        .as("with neither header")
        .isEqualTo(403);
    assertThat(
            owner
                .withCookies(kit.hub.ask("POST", "/api/v1/rooms"))
                .with("Sec-Fetch-Site", "cross-site")
                .send(Map.of("title", "A room"))
                .status())
        .isEqualTo(403);
    assertThat(
            owner
                .ask("PUT", "/account/password")
                .with("Content-Type", "text/plain")
                .send("{\"password\":\"x\"}")
                .status())
        .isEqualTo(415);
    assertThat(
            owner
                .withCookies(kit.hub.ask("PUT", "/api/v1/account/password"))
                .with("Origin", "http://localhost:" + kit.hub.port)
                .send(body)
                .status())
        .isEqualTo(204);
  }

  @Test
  void aLongSignedInOwnerProvesAFactorBeforeChangingIt() {
    String mail = mail();
    Browser owner = kit.owner(mail);
    String before = owner.cookies().get("votehub");
    kit.now.addAndGet(11 * MINUTE);

    assertThat(owner.put("/account/password", Map.of("password", OTHER)).at("code"))
        .isEqualTo("step-up");
    assertThat(owner.post("/session/second", Map.of("password", OTHER)).at("code"))
        .isEqualTo("bad-credentials");
    assertThat(owner.post("/session/second", Map.of("password", PASSWORD)).status()).isEqualTo(201);

    assertThat(owner.cookies().get("votehub")).isNotEqualTo(before);
    assertThat(owner.put("/account/password", Map.of("password", OTHER)).status()).isEqualTo(204);
    assertThat(kit.browser().signIn(mail, OTHER).status()).isEqualTo(201);
    owner.cookies().put("votehub", before);
    assertThat(owner.get("/account").status()).isEqualTo(401);
  }

  @Test
  void aCodeOfTheAuthenticatorWorksOnceAndARecoveryCodeToo() {
    String mail = mail();
    Browser owner = kit.owner(mail);
    Got setup = owner.post("/account/totp", Map.of());
    String secret = (String) setup.at("secret");
    assertThat((String) setup.at("qr")).startsWith("<svg");
    assertThat(owner.put("/account/totp", Map.of("code", "000000")).status()).isIn(422);
    Got on = owner.put("/account/totp", Map.of("code", code(secret)));
    assertThat(on.status()).as(on.text()).isEqualTo(200);
    List<?> recovery = (List<?>) on.at("recoveryCodes");
    assertThat(recovery).hasSize(10);
    String id = (String) owner.get("/account").at("id");
    assertThat(HttpKit.await(kit.people.account(id)).orElseThrow().recovery())
        .as("kept as passwords are")
        .hasSize(10)
        .allMatch(hash -> hash.startsWith("$argon2id$"));

    Browser other = kit.browser();
    assertThat(other.signIn(mail, PASSWORD).at("code")).isEqualTo("second-factor");
    assertThat(other.get("/account").status()).isEqualTo(401);
    // The code that turned it on is used up.
    assertThat(other.post("/session/second", Map.of("code", code(secret))).at("code"))
        .isEqualTo("bad-credentials");
    kit.now.addAndGet(30_000);
    assertThat(other.post("/session/second", Map.of("code", code(secret))).status()).isEqualTo(201);
    assertThat(other.get("/account").json()).containsEntry("totp", true);

    Browser again = kit.browser();
    assertThat(
            again
                .post("/session", Map.of("mail", mail, "password", PASSWORD, "totp", code(secret)))
                .at("code"))
        .isEqualTo("bad-credentials");
    again.signIn(mail, PASSWORD);
    Map<String, Object> lost = Map.of("code", recovery.get(3));
    assertThat(again.post("/session/second", lost).status()).isEqualTo(201);
    Browser fourth = kit.browser();
    fourth.signIn(mail, PASSWORD);
    assertThat(fourth.post("/session/second", lost).at("code")).isEqualTo("bad-credentials");
    assertThat(again.get("/account").json()).containsEntry("recoveryCodes", 9);

    assertThat(again.delete("/account/totp").status()).isEqualTo(204);
    assertThat(kit.browser().signIn(mail, PASSWORD).status()).isEqualTo(201);
  }

  private String code(String secret) {
    return TotpCodes.at(secret, kit.now.get());
  }

  @Test
  void aCodeIsAcceptedOnceHoweverManyUseItAtOnce() throws InterruptedException {
    String mail = mail();
    Browser owner = kit.owner(mail);
    String secret = (String) owner.post("/account/totp", Map.of()).at("secret");
    owner.put("/account/totp", Map.of("code", code(secret)));
    kit.now.addAndGet(30_000);
    Map<String, Object> all = Map.of("mail", mail, "password", PASSWORD, "totp", code(secret));

    List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread = new Thread(() -> statuses.add(kit.browser().post("/session", all).status()));
      threads.add(thread);
      thread.start();
    }
    for (Thread each : threads) {
      each.join();
    }

    assertThat(statuses).containsExactlyInAnyOrder(201, 401, 401, 401);
  }

  @Test
  void aRoomThatIsMadeOrClaimedIsListedWithAKey() {
    Browser owner = kit.owner(mail());
    Browser other = kit.owner(mail());
    Made claimed = kit.hub.room();
    Got made = owner.post("/rooms", Map.of("title", "Mine"));

    Got claim = owner.ask("POST", "/rooms/" + claimed.code() + "/claim").as(claimed.token()).send();
    assertThat(claim.status()).isEqualTo(204);
    assertThat(
            other
                .ask("POST", "/rooms/" + claimed.code() + "/claim")
                .as(claimed.token())
                .send()
                .at("code"))
        .isEqualTo("conflict");
    assertThat(other.ask("POST", "/rooms/" + claimed.code() + "/claim").send().status())
        .isEqualTo(401);

    List<?> rooms = (List<?>) owner.get("/account").at("rooms");
    assertThat(rooms)
        .extracting(each -> String.valueOf(((Map<?, ?>) each).get("code")))
        .containsExactlyInAnyOrder(String.valueOf(made.at("code")), claimed.code());
    String token = (String) ((Map<?, ?>) rooms.get(0)).get("token");
    String code = (String) ((Map<?, ?>) rooms.get(0)).get("code");
    assertThat(kit.hub.get("/api/v1/rooms/" + code + "/token").as(token).send().status())
        .isEqualTo(200);

    kit.hub.ask("DELETE", claimed.path()).as(claimed.token()).send();
    assertThat((List<?>) owner.get("/account").at("rooms")).hasSize(1);
  }

  @Test
  void whereRoomsAreNotOpenOnlyWhoIsSignedInMakesThem(@TempDir Path own) {
    HttpSettings closed = new HttpSettings(Optional.empty(), false, 1 << 20, 15_000);
    try (AccountKit hub = new AccountKit(own, false, closed)) {
      assertThat(hub.hub.post("/api/v1/rooms").send(Map.of("title", "A")).status()).isEqualTo(403);
      assertThat(hub.owner(mail()).post("/rooms", Map.of("title", "A")).status()).isEqualTo(201);
    }
  }

  @Test
  void whereRegistrationIsByInvitationNobodyElseMakesAnAccount(@TempDir Path own) {
    try (AccountKit hub = new AccountKit(own, Registration.INVITED)) {
      Browser operator = hub.operatorWithoutRegistration("operator@example.org");
      Browser guest = hub.browser();
      Map<String, String> account = Map.of("mail", "guest@example.org", "password", PASSWORD);

      assertThat(guest.get("/session").at("registration")).isEqualTo("invited");
      assertThat(guest.post("/account", account).at("code")).isEqualTo("forbidden");
      Got invited = operator.post("/account/invitations", Map.of("mail", "guest@example.org"));
      assertThat(invited.status()).as(invited.text()).isEqualTo(202);
      hub.follow((String) invited.at("link"), guest);

      assertThat(guest.signIn("guest@example.org", PASSWORD).status()).isEqualTo(201);
    }
  }

  @Test
  void whereRegistrationIsClosedOperatorsInviteNobodyEither(@TempDir Path own) {
    try (AccountKit hub = new AccountKit(own, Registration.CLOSED)) {
      Browser operator = hub.operatorWithoutRegistration("operator@example.org");
      Map<String, String> account = Map.of("mail", "guest@example.org", "password", PASSWORD);

      assertThat(hub.browser().post("/account", account).at("code")).isEqualTo("forbidden");
      assertThat(
              operator.post("/account/invitations", Map.of("mail", "guest@example.org")).at("code"))
          .isEqualTo("forbidden");
      assertThat(hub.browser().signIn("guest@example.org", PASSWORD).status()).isEqualTo(401);
    }
  }

  @Test
  void nothingPersonalOrSecretIsInTheFilesInClear() throws IOException {
    String mail = "very-personal@example.org";
    Browser owner = kit.owner(mail);
    String secret = (String) owner.post("/account/totp", Map.of()).at("secret");
    Got on = owner.put("/account/totp", Map.of("code", code(secret)));
    String recovery = (String) ((List<?>) on.at("recoveryCodes")).get(0);
    String token = owner.cookies().get("votehub");

    StringBuilder all = new StringBuilder();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }

    assertThat(all.toString())
        .doesNotContain("very-personal", secret, recovery, recovery.replace("-", ""))
        .doesNotContain(token, PASSWORD);
    assertThat(
            HttpKit.await(kit.people.known(List.of(AccountSession.key(TotpCodes.sha256(token))))))
        .hasSize(1);
  }
}
