package io.votehub.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.ZModem;
import io.vertx.redis.client.impl.types.ErrorType;
import io.votehub.logging.OutageLog;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A long-lived connection to Redis for commands. It reconnects with back-off until it is closed;
 * while it is down, every call fails at once. A command without a reply in time means that the
 * connection is dead, whatever the socket's state.
 *
 * <p>Futures fail with a {@link Refusal} of {@code unavailable} or {@code busy}; whether such a
 * command was executed is then unknown. Safe from any thread.
 */
public final class RedisLink {
  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);

  /** The pseudo error of the client for a command whose connection was closed before the reply. */
  private static final String CONNECTION_CLOSED = "CONNECTION_CLOSED";

  private static final int PARTS = 16;
  private static final int SLOTS = 16_384;

  private final RedisConnector connector;
  private final RedisConfig config;
  private final Reconnecting reconnecting;
  private final OutageLog refusals;
  private final AtomicInteger waiting = new AtomicInteger();
  private final LongAdder answered = new LongAdder();
  private final LongAdder answeredNanos = new LongAdder();
  private volatile Up up;

  private record Up(RedisConnection connection, Consumer<String> lost, long atNanos) {
    boolean isSteady() {
      long age = System.nanoTime() - atNanos;
      return age > TimeUnit.MILLISECONDS.toNanos(RedisTimeouts.STABLE_AFTER_MS);
    }
  }

  public RedisLink(Vertx vertx, RedisConfig config) {
    this.connector = new RedisConnector(vertx, config);
    this.config = config;
    this.reconnecting = new Reconnecting(vertx, "commands", this::connect);
    this.refusals = new OutageLog(vertx, LOG, "Counting in Redis");
  }

  /** The names of keys and channels. */
  public Keyspace keyspace() {
    return config.keyspace();
  }

  /** Hash tags that reach all parts of a Redis Cluster; a single one elsewhere. */
  public List<String> hashTags(String name) {
    if (config.uri().kind() != RedisUri.Kind.CLUSTER) {
      return List.of(name);
    }
    SortedMap<Integer, String> byPart = new TreeMap<>();
    for (int i = 0; byPart.size() < PARTS; i++) {
      String tag = name + "-" + i;
      int slot = ZModem.generate(tag.getBytes(StandardCharsets.UTF_8));
      byPart.putIfAbsent(slot / (SLOTS / PARTS), tag);
    }
    return List.copyOf(byPart.values());
  }

  /** Connects. Fails if Redis cannot be reached now. */
  public Future<Void> start() {
    return reconnecting.start();
  }

  private Future<Redis> connect(int attempt, Consumer<String> lost) {
    return connector
        .forCommands()
        .map(
            made -> {
              RedisConnection connection = made.connection();
              connection.endHandler(end -> lost.accept("it was closed"));
              connection.exceptionHandler(fault -> lost.accept(fault.getMessage()));
              up = new Up(connection, lost, System.nanoTime());
              return made.client();
            });
  }

  /** Whether there is a connection, as far as is known. */
  public boolean isUp() {
    return reconnecting.isUp();
  }

  /** How often the connection was made anew. */
  public long reconnections() {
    return reconnecting.reconnections();
  }

  /** How many commands have been answered, or given up. */
  public long answered() {
    return answered.sum();
  }

  /** How long those took, all together. */
  public long answeredNanos() {
    return answeredNanos.sum();
  }

  /** The number of commands in flight. */
  public int waiting() {
    return waiting.get();
  }

  /**
   * Sends a command. An error reply that Redis cannot execute it now, or that the user may not,
   * becomes a refusal; any other error fails the future as it is.
   */
  public Future<Response> send(Request request) {
    if (!reconnecting.isUp()) {
      return Future.failedFuture(unavailable());
    }
    if (waiting.incrementAndGet() > RedisTimeouts.MAX_WAITING_COMMANDS) {
      waiting.decrementAndGet();
      return Future.failedFuture(Refusal.of(ErrorCode.BUSY, "Too many commands wait for Redis"));
    }
    Up on = up;
    long sentAt = System.nanoTime();
    return on.connection
        .send(request)
        .timeout(RedisTimeouts.COMMAND_MS, TimeUnit.MILLISECONDS)
        .onComplete(
            done -> {
              waiting.decrementAndGet();
              answered.increment();
              answeredNanos.add(System.nanoTime() - sentAt);
            })
        .recover(fault -> failed(on, fault));
  }

  private Future<Response> failed(Up on, Throwable fault) {
    if (fault instanceof ErrorType error && !error.is(CONNECTION_CLOSED)) {
      return RedisErrors.of(fault.getMessage())
          .map(known -> refused(on, known))
          .orElseGet(() -> Future.failedFuture(fault));
    }
    LOG.debug("The connection to Redis is abandoned", fault);
    on.lost.accept(fault instanceof TimeoutException ? "no answer in time" : fault.getMessage());
    return Future.failedFuture(unavailable());
  }

  /**
   * Handles a classified error. A server that is no longer the primary may have been replaced; but
   * a new connection that reports the same is kept for a moment, so that reads go on.
   */
  private Future<Response> refused(Up on, RedisErrors fault) {
    refusals.failed(fault.words());
    if (fault.isWrongServer() && on.isSteady()) {
      on.lost.accept(fault.words());
    }
    return Future.failedFuture(
        Refusal.of(ErrorCode.UNAVAILABLE, "Redis does not count: " + fault.words()));
  }

  static Refusal unavailable() {
    return Refusal.of(ErrorCode.UNAVAILABLE, "Redis cannot be reached");
  }

  /**
   * Runs a script by its digest; its text is sent only if Redis does not know it.
   *
   * @param keys all keys that it touches, of one hash tag
   */
  public Future<Response> run(Script script, List<String> keys, List<String> args) {
    return send(call(Command.EVALSHA, script.digest(), keys, args))
        .recover(
            fault ->
                fault instanceof ErrorType error && error.is("NOSCRIPT")
                    ? send(call(Command.EVAL, script.text(), keys, args))
                    : Future.failedFuture(fault))
        .onSuccess(answer -> refusals.succeeded())
        .recover(fault -> failed(script, fault));
  }

  private Future<Response> failed(Script script, Throwable fault) {
    if (fault instanceof Refusal) {
      return Future.failedFuture(fault);
    }
    refusals.failed("the script " + script.name() + " failed: " + fault.getMessage());
    return Future.failedFuture(
        Refusal.of(
            ErrorCode.UNAVAILABLE, "Redis does not count: the script " + script.name() + " fails"));
  }

  private static Request call(Command command, String what, List<String> keys, List<String> args) {
    Request request = Request.cmd(command).arg(what).arg(keys.size());
    keys.forEach(request::arg);
    args.forEach(request::arg);
    return request;
  }

  /** Closes the connection for good. */
  public Future<Void> close() {
    refusals.close();
    return reconnecting.close();
  }
}
