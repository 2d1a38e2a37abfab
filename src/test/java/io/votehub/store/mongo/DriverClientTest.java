package io.votehub.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import io.votehub.jvm.Transports;
import io.votehub.store.StoreContract;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DriverClientTest {
  private MongoStandIn server;

  @BeforeEach
  void start() throws IOException {
    server = MongoStandIn.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** The threads that the driver's own loops would have. */
  private static Set<Thread> ownLoops() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().startsWith("nioEventLoopGroup"))
        .collect(Collectors.toSet());
  }

  private void ping(Vertx vertx) {
    JsonObject config = new JsonObject().put("connection_string", server.uri("test"));
    MongoClient client = DriverClient.create(vertx, config);
    JsonObject answer =
        StoreContract.await(client.runCommand("ping", new JsonObject().put("ping", 1)));
    assertThat(answer.getDouble("ok")).isEqualTo(1);
    StoreContract.await(client.close());
  }

  @ParameterizedTest
  @EnumSource(Transports.class)
  void theLoopsOfTheHubServeItsConnections(Transports transport) {
    Vertx vertx = transport.build(Vertx.builder(), any -> true);
    Set<Thread> before = ownLoops();

    ping(vertx);

    assertThat(ownLoops()).isSubsetOf(before);
    StoreContract.await(vertx.close());
  }

  @Test
  void closingItLeavesTheLoopsToTheHub() {
    Vertx vertx = Transports.AUTO.build(Vertx.builder(), any -> true);

    ping(vertx);
    ping(vertx);

    StoreContract.await(vertx.close());
  }
}
