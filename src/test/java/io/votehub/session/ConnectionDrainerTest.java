package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionDrainerTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() throws TimeoutException {
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  @Test
  void withOtherInstancesClientsAreDisconnectedGraduallyAndReconnectAtOnce()
      throws TimeoutException {
    List<Client> clients = clients(200);

    drain(false, clients);

    assertThat(spanMs(clients)).isGreaterThan(300);
    assertThat(clients).allSatisfy(client -> assertThat(client.retryAfterMs).isBetween(100L, 199L));
  }

  @Test
  void onTheOnlyInstanceClientsAreDisconnectedTogetherAndReconnectStaggered()
      throws TimeoutException {
    List<Client> clients = clients(100);

    Future<Boolean> inOneTurn =
        Future.future(
            told ->
                vertx.runOnContext(
                    turn ->
                        told.complete(
                            new ConnectionDrainer(vertx, true).drain(clients).succeeded())));

    assertThat(inOneTurn.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(clients).allSatisfy(client -> assertThat(client.told).hasValue(1));
    assertThat(clients.stream().mapToLong(client -> client.retryAfterMs).max().orElseThrow())
        .isGreaterThan(400);
  }

  @Test
  void aClientIsDisconnectedAfterItsPendingAnswer() throws TimeoutException {
    List<Client> clients = clients(3);
    clients.get(0).inFlight = 1;

    Future<Void> said = begin(false, clients);
    while (clients.stream().mapToInt(client -> client.told.get()).sum() < 2) {
      vertx.timer(10).await(60, TimeUnit.SECONDS);
    }
    assertThat(clients.stream().map(client -> client.told.get())).containsExactly(0, 1, 1);
    clients.get(0).inFlight = 0;
    said.await(60, TimeUnit.SECONDS);

    assertThat(clients).allSatisfy(client -> assertThat(client.told).hasValue(1));
  }

  @Test
  void drainingDoesNotWaitForeverForAPendingAnswer() throws TimeoutException {
    List<Client> clients = clients(1);
    clients.get(0).inFlight = 1;

    drain(false, clients);

    assertThat(clients.get(0).told).hasValue(1);
  }

  @Test
  void drainingWithoutClientsCompletesAtOnce() throws TimeoutException {
    drain(false, List.of());
    drain(true, List.of());
  }

  private void drain(boolean alone, List<Client> clients) throws TimeoutException {
    begin(alone, clients).await(60, TimeUnit.SECONDS);
    assertThat(clients).allSatisfy(client -> assertThat(client.told).hasValue(1));
  }

  private Future<Void> begin(boolean alone, List<Client> clients) {
    return Future.future(
        promise ->
            vertx.runOnContext(
                turn -> new ConnectionDrainer(vertx, alone).drain(clients).onComplete(promise)));
  }

  private static List<Client> clients(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Client()).toList();
  }

  private static long spanMs(List<Client> clients) {
    long first = clients.stream().mapToLong(client -> client.toldAt).min().orElseThrow();
    long last = clients.stream().mapToLong(client -> client.toldAt).max().orElseThrow();
    return (last - first) / 1_000_000;
  }

  private static final class Client implements ConnectionDrainer.Client {
    private volatile int inFlight;
    private final AtomicInteger told = new AtomicInteger();
    private volatile long toldAt;
    private volatile long retryAfterMs;

    @Override
    public int votesInFlight() {
      return inFlight;
    }

    @Override
    public void disconnect(long retryAfterMs) {
      this.retryAfterMs = retryAfterMs;
      toldAt = System.nanoTime();
      told.incrementAndGet();
    }
  }
}
