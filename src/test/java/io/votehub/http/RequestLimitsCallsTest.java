package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.WebSocketConnectOptions;
import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import io.votehub.limit.LimitKit;
import io.votehub.limit.Network;
import io.votehub.limit.NewVoters.ChallengeMode;
import io.votehub.session.VoterClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The limits per person and address, behind a trusted proxy on this machine. */
class RequestLimitsCallsTest {
  private static final List<Network> THIS_MACHINE =
      Stream.of("127.0.0.0/8", "::1").map(n -> Network.parse(n).orElseThrow()).toList();
  private static final Map<String, String> ROOM = Map.of("title", "A room");

  private final HttpKit hub = new HttpKit(HttpSettings.DEFAULT, THIS_MACHINE, 600);

  @AfterEach
  void stop() {
    hub.close();
  }

  private HttpKit.Ask from(String forwardedFor, String method, String path) {
    return hub.ask(method, path).with("X-Forwarded-For", forwardedFor);
  }

  private Got makeRoom(String forwardedFor) {
    return from(forwardedFor, "POST", "/api/v1/rooms").send(ROOM);
  }

  private Made room() {
    Got made = makeRoom("203.0.113.250");
    return new Made((String) made.at("code"), (String) made.at("token"));
  }

  @Test
  void aFloodOfNewRoomsFromOneAddressDoesNotAffectOthers() {
    for (int i = 0; i < 480; i++) {
      assertThat(makeRoom("198.51.100." + i % 250 + ", 203.0.113.7").status()).isEqualTo(201);
    }

    Got refused = makeRoom("198.51.100.251, 203.0.113.7");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 7200);
    assertThat(refused.header("RateLimit")).startsWith("\"rooms\";r=0;t=");
    assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"rooms\";q=480;w=3600");
    assertThat(makeRoom("203.0.113.8").status()).isEqualTo(201);
    assertThat(makeRoom("203.0.113.7, 203.0.113.8").status()).isEqualTo(201);
  }

  @Test
  void oneTokenCreatesTenRoomsAnHourFromAnyAddress() {
    Made first = room();
    for (int i = 0; i < 10; i++) {
      Got got = from("203.0.113." + i, "POST", "/api/v1/rooms").as(first.token()).send(ROOM);
      assertThat(got.status()).isEqualTo(201);
    }

    Got refused = from("203.0.113.99", "POST", "/api/v1/rooms").as(first.token()).send(ROOM);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"rooms\";q=10;w=3600");
  }

  @Test
  void onlyThePresenterWhoCallsTooOftenIsRefused() {
    Made busy = room();
    Made calm = room();
    for (int i = 0; i < 60; i++) {
      assertThat(hub.get(busy.path() + "/token").as(busy.token()).send().status()).isEqualTo(200);
    }

    Got refused = hub.get(busy.path() + "/token").as(busy.token()).send();

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.at("code")).isEqualTo("rate-limited");
    assertThat(hub.get(calm.path() + "/token").as(calm.token()).send().status()).isEqualTo(200);
    assertThat(hub.get(busy.path()).send().status()).as("to look on").isEqualTo(200);
  }

  @Test
  void fiveHundredVotersBehindOneAddressAreNotSlowed() {
    Made room = room();
    String poll = hub.open(room);
    long begin = System.nanoTime();
    for (int i = 0; i < 500; i++) {
      Got joined = from("203.0.113.7", "POST", room.path() + "/voters").send();
      assertThat(joined.status()).isEqualTo(201);
      Got voted =
          from("203.0.113.7", "POST", poll + "/ballots")
              .as((String) joined.at("token"))
              .send(Map.of("ballot", Map.of("choice", "a")));
      assertThat(voted.status()).isEqualTo(201);
    }

    assertThat(limited("identities", "address")).as("in %d ns", System.nanoTime() - begin).isZero();
  }

  private double limited(String kind, String by) {
    return hub.meters.get("votehub.limited").tag("class", kind).tag("by", by).counter().count();
  }

  @Test
  void guessingCodesIsSlowedOverHttpAndWebSocketAndJoiningIsNot() {
    Made room = room();
    for (int i = 0; i < 300; i++) {
      assertThat(from("203.0.113.7", "GET", "/api/v1/rooms/ZZZZZZ").send().status()).isEqualTo(404);
    }
    assertThat(limited("codes", "address")).isZero();

    long begin = System.nanoTime();
    VoterClient voter =
        VoterClient.connect(
            hub.vertx,
            new WebSocketConnectOptions()
                .setPort(hub.port)
                .addHeader("X-Forwarded-For", "203.0.113.7"));
    voter.send(Map.of("type", "join", "room", "ZZZZZZ"));
    assertThat(voter.await("error")).containsEntry("code", "unknown-room");
    assertThat(System.nanoTime() - begin).as("nanoseconds").isGreaterThan(1_400_000_000L);
    assertThat(limited("codes", "address")).isEqualTo(1);

    assertThat(voter.join(room.code())).containsEntry("role", "voter");
    assertThat(limited("codes", "address")).isEqualTo(1);
    voter.close();
  }

  @Test
  void creatingVotersFasterThanAnAudienceDoesIsSlowed() {
    Made room = room();
    int made = 0;
    while (limited("identities", "address") < 3) {
      assertThat(from("203.0.113.7", "POST", room.path() + "/voters").send().status())
          .isEqualTo(201);
      made++;
    }

    assertThat(made).isEqualTo(1200 + 3);
  }

  @Test
  @SuppressWarnings("unchecked")
  void newVotersShowAProofOverHttpAndWebSocketAndReturningOnesDoNot() {
    try (HttpKit asking = new HttpKit(THIS_MACHINE, ChallengeMode.ON)) {
      Made room = asking.room();
      Got refused = asking.post(room.path() + "/voters").send();
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.at("code")).isEqualTo("challenge");
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      Map<String, Object> asked = (Map<String, Object>) refused.at("challenge");
      String proof = LimitKit.solve((Map<String, Object>) asked.get("work"));

      Got made = asking.post(room.path() + "/voters").send(Map.of("proof", proof));

      assertThat(made.status()).isEqualTo(201);
      assertThat(asking.post(room.path() + "/voters").send(Map.of("proof", proof)).status())
          .as("once more")
          .isEqualTo(403);
      VoterClient voter = VoterClient.connect(asking.vertx, asking.port);
      voter.send(Map.of("type", "join", "room", room.code()));
      Map<String, Object> error = voter.await("error");
      assertThat(error).containsEntry("code", "challenge").containsEntry("retry", true);
      Map<String, Object> work =
          (Map<String, Object>) ((Map<String, Object>) error.get("challenge")).get("work");
      voter.send(Map.of("type", "join", "room", room.code(), "proof", LimitKit.solve(work)));
      assertThat(voter.await("joined")).containsEntry("role", "voter");
      voter.close();
      VoterClient back = VoterClient.connect(asking.vertx, asking.port);
      assertThat(back.join(room.code(), Optional.of((String) made.at("token"))))
          .containsEntry("role", "voter");
      back.close();
    }
  }
}
