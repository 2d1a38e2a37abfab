package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.session.VoterClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A running order goes on by the hub's clock. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgendaTest {
  private static final long WITHIN_S = 60;
  private static final long PAUSE_NANOS = 5_000_000;

  @TempDir static Path data;
  private RunningHub hub;
  private RunningHub.Room room;

  @BeforeAll
  void start() {
    hub = new RunningHub(data, settings());
  }

  /** Settings of the hub, in addition to those of every test. */
  Map<String, String> settings() {
    return Map.of();
  }

  @AfterAll
  void stop() {
    hub.close();
  }

  @BeforeEach
  void makeRoom() {
    room = hub.room();
  }

  private String path(String rest) {
    return "/api/v1/rooms/" + room.code() + "/agenda" + rest;
  }

  private Map<String, Object> put(List<?> steps) {
    HttpResponse<String> answer = hub.call("PUT", path(""), room.token(), Json.write(steps));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try {
      return Json.readObject(answer.body());
    } catch (BadJsonException fault) {
      throw new AssertionError(answer.body(), fault);
    }
  }

  private Map<String, Object> ask(String step) {
    return hub.post(path("/" + step), room.token(), Map.of());
  }

  private static Map<String, Object> poll(String id, int seconds, int showSeconds) {
    return Map.of("poll", id, "seconds", seconds, "showSeconds", showSeconds);
  }

  /** The running order once it is in that phase of that step. */
  private Map<String, Object> await(String wanted, String phase) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(WITHIN_S);
    while (true) {
      Map<String, Object> now = hub.get(path(""), room.token());
      Map<?, ?> current = (Map<?, ?>) now.getOrDefault("current", Map.of());
      if (current.toString().contains(wanted) && phase.equals(current.get("phase"))) {
        return now;
      }
      assertThat(System.nanoTime())
          .as("%s of %s in time: %s", phase, wanted, now)
          .isLessThan(until);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void awaitState(String wanted) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(WITHIN_S);
    while (!hub.get(path(""), room.token()).get("state").equals(wanted)) {
      assertThat(System.nanoTime()).as("%s in time", wanted).isLessThan(until);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void awaitStage(String wanted) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(WITHIN_S);
    while (true) {
      Object stage = hub.get("/api/v1/rooms/" + room.code(), room.token()).get("stage");
      if (stage.toString().contains(wanted)) {
        return;
      }
      assertThat(System.nanoTime()).as("%s in time: %s", wanted, stage).isLessThan(until);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  @Test
  void pollsOpenAndCloseByThemselvesWithABreakBetweenThem() {
    String first = hub.draft(room, Map.of());
    String second = hub.draft(room, Map.of());
    VoterClient phone = hub.join(room);
    VoterClient presenter = hub.connect();
    presenter.join(room.code(), Optional.of(room.token()));
    put(List.of(poll(first, 1, 0), Map.of("break", "Coffee", "seconds", 1), poll(second, 60, 5)));

    Map<String, Object> begun = ask("run");
    ask("run");

    assertThat(begun).containsEntry("state", "running");
    phone.await(
        message ->
            message.get("type").equals("poll")
                && message.toString().contains("id=" + first)
                && message.toString().contains("state=closed"));
    phone.await(
        message -> message.get("type").equals("room") && message.toString().contains("Coffee"));
    await(second, "open");
    awaitStage("poll=" + second);
    assertThat(presenter.drain().toString()).contains("type=agenda");
    assertThat(phone.drain().toString()).doesNotContain("type=agenda");
  }

  @Test
  void bigScreensAreToldWhichStepBeginsSoonAndWhenItDoesNot() {
    String first = hub.draft(room, Map.of());
    String second = hub.draft(room, Map.of());
    VoterClient phone = hub.join(room);
    VoterClient screen = watch();
    put(List.of(poll(first, 1, 5), Map.of("break", "Coffee", "seconds", 60), poll(second, 60, 5)));

    ask("run");
    Map<String, Object> upcoming = screen.await(message -> message.get("type").equals("upcoming"));
    VoterClient late = watch();
    ask("pause");

    assertThat(upcoming).containsEntry("break", "Coffee");
    assertThat((Long) upcoming.get("at")).isEqualTo(endOf(await(first, "result")));
    assertThat(late.await(message -> message.get("type").equals("upcoming"))).isEqualTo(upcoming);
    assertThat(screen.await(message -> message.get("type").equals("upcoming")))
        .isEqualTo(Map.of("type", "upcoming"));
    assertThat(phone.drain().toString()).doesNotContain("upcoming");
    ask("stop");
  }

  private VoterClient watch() {
    VoterClient screen = hub.connect();
    screen.send(Map.of("type", "join", "room", room.code(), "watch", true));
    return screen;
  }

  private static Object endOf(Map<String, Object> agenda) {
    return ((Map<?, ?>) agenda.get("current")).get("endsAt");
  }

  @Test
  void nextIsTakenOnceHoweverOftenItIsSent() {
    String first = hub.draft(room, Map.of());
    String second = hub.draft(room, Map.of());
    put(List.of(poll(first, 60, 60), poll(second, 60, 60)));
    ask("run");
    Object turn = await(first, "open").get("turn");

    hub.post(path("/next"), room.token(), Map.of("turn", turn));
    hub.post(path("/next"), room.token(), Map.of("turn", turn));
    Map<String, Object> shown = await(first, "result");
    hub.post(path("/next"), room.token(), Map.of("turn", turn));
    assertThat(await(first, "result").get("turn")).isEqualTo(shown.get("turn"));

    hub.post(path("/next"), room.token(), Map.of("turn", shown.get("turn")));
    hub.post(path("/next"), room.token(), Map.of("turn", shown.get("turn")));
    await(second, "open");
    hub.step(room, second, "close", Map.of());
    await(second, "result");
    ask("next");
    awaitState("ready");
  }

  @Test
  void aPauseKeepsTheNextPollClosed() {
    String first = hub.draft(room, Map.of());
    String second = hub.draft(room, Map.of());
    put(List.of(poll(first, 1, 0), poll(second, 60, 0)));
    ask("run");
    await(first, "open");
    assertThat(ask("pause")).containsEntry("state", "paused");

    Map<String, Object> waiting = await(first, "result");
    assertThat(waiting).containsEntry("state", "paused");
    hub.step(room, second, "duplicate", Map.of());
    assertThat(await(first, "result")).containsEntry("turn", waiting.get("turn"));

    ask("run");
    await(second, "open");
    assertThat(ask("stop")).containsEntry("state", "ready");
    assertThat(ask("stop")).containsEntry("state", "ready");
  }

  @Test
  void aPollClosesEarlyOnceAllPresentHaveAnswered() {
    String first = hub.draft(room, Map.of());
    VoterClient one = hub.join(room);
    VoterClient two = hub.join(room);
    put(
        List.of(
            Map.of("poll", first, "seconds", 600, "showSeconds", 600, "early", true),
            Map.of("break", "Lunch")));
    ask("run");
    await(first, "open");

    for (VoterClient each : List.of(one, two)) {
      String id = each.nextVoteId();
      each.send(Map.of("type", "vote", "id", id, "poll", first, "ballot", Map.of("choice", "a")));
      each.await(answer -> id.equals(answer.get("id")));
    }

    await(first, "result");
    ask("next");
    assertThat(await("Lunch", "break").get("current").toString()).doesNotContain("endsAt");
    awaitStage("Lunch");
    ask("next");
    awaitState("ready");
    awaitStage("follow=true");
  }

  @Test
  void aRunningOrderEndsWithItsRoom() {
    put(List.of(Map.of("break", "Coffee", "seconds", 600)));
    ask("run");
    await("Coffee", "break");
    assertThat(hub.call("DELETE", "/api/v1/rooms/" + room.code(), room.token(), null).statusCode())
        .isEqualTo(204);
    assertThat(hub.call("GET", path(""), room.token(), null).statusCode()).isEqualTo(404);
  }
}
