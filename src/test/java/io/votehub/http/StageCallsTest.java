package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.session.VoterClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** The stage is part of a room's state and is set by presenters. */
class StageCallsTest extends CallsTest {
  private Got put(Map<String, ?> stage) {
    return hub.ask("PUT", room.path() + "/stage").as(room.token()).send(stage);
  }

  private Object stage() {
    return hub.get(room.path()).send().at("stage");
  }

  @Test
  void theStageFollowsThePollsUntilAPresenterSetsIt() {
    assertThat(stage()).isEqualTo(Map.of("follow", true, "rev", 0));
    String poll = id(hub.open(room));

    Got set = put(Map.of("poll", poll, "rev", 0));

    assertThat(set.status()).isEqualTo(200);
    assertThat(set.json()).isEqualTo(Map.of("poll", poll, "rev", 1));
    assertThat(stage()).isEqualTo(Map.of("poll", poll, "rev", 1));
    assertThat(put(Map.of("lobby", true)).json()).isEqualTo(Map.of("lobby", true, "rev", 2));
    assertThat(put(Map.of("blank", true)).json()).isEqualTo(Map.of("blank", true, "rev", 3));
    assertThat(put(Map.of("follow", true)).json()).isEqualTo(Map.of("follow", true, "rev", 4));
  }

  @Test
  void questionsALeaderboardAndABreakCanBeShown() {
    assertThat(put(Map.of("questions", true)).json())
        .isEqualTo(Map.of("questions", true, "rev", 1));
    assertThat(put(Map.of("leaderboard", true)).json())
        .isEqualTo(Map.of("leaderboard", true, "rev", 2));
    long before = System.currentTimeMillis();

    Got coffee = put(Map.of("break", Map.of("title", "Coffee", "seconds", 600)));

    assertThat(coffee.at("rev")).isEqualTo(3);
    assertThat(coffee.at("break"))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("title", "Coffee")
        .hasSize(2)
        .hasEntrySatisfying(
            "until",
            until ->
                assertThat(((Number) until).longValue() - before).isBetween(595_000L, 660_000L));
    assertThat(stage()).isEqualTo(coffee.json());
    long until = before + 60_000;
    assertThat(put(Map.of("break", Map.of("until", until))).json())
        .isEqualTo(Map.of("break", Map.of("until", until), "rev", 4));
    assertThat(put(Map.of("break", Map.of("until", until))).at("rev"))
        .as("the same break again changes nothing")
        .isEqualTo(4);
    assertThat(put(Map.of("break", Map.of())).json())
        .as("a break whose end is open")
        .isEqualTo(Map.of("break", Map.of(), "rev", 5));
  }

  @Test
  void aBreakThatCannotBeIsRefused() {
    for (Map<String, ?> bad :
        List.of(
            Map.of("seconds", 0),
            Map.of("seconds", 86_401),
            Map.of("seconds", "60"),
            Map.of("until", -1),
            Map.of("until", System.currentTimeMillis() + 200_000_000L),
            Map.of("seconds", 60, "until", 1),
            Map.of("title", "x".repeat(101)),
            Map.of("cake", true))) {
      Got got = put(Map.of("break", bad));
      assertThat(got.status()).isEqualTo(422);
      assertThat(got.pointers()).hasSize(1).allMatch(pointer -> pointer.startsWith("/break"));
    }
    assertThat(put(Map.of("break", true)).pointers()).containsExactly("/break");
    assertThat(stage()).isEqualTo(Map.of("follow", true, "rev", 0));
  }

  @Test
  void theSlowerOfTwoPresentersGetsTheCurrentStage() {
    put(Map.of("lobby", true, "rev", 0));

    Got late = put(Map.of("blank", true, "rev", 0));

    assertThat(late.status()).isEqualTo(409);
    assertThat(late.at("code")).isEqualTo("conflict");
    assertThat(late.at("current")).isEqualTo(Map.of("lobby", true, "rev", 1));
    assertThat(stage()).isEqualTo(Map.of("lobby", true, "rev", 1));
    assertThat(put(Map.of("lobby", true, "rev", 0)).json())
        .as("who wants the same is content")
        .isEqualTo(Map.of("lobby", true, "rev", 1));
  }

  @Test
  void aStageChangeIsSentToAllMembersAndToLaterOnes() {
    try (VoterClient onlooker = VoterClient.connect(hub.vertx, hub.port);
        VoterClient later = VoterClient.connect(hub.vertx, hub.port)) {
      assertThat(room(onlooker.join(room.code())))
          .containsEntry("stage", Map.of("follow", true, "rev", 0));

      put(Map.of("blank", true, "rev", 0));

      assertThat(room(onlooker.await("room")))
          .containsEntry("title", "A room")
          .containsEntry("stage", Map.of("blank", true, "rev", 1));
      assertThat(room(later.join(room.code(), Optional.of(room.token()))))
          .containsEntry("stage", Map.of("blank", true, "rev", 1));
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> room(Map<String, Object> message) {
    return (Map<String, Object>) message.get("room");
  }

  @Test
  void onlyAPresenterMaySetTheStageAndOnlyToAVisiblePoll() {
    String draft = id(hub.draft(room));
    String path = room.path() + "/stage";

    assertThat(hub.ask("PUT", path).send(Map.of("lobby", true)).status()).isEqualTo(401);
    assertThat(hub.ask("PUT", path).as(hub.voter(room)).send(Map.of("lobby", true)).at("code"))
        .isEqualTo("forbidden");
    assertThat(put(Map.of("poll", "none")).at("code")).isEqualTo("unknown-poll");
    assertThat(put(Map.of("poll", id(hub.open(hub.room())))).at("code")).isEqualTo("unknown-poll");
    assertThat(put(Map.of("poll", draft)).pointers()).containsExactly("/poll");
    for (Map<String, ?> bad :
        List.of(
            Map.of("lobby", false),
            Map.of("poll", true),
            Map.of("rev", -1, "lobby", true),
            Map.of("curtain", true))) {
      assertThat(put(bad).status()).isEqualTo(422);
      assertThat(put(bad).pointers()).hasSize(1);
    }
    assertThat(put(Map.of("rev", 0)).at("code")).isEqualTo("bad-request");
    assertThat(put(Map.of("lobby", true, "blank", true)).at("code")).isEqualTo("bad-request");
    assertThat(stage()).isEqualTo(Map.of("follow", true, "rev", 0));
  }

  private static String id(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
