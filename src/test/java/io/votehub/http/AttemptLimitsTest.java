package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.accounts.oauth.ProviderSettings;
import io.votehub.http.AccountKit.Browser;
import io.votehub.http.HttpKit.Ask;
import io.votehub.http.HttpKit.Got;
import io.votehub.limit.LimitKit;
import io.votehub.limit.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong attempts count against an address, behind a trusted proxy on this machine. */
class AttemptLimitsTest {
  private static final List<Network> THIS_MACHINE =
      Stream.of("127.0.0.0/8", "::1").map(n -> Network.parse(n).orElseThrow()).toList();
  private static final String HALL = "203.0.113.7";
  private static final String ELSEWHERE = "203.0.113.8";
  private static final String ANN = "ann@example.org";

  @TempDir Path folder;

  private AccountKit kit;

  @BeforeEach
  void start() {
    kit = new AccountKit(folder, THIS_MACHINE, List.<ProviderSettings>of());
    kit.owner(ANN);
    limit("address 3 in 15m");
  }

  @AfterEach
  void stop() {
    kit.close();
  }

  private void limit(String rule) {
    HttpKit.await(
        kit.hub.accounts.orElseThrow().limitChanges().change("credentials", Optional.of(rule)));
  }

  private Ask from(String address, Browser browser, String method, String path) {
    return browser.ask(method, path).with("X-Forwarded-For", address);
  }

  private Got signIn(String address, String mail, String password) {
    return from(address, kit.browser(), "POST", "/session")
        .send(Map.of("mail", mail, "password", password));
  }

  private void failThreeTimes() {
    for (int i = 0; i < 3; i++) {
      assertThat(signIn(HALL, "nobody" + i + "@example.org", "wrong").at("code"))
          .isEqualTo("bad-credentials");
    }
  }

  @SuppressWarnings("unchecked")
  private static String solve(Got refused) {
    Map<String, Object> asked = (Map<String, Object>) refused.at("challenge");
    return LimitKit.solve((Map<String, Object>) asked.get("work"));
  }

  @Test
  void aHallSignsInFromOneAddressAsOftenAsItLikes() {
    for (int i = 0; i < 10; i++) {
      assertThat(signIn(HALL, ANN, AccountKit.PASSWORD).status()).isEqualTo(201);
    }
  }

  @Test
  void whereMuchWentWrongAProofOfWorkLetsPeopleInAndEachProofOnce() {
    failThreeTimes();

    Got refused = signIn(HALL, ANN, AccountKit.PASSWORD);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.at("code")).isEqualTo("challenge");
    Map<String, String> right = Map.of("mail", ANN, "password", AccountKit.PASSWORD);
    String proof = solve(refused);
    assertThat(
            from(HALL, kit.browser(), "POST", "/session")
                .with("Votehub-Proof", proof)
                .send(right)
                .status())
        .isEqualTo(201);
    assertThat(
            from(HALL, kit.browser(), "POST", "/session")
                .with("Votehub-Proof", proof)
                .send(right)
                .at("code"))
        .as("once more")
        .isEqualTo("challenge");
    assertThat(signIn(ELSEWHERE, ANN, AccountKit.PASSWORD).status()).isEqualTo(201);
  }

  @Test
  void theProofOfAVoterIsNoneOfASignIn() {
    failThreeTimes();
    Got refused = signIn(HALL, ANN, AccountKit.PASSWORD);
    String proof = solve(refused);
    HttpKit.Made room = kit.hub.room();
    HttpKit.await(
        kit.hub.accounts.orElseThrow().limitChanges().change("challenge", Optional.of("on")));

    assertThat(kit.hub.post(room.path() + "/voters").send(Map.of("proof", proof)).at("code"))
        .isEqualTo("challenge");
  }

  @Test
  void wrongPasswordsOfAnAccountStayLimitedWhateverIsProved() {
    limit("address 100 in 15m");
    for (int i = 0; i < 5; i++) {
      signIn(HALL, ANN, "wrong");
    }

    assertThat(signIn(HALL, ANN, AccountKit.PASSWORD).status()).isEqualTo(429);
    assertThat(signIn(ELSEWHERE, ANN, AccountKit.PASSWORD).status()).isEqualTo(429);
  }

  @Test
  void passkeysResetsAndProvidersAreChallengedToo() {
    failThreeTimes();

    for (String path :
        List.of("/session/passkey/challenge", "/auth/google/start", "/account/reset")) {
      Got refused =
          from(HALL, kit.browser(), "POST", path)
              .send(path.endsWith("reset") ? Map.of("mail", ANN) : Map.of());
      assertThat(refused.at("code")).as(path).isEqualTo("challenge");
    }
    assertThat(
            from(HALL, kit.browser(), "POST", "/session/passkey")
                .send(Map.of("credential", Map.of("id", "x")))
                .at("code"))
        .isEqualTo("challenge");
  }

  @Test
  void wrongPasskeysAndLinksCountAsWrongPasswordsDo() {
    assertThat(
            from(HALL, kit.browser(), "PUT", "/account/reset")
                .send(Map.of("token", "wrong", "password", AccountKit.PASSWORD))
                .at("code"))
        .isEqualTo("bad-credentials");
    for (int i = 0; i < 2; i++) {
      assertThat(
              from(HALL, kit.browser(), "POST", "/session/passkey")
                  .send(Map.of("credential", Map.of("id", "x")))
                  .at("code"))
          .isEqualTo("bad-credentials");
    }

    assertThat(signIn(HALL, ANN, AccountKit.PASSWORD).at("code")).isEqualTo("challenge");
  }

  @Test
  void whereChallengesAreOffTheAddressHasToWait() {
    HttpKit.await(
        kit.hub.accounts.orElseThrow().limitChanges().change("challenge", Optional.of("off")));
    failThreeTimes();

    Got refused = signIn(HALL, ANN, AccountKit.PASSWORD);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 1800);
    assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"credentials\";q=3;w=900");
  }

  @Test
  void anOperatorWhoClicksThroughPagesIsNotRefused() {
    Browser operator = kit.operator("olga@example.org");

    for (int i = 0; i < 110; i++) {
      assertThat(operator.get("/admin/accounts").status()).isEqualTo(200);
      assertThat(operator.get("/account").status()).isEqualTo(200);
    }
  }
}
