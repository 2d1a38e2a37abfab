package io.votehub.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.RunningHub;
import io.votehub.poll.Refusal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class RehearsalsTest {
  private final Vertx vertx = Vertx.vertx();
  @TempDir private Path folder;
  private RunningHub hub;
  private RunningHub.Room copied;
  private double votesElsewhere;

  @BeforeEach
  void open() {
    hub = new RunningHub(folder, Map.of("VOTEHUB_LIMITS_ENABLED", "true"));
  }

  @AfterEach
  void close() {
    RunningHub.await(vertx.close());
    hub.close();
  }

  private Rehearsals rehearsals(DoubleSupplier votes) {
    return new Rehearsals(
        vertx,
        new Rehearsals.Place(
            () -> URI.create("http://127.0.0.1:" + hub.port()),
            Optional.empty(),
            votes,
            () -> Future.succeededFuture(votesElsewhere)),
        new MemoryCurrentRehearsal(),
        Duration.ofSeconds(4));
  }

  private final Rehearsals.Copies copies =
      new Rehearsals.Copies() {
        @Override
        public Future<RehearsalPlan.Room> make() {
          copied = hub.room();
          return Future.succeededFuture(new RehearsalPlan.Room(copied.code(), copied.token()));
        }

        @Override
        public Future<Void> delete(String code) {
          hub.call("DELETE", "/api/v1/rooms/" + code, copied.token(), null);
          return Future.succeededFuture();
        }
      };

  private Map<String, Object> state(Rehearsals rehearsals, String room) {
    return RunningHub.await(rehearsals.state(room, copies));
  }

  private Map<String, Object> over(Rehearsals rehearsals) throws InterruptedException {
    Map<String, Object> state = state(rehearsals, "ROOM");
    while ("running".equals(state.get("state"))) {
      Thread.sleep(50);
      state = state(rehearsals, "ROOM");
    }
    return state;
  }

  @Test
  void aRankedPollWithHiddenResultsIsRehearsedInACopyThatIsDeleted() throws Exception {
    Rehearsals rehearsals = rehearsals(() -> 0);
    Map<String, Object> poll =
        Map.of(
            "question",
            "Which?",
            "method",
            "ranked",
            "options",
            List.of("A", "B", "C"),
            "settings",
            Map.of("results", "hidden", "change", false));

    Map<String, Object> begun =
        RunningHub.await(rehearsals.start("ROOM", 30, List.of(poll), copies));
    assertThat(begun).containsEntry("state", "running").containsEntry("voters", 30);
    assertThatThrownBy(() -> RunningHub.await(rehearsals.start("OTHER", 30, List.of(), copies)))
        .isInstanceOf(Refusal.class);
    Map<String, Object> state = over(rehearsals);

    assertThat(state).containsEntry("state", "done").containsEntry("possible", true);
    assertThat(((Map<?, ?>) state.get("sheet")).get("passed")).as(state.toString()).isEqualTo(true);
    assertThat(state(rehearsals, "OTHER")).containsEntry("state", "none");
    assertThat(hub.call("GET", "/api/v1/rooms/" + copied.code(), null, null).statusCode())
        .isEqualTo(404);
  }

  @Test
  void whilePeopleVoteThereIsNoRehearsal() throws Exception {
    double[] votes = {0};
    Rehearsals rehearsals = rehearsals(() -> votes[0] += 100);

    RunningHub.await(rehearsals.start("ROOM", 30, List.of(), copies));

    assertThat(over(rehearsals)).containsEntry("state", "stopped").containsEntry("reason", "busy");
    assertThat(copied).isNull();
  }

  @Test
  void whilePeopleVoteOnAnotherInstanceThereIsNoRehearsal() throws Exception {
    votesElsewhere = 50;
    Rehearsals rehearsals = rehearsals(() -> 0);

    RunningHub.await(rehearsals.start("ROOM", 30, List.of(), copies));

    assertThat(over(rehearsals)).containsEntry("reason", "busy");
    assertThat(copied).isNull();
  }

  @Test
  void aPresenterStartsFollowsAndStopsARehearsalOfTheirRoom() {
    RunningHub.Room room = hub.room();
    String path = "/api/v1/rooms/" + room.code() + "/rehearsal";
    String voter =
        (String) hub.post("/api/v1/rooms/" + room.code() + "/voters", null, Map.of()).get("token");

    assertThat(hub.call("POST", path, voter, "{}").statusCode()).isEqualTo(403);
    assertThat(hub.call("POST", path, room.token(), "{\"voters\":501}").statusCode())
        .isEqualTo(422);
    assertThat(hub.get(path, room.token())).containsEntry("state", "none");
    assertThat(hub.call("POST", path, room.token(), "{\"voters\":20}").statusCode()).isEqualTo(202);
    assertThat(hub.call("POST", path, room.token(), "{}").statusCode()).isEqualTo(503);
    assertThat(hub.get(path, room.token())).containsEntry("state", "running");
    assertThat(hub.call("DELETE", path, room.token(), null).statusCode()).isEqualTo(204);

    assertThat(hub.get(path, room.token()))
        .containsEntry("state", "stopped")
        .containsEntry("reason", "stopped");
  }
}
