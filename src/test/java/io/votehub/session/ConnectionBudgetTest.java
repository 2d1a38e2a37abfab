package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectionBudgetTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private int sockets;

  private ConnectionBudget budget(int maxHttp, long descriptors) {
    return new ConnectionBudget("main", maxHttp, descriptors, () -> sockets, registry);
  }

  private static long acquired(ConnectionBudget budget, int attempts) {
    return IntStream.range(0, attempts).filter(i -> budget.tryAcquire()).count();
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }

  @Test
  void connectionsAreTakenUpToTheConfiguredLimit() {
    ConnectionBudget budget = budget(5, 10_000);

    assertThat(acquired(budget, 9)).isEqualTo(5);
    assertThat(gauge("votehub.http.connections")).isEqualTo(5);
    assertThat(gauge("votehub.http.connections.limit")).isEqualTo(5);

    budget.release();
    assertThat(budget.tryAcquire()).isTrue();
    assertThat(budget.tryAcquire()).isFalse();
  }

  @Test
  void someFileDescriptorsAreNeverTakenByConnections() {
    ConnectionBudget budget = budget(100_000, 1_000);
    sockets = 800;

    assertThat(acquired(budget, 1_000)).as("128 are reserved").isEqualTo(1_000 - 128 - 800);
    assertThat(gauge("votehub.http.connections.limit")).isEqualTo(1_000 - 128);
  }

  @Test
  void ofFewFileDescriptorsAQuarterIsReserved() {
    assertThat(acquired(budget(100_000, 100), 1_000)).isEqualTo(75);
  }

  @Test
  void webSocketsLeaveSomeConnectionsToRequests() {
    ConnectionBudget budget = budget(100, 1_000);
    sockets = 1_000 - 128 - 64 - 1;
    assertThat(budget.allowsWebSocket()).isTrue();

    sockets++;

    assertThat(budget.allowsWebSocket()).isFalse();
    assertThat(budget.tryAcquire()).isTrue();
  }

  @Test
  void connectionsThatAreClosedForOthersOrForBeingSlowAreCountedByTheReason() {
    ConnectionBudget budget = budget(100, 1_000);
    budget.countEvicted();
    budget.countEvicted();
    budget.countTimedOut();

    assertThat(closed("crowded")).isEqualTo(2);
    assertThat(closed("late")).isEqualTo(1);
  }

  private double closed(String reason) {
    return registry.get("votehub.http.connections.closed").tag("reason", reason).counter().count();
  }

  @Test
  void theFreeFileDescriptorsOfTheProcessAreFewerThanItMayHave() {
    assertThat(ConnectionBudget.freeDescriptors()).isBetween(1L, 10_000_000L);
  }
}
