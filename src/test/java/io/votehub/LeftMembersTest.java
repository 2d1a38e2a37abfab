package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Vertx;
import io.votehub.electorate.LeftMembers;
import io.votehub.people.People;
import io.votehub.people.RollMember;
import io.votehub.people.embedded.EmbeddedPeople;
import io.votehub.people.mongo.MongoPeople;
import io.votehub.store.Store;
import io.votehub.store.StoreMeter;
import io.votehub.store.embedded.EmbeddedStore;
import io.votehub.store.mongo.MongoStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A hub died after it had deleted a room and before it had deleted the members of its rolls. */
@Tag("slow")
class LeftMembersTest {
  private static final long WITHIN_NANOS = 60_000_000_000L;
  private static final long PAUSE_NANOS = 10_000_000L;

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();

  private final Logger log = (Logger) LoggerFactory.getLogger(LeftMembers.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    log.setLevel(Level.INFO);
    log.addAppender(lines);
  }

  @AfterEach
  void close() {
    log.detachAppender(lines);
    log.setLevel(null);
    RunningHub.await(vertx.close());
  }

  /** The roll of that room, with two members. */
  private static String roll(RunningHub hub, RunningHub.Room room) {
    String rolls = "/api/v1/rooms/" + room.code() + "/electorates";
    String roll = (String) hub.post(rolls, room.token(), Map.of("title", "Members")).get("id");
    for (String label : List.of("Ana", "Bo")) {
      hub.post(rolls + "/" + roll + "/members", room.token(), Map.of("label", label));
    }
    return roll;
  }

  private boolean hasDeleted() {
    return List.copyOf(lines.list).stream()
        .anyMatch(line -> line.getFormattedMessage().startsWith("Deleted the members of 1 "));
  }

  private static void awaitThat(String what, BooleanSupplier condition) {
    long until = System.nanoTime() + WITHIN_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("not in time: " + what).isLessThan(until);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** The rolls that have members. */
  private static List<String> rolls(People people) {
    return RunningHub.await(people.members("", 100)).stream()
        .map(RollMember::roll)
        .distinct()
        .toList();
  }

  @Test
  void aSingleHubDeletesThemAtItsNextStart() {
    RunningHub.Room gone;
    String kept;
    try (RunningHub hub = new RunningHub(folder)) {
      gone = hub.room();
      roll(hub, gone);
      kept = roll(hub, hub.room());
    }
    Store store = RunningHub.await(EmbeddedStore.open(vertx, folder, StoreMeter.NONE));
    RunningHub.await(store.deleteRoom(gone.code()));
    RunningHub.await(store.close());

    // Nobody else can open the file of a hub that runs, so the log says when it is done.
    try (RunningHub hub = new RunningHub(folder)) {
      assertThat(hub.port()).isPositive();
      awaitThat("the hub has deleted members", this::hasDeleted);
    }

    People people = RunningHub.await(EmbeddedPeople.open(vertx, folder, InstantSource.system()));
    List<String> left = rolls(people);
    RunningHub.await(people.close());
    assertThat(left).containsExactly(kept);
  }

  @Test
  void anInstanceOfAClusterDoesSoToo() {
    try (ClusterEngines engines = new ClusterEngines()) {
      RunningHub.Room gone;
      String kept;
      try (RunningHub hub = new RunningHub(folder, engines.settings("one"))) {
        gone = hub.room();
        roll(hub, gone);
        kept = roll(hub, hub.room());
      }
      MongoStore store =
          RunningHub.await(MongoStore.open(vertx, engines.mongo.uri("cluster"), StoreMeter.NONE));
      RunningHub.await(store.deleteRoom(gone.code()));
      People people = RunningHub.await(MongoPeople.open(store.calls(), InstantSource.system()));

      try (RunningHub hub = new RunningHub(folder, engines.settings("two"))) {
        assertThat(hub.port()).isPositive();
        awaitThat("the members are deleted", () -> rolls(people).size() == 1);
      }

      assertThat(rolls(people)).containsExactly(kept);
      RunningHub.await(store.close());
    }
  }
}
