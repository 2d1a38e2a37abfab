package io.votehub.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.RunningHub;
import io.votehub.json.Json;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class RehearsalTest {
  private static final Thresholds PATIENT = new Thresholds(60_000, 60_000, 60_000);
  private static final long WITHIN_SECONDS = 200;

  private final Vertx vertx = Vertx.vertx();
  private final List<Progress> heard = new CopyOnWriteArrayList<>();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError(late);
    }
  }

  private static RehearsalPlan plan(
      int port, int voters, int seconds, Optional<RehearsalPlan.Room> room) {
    URI hub = URI.create("http://127.0.0.1:" + port);
    return new RehearsalPlan(
        hub,
        false,
        List.of(hub.resolve("/metrics")),
        voters,
        Duration.ofSeconds(seconds),
        AudienceProfile.HALL,
        PATIENT,
        room,
        RehearsalPlan.defaultPolls());
  }

  private Rehearsal rehearsal(RehearsalPlan plan) {
    return new Rehearsal(vertx, plan, heard::add);
  }

  @Test
  void aHubWithItsLimitsPassesAndKeepsNothing() {
    try (RunningHub hub = new RunningHub(folder, Map.of("VOTEHUB_LIMITS_ENABLED", "true"))) {
      FaultyHub relay = new FaultyHub(hub.port(), 0);
      await(vertx.deployVerticle(relay));

      Sheet sheet = await(rehearsal(plan(relay.port(), 200, 6, Optional.empty())).run());

      assertThat(sheet.passed()).as(SheetText.of(sheet)).isTrue();
      assertThat(sheet.counts().get("votesAcknowledged")).isGreaterThanOrEqualTo(190);
      assertThat(sheet.refusals()).isEmpty();
      assertThat(sheet.resources()).extracting(HubLoad.Resource::name).contains("cpu", "files");
      assertThat(sheet.carries().voters()).isGreaterThanOrEqualTo(200);
      // Some are always away: they lose their network, as in a hall.
      assertThat(heard).extracting(Progress::present).anyMatch(n -> n >= 190 && n <= 200);
      String room = "/api/v1/rooms/" + await(relay.room());
      assertThat(hub.call("GET", room, null, null).statusCode()).isEqualTo(404);
      isReadByPeopleAndPrograms(sheet);
    }
  }

  private static void isReadByPeopleAndPrograms(Sheet sheet) {
    assertThat(SheetText.of(sheet)).contains("PASSED", "Ready for 200 phones");
    assertThat(Json.write(sheet.toJson())).contains("\"passed\":true", "\"id\":\"lost\"");
    assertThat(SheetHtml.of(sheet))
        .contains("Ready for 200 phones", "<svg", "prefers-color-scheme: dark")
        .doesNotContain("src=", "<script", "@import", "url(");
  }

  @Test
  void votesThatAreAcknowledgedAndNotCountedFailTheSheet() {
    try (RunningHub hub = new RunningHub(folder)) {
      FaultyHub faulty = new FaultyHub(hub.port(), 20);
      await(vertx.deployVerticle(faulty));

      Sheet sheet = await(rehearsal(plan(faulty.port(), 100, 5, Optional.empty())).run());

      assertThat(sheet.passed()).isFalse();
      assertThat(sheet.failures()).extracting(Sheet.Check::id).contains("lost");
      assertThat(SheetText.of(sheet)).contains("FAIL  Acknowledged votes lost", "FAILED");
      assertThat(sheet.rounds().get(0).lost()).isBetween(1L, 10L);
    }
  }

  @Test
  void aStopDeletesTheRoom() {
    try (RunningHub hub = new RunningHub(folder)) {
      FaultyHub relay = new FaultyHub(hub.port(), 0);
      await(vertx.deployVerticle(relay));
      Rehearsal rehearsal = rehearsal(plan(relay.port(), 50, 60, Optional.empty()));
      Future<Sheet> running = rehearsal.run();
      String path = "/api/v1/rooms/" + await(relay.room());
      assertThat(hub.call("GET", path, null, null).statusCode()).isEqualTo(200);

      await(rehearsal.stop());

      assertThat(hub.call("GET", path, null, null).statusCode()).isEqualTo(404);
      assertThat(await(running).passed()).isFalse();
      assertThat(await(running).fault()).contains("stopped");
    }
  }

  @Test
  void whereNobodyMayMakeRoomsAGivenRoomIsUsedAndKeepsItsPolls() {
    RehearsalPlan.Room given;
    String poll;
    try (RunningHub hub = new RunningHub(folder)) {
      RunningHub.Room room = hub.room();
      poll = hub.draft(room, Map.of());
      given = new RehearsalPlan.Room(room.code(), room.token());
    }
    try (RunningHub hub = new RunningHub(folder, Map.of("VOTEHUB_ROOMS_OPEN", "false"))) {
      Rehearsal without = rehearsal(plan(hub.port(), 20, 5, Optional.empty()));
      assertThatThrownBy(() -> await(without.run())).hasMessageContaining("403");

      Sheet sheet = await(rehearsal(plan(hub.port(), 20, 4, Optional.of(given))).run());

      assertThat(sheet.passed()).as(SheetText.of(sheet)).isTrue();
      assertThat(hub.get("/api/v1/rooms/" + given.code(), given.token()).get("polls"))
          .asInstanceOf(InstanceOfAssertFactories.LIST)
          .singleElement()
          .asInstanceOf(InstanceOfAssertFactories.MAP)
          .containsEntry("id", poll);
    }
  }
}
