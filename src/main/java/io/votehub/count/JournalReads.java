package io.votehub.count;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.memory.MemoryShare;
import io.votehub.store.JournalEntry;
import io.votehub.store.Store;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads journals, so that what all readings together keep in memory stays within a share of the
 * budget, however many there are and however long the journals. A reading begins beside others, and
 * may keep a little; one that wants to keep more begins anew when it can be alone, and may then
 * keep the whole share. What is more than that is read in pieces, see {@link HashPartition}.
 */
public final class JournalReads {
  private static final int BESIDE = 8;

  private final Store store;
  private final MemoryShare share;
  private final AsyncSemaphore turns;

  JournalReads(Vertx vertx, Store store, MemoryShare share) {
    this.store = store;
    this.share = share;
    this.turns = new AsyncSemaphore(vertx, BESIDE);
  }

  /** The most that one reading may keep, in bytes. */
  long most() {
    return share.limit() / 2;
  }

  /**
   * Reads a poll's journal once, or twice where the first time it had to share.
   *
   * @param begin makes what is fed with the entries; it tells {@link ReadMemory} what it keeps
   * @param most how much it may keep in bytes, when it is alone
   * @return what was fed, which is then the caller's; fails with {@link ReadMemory.TooMuch} if it
   *     would keep more
   */
  <P extends Consumer<JournalEntry>> Future<P> read(
      String poll, long most, Function<ReadMemory, P> begin) {
    long little = share.limit() / 2 / BESIDE;
    return turns
        .take(1, () -> once(poll, Math.min(little, most), begin))
        .recover(
            fault ->
                fault instanceof ReadMemory.TooMuch && little < most
                    ? turns.take(turns.all(), () -> once(poll, most, begin))
                    : Future.failedFuture(fault));
  }

  private <P extends Consumer<JournalEntry>> Future<P> once(
      String poll, long limit, Function<ReadMemory, P> begin) {
    ReadMemory gathered = new ReadMemory(share, limit);
    P reader = begin.apply(gathered);
    return store.readJournal(poll, reader).map(reader).onComplete(done -> gathered.release());
  }
}
