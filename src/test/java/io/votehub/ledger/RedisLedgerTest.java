package io.votehub.ledger;

import io.vertx.core.Vertx;
import io.votehub.redis.RedisLink;
import io.votehub.redis.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class RedisLedgerTest extends LedgerContract {
  private static RedisServer server;
  private final Vertx vertx = Vertx.vertx();
  private RedisLink link;
  private RedisLedger ledger;

  @BeforeAll
  static void startRedis() throws Exception {
    server = RedisServer.start();
  }

  @AfterAll
  static void stopRedis() throws Exception {
    server.close();
  }

  @BeforeEach
  void connect() throws Exception {
    server.flushAll();
    link = server.connect(vertx);
    ledger = new RedisLedger(link);
  }

  @AfterEach
  void disconnect() {
    await(link.close());
    await(vertx.close());
  }

  @Override
  protected Ledger ledger() {
    return ledger;
  }

  @Override
  protected void pass(long ms) {
    await(vertx.timer(ms));
  }
}
