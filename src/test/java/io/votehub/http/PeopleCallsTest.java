package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.AccountKit.Browser;
import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import io.votehub.session.VoterClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A room that is led by several accounts, and handed over. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleCallsTest {
  @TempDir static Path folder;
  private AccountKit kit;
  private int people;

  @BeforeAll
  void start() {
    kit = new AccountKit(folder, true, HttpSettings.DEFAULT);
  }

  @AfterAll
  void stop() {
    kit.close();
  }

  private String mail() {
    return "person" + ++people + "@example.org";
  }

  private static Made room(Browser owner) {
    Got made = owner.post("/rooms", Map.of("title", "Mine"));
    return new Made((String) made.at("code"), (String) made.at("token"));
  }

  private Got invite(Made room, String mail, String role) {
    return kit.hub
        .post(room.path() + "/people")
        .as(room.token())
        .send(Map.of("mail", mail, "role", role));
  }

  private Got list(Made room) {
    return kit.hub.get(room.path() + "/people").as(room.token()).send();
  }

  private static Map<?, ?> first(Browser browser, String field) {
    return (Map<?, ?>) ((List<?>) browser.get("/account/roles").at(field)).get(0);
  }

  private static Got accept(Browser browser) {
    return browser.post("/account/roles/" + first(browser, "invitations").get("id"), Map.of());
  }

  private int status(Made room, Object token) {
    return kit.hub.get(room.path() + "/token").as((String) token).send().status();
  }

  @Test
  void whoIsInvitedAcceptsAndLeads() {
    Made room = room(kit.owner(mail()));
    String mail = mail();
    Browser helper = kit.owner(mail);

    assertThat(invite(room, mail.toUpperCase(java.util.Locale.ROOT), "presenter").status())
        .isEqualTo(201);
    assertThat(kit.nextMail(mail)).contains("Mine", "/account");
    assertThat((List<?>) list(room).at("invited")).hasSize(1);
    assertThat((List<?>) helper.get("/account/roles").at("roles")).isEmpty();
    assertThat(accept(helper).at("code")).isEqualTo(room.code());

    Map<?, ?> role = first(helper, "roles");
    assertThat(role.get("role")).isEqualTo("presenter");
    Got token = kit.hub.get(room.path() + "/token").as((String) role.get("token")).send();
    assertThat(token.json()).containsEntry("role", "presenter").containsEntry("owner", false);
    assertThat((List<?>) list(room).at("invited")).isEmpty();
    assertThat(list(room).text()).contains(mail, "\"role\":\"owner\"", "\"role\":\"presenter\"");
  }

  @Test
  void anInvitationIsOfUseToItsAddressAlone() {
    Made room = room(kit.owner(mail()));
    String id = (String) invite(room, mail(), "presenter").at("id");
    Browser other = kit.owner(mail());

    assertThat(other.post("/account/roles/" + id, Map.of()).status()).isEqualTo(422);
    assertThat((List<?>) other.get("/account/roles").at("invitations")).isEmpty();
    assertThat(kit.browser().post("/account/roles/" + id, Map.of()).status()).isEqualTo(401);
  }

  @Test
  void anInvitationIsDeclinedTakenBackOrForgotten() {
    Made room = room(kit.owner(mail()));
    String mail = mail();
    Browser helper = kit.owner(mail);

    String declined = (String) invite(room, mail, "viewer").at("id");
    assertThat(helper.delete("/account/roles/" + declined).status()).isEqualTo(204);
    assertThat((List<?>) list(room).at("invited")).isEmpty();
    String taken = (String) invite(room, mail, "viewer").at("id");
    kit.hub.ask("DELETE", room.path() + "/people/" + taken).as(room.token()).send();
    assertThat((List<?>) helper.get("/account/roles").at("invitations")).isEmpty();
    invite(room, mail, "viewer");
    invite(room, mail, "moderator");
    assertThat((List<?>) list(room).at("invited")).hasSize(1);
    assertThat(first(helper, "invitations").get("role")).isEqualTo("moderator");
    kit.now.addAndGet(TimeUnit.DAYS.toMillis(14));
    assertThat((List<?>) list(room).at("invited")).isEmpty();
    kit.now.addAndGet(-TimeUnit.DAYS.toMillis(14));
  }

  @Test
  void aRoleThatIsTakenClosesItsConnectionsAndAChangedOneHasANewToken() {
    Made room = room(kit.owner(mail()));
    String mail = mail();
    Browser helper = kit.owner(mail);
    invite(room, mail, "presenter");
    accept(helper);
    Map<?, ?> before = first(helper, "roles");
    VoterClient socket = VoterClient.connect(kit.hub.vertx, kit.hub.port);
    socket.join(room.code(), Optional.of((String) before.get("token")));

    Got changed =
        kit.hub
            .ask("PATCH", room.path() + "/people/" + before.get("id"))
            .as(room.token())
            .send(Map.of("role", "viewer"));

    assertThat(changed.at("role")).isEqualTo("viewer");
    assertThat(socket.awaitClose()).isEqualTo(4503);
    assertThat(status(room, before.get("token"))).isEqualTo(401);
    Map<?, ?> after = first(helper, "roles");
    assertThat(after.get("role")).isEqualTo("viewer");
    kit.hub.ask("DELETE", room.path() + "/people/" + after.get("id")).as(room.token()).send();
    assertThat(status(room, after.get("token"))).isEqualTo(401);
    assertThat((List<?>) helper.get("/account/roles").at("roles")).isEmpty();
  }

  @Test
  void aRoomIsHandedOverOnceThatIsAccepted() {
    Browser old = kit.owner(mail());
    Made room = room(old);
    String mail = mail();
    Browser heir = kit.owner(mail);
    invite(room, mail, "owner");
    assertThat(status(room, room.token())).isEqualTo(200);

    assertThat(accept(heir).status()).isEqualTo(200);

    assertThat(status(room, room.token())).isEqualTo(401);
    assertThat((List<?>) old.get("/account").at("rooms")).isEmpty();
    assertThat(first(old, "roles").get("role")).isEqualTo("presenter");
    Map<?, ?> own = (Map<?, ?>) ((List<?>) heir.get("/account").at("rooms")).get(0);
    Got token = kit.hub.get(room.path() + "/token").as((String) own.get("token")).send();
    assertThat(token.at("owner")).isEqualTo(true);
  }

  @Test
  void onlyTheOwnerGivesRoles() {
    Made room = room(kit.owner(mail()));
    String mail = mail();
    Browser helper = kit.owner(mail);
    invite(room, mail, "presenter");
    accept(helper);
    Made asHelper = new Made(room.code(), (String) first(helper, "roles").get("token"));

    assertThat(list(asHelper).status()).isEqualTo(403);
    assertThat(invite(asHelper, mail(), "owner").status()).isEqualTo(403);
    assertThat(invite(room, "no address", "viewer").pointers()).containsExactly("/mail");
    assertThat(invite(room, mail(), "king").pointers()).containsExactly("/role");
    assertThat(
            kit.hub.ask("DELETE", room.path() + "/people/owner").as(room.token()).send().status())
        .isEqualTo(422);
  }

  @Test
  void theRolesOfASuspendedAccountAreWorthNothingUntilItIsBack() {
    Made room = room(kit.owner(mail()));
    String mail = mail();
    Browser helper = kit.owner(mail);
    invite(room, mail, "presenter");
    accept(helper);
    Object token = first(helper, "roles").get("token");
    Browser operator = kit.operator("operator@example.org");
    String path = "/admin/accounts/" + helper.get("/account").at("id");

    operator.ask("PATCH", path).send(Map.of("suspended", true));

    assertThat(status(room, token)).isEqualTo(401);
    operator.ask("PATCH", path).send(Map.of("suspended", false));
    helper.signIn(mail, AccountKit.PASSWORD);
    assertThat(status(room, first(helper, "roles").get("token"))).isEqualTo(200);
  }

  @Test
  void aRoleIsGivenUp() {
    Made room = room(kit.owner(mail()));
    String mail = mail();
    Browser helper = kit.owner(mail);
    invite(room, mail, "presenter");
    accept(helper);
    Map<?, ?> role = first(helper, "roles");

    assertThat(helper.delete("/account/roles/" + role.get("id")).status()).isEqualTo(204);

    assertThat(status(room, role.get("token"))).isEqualTo(401);
    assertThat(list(room).text()).doesNotContain(mail);
  }

  @Test
  void theStoreHasNoAddressOfWhoIsInvited() throws IOException {
    Made room = room(kit.owner(mail()));
    invite(room, "invited.person@example.org", "presenter");
    list(room);

    assertThat(Files.readString(folder.resolve("people.db"), StandardCharsets.ISO_8859_1))
        .doesNotContain("invited.person");
  }
}
