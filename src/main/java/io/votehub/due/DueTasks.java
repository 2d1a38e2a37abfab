package io.votehub.due;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.votehub.ledger.Ledger;
import io.votehub.store.ScheduledTask;
import io.votehub.store.Store;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the tasks of a kind that are due by the ledger's clock, and keeps account of those that are
 * worked on. It looks when it is woken, when the next task is due, and every {@value #IDLE_MS} ms
 * for tasks of other instances, which may be gone by then; every {@value #BUSY_MS} ms while
 * anything is due that was left. Confined to the context of a verticle.
 */
public final class DueTasks {
  /** A task of another instance is found so much later, at most. */
  static final long IDLE_MS = 2_000;

  private static final long BUSY_MS = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(DueTasks.class);

  /**
   * The tasks to look for.
   *
   * @param name their kind in the store
   * @param wake the address on the event bus that says a task was added
   * @param atMost how many to find at once
   * @param inWords what they are, as the beginning of a log line
   */
  public record Kind(String name, String wake, int atMost, String inWords) {}

  /** Does what is due, or leaves it. */
  public interface Taker {
    /**
     * Takes what there is room for, by {@link DueTasks#work}.
     *
     * @param due what is due, the earliest first; may be empty
     * @param now by the ledger's clock, UTC milliseconds
     */
    Future<Void> take(List<ScheduledTask> due, long now);
  }

  private final Kind kind;
  private final Ledger ledger;
  private final Store store;
  private final Taker taker;
  private final Set<String> working = new HashSet<>();
  private Vertx vertx;
  private MessageConsumer<Object> wake;
  private long timer = -1;
  private boolean looking;
  private boolean lookAgain;
  private boolean stopped;
  private boolean troubled;

  public DueTasks(Kind kind, Ledger ledger, Store store, Taker taker) {
    this.kind = kind;
    this.ledger = ledger;
    this.store = store;
    this.taker = taker;
  }

  /** Begins to look. To be called once, on the context of the verticle. */
  public Future<Void> start(Vertx on) {
    vertx = on;
    wake = vertx.eventBus().localConsumer(kind.wake, any -> look());
    look();
    return wake.completion();
  }

  /** Looks no more and begins no more work; what is under way goes on. */
  public Future<Void> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    return wake.unregister();
  }

  /** How many tasks are worked on. */
  public int working() {
    return working.size();
  }

  /**
   * Begins work on a task, unless that is under way here or this was stopped. Looks again once it
   * is done.
   *
   * @return the work; empty if it was not begun
   */
  public Optional<Future<Void>> work(ScheduledTask task, Supplier<Future<Void>> step) {
    if (stopped || !working.add(task.id())) {
      return Optional.empty();
    }
    // Composed, so that what the step throws fails the future, too.
    return Optional.of(
        Future.succeededFuture()
            .compose(begun -> step.get())
            .onComplete(
                done -> {
                  working.remove(task.id());
                  if (done.failed()) {
                    report(done.cause());
                  } else if (!stopped) {
                    look();
                  }
                }));
  }

  private void look() {
    if (looking || stopped) {
      lookAgain = true;
      return;
    }
    looking = true;
    lookAgain = false;
    vertx.cancelTimer(timer);
    find()
        .onSuccess(found -> troubled = false)
        .onFailure(this::report)
        .otherwise(BUSY_MS)
        .onSuccess(this::next);
  }

  private void next(long waitMs) {
    looking = false;
    if (lookAgain) {
      look();
    } else if (!stopped) {
      timer = vertx.setTimer(waitMs, due -> look());
    }
  }

  /** Has what is due taken; the milliseconds until there may be more. */
  private Future<Long> find() {
    return ledger
        .now()
        .compose(
            now ->
                store
                    .dueTasks(kind.name, now + IDLE_MS, kind.atMost)
                    .compose(
                        soon -> {
                          List<ScheduledTask> due =
                              soon.stream().filter(task -> task.dueAt() <= now).toList();
                          return taker.take(due, now).map(taken -> waitMs(soon, due, now));
                        }));
  }

  private static long waitMs(List<ScheduledTask> soon, List<ScheduledTask> due, long now) {
    if (!due.isEmpty()) {
      return BUSY_MS;
    }
    return soon.isEmpty() ? IDLE_MS : Math.max(1, soon.get(0).dueAt() - now);
  }

  /** Outages are logged by the connection; here once, until it works again. */
  private void report(Throwable fault) {
    if (!troubled && !stopped) {
      troubled = true;
      LOG.warn("{} could not be looked up: {}", kind.inWords, fault.getMessage());
    }
  }
}
