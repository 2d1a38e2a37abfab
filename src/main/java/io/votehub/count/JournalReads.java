package io.votehub.count;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.memory.MemoryShare;
import io.votehub.store.JournalEntry;
import io.votehub.store.Store;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads journals within a share of the memory budget, however many readings there are and however
 * long the journals. A reading starts beside others and may keep little; a reading that needs more
 * starts again once it can be alone, and may then keep the whole share. What exceeds the share is
 * read in partitions, see {@link HashPartition}.
 */
public final class JournalReads {
  private static final int CONCURRENT = 8;

  private final Store store;
  private final MemoryShare share;
  private final AsyncSemaphore turns;

  JournalReads(Vertx vertx, Store store, MemoryShare share) {
    this.store = store;
    this.share = share;
    this.turns = new AsyncSemaphore(vertx, CONCURRENT);
  }

  /** The most that one reading may keep, in bytes. */
  long most() {
    return share.limit() / 2;
  }

  /**
   * Reads a poll's journal once, or twice where the first reading had to share the memory.
   *
   * @param begin creates the consumer of the entries, which reports to {@link ReadMemory} what it
   *     keeps
   * @param most how much it may keep when it is alone, in bytes
   * @return the consumer, once it has taken the whole journal; fails with {@link
   *     ReadMemory.TooMuch} if it would keep more
   */
  <P extends Consumer<JournalEntry>> Future<P> read(
      String poll, long most, Function<ReadMemory, P> begin) {
    long little = share.limit() / 2 / CONCURRENT;
    return turns
        .acquire(1, () -> once(poll, Math.min(little, most), begin))
        .recover(
            fault ->
                fault instanceof ReadMemory.TooMuch && little < most
                    ? turns.acquire(turns.total(), () -> once(poll, most, begin))
                    : Future.failedFuture(fault));
  }

  private <P extends Consumer<JournalEntry>> Future<P> once(
      String poll, long limit, Function<ReadMemory, P> begin) {
    ReadMemory memory = new ReadMemory(share, limit);
    P reader = begin.apply(memory);
    return store.readJournal(poll, reader).map(reader).onComplete(done -> memory.release());
  }
}
