package io.votehub.store.mongo;

import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.MongoClient;
import io.votehub.logging.OutageLog;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.store.StoreMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Access to MongoDB: bounds the number of calls in flight and their duration, stops calling while
 * MongoDB is down (a circuit breaker), and converts exceptions of the driver to refusals. Futures
 * complete on the caller's context.
 *
 * <p>While MongoDB is down, one call every {@link MongoTimeouts#BREAKER_RESET_MS} is let through as
 * a trial; all others are refused at once.
 */
public final class MongoCalls {
  private static final Logger LOG = LoggerFactory.getLogger(MongoCalls.class);
  private static final long FRESH_NANOS =
      TimeUnit.MILLISECONDS.toNanos(MongoTimeouts.HEALTHY_FOR_MS);

  private static final int PAGE = 1_000;

  private final Vertx vertx;
  private final MongoClient client;
  private final StoreMeter meter;
  private final UpdateCommand updates;
  private final CircuitBreaker breaker;
  private final OutageLog outages;
  private final AtomicInteger waiting = new AtomicInteger();
  private final LongAdder answered = new LongAdder();
  private final LongAdder answeredNanos = new LongAdder();
  private final Promise<Void> idle = Promise.promise();
  private volatile boolean closing;
  private volatile boolean down;
  private volatile String reason = "nothing is known";
  private volatile long writtenAt = System.nanoTime() - FRESH_NANOS;

  /**
   * @param writeConcern as in a command of MongoDB
   */
  MongoCalls(Vertx vertx, MongoClient client, StoreMeter meter, JsonObject writeConcern) {
    updates = new UpdateCommand(writeConcern);
    this.vertx = vertx;
    this.client = client;
    this.meter = meter;
    outages = new OutageLog(vertx, LOG, "MongoDB");
    breaker =
        CircuitBreaker.create(
                "mongo",
                vertx,
                new CircuitBreakerOptions()
                    .setMaxFailures(MongoTimeouts.BREAKER_FAILURES)
                    .setTimeout(MongoTimeouts.COMMAND_MS)
                    .setResetTimeout(MongoTimeouts.BREAKER_RESET_MS)
                    .setNotificationAddress(null))
            .failurePolicy(MongoCalls::isOutage)
            .openHandler(opened -> wentDown())
            .closeHandler(closed -> cameBack());
  }

  private static boolean isOutage(Future<?> done) {
    return done.failed() && MongoErrors.isOutage(done.cause());
  }

  private void wentDown() {
    down = true;
    outages.failed(reason);
  }

  private void cameBack() {
    down = false;
    outages.succeeded();
  }

  /**
   * Runs a call of the store, which may be many commands: refused with {@code busy} if too many
   * wait, with {@code unavailable} once closed.
   */
  public <T> Future<T> admit(Supplier<Future<T>> call) {
    if (waiting.incrementAndGet() > MongoTimeouts.MAX_WAITING_CALLS) {
      leave();
      return Future.failedFuture(Refusal.of(ErrorCode.BUSY));
    }
    if (closing) {
      leave();
      return Future.failedFuture(Refusal.of(ErrorCode.UNAVAILABLE, "The hub is stopping"));
    }
    // Composed, so that what the call throws fails the future, too.
    return Future.succeededFuture().compose(admitted -> call.get()).onComplete(done -> leave());
  }

  private void leave() {
    if (waiting.decrementAndGet() == 0 && closing) {
      idle.tryComplete();
    }
  }

  /** Whether the store is being closed, so that what can be finished later had better end. */
  boolean isClosing() {
    return closing;
  }

  /** The number of calls in flight. */
  int waiting() {
    return waiting.get();
  }

  /** Sends one command. A duplicate key fails with the driver's exception. */
  public <T> Future<T> ask(Function<MongoClient, Future<T>> command) {
    long sentAt = System.nanoTime();
    return breaker
        .execute(() -> noted(command.apply(client)))
        .recover(this::refusal)
        .onComplete(
            done -> {
              answered.increment();
              answeredNanos.add(System.nanoTime() - sentAt);
            });
  }

  /** How many commands have been answered, or given up. */
  public long answered() {
    return answered.sum();
  }

  /** How long those took, all together. */
  public long answeredNanos() {
    return answeredNanos.sum();
  }

  /**
   * The documents that a query finds, a page at a time. Without a bound of its own the driver would
   * ask for 2,147,483,647 at once, for which FerretDB sets memory aside before it looks.
   */
  public Future<List<JsonObject>> find(String collection, JsonObject query, FindOptions options) {
    FindOptions paged = new FindOptions(options).setBatchSize(PAGE);
    return ask(client -> all(client.findBatchWithOptions(collection, query, paged)));
  }

  private static <T> Future<List<T>> all(ReadStream<T> stream) {
    List<T> found = new ArrayList<>();
    Promise<List<T>> read = Promise.promise();
    // What it calls last begins the reading, which may end on another thread at once.
    stream
        .exceptionHandler(read::tryFail)
        .endHandler(end -> read.tryComplete(found))
        .handler(found::add);
    return read.future();
  }

  /**
   * The reason has to be known before the breaker opens, so it is taken from the command itself.
   */
  private <T> Future<T> noted(Future<T> answer) {
    return answer.onFailure(
        fault -> {
          if (MongoErrors.isOutage(fault)) {
            reason = MongoErrors.reason(fault);
            LOG.debug("A command failed", fault);
          }
        });
  }

  private <T> Future<T> refusal(Throwable fault) {
    if (fault instanceof io.vertx.circuitbreaker.TimeoutException) {
      reason = MongoErrors.reason(fault);
    }
    return Future.failedFuture(
        MongoErrors.isOutage(fault) ? Refusal.of(ErrorCode.UNAVAILABLE) : fault);
  }

  /** Sends a command that writes so many entries durably, and meters it. */
  public <T> Future<T> write(int entries, Function<MongoClient, Future<T>> command) {
    long start = System.nanoTime();
    return ask(command)
        .onSuccess(
            done -> {
              if (entries > 0) {
                long now = System.nanoTime();
                writtenAt = now;
                meter.committed(entries, now - start);
              }
            });
  }

  /** Sends updates as {@link UpdateCommand} does, which write so many entries. */
  Future<Void> update(int entries, String collection, List<JsonObject> all) {
    return write(entries, client -> updates.send(client, collection, all));
  }

  /** Whether calls are let through to MongoDB, as far as is known. */
  boolean isUp() {
    return !down;
  }

  /** Whether entries were written recently. */
  boolean isFresh() {
    return System.nanoTime() - writtenAt < FRESH_NANOS;
  }

  /** The reason of the last failure, in a few words. */
  String reason() {
    return reason;
  }

  /** Runs work that would block an event loop. */
  <T> Future<T> aside(Callable<T> work) {
    return vertx.executeBlocking(work, false);
  }

  /** Waits a moment, as long as {@code ms}. */
  public Future<Void> pause(long ms) {
    return vertx.timer(ms).mapEmpty();
  }

  /** Accepts no more calls, waits for those in flight, and closes all connections. */
  Future<Void> close() {
    closing = true;
    if (waiting.get() == 0) {
      idle.tryComplete();
    }
    long atMost =
        vertx.setTimer(
            MongoTimeouts.COMMAND_MS,
            late -> {
              LOG.warn("The store was closed while calls to MongoDB were pending");
              idle.tryComplete();
            });
    return idle.future()
        .eventually(
            () -> {
              vertx.cancelTimer(atMost);
              breaker.close();
              outages.close();
              return client.close();
            });
  }
}
