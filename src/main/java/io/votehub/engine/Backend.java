package io.votehub.engine;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.vertx.core.Future;
import io.votehub.fanout.Fanout;
import io.votehub.fanout.Membership;
import io.votehub.identity.HubKey;
import io.votehub.ledger.Ledger;
import io.votehub.people.People;
import io.votehub.redis.RedisLink;
import io.votehub.rehearse.CurrentRehearsal;
import io.votehub.store.HiddenRooms;
import io.votehub.store.HistoryStore;
import io.votehub.store.Store;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Store, ledger and fan-out of an instance, open and ready.
 *
 * @param clock the time by which polls close; in a cluster the ledger's, as far as it is known here
 * @param pollScanIntervalMs how often to look for polls that other instances opened; empty for a
 *     single instance
 * @param membership the members of the cluster; empty for a single instance
 * @param queued number of entries waiting to be written to the store
 * @param meters metrics of the backend other than those of the store's writes
 * @param counters where instances count what they limit together; empty for a single instance
 * @param checks health checks of what the instance depends on, by name
 * @param key supplies the signing key of tokens and receipts if the operator sets none; the same on
 *     all instances
 * @param keep keeps a text under a name, unless one is kept there already, and supplies the one
 *     that is kept; the same on all instances, and in no backup
 * @param people opens the store of accounts, whose owner closes it; not called where accounts are
 *     off
 * @param hidden the rooms of the instance's own, below {@code store}
 * @param rehearsal the hub's latest rehearsal, which the instances of a cluster share
 * @param close closes everything else
 */
public record Backend(
    Store store,
    Ledger ledger,
    Fanout fanout,
    InstantSource clock,
    OptionalLong pollScanIntervalMs,
    Optional<Membership> membership,
    IntSupplier queued,
    MeterBinder meters,
    Optional<RedisLink> counters,
    Map<String, Supplier<Future<?>>> checks,
    Supplier<Future<HubKey>> key,
    BiFunction<String, String, Future<String>> keep,
    Supplier<Future<People>> people,
    HiddenRooms hidden,
    CurrentRehearsal rehearsal,
    Supplier<Future<Void>> close) {
  private static final String MISSING_ID = "none";

  /**
   * The same, and the store notes what happens to polls and what is deleted.
   *
   * @param days for how long that is kept
   */
  public Future<Backend> withHistory(int days) {
    return HistoryStore.over(store, clock, TimeUnit.DAYS.toMillis(days))
        .map(
            noting ->
                new Backend(
                    noting,
                    ledger,
                    fanout,
                    clock,
                    pollScanIntervalMs,
                    membership,
                    queued,
                    meters,
                    counters,
                    checks,
                    key,
                    keep,
                    people,
                    hidden,
                    rehearsal,
                    close));
  }

  /** Reads from store and ledger; fails if one of them cannot be read. */
  public Future<?> probeReads() {
    return Future.all(store.poll(MISSING_ID), ledger.has(MISSING_ID)).mapEmpty();
  }
}
