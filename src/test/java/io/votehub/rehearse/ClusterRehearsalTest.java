package io.votehub.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.ClusterEngines;
import io.votehub.RunningHub;
import io.votehub.redis.RedisLink;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Presenters rehearse on a hub of two instances, and reach now the one and now the other. */
@Tag("slow")
class ClusterRehearsalTest {
  private final Vertx vertx = Vertx.vertx();
  @TempDir private Path folder;
  private ClusterEngines engines;
  private RunningHub one;
  private RunningHub two;
  private RunningHub.Room room;
  private String path;
  private RedisLink redis;

  @BeforeEach
  void start() {
    engines = new ClusterEngines();
    one = new RunningHub(folder, engines.settings("one"));
    two = new RunningHub(folder, engines.settings("two"));
    room = one.room();
    path = "/api/v1/rooms/" + room.code() + "/rehearsal";
    redis = new RedisLink(vertx, engines.redis.config());
    RunningHub.await(redis.start());
  }

  @AfterEach
  void stop() {
    RunningHub.await(redis.close());
    RunningHub.await(vertx.close());
    one.close();
    two.close();
    engines.close();
  }

  private Map<String, Object> await(RunningHub hub, Predicate<Map<String, Object>> condition)
      throws InterruptedException {
    long until = System.nanoTime() + 60_000_000_000L;
    Map<String, Object> state = hub.get(path, room.token());
    while (!condition.test(state)) {
      assertThat(System.nanoTime()).as("in time: " + state).isLessThan(until);
      Thread.sleep(50);
      state = hub.get(path, room.token());
    }
    return state;
  }

  private static boolean hasPhones(Map<String, Object> state) {
    return state.get("present") instanceof Integer present && present > 0;
  }

  @Test
  void eachInstanceTellsOfTheOneRehearsalAndCanStopIt() throws Exception {
    assertThat(one.call("POST", path, room.token(), "{\"voters\":30}").statusCode()).isEqualTo(202);

    Map<String, Object> there = await(two, ClusterRehearsalTest::hasPhones);

    assertThat(there).containsEntry("state", "running").containsEntry("voters", 30);
    RunningHub.Room other = two.room();
    String otherPath = "/api/v1/rooms/" + other.code() + "/rehearsal";
    for (RunningHub hub : List.of(one, two)) {
      assertThat(hub.call("POST", otherPath, other.token(), "{}").statusCode()).isEqualTo(503);
      assertThat(hub.get(otherPath, other.token()))
          .containsEntry("state", "none")
          .containsEntry("possible", false);
    }

    assertThat(two.call("DELETE", path, room.token(), null).statusCode()).isEqualTo(204);

    for (RunningHub hub : List.of(one, two)) {
      assertThat(hub.get(path, room.token()))
          .containsEntry("state", "stopped")
          .containsEntry("reason", "stopped")
          .containsEntry("possible", true);
    }
  }

  @Test
  void aRehearsalEndsWithItsInstanceAndItsCopyIsDeletedByAnother() throws Exception {
    RunningHub.Room copy = two.room();
    RedisCurrentRehearsal dead = new RedisCurrentRehearsal(redis, 500);
    RunningHub.await(dead.begin("x", room.code(), Map.of("state", "running", "voters", 20)));
    RunningHub.await(
        dead.renew("x", Optional.of(copy.code()), Map.of("state", "running", "voters", 20)));

    assertThat(one.call("POST", path, room.token(), "{}").statusCode()).isEqualTo(503);
    Map<String, Object> state = await(one, each -> !"running".equals(each.get("state")));

    assertThat(state)
        .containsEntry("state", "stopped")
        .containsEntry("reason", "fault")
        .containsEntry("voters", 20)
        .containsEntry("possible", true);
    assertThat(two.call("GET", "/api/v1/rooms/" + copy.code(), null, null).statusCode())
        .isEqualTo(404);
    assertThat(RunningHub.await(dead.renew("x", Optional.empty(), Map.of())))
        .isEqualTo(CurrentRehearsal.Order.LOST);
  }

  @Test
  void anInstanceThatStopsEndsItsRehearsal() throws Exception {
    assertThat(one.call("POST", path, room.token(), "{\"voters\":10}").statusCode()).isEqualTo(202);
    await(two, ClusterRehearsalTest::hasPhones);

    one.stopHub();

    assertThat(two.get(path, room.token()))
        .containsEntry("state", "stopped")
        .containsEntry("possible", true);
  }

  @Test
  void theSheetIsReadOnTheOtherInstance() throws Exception {
    Rehearsals here = rehearsals(one);
    Rehearsals there = rehearsals(two);
    Rehearsals.Copies copies = copies();

    RunningHub.await(here.start(room.code(), 20, List.of(), copies));
    Map<String, Object> state = RunningHub.await(there.state(room.code(), copies));
    while ("running".equals(state.get("state"))) {
      Thread.sleep(50);
      state = RunningHub.await(there.state(room.code(), copies));
    }

    assertThat(state).containsEntry("state", "done");
    assertThat((Map<?, ?>) state.get("sheet")).extracting("passed").isEqualTo(true);
  }

  private Rehearsals rehearsals(RunningHub hub) {
    return new Rehearsals(
        vertx,
        new Rehearsals.Place(
            () -> URI.create("http://127.0.0.1:" + hub.port()),
            Optional.empty(),
            () -> 0,
            () -> Future.succeededFuture(0.0)),
        new RedisCurrentRehearsal(redis),
        Duration.ofSeconds(4));
  }

  private Rehearsals.Copies copies() {
    RunningHub.Room copy = one.room();
    return new Rehearsals.Copies() {
      @Override
      public Future<RehearsalPlan.Room> make() {
        return Future.succeededFuture(new RehearsalPlan.Room(copy.code(), copy.token()));
      }

      @Override
      public Future<Void> delete(String code) {
        return Future.succeededFuture();
      }
    };
  }
}
