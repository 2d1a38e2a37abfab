package io.votehub.engine;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.fanout.LocalFanout;
import io.votehub.files.SecretFile;
import io.votehub.identity.HubKey;
import io.votehub.ledger.MemoryLedger;
import io.votehub.ledger.MonotonicClock;
import io.votehub.memory.MemoryBudget;
import io.votehub.method.VotingMethods;
import io.votehub.people.People;
import io.votehub.people.embedded.EmbeddedPeople;
import io.votehub.rehearse.MemoryCurrentRehearsal;
import io.votehub.store.HiddenRooms;
import io.votehub.store.StoreException;
import io.votehub.store.StoreMeter;
import io.votehub.store.embedded.EmbeddedStore;
import io.votehub.store.embedded.UnfinishedRestore;
import io.votehub.trace.VoteFollower;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The backend of a single instance: the embedded store in a file, the ledger in memory, and fan-out
 * over the event bus of the process.
 */
public final class EmbeddedBackend {
  private static final long CLOCK_ADJUST_INTERVAL_MS = 1_000;

  private EmbeddedBackend() {}

  /**
   * Opens the store. On failure everything is closed again, and the message is fit for operators.
   */
  public static Future<Backend> open(
      Vertx vertx,
      Path folder,
      VotingMethods methods,
      StoreMeter meter,
      MemoryBudget memory,
      VoteFollower follower) {
    return refuseHalfRestored(folder)
        .compose(whole -> EmbeddedStore.open(vertx, folder, meter))
        .map(
            store -> {
              HiddenRooms rooms = new HiddenRooms(store);
              MonotonicClock clock = new MonotonicClock(InstantSource.system(), System::nanoTime);
              MemoryLedger ledger = new MemoryLedger(clock, memory.standing());
              long adjusting =
                  vertx.setPeriodic(
                      CLOCK_ADJUST_INTERVAL_MS, timer -> clock.follow(ledger.hasTimedPage()));
              return new Backend(
                  rooms,
                  ledger,
                  new LocalFanout(vertx, methods, follower),
                  clock,
                  OptionalLong.empty(),
                  Optional.empty(),
                  store::queued,
                  registry -> {},
                  Optional.empty(),
                  Map.of("store", store::check, "ledger", ledger::now),
                  () -> key(vertx, folder),
                  (name, text) -> keep(vertx, folder, name, text),
                  () ->
                      EmbeddedPeople.open(vertx, folder, InstantSource.system())
                          .map(People.class::cast),
                  rooms,
                  new MemoryCurrentRehearsal(),
                  () -> {
                    vertx.cancelTimer(adjusting);
                    return store.close();
                  });
            });
  }

  private static Future<Void> refuseHalfRestored(Path folder) {
    try {
      return UnfinishedRestore.isIn(folder)
          ? Future.failedFuture(
              new StoreException(
                  "A restore into the data folder "
                      + folder.toAbsolutePath()
                      + " was cut short. Restore again: it begins anew.",
                  null))
          : Future.succeededFuture();
    } catch (IOException fault) {
      return Future.failedFuture(
          new StoreException("The data folder " + folder + " cannot be read", fault));
    }
  }

  private static Future<String> keep(Vertx vertx, Path folder, String name, String text) {
    return vertx.executeBlocking(
        () -> {
          SecretFile.writeIfAbsent(folder, name, text);
          return Files.readString(folder.resolve(name), StandardCharsets.US_ASCII);
        });
  }

  private static Future<HubKey> key(Vertx vertx, Path folder) {
    return vertx.executeBlocking(() -> HubKey.inFolder(folder));
  }
}
