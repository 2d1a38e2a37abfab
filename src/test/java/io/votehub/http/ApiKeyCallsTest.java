package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.AccountKit.Browser;
import io.votehub.http.HttpKit.Ask;
import io.votehub.http.HttpKit.Got;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The keys with which programs act for accounts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiKeyCallsTest {
  private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);
  private static final Map<String, ?> POLL =
      Map.of("question", "Which?", "method", "single", "options", List.of("A", "B"));

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

  private Browser owner() {
    return kit.owner("person" + ++people + "@example.org");
  }

  private static Got make(Browser owner, String... scopes) {
    return owner.post("/account/keys", Map.of("label", "A program", "scopes", List.of(scopes)));
  }

  private static String token(Browser owner, String... scopes) {
    return (String) make(owner, scopes).at("token");
  }

  private static String room(Browser owner) {
    return "/api/v1/rooms/" + owner.post("/rooms", Map.of("title", "Mine")).at("code");
  }

  private Ask as(String token, String method, String path) {
    return kit.hub.ask(method, path).as(token);
  }

  @Test
  void aKeyIsShownOnceAndKeptAsItsHash() throws IOException {
    Browser owner = owner();

    Got made = make(owner, "read", "lead");

    String token = (String) made.at("token");
    assertThat(made.status()).isEqualTo(201);
    assertThat(token).startsWith("vhk_" + made.at("id") + "_");
    Got listed = owner.get("/account/keys");
    assertThat(listed.text()).contains("A program", "\"read\",\"lead\"").doesNotContain(token);
    long days =
        TimeUnit.MILLISECONDS.toDays(
            ((Number) made.at("expiresAt")).longValue()
                - ((Number) made.at("createdAt")).longValue());
    assertThat(days).isEqualTo(90);
    String secret = token.substring(token.length() - 43);
    assertThat(Files.readString(folder.resolve("people.db"), StandardCharsets.ISO_8859_1))
        .doesNotContain(secret);
  }

  @Test
  void aKeyToReadSeesResultsAndChangesNothing() {
    Browser owner = owner();
    String room = room(owner);
    String key = token(owner, "read");

    assertThat(as(key, "GET", room + "/token").send().at("role")).isEqualTo("viewer");
    assertThat(as(key, "POST", room + "/polls").send(POLL).status()).isEqualTo(403);
    assertThat(as(key, "DELETE", room).send().status()).isEqualTo(403);
  }

  @Test
  void aKeyToLeadRunsPollsAndIsNoOwner() {
    Browser owner = owner();
    String room = room(owner);
    String key = token(owner, "lead");

    Got poll = as(key, "POST", room + "/polls").send(POLL);
    assertThat(poll.status()).isEqualTo(201);
    assertThat(as(key, "POST", room + "/polls/" + poll.at("id") + "/open").send().status())
        .isEqualTo(200);
    assertThat(as(key, "DELETE", room).send().status()).isEqualTo(403);
    assertThat(as(key, "POST", room + "/token").send().status()).isEqualTo(403);
    assertThat(as(key, "POST", room + "/keys").send(Map.of("role", "presenter")).status())
        .isEqualTo(403);
    assertThat(as(key, "POST", room + "/electorates").send(Map.of("title", "All")).status())
        .isEqualTo(403);
    Got made = as(key, "POST", "/api/v1/rooms").send(Map.of("title", "By a program"));
    assertThat(made.status()).isEqualTo(201);
    assertThat(owner.get("/account").text()).contains("By a program");
  }

  @Test
  void aKeyForVoterRollsHasNothingElse() {
    Browser owner = owner();
    String room = room(owner);
    String key = token(owner, "rolls");

    assertThat(as(key, "POST", room + "/electorates").send(Map.of("title", "All")).status())
        .isEqualTo(201);
    assertThat(as(key, "GET", room + "/electorates").send().status()).isEqualTo(200);
    assertThat(as(key, "POST", room + "/polls").send(POLL).status()).isEqualTo(403);
    assertThat(as(key, "GET", room + "/token").send().status()).isEqualTo(403);
  }

  @Test
  void aKeyIsOfNoUseInRoomsOfOthers() {
    String room = room(owner());
    String key = token(owner(), "read", "lead", "rolls");

    assertThat(as(key, "GET", room + "/token").send().status()).isEqualTo(403);
    assertThat(as(key, "POST", room + "/polls").send(POLL).status()).isEqualTo(403);
    assertThat(as(key, "POST", room + "/electorates").send(Map.of("title", "All")).status())
        .isEqualTo(403);
  }

  @Test
  void onlyOperatorsHaveKeysForAdministration() {
    assertThat(make(owner(), "admin").status()).isEqualTo(403);
    Browser operator = kit.operator("operator@example.org");
    String key = token(operator, "admin");
    String other = token(operator, "lead");
    String victim = (String) owner().get("/account").at("id");

    assertThat(as(key, "GET", "/api/v1/admin/audit").send().status()).isEqualTo(200);
    assertThat(as(other, "GET", "/api/v1/admin/audit").send().status()).isEqualTo(403);
    assertThat(
            as(key, "PATCH", "/api/v1/admin/accounts/" + victim)
                .send(Map.of("suspended", true))
                .status())
        .isEqualTo(200);
    String path = "/api/v1/admin/accounts/" + operator.get("/account").at("id");
    Browser boss = kit.operator("boss@example.org");
    boss.ask("PATCH", path.substring("/api/v1".length())).send(Map.of("operator", false));
    assertThat(as(key, "GET", "/api/v1/admin/audit").send().status()).isEqualTo(403);
  }

  @Test
  void aKeyThatIsRevokedOrOldIsRefusedAndSoAreOthers() {
    Browser owner = owner();
    String room = room(owner);
    Got made = make(owner, "read");
    String key = (String) made.at("token");
    assertThat(as(key, "GET", room + "/token").send().status()).isEqualTo(200);
    String wrong = key.substring(0, key.length() - 1) + (key.endsWith("A") ? "B" : "A");
    for (String bad : List.of(wrong, "vhk_", "vhk_x_y", "vhk_" + "a".repeat(400))) {
      assertThat(as(bad, "GET", room + "/token").send().status()).isEqualTo(401);
    }

    assertThat(owner.delete("/account/keys/" + made.at("id")).status()).isEqualTo(204);

    assertThat(as(key, "GET", room + "/token").send().status()).isEqualTo(401);
    assertThat(owner.get("/account/keys").at("keys")).isEqualTo(List.of());
    assertThat(owner.delete("/account/keys/" + made.at("id")).status()).isEqualTo(204);
  }

  @Test
  void theKeysOfASuspendedAccountAreRefused() {
    Browser owner = owner();
    String room = room(owner);
    String key = token(owner, "lead");
    Browser operator = kit.operator("another@example.org");

    operator
        .ask("PATCH", "/admin/accounts/" + owner.get("/account").at("id"))
        .send(Map.of("suspended", true));

    assertThat(as(key, "GET", room + "/token").send().status()).isEqualTo(401);
  }

  @Test
  void nobodyRevokesAKeyOfSomebodyElse() {
    Browser owner = owner();
    Got made = make(owner, "read");

    owner().delete("/account/keys/" + made.at("id"));

    assertThat((List<?>) owner.get("/account/keys").at("keys")).hasSize(1);
  }

  @Test
  void aNewKeyNeedsARecentProofAndSensibleFields() {
    Browser owner = owner();
    for (Map<String, ?> bad :
        List.<Map<String, ?>>of(
            Map.of("label", "x", "scopes", List.of()),
            Map.of("label", "x", "scopes", List.of("everything")),
            Map.of("label", "x", "scopes", List.of("read"), "days", 91),
            Map.of("scopes", List.of("read")))) {
      assertThat(owner.post("/account/keys", bad).status()).as(bad.toString()).isEqualTo(422);
    }
    kit.now.addAndGet(11 * MINUTE);
    assertThat(make(owner, "read").at("code")).isEqualTo("step-up");
  }

  @Test
  void theLastUseIsShown() {
    Browser owner = owner();
    String room = room(owner);
    String key = token(owner, "read");
    assertThat(owner.get("/account/keys").text()).doesNotContain("usedAt");

    as(key, "GET", room + "/token").send();

    assertThat(owner.get("/account/keys").text()).contains("\"usedAt\":" + kit.now.get());
  }
}
