package io.votehub;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.fanout.LocalFanout;
import io.votehub.identity.HubKey;
import io.votehub.ledger.MemoryLedger;
import io.votehub.ledger.SteadyClock;
import io.votehub.memory.MemoryBudget;
import io.votehub.poll.Methods;
import io.votehub.store.EmbeddedStore;
import io.votehub.store.StoreMeter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The embedded default: the store's file, the ledger in memory, and the fan-out over the event bus
 * of the process.
 */
final class EmbeddedFoundation {
  private static final long FOLLOW_MS = 1_000;

  private EmbeddedFoundation() {}

  /** Fails with what an operator can understand, and then nothing is left open. */
  static Future<Foundation> open(
      Vertx vertx, Path folder, Methods methods, StoreMeter meter, MemoryBudget memory) {
    return EmbeddedStore.open(vertx, folder, meter)
        .map(
            store -> {
              SteadyClock clock = new SteadyClock(InstantSource.system(), System::nanoTime);
              MemoryLedger ledger = new MemoryLedger(clock, memory.standing());
              long following =
                  vertx.setPeriodic(FOLLOW_MS, timer -> clock.follow(ledger.hasTimedPage()));
              return new Foundation(
                  store,
                  ledger,
                  new LocalFanout(vertx, methods),
                  clock,
                  OptionalLong.empty(),
                  Optional.empty(),
                  store::queued,
                  registry -> {},
                  Map.of("store", store::check, "ledger", ledger::now),
                  () -> key(vertx, folder),
                  () -> {
                    vertx.cancelTimer(following);
                    return store.close();
                  });
            });
  }

  private static Future<HubKey> key(Vertx vertx, Path folder) {
    return vertx.executeBlocking(() -> HubKey.inFolder(folder));
  }
}
