package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.votehub.accounts.Accounts.OwnRoom;
import io.votehub.accounts.ErasureVerticle;
import io.votehub.accounts.OwnedRooms;
import io.votehub.accounts.Registrations;
import io.votehub.accounts.RoomPeople;
import io.votehub.audit.Audit;
import io.votehub.audit.AuditVerifier;
import io.votehub.http.AccountKit.Browser;
import io.votehub.http.HttpKit.Got;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What people may do with their data: have it, change their address, and erase their account. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountDataTest {
  private static final String PASSWORD = AccountKit.PASSWORD;
  private static final long DAY = TimeUnit.DAYS.toMillis(1);

  @TempDir static Path folder;
  private AccountKit kit;
  private final List<String> revoked = new ArrayList<>();
  private ErasureVerticle eraser;
  private boolean roomsFail;
  private int people;

  @BeforeAll
  void start() {
    kit = new AccountKit(folder, true, HttpSettings.DEFAULT);
    eraser =
        kit.hub
            .accounts
            .orElseThrow()
            .eraser(
                new OwnedRooms() {
                  @Override
                  public Future<Void> delete(OwnRoom room) {
                    return roomsFail
                        ? Future.failedFuture("The store is away")
                        : kit.hub.store.deleteRoom(room.code()).mapEmpty();
                  }

                  @Override
                  public Future<Void> revokeRole(RoomPeople.Role role) {
                    revoked.add(role.key());
                    return Future.succeededFuture();
                  }

                  @Override
                  public Future<Void> revokeKeys(OwnRoom room) {
                    revoked.add(room.code());
                    return Future.succeededFuture();
                  }
                });
  }

  @AfterAll
  void stop() {
    kit.close();
  }

  private String mail() {
    return "data" + ++people + "@example.org";
  }

  /** An owner whose mails up to now are read. */
  private Browser owner(String mail) {
    return kit.owner(mail);
  }

  private String room(Browser owner, String title) {
    return (String) owner.post("/rooms", Map.of("title", title)).at("code");
  }

  private Got ask(Browser owner, Map<String, ?> how) {
    return owner.kept(owner.ask("DELETE", "/account").send(how));
  }

  private void pass(long ms) {
    kit.now.addAndGet(ms);
  }

  private void eraseDue() {
    // Past the margin for clocks that differ, and past the turn of an instance that failed.
    pass(10 * 60_000);
    HttpKit.await(eraser.eraseDue());
  }

  @Test
  void aPersonGetsAllDataAsOneFileWithoutSecrets() {
    String mail = mail();
    Browser owner = owner(mail);
    Map<String, Object> made = owner.post("/rooms", Map.of("title", "Lunch „heute“")).json();
    String code = (String) made.get("code");
    kit.hub
        .post("/api/v1/rooms/" + code + "/polls")
        .as((String) made.get("token"))
        .send(Map.of("question", "Soup?", "method", "single", "options", List.of("Yes", "No")));
    room(owner, "Another");
    String gone = room(owner, "Gone");
    HttpKit.await(kit.hub.store.deleteRoom(gone));

    Got got = owner.get("/account/export");

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.header("Content-Disposition")).contains("attachment");
    Map<String, Object> data = got.json();
    assertThat(data).containsEntry("mail", mail).containsKey("createdAt");
    assertThat((List<?>) data.get("sessions")).hasSize(1);
    assertThat((Map<?, ?>) data.get("factors")).extracting("password").isEqualTo(true);
    assertThat((List<?>) data.get("rooms")).hasSize(2);
    assertThat((List<?>) data.get("audit"))
        .extracting("action")
        .contains("account.created", "room.claimed");
    assertThat(got.text()).contains("Soup?", "Lunch „heute“").doesNotContain("argon2", "hash");
    assertThat(got.text()).doesNotContain((String) made.get("token"));
  }

  @Test
  void dataErasureAndAddressNeedARecentProof() {
    Browser owner = owner(mail());
    pass(11 * 60_000);

    assertThat(owner.get("/account/export").at("code")).isEqualTo("step-up");
    assertThat(ask(owner, Map.of("rooms", "delete")).at("code")).isEqualTo("step-up");
    assertThat(owner.post("/account/mail", Map.of("mail", mail())).at("code")).isEqualTo("step-up");
    assertThat(kit.browser().get("/account/export").at("code")).isEqualTo("bad-token");
  }

  @Test
  void anAccountIsErasedAWeekLaterWithItsRooms() {
    String mail = mail();
    Browser owner = owner(mail);
    Browser elsewhere = kit.browser();
    elsewhere.signIn(mail, PASSWORD);
    String room = room(owner, "Goes too");

    Got asked = ask(owner, Map.of("rooms", "delete"));

    assertThat(asked.status()).isEqualTo(202);
    assertThat((Long) asked.at("eraseAt")).isEqualTo(kit.now.get() + 7 * DAY);
    assertThat(kit.nextMail(mail)).contains("will be deleted", "/account");
    assertThat(owner.get("/account").status()).isEqualTo(401);
    assertThat(elsewhere.get("/account").status()).as("all sessions end").isEqualTo(401);
    pass(6 * DAY);
    eraseDue();
    assertThat(kit.hub.get("/api/v1/rooms/" + room).send().status()).isEqualTo(200);

    pass(DAY);
    assertThat(kit.browser().signIn(mail, PASSWORD).status()).as("it is too late").isEqualTo(401);
    eraseDue();

    assertThat(kit.nextMail(mail)).contains("is deleted", "last message");
    assertThat(kit.hub.get("/api/v1/rooms/" + room).send().status()).isEqualTo(404);
    assertThat(kit.browser().signIn(mail, PASSWORD).status()).isEqualTo(401);
    // The address is free again.
    owner(mail);
    assertThatTheAuditLogIsInOrder();
  }

  private void assertThatTheAuditLogIsInOrder() {
    Audit audit = kit.hub.accounts.orElseThrow().audit();
    // Entries before it are durable then.
    HttpKit.await(audit.record(Audit.HUB, "test.asked", Audit.NOBODY, Audit.DONE));
    List<String> actions = new ArrayList<>();
    List<AuditVerifier.Chain> chains =
        HttpKit.await(new AuditVerifier(kit.people).verify(entry -> actions.add(entry.action())));
    assertThat(chains).isNotEmpty().allMatch(chain -> chain.fault().isEmpty());
    assertThat(actions).contains("account.erasure-asked", "account.erased");
  }

  @Test
  void signingInUndoesAnErasure() {
    String mail = mail();
    Browser owner = owner(mail);
    ask(owner, Map.of("rooms", "delete"));
    kit.nextMail(mail);
    pass(6 * DAY);

    assertThat(owner.signIn(mail, PASSWORD).status()).isEqualTo(201);

    assertThat(kit.nextMail(mail)).contains("is not deleted");
    pass(2 * DAY);
    eraseDue();
    assertThat(kit.browser().signIn(mail, PASSWORD).status()).isEqualTo(201);
  }

  private Got offer(Browser owner, String heirMail) {
    return ask(owner, Map.of("rooms", "hand-over", "heir", heirMail));
  }

  private static List<?> offers(Browser heir) {
    return (List<?>) heir.get("/account/offers").at("offers");
  }

  private static String offerPath(Browser heir) {
    return "/account/offers/" + ((Map<?, ?>) offers(heir).get(0)).get("id");
  }

  private boolean isThere(String room) {
    return kit.hub.get("/api/v1/rooms/" + room).send().status() == 200;
  }

  @Test
  void roomsAreHandedOverWithoutTheirOldKeysToWhomSaidYes() {
    String mail = mail();
    String heirMail = mail();
    Browser owner = owner(mail);
    Browser heir = owner(heirMail);
    String first = room(owner, "First");
    String second = room(owner, "Second");

    assertThat(offer(owner, heirMail).status()).isEqualTo(202);

    assertThat(kit.nextMail(heirMail)).contains(mail, "accept or decline", "/account");
    assertThat(kit.nextMail(mail)).contains("will be deleted");
    Map<?, ?> offered = (Map<?, ?>) offers(heir).get(0);
    assertThat(offered.get("from")).isEqualTo(mail);
    assertThat(offered.get("rooms")).isEqualTo(2);
    assertThat(offered.get("accepted")).isEqualTo(false);
    assertThat((List<?>) offered.get("titles"))
        .extracting(Object::toString)
        .containsExactlyInAnyOrder("First", "Second");
    Got accepted = heir.post(offerPath(heir), Map.of());
    assertThat(accepted.status()).isEqualTo(200);
    assertThat(accepted.at("at")).isEqualTo(offered.get("at"));
    assertThat(heir.post(offerPath(heir), Map.of()).status()).as("may be repeated").isEqualTo(200);
    assertThat(kit.nextMail(mail)).contains(heirMail, "accepted");
    assertThat(((Map<?, ?>) offers(heir).get(0)).get("accepted")).isEqualTo(true);
    assertThat((List<?>) heir.get("/account").at("rooms")).as("not before").isEmpty();

    pass(7 * DAY);
    eraseDue();

    assertThat(kit.nextMail(heirMail)).contains("2 rooms");
    heir.signIn(heirMail, PASSWORD);
    assertThat((List<?>) heir.get("/account").at("rooms"))
        .extracting("code")
        .containsExactlyInAnyOrder(first, second);
    assertThat(revoked).contains(first, second);
    assertThat(offers(heir)).isEmpty();
  }

  @Test
  void roomsGoWithTheirOwnerUnlessSomebodySaidYes() {
    String heirMail = mail();
    Browser heir = owner(heirMail);
    Browser silent = owner(mail());
    String unanswered = room(silent, "Nobody answered for this");
    offer(silent, heirMail);
    Browser refused = owner(mail());
    String declined = room(refused, "Nobody wants this");
    offer(refused, heirMail);
    String toNobody = mail();
    Browser hopeful = owner(mail());
    String offeredToNobody = room(hopeful, "Nobody has that address");
    assertThat(offer(hopeful, toNobody).status())
        .as("answered alike, whether there is an account or not")
        .isEqualTo(202);
    assertThat(kit.nextMail(toNobody)).contains("create an account");
    assertThat(offers(heir)).hasSize(2);

    String path = "/account/offers/" + ((Map<?, ?>) offers(heir).get(1)).get("id");
    assertThat(heir.delete(path).status()).isEqualTo(204);
    assertThat(heir.delete(path).status()).as("may be repeated").isEqualTo(204);
    assertThat(heir.post(path, Map.of()).pointers()).containsExactly("/offer");
    assertThat(offers(heir)).hasSize(1);
    pass(7 * DAY);
    eraseDue();

    assertThat(List.of(unanswered, declined, offeredToNobody)).noneMatch(this::isThere);
    heir.signIn(heirMail, PASSWORD);
    assertThat((List<?>) heir.get("/account").at("rooms")).isEmpty();
    assertThat(offers(heir)).isEmpty();
  }

  @Test
  void whoSaidNoOrTookAYesBackIsNotGivenRoomsAndTheirOwnerIsTold() {
    String mail = mail();
    String heirMail = mail();
    Browser owner = owner(mail);
    Browser heir = owner(heirMail);
    String room = room(owner, "Accepted, and then not");
    offer(owner, heirMail);
    assertThat(kit.nextMail(mail)).contains("will be deleted");
    String path = offerPath(heir);
    heir.post(path, Map.of());
    assertThat(kit.nextMail(mail)).contains("accepted");

    assertThat(heir.delete(path).status()).isEqualTo(204);

    assertThat(kit.nextMail(mail)).contains("does not take over", "somebody else");
    pass(7 * DAY);
    eraseDue();
    assertThat(isThere(room)).isFalse();
  }

  @Test
  void anOfferIsTakenBackWithTheErasure() {
    String mail = mail();
    String heirMail = mail();
    Browser owner = owner(mail);
    Browser heir = owner(heirMail);
    String room = room(owner, "Stays");
    // More often than an address has offers at a time.
    for (int i = 0; i < 12; i++) {
      assertThat(offer(owner, heirMail).status()).isEqualTo(202);
      assertThat(offers(heir)).hasSize(1);
      assertThat(owner.signIn(mail, PASSWORD).status()).isEqualTo(201);
      assertThat(offers(heir)).isEmpty();
    }
    offer(owner, heirMail);
    String path = offerPath(heir);
    heir.post(path, Map.of());

    owner.signIn(mail, PASSWORD);

    assertThat(heir.post(path, Map.of()).pointers()).containsExactly("/offer");
    assertThat(mailsUntil(heirMail, "is not deleted after all")).isTrue();
    pass(8 * DAY);
    eraseDue();
    owner.signIn(mail, PASSWORD);
    assertThat((List<?>) owner.get("/account").at("rooms"))
        .extracting("code")
        .containsExactly(room);
  }

  private boolean mailsUntil(String to, String text) {
    String mail = kit.nextMail(to);
    while (!mail.contains(text)) {
      mail = kit.nextMail(to);
    }
    return true;
  }

  @Test
  void aYesOfWhoIsGoneByThenIsNone() {
    String heirMail = mail();
    Browser owner = owner(mail());
    Browser heir = owner(heirMail);
    String room = room(owner, "Without an heir in the end");
    offer(owner, heirMail);
    heir.post(offerPath(heir), Map.of());
    ask(heir, Map.of("rooms", "delete"));

    pass(7 * DAY);
    eraseDue();

    assertThat(isThere(room)).isFalse();
  }

  @Test
  void nobodyAnswersForAnother() {
    String heirMail = mail();
    Browser owner = owner(mail());
    Browser heir = owner(heirMail);
    Browser stranger = owner(mail());
    room(owner, "Not for strangers");
    offer(owner, heirMail);

    assertThat(stranger.post(offerPath(heir), Map.of()).status()).isEqualTo(422);
    assertThat(stranger.delete(offerPath(heir)).status()).isEqualTo(204);

    assertThat(offers(heir)).hasSize(1);
    assertThat(kit.browser().get("/account/offers").at("code")).isEqualTo("bad-token");
  }

  @Test
  void anAddressHasAFewOffersAtATime() {
    String heirMail = mail();
    for (int i = 0; i < 10; i++) {
      Browser owner = owner(mail());
      room(owner, "Room");
      assertThat(offer(owner, heirMail).status()).isEqualTo(202);
    }
    Browser owner = owner(mail());
    room(owner, "One too many");

    assertThat(offer(owner, heirMail).pointers()).containsExactly("/heir");
    assertThat(owner.get("/account").status()).as("still signed in").isEqualTo(200);
  }

  @Test
  void whoAsksSaysWhatBecomesOfTheRooms() {
    String mail = mail();
    Browser owner = owner(mail);

    assertThat(ask(owner, Map.of()).pointers()).containsExactly("/rooms");
    assertThat(ask(owner, Map.of("rooms", "hand-over")).pointers()).containsExactly("/heir");
    assertThat(ask(owner, Map.of("rooms", "delete", "heir", mail)).pointers())
        .containsExactly("/heir");
    assertThat(ask(owner, Map.of("rooms", "hand-over", "heir", mail)).pointers())
        .as("oneself is no heir")
        .containsExactly("/heir");
    assertThat(owner.get("/account").status()).isEqualTo(200);
  }

  @Test
  void anErasureThatFailedIsFinishedLater() {
    String mail = mail();
    Browser owner = owner(mail);
    String room = room(owner, "Stays for a while");
    String id = (String) owner.get("/account").at("id");
    HttpKit.await(kit.people.update(id, each -> each.withKey("role:AAA234:room:its-key")));
    ask(owner, Map.of("rooms", "delete"));
    assertThat(kit.nextMail(mail)).contains("will be deleted");
    pass(7 * DAY);
    roomsFail = true;
    eraseDue();
    roomsFail = false;
    assertThat(kit.hub.get("/api/v1/rooms/" + room).send().status()).isEqualTo(200);

    eraseDue();

    assertThat(kit.hub.get("/api/v1/rooms/" + room).send().status()).isEqualTo(404);
    assertThat(revoked).as("its role in another room").contains("its-key");
    assertThat(kit.nextMail(mail)).contains("is deleted");
  }

  @Test
  void theLastOperatorCannotBeErased() {
    String mail = mail();
    Browser owner = owner(mail);
    makeOperator(owner, true);

    assertThat(ask(owner, Map.of("rooms", "delete")).at("code")).isEqualTo("conflict");

    Browser other = owner(mail());
    makeOperator(other, true);
    assertThat(ask(owner, Map.of("rooms", "delete")).status()).isEqualTo(202);
    assertThat(ask(other, Map.of("rooms", "delete")).at("code")).isEqualTo("conflict");
    makeOperator(other, false);
  }

  private void makeOperator(Browser browser, boolean now) {
    String id = (String) browser.get("/account").at("id");
    HttpKit.await(kit.people.update(id, each -> each.withOperator(now)));
  }

  @Test
  void aNewAddressIsConfirmedByItsOwnerAndTheOldOneIsTold() {
    String old = mail();
    String fresh = mail();
    Browser owner = owner(old);

    assertThat(owner.post("/account/mail", Map.of("mail", fresh)).status()).isEqualTo(202);
    assertThat(owner.get("/account").at("mail")).isEqualTo(old);
    Map<String, String> link = Map.of("token", kit.secretInMail(fresh));
    assertThat(kit.browser().put("/account/mail", link).status()).isEqualTo(204);
    assertThat(kit.browser().put("/account/mail", link).at("code")).isEqualTo("bad-credentials");

    assertThat(owner.get("/account").at("mail")).isEqualTo(fresh);
    assertThat(kit.browser().signIn(old, PASSWORD).status()).isEqualTo(401);
    assertThat(kit.browser().signIn(fresh, PASSWORD).status()).isEqualTo(201);

    pass(6 * DAY);
    Map<String, String> undo = Map.of("token", kit.secretInMail(old));
    assertThat(kit.browser().put("/account/mail/undo", undo).status()).isEqualTo(204);
    assertThat(owner.get("/account").status()).isEqualTo(401);
    assertThat(kit.browser().signIn(fresh, PASSWORD).status()).isEqualTo(401);
    assertThat(kit.browser().signIn(old, PASSWORD).status()).isEqualTo(201);
  }

  @Test
  void anAddressThatAnotherAccountHasIsAnsweredAlike() {
    String taken = mail();
    owner(taken);
    Browser owner = owner(mail());

    Got got = owner.post("/account/mail", Map.of("mail", taken));

    assertThat(got.status()).isEqualTo(202);
    assertThat(kit.nextMail(taken)).contains("already").doesNotContain("#k=");
  }

  @Test
  void anOperatorInvitesByMail() {
    String guest = mail();
    Browser operator = owner(mail());
    assertThat(operator.post("/account/invitations", Map.of("mail", guest)).at("code"))
        .isEqualTo("forbidden");
    makeOperator(operator, true);

    assertThat(operator.post("/account/invitations", Map.of("mail", guest)).status())
        .isEqualTo(202);
    kit.nextMail(guest);
    assertThat(operator.post("/account/invitations", Map.of("mail", guest)).status())
        .as("may be repeated")
        .isEqualTo(202);
    String secret = kit.secretInMail(guest);
    Browser invited = kit.browser();
    assertThat(
            invited.put("/account/reset", Map.of("token", secret, "password", PASSWORD)).status())
        .isEqualTo(204);

    assertThat(invited.signIn(guest, PASSWORD).status()).isEqualTo(201);
    makeOperator(operator, false);
  }

  @Test
  void anImportedAccountSignsInAndItsPasswordIsHashedAnew() throws IOException {
    String mail = mail();
    byte[] bytes = PASSWORD.getBytes(StandardCharsets.UTF_8);
    String hash = OpenBSDBCrypt.generate("2b", bytes, new byte[16], 4);
    String file = "mail,name,hash\n" + mail + ",Grace," + hash + "\n";
    Registrations registrations = kit.hub.accounts.orElseThrow().registrations();

    assertThat(HttpKit.await(registrations.importFrom(new BufferedReader(new StringReader(file)))))
        .isEqualTo(new Registrations.Imported(1, 0, List.of()));
    assertThat(HttpKit.await(registrations.importFrom(new BufferedReader(new StringReader(file)))))
        .isEqualTo(new Registrations.Imported(0, 1, List.of()));
    assertThat(kit.browser().signIn(mail, "another password").status()).isEqualTo(401);
    Browser browser = kit.browser();
    assertThat(browser.signIn(mail, PASSWORD).status()).isEqualTo(201);

    String id = (String) browser.get("/account").at("id");
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (password(id).startsWith("$2") && System.nanoTime() < until) {
      LockSupport.parkNanos(2_000_000);
    }
    assertThat(password(id)).startsWith("$argon2id$");
    assertThat(kit.browser().signIn(mail, PASSWORD).status()).isEqualTo(201);
  }

  private String password(String id) {
    return HttpKit.await(kit.people.account(id)).orElseThrow().password().orElseThrow();
  }
}
