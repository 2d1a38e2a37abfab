package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import io.votehub.poll.Room;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RoomCallsTest extends CallsTest {
  @Test
  void aNewRoomHasACodeATokenAndALinkForVoters() {
    Got made = hub.post("/api/v1/rooms").send(Map.of("title", " All\nhands \u202E"));

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.at("title")).isEqualTo("All hands");
    assertThat(made.at("joinUrl"))
        .isEqualTo("http://localhost:" + hub.port + "/r/" + made.at("code"));
    assertThat(made.header("Location")).isEqualTo("/api/v1/rooms/" + made.at("code"));
    assertThat(made.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void anInvalidTitleIsRefusedWithItsPath() {
    for (Object title : List.of("", "  \u200B", 7, "x".repeat(201))) {
      Got got = hub.post("/api/v1/rooms").send(Map.of("title", title));
      assertThat(got.status()).isEqualTo(422);
      assertThat(got.at("code")).isEqualTo("bad-request");
      assertThat(got.pointers()).containsExactly("/title");
    }
    assertThat(hub.post("/api/v1/rooms").send("{\"titel\":\"x\"}").pointers())
        .containsExactlyInAnyOrder("/titel", "/title");
  }

  @Test
  void aRoomIsFoundHoweverItsCodeIsTyped() {
    String code = room.code();
    String typed =
        code.substring(0, 3).toLowerCase(java.util.Locale.ROOT) + "-%20" + code.substring(3);

    Got got = hub.get("/api/v1/rooms/" + typed).send();

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.json())
        .containsEntry("code", code)
        .containsEntry("title", "A room")
        .containsEntry("present", 0)
        .containsEntry("polls", List.of());
  }

  @Test
  void aTokenOfADeletedRoomIsInvalidInALaterRoomWithItsCode() {
    String voter = hub.voter(room);
    hub.ask("DELETE", room.path()).as(room.token()).send();
    Room next = new Room(room.code(), "The next", 7, Optional.of("another"), 0);
    HttpKit.await(hub.store.addRoom(next));
    String poll = hub.open(new Made(room.code(), hub.tokens.owner(next)));

    assertThat(hub.ask("DELETE", room.path()).as(room.token()).send().at("code"))
        .isEqualTo("forbidden");
    assertThat(hub.vote(poll, voter, "a").at("code")).isEqualTo("forbidden");
  }

  @Test
  void aNewKeyInvalidatesTheOldOne() {

    Got made = hub.post(room.path() + "/token").as(room.token()).send();

    assertThat(made.status()).isEqualTo(201);
    String key = (String) made.at("token");
    assertThat(hub.get(room.path() + "/token").as(key).send().at("role")).isEqualTo("presenter");
    assertThat(hub.get(room.path() + "/token").as(room.token()).send().status()).isEqualTo(401);
    assertThat(hub.get(room.path() + "/token").as(hub.voter(room)).send().status()).isEqualTo(403);
    Got refused = hub.post(room.path() + "/polls").as(room.token()).send(Map.of());
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.at("code")).isEqualTo("bad-token");
    assertThat(hub.post(room.path() + "/token").as(hub.voter(room)).send().at("code"))
        .isEqualTo("forbidden");
    assertThat(hub.ask("DELETE", room.path()).as(key).send().status()).isEqualTo(204);
  }

  @Test
  void repeatingACallForANewKeyReturnsTheSameKey() {
    String path = room.path() + "/token";
    Map<String, Object> call = Map.of("id", "hZ2pE8-qQ1_0xYv7");
    Object lost = hub.post(path).as(room.token()).send(call).at("token");

    Got again = hub.post(path).as(room.token()).send(call);

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.at("token")).isEqualTo(lost);
    assertThat(hub.get(path).as((String) lost).send().status()).isEqualTo(200);
    assertThat(hub.get(path).as(room.token()).send().status()).isEqualTo(401);
    for (Map<String, Object> other :
        List.<Map<String, Object>>of(Map.of(), Map.of("id", "another-call-000"))) {
      assertThat(hub.post(path).as(room.token()).send(other).at("code")).isEqualTo("bad-token");
    }
    String newest = (String) hub.post(path).as((String) lost).send().at("token");
    assertThat(hub.post(path).as(room.token()).send(call).at("code")).isEqualTo("bad-token");
    assertThat(hub.post(path).as((String) lost).send(call).at("code")).isEqualTo("bad-token");
    assertThat(hub.get(path).as(newest).send().status()).isEqualTo(200);
  }

  @Test
  void aGuessableIdOfACallForANewKeyIsRefused() {
    for (Object id : List.of("short", "with spaces in it..", 7)) {
      Got refused = hub.post(room.path() + "/token").as(room.token()).send(Map.of("id", id));
      assertThat(refused.status()).isEqualTo(422);
    }
    assertThat(hub.get(room.path() + "/token").as(room.token()).send().status()).isEqualTo(200);
  }

  @Test
  void draftsAreShownToThePresenterAlone() {
    String draft = hub.draft(room);

    assertThat((List<?>) hub.get(room.path()).send().at("polls")).isEmpty();
    assertThat((List<?>) hub.get(room.path()).as(room.token()).send().at("polls")).hasSize(1);
    assertThat((List<?>) hub.get(room.path()).as(hub.room().token()).send().at("polls")).isEmpty();
    assertThat(hub.get(draft).send().at("code")).isEqualTo("unknown-poll");
    assertThat(hub.get(draft).as(room.token()).send().status()).isEqualTo(200);
    assertThat(hub.get(draft + "/result").send().at("code")).isEqualTo("unknown-poll");
  }

  @Test
  void thePresenterCanChangeTheTitleAndTheOrderOfPolls() {
    String first = id(hub.draft(room));
    hub.clock.advance(1);
    String second = id(hub.draft(room));

    Got got =
        hub.ask("PATCH", room.path())
            .as(room.token())
            .send(Map.of("title", "New", "polls", List.of(second, first)));

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.at("title")).isEqualTo("New");
    assertThat(((List<?>) got.at("polls")).stream().map(poll -> ((Map<?, ?>) poll).get("id")))
        .isEqualTo(List.of(second, first));
  }

  @Test
  void anOrderThatIsNotAPermutationOfThePollsIsRefused() {
    String poll = id(hub.draft(room));
    for (Object polls :
        List.of(List.of(), List.of(poll, poll), List.of("other"), "x", List.of(1))) {
      Got got =
          hub.ask("PATCH", room.path())
              .as(room.token())
              .send(Map.of("title", "New", "polls", polls));
      assertThat(got.status()).isEqualTo(422);
      assertThat(got.pointers()).containsExactly("/polls");
    }
    assertThat(hub.get(room.path()).send().at("title")).isEqualTo("A room");
  }

  @Test
  void aDeletedRoomIsGone() {
    String poll = hub.open(room);

    Got deleted = hub.ask("DELETE", room.path()).as(room.token()).send();

    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.raw().body()).isEmpty();
    assertThat(hub.get(room.path()).send().at("code")).isEqualTo("unknown-room");
    assertThat(hub.get(poll).send().at("code")).isEqualTo("unknown-room");
    assertThat(hub.ask("DELETE", room.path()).as(room.token()).send().status()).isEqualTo(404);
  }

  @Test
  void theQrCodeEncodesTheLink() {

    Got got = hub.get(room.path() + "/qr.svg").send();

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.header("Content-Type")).isEqualTo("image/svg+xml");
    assertThat(got.header("Cache-Control")).isEqualTo("private, max-age=300");
    assertThat(got.header("Vary")).isEqualTo("Host");
    assertThat(got.text()).startsWith("<svg ").contains("crispEdges");
    assertThat(hub.get("/api/v1/rooms/ZZZZZZ/qr.svg").send().at("code")).isEqualTo("unknown-room");
  }

  @Test
  void theIdOfAVoterIsNotTheToken() {

    Got one = hub.post(room.path() + "/voters").send();
    Got two = hub.post(room.path() + "/voters").send(Map.of());

    assertThat(one.status()).isEqualTo(201);
    assertThat((String) one.at("voter")).matches("[A-Za-z0-9_-]{16}").isNotEqualTo(two.at("voter"));
    assertThat((String) one.at("token")).hasSizeGreaterThan(60);
  }

  @Test
  void anOperatorCanSetTheAddressAndRestrictTheCreationOfRooms() {
    HttpSettings base = HttpSettings.DEFAULT;
    try (HttpKit one = new HttpKit(base.withPublicUrl("https://vote.example/"))) {
      Got got = one.post("/api/v1/rooms").send(Map.of("title", "x"));
      assertThat(got.at("joinUrl")).isEqualTo("https://vote.example/r/" + got.at("code"));
      Got picture = one.get("/api/v1/rooms/" + got.at("code") + "/qr.svg").send();
      assertThat(picture.header("Cache-Control")).isEqualTo("public, max-age=300");
    }
    HttpSettings shut = new HttpSettings(Optional.empty(), false, 1000, 15_000);
    try (HttpKit one = new HttpKit(shut)) {
      assertThat(one.post("/api/v1/rooms").send(Map.of("title", "x")).status()).isEqualTo(403);
    }
    try (HttpKit one = new HttpKit(base, List.of(), 2)) {
      one.room();
      one.room();
      Got third = one.post("/api/v1/rooms").send(Map.of("title", "x"));
      assertThat(third.status()).isEqualTo(429);
      assertThat(third.at("code")).isEqualTo("rate-limited");
      assertThat(Integer.parseInt(third.header("Retry-After"))).isBetween(1, 120);
    }
  }

  private static String id(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Test
  void whoLeadsIsToldForHowLongTheRoomIsKeptAndVotersAreNot() {
    long before = System.currentTimeMillis();

    Got told = hub.get(room.path()).as(room.token()).send();

    assertThat(told.at("keepDays")).isEqualTo(90);
    assertThat((Long) told.at("keptUntil") - before)
        .isBetween(TimeUnit.DAYS.toMillis(90), TimeUnit.DAYS.toMillis(90) + 60_000);
    assertThat(hub.get(room.path()).send().json()).doesNotContainKeys("keepDays", "keptUntil");
  }
}
