package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import io.votehub.memory.MemoryBudget;
import io.votehub.session.VoterClient;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients make the hub keep for them is bounded by bytes, and given back. */
class MemoryOfClientsTest {
  private HttpKit hub;
  private Made room;

  @BeforeEach
  void start() {
    hub = new HttpKit(HttpSettings.DEFAULT, MemoryBudget.of(1 << 23));
    room = hub.room();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private void await(BooleanSupplier condition) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(until);
      HttpKit.await(hub.vertx.timer(20));
    }
  }

  @Test
  void bodiesForWhichThereIsNoRoomAreAnsweredBusyAndSmallOnesAreTaken() {
    long free = hub.memory.bodies().limit();
    hub.memory.bodies().take(free);

    Got large = hub.post("/api/v1/rooms").send(Map.of("title", "x".repeat(100_000)));
    Got small = hub.post("/api/v1/rooms").send(Map.of("title", "A room"));

    assertThat(large.status()).isEqualTo(503);
    assertThat(large.at("code")).isEqualTo("busy");
    assertThat(small.status()).isEqualTo(201);
    await(() -> hub.memory.bodies().used() == free);
  }

  @Test
  void aJoinIsRefusedWhileReceiversThatAreBehindTakeAllThereIs() {
    long all = hub.memory.sending().limit() + 1;
    hub.memory.sending().take(all);
    VoterClient voter = VoterClient.connect(hub.vertx, hub.port);
    voter.send(Map.of("type", "join", "room", room.code()));
    assertThat(voter.await("error")).containsEntry("code", "busy").containsEntry("retry", true);

    hub.memory.sending().give(all);

    assertThat(voter.join(room.code())).containsKey("token");
    voter.close();
  }
}
