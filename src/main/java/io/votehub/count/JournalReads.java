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
    return read(most, memory -> journal(poll, begin.apply(memory)));
  }

  /**
   * Visits the entries that stand, once each and in the order of the journal; or again from the
   * first on, with another visitor, where the memory had to be shared. Never on an event loop.
   *
   * @param begin creates the visitor, which reports to {@link ReadMemory} what it keeps
   * @param most how much it may keep when it is alone, in bytes
   * @return the visitor, once it has taken all entries; fails with {@link ReadMemory.TooMuch} if it
   *     would keep more, and with {@link StaleEpochException} if some are gone: the poll was reset
   *     or deleted
   */
  <P extends Consumer<JournalEntry>> Future<P> visit(
      StandingEntries standing, long most, Function<ReadMemory, P> begin) {
    return read(most, memory -> pass(standing, begin.apply(memory)));
  }

  /**
   * Reads a journal and then visits what stands in another one, within the memory of one reading;
   * what the first consumer keeps counts until the second is done.
   *
   * @param then creates the visitor once the first consumer has taken its journal
   * @return the visitor; fails with {@link ReadMemory.TooMuch} if both would keep more
   */
  <P extends Consumer<JournalEntry>, Q extends Consumer<JournalEntry>> Future<Q> readAndVisit(
      String poll, StandingEntries standing, Function<ReadMemory, P> begin, Function<P, Q> then) {
    return read(
        most(),
        memory ->
            journal(poll, begin.apply(memory)).compose(read -> pass(standing, then.apply(read))));
  }

  private <P> Future<P> read(long most, Function<ReadMemory, Future<P>> reading) {
    long little = share.limit() / 2 / CONCURRENT;
    return turns
        .acquire(1, () -> once(Math.min(little, most), reading))
        .recover(
            fault ->
                fault instanceof ReadMemory.TooMuch && little < most
                    ? turns.acquire(turns.total(), () -> once(most, reading))
                    : Future.failedFuture(fault));
  }

  private <P> Future<P> once(long limit, Function<ReadMemory, Future<P>> reading) {
    ReadMemory memory = new ReadMemory(share, limit);
    return reading.apply(memory).onComplete(done -> memory.release());
  }

  private <P extends Consumer<JournalEntry>> Future<P> journal(String poll, P reader) {
    return store.readJournal(poll, reader).map(reader);
  }

  private <P extends Consumer<JournalEntry>> Future<P> pass(StandingEntries standing, P visitor) {
    RevisionSet wanted = new RevisionSet(standing.revs());
    return store
        .readJournal(
            standing.poll(),
            entry -> {
              if (wanted.isNext(entry.rev())) {
                visitor.accept(entry);
              }
            })
        .map(
            read -> {
              wanted.requireAll();
              return visitor;
            });
  }
}
