package io.votehub.store.embedded;

import java.util.concurrent.atomic.AtomicInteger;
import org.h2.mvstore.MVStore;

/**
 * What was durable after one commit. The file keeps its pages until nobody holds it any more: it is
 * held from its making until the next one takes its place, and by everyone who reads.
 */
final class Snapshot {
  private final MVStore store;
  private final MVStore.TxCounter version;
  private final StoreView view;
  private final AtomicInteger holders = new AtomicInteger(1);

  Snapshot(MVStore store, StoreMaps tables) {
    this.store = store;
    version = store.registerVersionUsage();
    view = new StoreView(tables);
  }

  StoreView view() {
    return view;
  }

  /** Holds it until {@link #release}; false if it is too late for that. */
  boolean hold() {
    return holders.getAndUpdate(now -> now == 0 ? 0 : now + 1) > 0;
  }

  void release() {
    if (holders.decrementAndGet() == 0) {
      store.deregisterVersionUsage(version);
    }
  }
}
