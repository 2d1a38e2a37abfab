package io.votehub.engine;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.vertx.core.Future;
import io.votehub.fanout.Fanout;
import io.votehub.fanout.Membership;
import io.votehub.identity.HubKey;
import io.votehub.ledger.Ledger;
import io.votehub.store.Store;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The engines that an instance runs on, open and ready.
 *
 * @param clock the time by which polls close, as far as it is known here
 * @param lookForPollsMs how often to look for polls that other instances opened; nothing where
 *     there are none
 * @param membership who else is there; nothing where this instance is alone
 * @param queued how many entries wait for the store
 * @param meters what is measured of the engines beside the store's writes
 * @param checks what the instance depends on, by name; each fails while that is down
 * @param key with which tokens and receipts are signed if the operator gives none; the same on all
 *     instances
 * @param close lets go of everything
 */
public record Backend(
    Store store,
    Ledger ledger,
    Fanout fanout,
    InstantSource clock,
    OptionalLong lookForPollsMs,
    Optional<Membership> membership,
    IntSupplier queued,
    MeterBinder meters,
    Map<String, Supplier<Future<?>>> checks,
    Supplier<Future<HubKey>> key,
    Supplier<Future<Void>> close) {
  private static final String NOTHING = "none";

  /** Reads from store and ledger; fails while one of them cannot be read. */
  public Future<?> read() {
    return Future.all(store.poll(NOTHING), ledger.has(NOTHING)).mapEmpty();
  }
}
