package io.votehub.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.votehub.fanout.RoomChannel.Step;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrossInstanceVotersTest {
  private static final String ROOM = "ABC234";

  private final Vertx vertx = Vertx.vertx();
  private final Presence presence = new Presence(vertx, (room, voters) -> {});
  private final CrossInstanceVoters elsewhere =
      new CrossInstanceVoters(vertx, "here", presence, (room, message) -> {});

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private RoomChannel.Voters say(Step step, String voter) {
    return new RoomChannel.Voters("there", step, List.of(voter));
  }

  @Test
  void aVoterFoundElsewhereIsReportedOnce() {
    presence.enter(ROOM, "ann");
    elsewhere.joined(ROOM, "ann");

    assertThat(elsewhere.received(ROOM, say(Step.ALSO, "ann"))).containsExactly("ann");
    elsewhere.joined(ROOM, "ann");
    assertThat(elsewhere.received(ROOM, say(Step.ALSO, "ann"))).isEmpty();

    elsewhere.received(ROOM, say(Step.LEFT, "ann"));
    assertThat(elsewhere.received(ROOM, say(Step.ALSO, "ann"))).containsExactly("ann");
  }

  @Test
  void aVoterWhoIsNotConnectedHereIsNotReported() {
    assertThat(elsewhere.received(ROOM, say(Step.ALSO, "bob"))).isEmpty();
    assertThat(elsewhere.has("bob")).isFalse();
  }
}
