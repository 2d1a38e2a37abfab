package io.votehub.hublog;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.votehub.due.DueTasks;
import io.votehub.identity.Ids;
import io.votehub.ledger.Ledger;
import io.votehub.store.ScheduledTask;
import io.votehub.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Adds to the log what happened to seals, one after the other. Each entry once, over all instances:
 * whoever takes the lease of a task works on it, and first notes the entry with the place from
 * which on it may be.
 */
public final class LogWriter extends VerticleBase {
  private static final long LEASE_MS = 30_000;
  private static final int AT_ONCE = 32;

  /** What was announced happens within that time, or did not happen. */
  private static final long HAPPENS_WITHIN_MS = 120_000;

  private static final long LOOK_AGAIN_MS = 2_000;

  private final Store store;
  private final HubLog log;
  private final DueTasks due;
  private final String self = Ids.random();
  private long leases;

  /** The newest step, after which the next one begins: they would take one another's place. */
  private Future<Void> newest = done();

  /** Writes to the log of a store. */
  public LogWriter(Ledger ledger, Store store, HubLog log) {
    this.store = store;
    this.log = log;
    this.due =
        new DueTasks(
            new DueTasks.Kind(
                LogTask.KIND, PollLog.WAKE, AT_ONCE, "What is to be added to the hub's log"),
            ledger,
            store,
            this::take);
  }

  @Override
  public Future<?> start() {
    return due.start(vertx);
  }

  @Override
  public Future<?> stop() {
    return due.stop();
  }

  private Future<Void> take(List<ScheduledTask> found, long now) {
    found.forEach(task -> due.work(task, () -> afterOthers(() -> work(task.id(), now))));
    return done();
  }

  private Future<Void> afterOthers(Supplier<Future<Void>> step) {
    newest = newest.transform(ended -> step.get());
    return newest;
  }

  private static Future<Void> done() {
    return Future.succeededFuture();
  }

  private Future<Void> work(String id, long now) {
    String lease = self + '/' + ++leases;
    return change(
            id,
            before ->
                before.dueAt() > now
                    ? Optional.of(before)
                    : Optional.of(LogTask.of(before).heldBy(lease).dueAt(now + LEASE_MS)))
        .map(taken -> taken.map(LogTask::of).filter(task -> task.holder().equals(lease)))
        .compose(mine -> mine.isEmpty() ? done() : step(mine.get(), now));
  }

  private Future<Optional<ScheduledTask>> change(
      String id, Function<ScheduledTask, Optional<ScheduledTask>> change) {
    return store.changeTask(LogTask.KIND, id, before -> before.flatMap(change));
  }

  /** Changes a task while its lease is held; empty if it is held no more, or is gone. */
  private Future<Optional<LogTask>> change(
      LogTask task, long due, Function<LogTask, Optional<LogTask>> change) {
    return change(
            task.poll(),
            before -> {
              LogTask kept = LogTask.of(before);
              return kept.holder().equals(task.holder())
                  ? change.apply(kept).map(now -> now.dueAt(due))
                  : Optional.of(before);
            })
        .map(after -> after.map(LogTask::of).filter(now -> now.holder().equals(task.holder())));
  }

  private Future<Void> step(LogTask task, long now) {
    return task.next().isPresent()
        ? log.append(task.next().get().entry(), task.next().get().from())
            .compose(added -> change(task, now + LEASE_MS, kept -> task.added(kept.announcedAt())))
            .compose(next -> next.isEmpty() ? done() : step(next.get(), now))
        : store
            .poll(task.poll())
            .compose(
                record -> {
                  Optional<SealEntries.Entry> entry =
                      SealEntries.next(task.poll(), task.told(), record, now);
                  return entry.isEmpty() ? rest(task, now) : note(task, entry.get(), now);
                });
  }

  /** Before it is added, so that whoever comes after a crash adds the same entry. */
  private Future<Void> note(LogTask task, SealEntries.Entry entry, long now) {
    return log.size()
        .compose(
            size -> {
              LogTask.Next next = new LogTask.Next(entry.text(), size, entry.then());
              return change(task, now + LEASE_MS, kept -> Optional.of(kept.toAdd(next)));
            })
        .compose(noted -> noted.isEmpty() ? done() : step(noted.get(), now));
  }

  /** The log says all there is: what was announced is awaited for a while. */
  private Future<Void> rest(LogTask task, long now) {
    boolean mayHappen = now - task.announcedAt() < HAPPENS_WITHIN_MS;
    return change(
            task.poll(),
            before -> {
              LogTask kept = LogTask.of(before);
              if (!kept.holder().equals(task.holder())) {
                return Optional.of(before);
              }
              boolean isNew = kept.announcedAt() > task.announcedAt();
              if (mayHappen || isNew) {
                return Optional.of(kept.heldBy("").dueAt(now + LOOK_AGAIN_MS));
              }
              return kept.told().equals(LogTask.Told.NOTHING)
                  ? Optional.empty()
                  : Optional.of(kept.heldBy("").dueAt(Long.MAX_VALUE));
            })
        .mapEmpty();
  }
}
