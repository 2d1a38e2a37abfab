package io.votehub.store.embedded;

import java.util.concurrent.atomic.AtomicInteger;
import org.h2.mvstore.MVStore;

/**
 * The durable state after one commit. The file keeps its pages until the snapshot is released by
 * all holders: it is retained from its creation until the next one replaces it, and by every
 * reader.
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

  /**
   * Retains the snapshot until {@link #release}; false if it was already released by all holders.
   */
  boolean retain() {
    return holders.getAndUpdate(now -> now == 0 ? 0 : now + 1) > 0;
  }

  void release() {
    if (holders.decrementAndGet() == 0) {
      store.deregisterVersionUsage(version);
    }
  }
}
