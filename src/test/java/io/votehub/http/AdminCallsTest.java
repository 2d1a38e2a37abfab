package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.audit.AuditVerifier;
import io.votehub.http.AccountKit.Browser;
import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import io.votehub.session.VoterClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What operators do, and what is recorded of all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminCallsTest {
  private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);

  @TempDir static Path folder;
  private AccountKit kit;
  private Browser operator;
  private int people;

  @BeforeAll
  void start() {
    kit = new AccountKit(folder, false, HttpSettings.DEFAULT);
    operator = kit.operator("operator@example.org");
  }

  @AfterAll
  void stop() {
    kit.close();
  }

  private String mail() {
    return "person" + ++people + "@example.org";
  }

  private static String id(Browser browser) {
    return (String) browser.get("/account").at("id");
  }

  private static List<Map<String, Object>> items(Got got, String field) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Object each : (List<?>) got.at(field)) {
      @SuppressWarnings("unchecked")
      Map<String, Object> item = (Map<String, Object>) each;
      all.add(item);
    }
    return all;
  }

  private List<String> recorded(String query) {
    HttpKit.await(kit.audit.record("-", "test.written", "-", "done"));
    return items(operator.get("/admin/audit?" + query), "entries").stream()
        .map(entry -> entry.get("action") + " " + entry.get("outcome"))
        .toList();
  }

  @Test
  void onlyOperatorsLookAfterTheHub() {
    Browser other = kit.owner(mail());
    for (String path : List.of("/admin/accounts", "/admin/rooms", "/admin/audit")) {
      assertThat(kit.browser().get(path).status()).isEqualTo(401);
      assertThat(other.get(path).status()).isEqualTo(403);
      assertThat(operator.get(path).status()).isEqualTo(200);
    }
    Got refused =
        other.ask("PATCH", "/admin/accounts/" + id(operator)).send(Map.of("operator", false));
    assertThat(refused.at("code")).isEqualTo("forbidden");
  }

  @Test
  void anAccountIsFoundByItsAddressOrIdAndListed() {
    String mail = mail();
    Browser browser = kit.owner(mail);

    Got byMail = operator.get("/admin/accounts?find=" + mail.toUpperCase(java.util.Locale.ROOT));
    Got byId = operator.get("/admin/accounts?find=" + id(browser));

    assertThat(items(byMail, "accounts")).hasSize(1);
    assertThat(items(byMail, "accounts").get(0))
        .containsEntry("id", id(browser))
        .containsEntry("mail", mail)
        .containsEntry("operator", false)
        .containsEntry("sessions", 1);
    assertThat(byId.text()).isEqualTo(byMail.text());
    assertThat(items(operator.get("/admin/accounts?find=nobody@example.org"), "accounts"))
        .isEmpty();
    assertThat(items(operator.get("/admin/accounts"), "accounts"))
        .anySatisfy(each -> assertThat(each).containsEntry("mail", mail));
  }

  @Test
  void aSuspendedAccountIsOutUntilItIsLetInAgain() {
    String mail = mail();
    Browser browser = kit.owner(mail);
    Got made = browser.post("/rooms", Map.of("title", "Mine"));
    String room = "/api/v1/rooms/" + made.at("code");
    String token = (String) made.at("token");
    String id = id(browser);

    Got suspended = operator.ask("PATCH", "/admin/accounts/" + id).send(Map.of("suspended", true));

    assertThat(suspended.status()).isEqualTo(200);
    assertThat(suspended.json()).containsKey("suspendedAt").containsEntry("sessions", 0);
    assertThat(browser.get("/account").status()).isEqualTo(401);
    assertThat(browser.signIn(mail, AccountKit.PASSWORD).status()).isEqualTo(401);
    assertThat(kit.hub.get(room + "/token").as(token).send().status()).isEqualTo(401);
    operator.ask("PATCH", "/admin/accounts/" + id).send(Map.of("suspended", false));
    assertThat(browser.signIn(mail, AccountKit.PASSWORD).status()).isEqualTo(201);
    Map<?, ?> own = (Map<?, ?>) ((List<?>) browser.get("/account").at("rooms")).get(0);
    assertThat(kit.hub.get(room + "/token").as((String) own.get("token")).send().status())
        .isEqualTo(200);
    assertThat(recorded("object=account:" + id))
        .containsSequence(
            "account.sign-in done",
            "account.resumed done",
            "account.resumed begun",
            "account.sign-in bad-credentials",
            "account.suspended done",
            "account.suspended begun")
        .contains("account.created done");
  }

  @Test
  void nobodyTakesTheOperatorsRoleFromThemselvesOrSuspendsThemselves() {
    String id = id(operator);

    for (Map<String, Object> change :
        List.<Map<String, Object>>of(Map.of("operator", false), Map.of("suspended", true))) {
      assertThat(operator.ask("PATCH", "/admin/accounts/" + id).send(change).status())
          .isEqualTo(403);
    }

    assertThat(operator.get("/admin/audit").status()).isEqualTo(200);
  }

  @Test
  void anOperatorMakesAndUnmakesAnother() {
    Browser browser = kit.owner(mail());
    String path = "/admin/accounts/" + id(browser);

    assertThat(operator.ask("PATCH", path).send(Map.of("operator", true)).at("operator"))
        .isEqualTo(true);
    assertThat(browser.get("/admin/rooms").status()).isEqualTo(200);
    operator.ask("PATCH", path).send(Map.of("operator", false));
    assertThat(browser.get("/admin/rooms").status()).isEqualTo(401);
  }

  @Test
  void changesNeedARecentProof() {
    Browser late = kit.operator(mail());
    Browser other = kit.owner(mail());
    String path = "/admin/accounts/" + id(other);
    kit.now.addAndGet(11 * MINUTE);

    Got refused = late.ask("PATCH", path).send(Map.of("suspended", true));
    assertThat(refused.at("code")).isEqualTo("step-up");
    assertThat(other.get("/account").status()).isEqualTo(200);
    late.post("/session/second", Map.of("password", AccountKit.PASSWORD));
    assertThat(late.ask("PATCH", path).send(Map.of("suspended", true)).status()).isEqualTo(200);
    operator.post("/session/second", Map.of("password", AccountKit.PASSWORD));
  }

  @Test
  void sessionsAreEndedAndTheOwnOneStays() {
    Browser other = kit.owner(mail());

    assertThat(operator.delete("/admin/accounts/" + id(other) + "/sessions").status())
        .isEqualTo(204);
    assertThat(operator.delete("/admin/accounts/" + id(operator) + "/sessions").status())
        .isEqualTo(204);

    assertThat(other.get("/account").status()).isEqualTo(401);
    assertThat(operator.get("/account").status()).isEqualTo(200);
  }

  @Test
  void aSuspendedRoomRefusesJoinsAndVotesAndItsPresenterSeesWhy() {
    Made room = kit.hub.room();
    String poll = kit.hub.open(room);
    String voter = kit.hub.post(room.path() + "/voters").send().at("token").toString();
    VoterClient phone = VoterClient.connect(kit.hub.vertx, kit.hub.port);
    phone.join(room.code());
    VoterClient presenter = VoterClient.connect(kit.hub.vertx, kit.hub.port);
    presenter.join(room.code(), Optional.of(room.token()));
    String path = "/admin/rooms/" + room.code();

    Got suspended = operator.ask("PATCH", path).send(Map.of("suspended", true));

    assertThat(suspended.json()).containsKey("suspendedAt").containsEntry("open", 1);
    assertThat(phone.awaitClose()).isEqualTo(4505);
    assertThat(presenter.await("room").get("room")).asString().contains("suspended=true");
    Got vote =
        kit.hub.post(poll + "/ballots").as(voter).send(Map.of("ballot", Map.of("choice", "a")));
    assertThat(vote.at("code")).isEqualTo("suspended");
    assertThat(vote.at("detail").toString()).contains("suspended this room");
    assertThat(kit.hub.post(room.path() + "/voters").send().status()).isEqualTo(403);
    assertThat(kit.hub.post(poll + "/close").as(room.token()).send().status()).isEqualTo(403);
    VoterClient late = VoterClient.connect(kit.hub.vertx, kit.hub.port);
    late.send(Map.of("type", "join", "room", room.code()));
    assertThat(late.await("error"))
        .containsEntry("code", "suspended")
        .containsEntry("retry", false);
    VoterClient owner = VoterClient.connect(kit.hub.vertx, kit.hub.port);
    Map<String, Object> joined = owner.join(room.code(), Optional.of(room.token()));
    assertThat(joined.get("room")).asString().contains("suspended=true");

    operator.ask("PATCH", path).send(Map.of("suspended", false));
    VoterClient again = VoterClient.connect(kit.hub.vertx, kit.hub.port);
    again.join(room.code());
    again.vote(poll.substring(poll.lastIndexOf('/') + 1), "a");
  }

  @Test
  void roomsAreFoundClosedAndDeleted() {
    Made room = kit.hub.room();
    kit.hub.open(room);
    String spoken =
        room.code().substring(0, 3)
            + "-"
            + room.code().substring(3).toLowerCase(java.util.Locale.ROOT);

    List<Map<String, Object>> found = items(operator.get("/admin/rooms?find=" + spoken), "rooms");
    assertThat(found).hasSize(1);
    assertThat(found.get(0))
        .containsEntry("code", room.code())
        .containsEntry("title", "A room")
        .containsEntry("present", 0)
        .containsEntry("open", 1);
    assertThat(items(operator.get("/admin/rooms?find=a+ROOM"), "rooms")).isNotEmpty();
    Got closed = operator.post("/admin/rooms/" + room.code() + "/close", Map.of());
    assertThat(closed.json()).containsEntry("open", 0);
    assertThat(operator.delete("/admin/rooms/" + room.code()).status()).isEqualTo(204);
    assertThat(kit.hub.get(room.path()).send().status()).isEqualTo(404);
    assertThat(recorded("object=room:" + room.code()))
        .containsExactly(
            "room.deleted done",
            "room.deleted begun",
            "room.closed done",
            "room.closed begun",
            "room.created done");
  }

  @Test
  void whatIsDoneIsRecordedWithWhoDidIt() {
    Browser owner = kit.owner(mail());
    String id = id(owner);
    Got made = owner.post("/rooms", Map.of("title", "Mine"));
    String room = "/rooms/" + made.at("code");
    String token = (String) made.at("token");
    Got key = owner.ask("POST", room + "/keys").as(token).send(Map.of("role", "viewer"));
    owner.ask("DELETE", room + "/keys/" + key.at("id")).as(token).send();
    kit.hub.post("/api/v1" + room + "/electorates").as(token).send(Map.of("title", "Members"));
    owner.delete("/session");

    assertThat(recorded("actor=" + id + "&action=room"))
        .containsExactlyInAnyOrder(
            "room.key-revoked done",
            "room.key-added done",
            "room.claimed done",
            "room.created done");
    assertThat(recorded("action=room.roll-added&object=room:" + made.at("code"))).hasSize(1);
    assertThat(recorded("actor=" + id + "&action=account"))
        .containsSubsequence("account.sign-out done", "account.sign-in done");
    assertThat(HttpKit.await(new AuditVerifier(kit.people).verify()))
        .allMatch(chain -> chain.fault().isEmpty());
  }

  @Test
  void guessingIsRecordedUpToTheLock() {
    String mail = mail();
    Browser owner = kit.owner(mail);
    String object = "object=account:" + id(owner);
    Browser guesser = kit.browser();
    for (int i = 0; i < 8; i++) {
      guesser.signIn(mail, "wrong");
    }

    List<String> all = recorded(object);
    assertThat(all.stream().filter("account.sign-in bad-credentials"::equals)).hasSize(5);
    assertThat(all.stream().filter("account.locked-out done"::equals)).hasSize(1);
  }

  @Test
  void noEntryNamesAnybody() {
    String mail = mail();
    kit.owner(mail);
    kit.browser().signIn("unknown.person@example.org", "wrong");

    HttpKit.await(kit.audit.record("-", "test.written", "-", "done"));
    assertThat(operator.get("/admin/audit").text()).doesNotContain("example.org", "@");
  }

  @Test
  void anOperatorsActionIsRefusedWhenItsEntryCannotBeWritten(@TempDir Path other) {
    try (AccountKit silent = new AccountKit(other, false, HttpSettings.DEFAULT)) {
      Browser boss = silent.operator("boss@example.org");
      Made room = silent.hub.room();
      HttpKit.await(silent.audit.close());

      Got refused =
          boss.ask("PATCH", "/admin/rooms/" + room.code()).send(Map.of("suspended", true));

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.at("detail").toString()).contains("audit log");
      assertThat(silent.hub.post(room.path() + "/voters").send().status()).isEqualTo(201);
    }
  }
}
