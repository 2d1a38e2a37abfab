package io.votehub.count;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.memory.MemoryShare;
import io.votehub.store.JournalEntry;
import io.votehub.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads journals within a share of the memory budget, however many readings there are and however
 * long the journals. A reading starts beside others and may keep little. One that needs more has
 * the others' memory, too, if there are none at that moment; else it starts again once it can be
 * alone. What exceeds the share is read in partitions, see {@link HashPartition}.
 */
public final class JournalReads {
  private static final int CONCURRENT = 8;

  private final Vertx vertx;
  private final Store store;
  private final MemoryShare share;

  /** The part of the share that outlasts readings; the other half is for them. */
  private final MemoryShare held;

  private final AsyncSemaphore turns;

  JournalReads(Vertx vertx, Store store, MemoryShare share) {
    this.vertx = vertx;
    this.held = new MemoryShare("held", share.limit() / 2);
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
   * Reads a poll's journal like {@link #read}, keeping at most {@link #most}, and then does
   * something with what was read while its memory is still taken.
   *
   * @param finish called off the event loops
   */
  <P extends Consumer<JournalEntry>, R> Future<R> readAndFinish(
      String poll, Function<ReadMemory, P> begin, Function<P, R> finish) {
    return read(
        most(),
        memory ->
            journal(poll, begin.apply(memory))
                .compose(read -> vertx.executeBlocking(() -> finish.apply(read), false)));
  }

  /** Lets what a reading has taken outlast it; empty if too much is held already. */
  Optional<HeldMemory> hold(ReadMemory memory) {
    return held.tryTake(memory.bytes())
        ? Optional.of(new HeldMemory(List.of(share, held), memory.handOver()))
        : Optional.empty();
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
   * Visits the ballots that stand, in no particular order; equal ones once if the entries are in
   * memory. Otherwise like {@link #visit}.
   */
  <P extends BallotVisitor> Future<P> visitBallots(
      StandingEntries standing, long most, Function<ReadMemory, P> begin) {
    return standing
        .held()
        .map(
            held ->
                read(
                    most,
                    memory -> {
                      P visitor = begin.apply(memory);
                      return vertx.executeBlocking(
                          () -> {
                            held.visitBallots(visitor);
                            return visitor;
                          },
                          false);
                    }))
        .orElseGet(() -> visit(standing, most, begin));
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
    long little = Math.min(share.limit() / 2 / CONCURRENT, most);
    AtomicBoolean alone = new AtomicBoolean(little == most);
    return turns
        .acquire(1, () -> besideOthers(little, most, alone, reading))
        .recover(
            fault ->
                fault instanceof ReadMemory.TooMuch && !alone.get()
                    ? turns.acquire(turns.total(), () -> once(new ReadMemory(share, most), reading))
                    : Future.failedFuture(fault));
  }

  /**
   * Begins with little, and may keep all if nobody else reads when that does not suffice.
   *
   * @param alone whether more is allowed; set when it is
   */
  private <P> Future<P> besideOthers(
      long little, long most, AtomicBoolean alone, Function<ReadMemory, Future<P>> reading) {
    int others = turns.total() - 1;
    AtomicBoolean taken = new AtomicBoolean();
    ReadMemory memory =
        new ReadMemory(
            share,
            little,
            () -> {
              if (!alone.get() && turns.tryAcquire(others)) {
                taken.set(true);
                alone.set(true);
              }
              return alone.get() ? most : little;
            });
    return once(memory, reading)
        .onComplete(
            done -> {
              if (taken.get()) {
                turns.release(others);
              }
            });
  }

  private static <P> Future<P> once(ReadMemory memory, Function<ReadMemory, Future<P>> reading) {
    // What it throws at once fails the future, too.
    return Future.succeededFuture(memory).compose(reading).onComplete(done -> memory.release());
  }

  private <P extends Consumer<JournalEntry>> Future<P> journal(String poll, P reader) {
    return store.readJournal(poll, reader).map(reader);
  }

  private <P extends Consumer<JournalEntry>> Future<P> pass(StandingEntries standing, P visitor) {
    return standing
        .held()
        .map(
            held ->
                vertx.executeBlocking(
                    () -> {
                      held.visit(visitor);
                      return visitor;
                    },
                    false))
        .orElseGet(() -> readOnly(standing, visitor));
  }

  private <P extends Consumer<JournalEntry>> Future<P> readOnly(
      StandingEntries standing, P visitor) {
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
