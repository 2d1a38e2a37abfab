package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.session.VoterClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Presenters choose the reactions of a room; voters see them only where the room says so. */
class ReactionCallsTest extends CallsTest {
  private static final Map<String, Object> CLAP = Map.of("type", "react", "emoji", "👏");

  private Got put(Map<String, ?> change) {
    return hub.ask("PUT", room.path() + "/reactions").as(room.token()).send(change);
  }

  @Test
  void aPresenterChoosesAndAllAreTold() {
    try (VoterClient voter = VoterClient.connect(hub.vertx, hub.port)) {
      voter.join(room.code());

      Got got = put(Map.of("emoji", List.of("👍", "👎")));

      assertThat(got.json()).isEqualTo(Map.of("emoji", List.of("👍", "👎"), "toVoters", false));
      assertThat(hub.get(room.path()).send().at("reactions")).isEqualTo(got.json());
      Map<?, ?> told = (Map<?, ?>) voter.await("room").get("room");
      assertThat(told.get("reactions")).isEqualTo(got.json());
    }
    assertThat(put(Map.of("toVoters", true)).at("emoji")).isEqualTo(List.of("👍", "👎"));
  }

  @Test
  void whatIsNoChoiceIsRefused() {
    assertThat(put(Map.of("emoji", List.of("cheers"))).at("code")).isEqualTo("bad-request");
    assertThat(put(Map.of("emoji", "👏")).at("code")).isEqualTo("bad-request");
    assertThat(put(Map.of("toVoters", 1)).at("code")).isEqualTo("bad-request");
    assertThat(put(Map.of("emojis", List.of())).at("code")).isEqualTo("bad-request");
    assertThat(hub.ask("PUT", room.path() + "/reactions").send(Map.of()).status()).isEqualTo(401);
  }

  @Test
  void screensSeeReactionsAndVotersOnlyWhereTheRoomSaysSo() {
    try (VoterClient voter = VoterClient.connect(hub.vertx, hub.port);
        VoterClient screen = VoterClient.connect(hub.vertx, hub.port)) {
      voter.join(room.code());
      screen.send(Map.of("type", "join", "room", room.code(), "watch", true));
      screen.await("joined");

      voter.send(CLAP);

      assertThat(screen.await("reactions").get("counts")).isEqualTo(Map.of("👏", 1));
      assertThat(voter.drain()).noneMatch(each -> each.get("type").equals("reactions"));
      put(Map.of("toVoters", true));
      voter.await("room");
      voter.send(CLAP);
      assertThat(voter.await("reactions").get("counts")).isEqualTo(Map.of("👏", 1));
    }
  }

  @Test
  void onlyVotersReactAndOnlyOnceTheyJoined() {
    try (VoterClient voter = VoterClient.connect(hub.vertx, hub.port);
        VoterClient presenter = VoterClient.connect(hub.vertx, hub.port)) {
      voter.send(CLAP);
      assertThat(voter.await("error").get("code")).isEqualTo("not-joined");
      voter.join(room.code());
      presenter.join(room.code(), Optional.of(room.token()));
      voter.send(Map.of("type", "react"));
      assertThat(voter.await("error").get("code")).isEqualTo("bad-message");

      presenter.send(CLAP);
      voter.send(CLAP);

      assertThat(presenter.await("reactions").get("counts")).isEqualTo(Map.of("👏", 1));
    }
  }
}
