package io.votehub.fanout;

import io.vertx.core.Vertx;
import io.votehub.bus.LocalCodec;
import io.votehub.method.VotingMethods;
import org.junit.jupiter.api.AfterEach;

class LocalFanoutTest extends FanoutContract {
  private final Vertx vertx = Vertx.vertx();
  private final LocalFanout fanout = new LocalFanout(vertx, VotingMethods.standard());

  LocalFanoutTest() {
    vertx.eventBus().registerCodec(new LocalCodec());
  }

  @Override
  protected Fanout fanout() {
    return fanout;
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
