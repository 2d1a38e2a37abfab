package io.votehub.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.votehub.people.AuditEntry;
import io.votehub.people.People;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the audit log of one instance, one entry after the other. At most {@value #MAX_WAITING}
 * wait while the store is away; what comes then, and what still waits at the end, is written to the
 * log with all it says, and counted by the metric {@code votehub_audit_lost_total}. Thread-safe.
 *
 * @implNote An append whose reply was lost is repeated with the same number, and found to be there.
 *     A number that another process of the same name took is passed over: the entry is chained anew
 *     behind the newest.
 */
public final class AuditLog implements Audit {
  static final int MAX_WAITING = 10_000;
  static final int MAX_LENGTH = 120;

  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
  private static final long RETRY_MS = 1_000;
  private static final long CLOSE_MS = 2_000;
  private static final long NOTED_EVERY_MS = TimeUnit.HOURS.toMillis(1);

  private final Vertx vertx;
  private final Context context;
  private final People people;
  private final String instance;
  private final InstantSource clock;
  private final Counter lost;
  private final Counter written;
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private final Promise<Void> idle = Promise.promise();
  private final AuditRetention retention;
  private volatile HeadWitness witness = HeadWitness.NONE;
  private long noting = -1;
  private boolean writing;
  private boolean closing;

  /** The number of the entry that was noted last; used on the context alone. */
  private long noted;

  /** The newest entry; used on the context alone. Null until it was read. */
  private Optional<AuditEntry> head;

  /** An entry of which it is not known whether it was appended; null if there is none. */
  private AuditEntry unsure;

  private boolean failing;

  /** An entry without number and hash, and who waits for it. */
  private record Waiting(AuditEntry draft, Promise<Void> promise) {}

  /**
   * @param people where the log is kept; closed after this, by its owner
   * @param instance the name of the chain, see {@link #chainName}
   * @param keepDays for how long entries are kept
   */
  public AuditLog(
      Vertx vertx,
      People people,
      String instance,
      int keepDays,
      InstantSource clock,
      MeterRegistry meters) {
    this.vertx = vertx;
    this.context = ((ContextInternal) vertx.getOrCreateContext()).unwrap();
    this.people = people;
    this.instance = instance;
    this.clock = clock;
    written =
        Counter.builder("votehub.audit.entries")
            .description("Entries written to the audit log")
            .register(meters);
    lost =
        Counter.builder("votehub.audit.lost")
            .description("Entries that could not be written to the audit log")
            .register(meters);
    Gauge.builder("votehub.audit.waiting", this, AuditLog::waiting)
        .description("Entries waiting to be written to the audit log")
        .register(meters);
    retention =
        new AuditRetention(
            vertx, people, TimeUnit.DAYS.toMillis(keepDays), clock, this::recordByHub);
  }

  /** A name that keys can be made of: printable, without slashes, not too long. */
  public static String chainName(String instance) {
    return printable(instance).replace('/', '-');
  }

  private synchronized int waiting() {
    return queue.size();
  }

  private void recordByHub(String action, String object) {
    record(HUB, action, object, DONE);
  }

  @Override
  public Future<Void> record(String actor, String action, String object, String outcome) {
    AuditEntry draft =
        new AuditEntry(
            instance,
            0,
            clock.millis(),
            printable(actor),
            printable(action),
            printable(object),
            printable(outcome),
            "");
    Promise<Void> promise = ((ContextInternal) vertx.getOrCreateContext()).promise();
    boolean start = false;
    boolean taken = false;
    synchronized (this) {
      if (!closing && queue.size() < MAX_WAITING) {
        queue.add(new Waiting(draft, promise));
        taken = true;
        start = !writing;
        writing = true;
      }
    }
    if (!taken) {
      lose(draft, "too many wait, or the hub is stopping");
      promise.fail(Refusal.of(ErrorCode.UNAVAILABLE, "The audit log cannot be written"));
    }
    if (start) {
      context.runOnContext(any -> writeNext());
    }
    return promise.future();
  }

  private static String printable(String text) {
    String cut = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
    return cut.replaceAll("[^\\x20-\\x7E]", "?");
  }

  private void lose(AuditEntry draft, String why) {
    lost.increment();
    LOG.error(
        "Not in the audit log ({}): at={} actor={} action={} object={} outcome={}",
        why,
        draft.at(),
        draft.actor(),
        draft.action(),
        draft.object(),
        draft.outcome());
  }

  private void writeNext() {
    Waiting next;
    synchronized (this) {
      next = queue.peek();
      writing = next != null;
      if (!writing && closing) {
        idle.tryComplete();
      }
    }
    if (next != null) {
      write(next.draft)
          .onComplete(
              done -> {
                if (done.succeeded()) {
                  wrote(next);
                } else {
                  failed(done.cause());
                }
              });
    }
  }

  // The very entry is meant, of which another may be a copy.
  @SuppressWarnings("ReferenceEquality")
  private void wrote(Waiting next) {
    if (failing) {
      failing = false;
      LOG.info("The audit log is written again");
    }
    synchronized (this) {
      // The end may have emptied the queue.
      if (queue.peek() == next) {
        queue.remove();
      }
    }
    written.increment();
    next.promise.tryComplete();
    writeNext();
  }

  private void failed(Throwable fault) {
    if (!failing) {
      failing = true;
      LOG.warn("The audit log cannot be written; retrying: {}", fault.toString());
    }
    head = null;
    vertx.setTimer(RETRY_MS, later -> writeNext());
  }

  private Future<Void> write(AuditEntry draft) {
    if (unsure != null) {
      return settle(draft);
    }
    if (head == null) {
      return reread().compose(known -> write(draft));
    }
    AuditEntry entry = chained(draft);
    return people
        .appendAudit(entry)
        .onFailure(fault -> unsure = entry)
        .compose(
            added -> {
              if (added) {
                head = Optional.of(entry);
                return Future.succeededFuture();
              }
              return reread().compose(known -> write(draft));
            });
  }

  private AuditEntry chained(AuditEntry draft) {
    return new AuditEntry(
            instance,
            head.map(AuditEntry::number).orElse(0L) + 1,
            draft.at(),
            draft.actor(),
            draft.action(),
            draft.object(),
            draft.outcome(),
            "")
        .after(head.map(AuditEntry::hash).orElse(AuditEntry.NO_HASH));
  }

  /** Looks whether an append was done of which only the reply was lost; else repeats it. */
  private Future<Void> settle(AuditEntry draft) {
    AuditEntry entry = unsure;
    return isThere(entry)
        .compose(
            there -> {
              unsure = null;
              return there ? Future.succeededFuture() : write(draft);
            });
  }

  private Future<Boolean> isThere(AuditEntry entry) {
    return people.audit(instance, entry.number(), 1).map(List.of(entry)::equals);
  }

  private Future<Void> reread() {
    Function<Optional<AuditEntry>, Void> keep =
        found -> {
          head = found;
          return null;
        };
    return people.lastAudit(instance).map(keep);
  }

  /**
   * Starts to remove entries that are too old, once a day, and to note the newest entry in the
   * store and the log, once an hour.
   */
  public AuditLog start() {
    return start(HeadWitness.NONE);
  }

  /** The same, and tells a witness of the newest entry whenever it is noted. */
  public AuditLog start(HeadWitness told) {
    witness = told;
    retention.start();
    noting = vertx.setPeriodic(NOTED_EVERY_MS, due -> noteHead());
    return this;
  }

  /**
   * Notes the newest entry in the store and in the hub's log, if it is another than before. What
   * was noted before stays if the chain does not have it any more, so that a verifier finds that.
   */
  Future<Void> noteHead() {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        any -> {
          if (head == null || head.isEmpty() || head.get().number() == noted) {
            done.complete();
            return;
          }
          AuditEntry newest = head.get();
          AuditHead.noted(people, instance)
              .compose(
                  before ->
                      before.isPresent()
                          ? before.get().isIn(people, instance)
                          : Future.succeededFuture(true))
              .compose(whole -> note(newest, whole))
              .onFailure(
                  fault -> LOG.warn("The end of the audit log was not noted: {}", fault.toString()))
              .onComplete(done);
        });
    return done.future();
  }

  private Future<Void> note(AuditEntry newest, boolean whole) {
    if (!whole) {
      LOG.error(
          "The audit log of {} was cut off or written anew; verify it by votehub audit verify",
          instance);
      return Future.succeededFuture();
    }
    return witness
        .told(newest.number(), newest.hash(), clock.millis())
        .compose(told -> AuditHead.note(people, newest, clock.millis()))
        .onSuccess(
            written -> {
              noted = newest.number();
              LOG.info(
                  "The audit log of {} has come to number {}, hash {}",
                  instance,
                  newest.number(),
                  newest.hash());
            });
  }

  /** Writes what waits, for two seconds at most; the rest goes to the log. */
  @Override
  public Future<Void> close() {
    retention.stop();
    vertx.cancelTimer(noting);
    synchronized (this) {
      closing = true;
      if (!writing) {
        idle.tryComplete();
      }
    }
    return idle.future()
        .timeout(CLOSE_MS, TimeUnit.MILLISECONDS)
        .onFailure(late -> loseAll())
        .otherwiseEmpty()
        .compose(written -> noteHead().timeout(CLOSE_MS, TimeUnit.MILLISECONDS).otherwiseEmpty());
  }

  private void loseAll() {
    List<Waiting> rest;
    synchronized (this) {
      rest = List.copyOf(queue);
      queue.clear();
    }
    for (Waiting each : rest) {
      lose(each.draft, "the hub is stopping and the store is away");
      each.promise.tryFail(Refusal.of(ErrorCode.UNAVAILABLE, "The audit log cannot be written"));
    }
  }
}
