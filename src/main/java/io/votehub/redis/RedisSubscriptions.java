package io.votehub.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channels that this instance listens to, over a connection of their own. A lost connection
 * comes back by itself with all of its channels, and whoever listens is told, because messages were
 * missed. A subscription that is silently dead is found by a message to oneself that does not come.
 * Safe from any thread; messages are handled on one context.
 */
public final class RedisSubscriptions {
  private static final Logger LOG = LoggerFactory.getLogger(RedisSubscriptions.class);
  private static final int CHANNELS_A_COMMAND = 500;

  /** What is told to whoever listens. */
  public interface Listener {
    /** A message came over a channel. */
    void message(String channel, String text);

    /** All channels are listened to again; what came in between was missed. */
    void restored();
  }

  /** A channel that is wanted; touched on the context alone. */
  private static final class Channel {
    final Promise<Void> standing = Promise.promise();
  }

  private final Vertx vertx;
  private final Context context;
  private final RedisConnector connector;
  private final RedisLink link;
  private final String channels;
  private final String probe;
  private final Listener listener;
  private final Reconnecting reconnecting;
  private final Map<String, Channel> wanted = new HashMap<>();

  /**
   * How many SUBSCRIBEs of a channel are not confirmed on this connection. One that was left and
   * wanted again in between stands only with the last of them.
   */
  private final Map<String, Integer> unconfirmed = new HashMap<>();

  private Promise<Void> restoring = Promise.promise();
  private RedisConnection connection;
  private Consumer<String> lost;
  private int connections;
  private long heardAt;
  private long timer = -1;
  private volatile long lagNanos = -1;
  private volatile boolean refused;

  /**
   * @param link on which the probes are sent
   * @param instance this instance's id, for a probe channel of its own
   */
  public RedisSubscriptions(
      Vertx vertx, RedisConfig config, RedisLink link, String instance, Listener listener) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.connector = new RedisConnector(vertx, config);
    this.link = link;
    this.channels = config.keyspace().channel("*");
    this.probe = config.keyspace().channel("probe:" + instance);
    this.listener = listener;
    this.reconnecting = new Reconnecting(vertx, "subscriptions", this::connect);
  }

  /** Connects for the first time; fails if Redis cannot be reached now, or refuses. */
  public Future<Void> start() {
    wanted.put(probe, new Channel());
    return reconnecting
        .start()
        .onSuccess(
            up ->
                context.runOnContext(
                    turn ->
                        timer = vertx.setPeriodic(RedisTimeouts.SUBSCRIBER_PING_MS, t -> probe())));
  }

  private Future<Redis> connect(int attempt, Consumer<String> ended) {
    return connector
        .forSubscriptions(attempt)
        .compose(
            made ->
                subscribeAll(made.connection(), ended)
                    .timeout(2 * RedisTimeouts.COMMAND_MS, TimeUnit.MILLISECONDS)
                    .map(made.client())
                    .onFailure(fault -> made.client().close()));
  }

  private Future<Void> subscribeAll(RedisConnection up, Consumer<String> ended) {
    Promise<Void> all = Promise.promise();
    context.runOnContext(
        turn -> {
          up.handler(push -> context.runOnContext(then -> handle(up, push)));
          up.endHandler(end -> ended.accept("it was closed"));
          up.exceptionHandler(fault -> ended.accept(fault.getMessage()));
          connection = up;
          lost = ended;
          restoring = all;
          unconfirmed.clear();
          // Of a channel that nobody has: whether it may be done at all shows now, and not later.
          send(Command.UNSUBSCRIBE, List.of(probe + ":none"));
          List<String> channels = List.copyOf(wanted.keySet());
          for (int from = 0; from < channels.size(); from += CHANNELS_A_COMMAND) {
            int to = Math.min(channels.size(), from + CHANNELS_A_COMMAND);
            subscribe(channels.subList(from, to));
          }
        });
    // Completed on the context, and handled there before anybody is told.
    return all.future().onSuccess(done -> stands());
  }

  private void stands() {
    refused = false;
    heardAt = System.nanoTime();
    if (connections++ > 0) {
      listener.restored();
    }
  }

  private void subscribe(List<String> channels) {
    channels.forEach(channel -> unconfirmed.merge(channel, 1, Integer::sum));
    send(Command.SUBSCRIBE, channels);
  }

  private void send(Command command, List<String> channels) {
    Request request = Request.cmd(command);
    channels.forEach(request::arg);
    Consumer<String> mine = lost;
    connection.send(request).onFailure(fault -> mine.accept(fault.getMessage()));
  }

  private void handle(RedisConnection from, Response push) {
    if (from != connection || push == null) {
      return;
    }
    if (push.type() == ResponseType.ERROR) {
      refused(push.toString());
      return;
    }
    if (push.size() < 3) {
      return;
    }
    String channel = push.get(1).toString();
    switch (push.get(0).toString()) {
      case "message" -> message(channel, push.get(2).toString());
      case "subscribe" -> confirmed(channel);
      default -> LOG.trace("A message of another kind: {}", push);
    }
  }

  /** Redis answers SUBSCRIBE and UNSUBSCRIBE by an error where the user may not, or not now. */
  private void refused(String error) {
    refused = true;
    String why = "Redis refuses to let the hub listen to " + channels + ": " + error;
    if (!restoring.tryFail(new IOException(why))) {
      lost.accept(why);
    }
  }

  private void confirmed(String channel) {
    Integer left = unconfirmed.computeIfPresent(channel, (name, count) -> count - 1);
    if (left == null || left > 0) {
      return;
    }
    unconfirmed.remove(channel);
    Channel known = wanted.get(channel);
    if (known != null) {
      known.standing.tryComplete();
    }
    if (unconfirmed.isEmpty()) {
      restoring.tryComplete();
    }
  }

  private void message(String channel, String text) {
    heardAt = System.nanoTime();
    if (channel.equals(probe)) {
      lagNanos = heardAt - Long.parseLong(text);
    } else {
      listener.message(channel, text);
    }
  }

  private void probe() {
    long now = System.nanoTime();
    if (!reconnecting.isUp() || !link.isUp()) {
      // No verdict: either nothing is sent now, or nothing can come.
      heardAt = now;
      return;
    }
    long silentMs = (now - heardAt) / 1_000_000;
    if (silentMs > RedisTimeouts.SUBSCRIBER_PING_MS + RedisTimeouts.COMMAND_MS) {
      lost.accept("the subscription is silent");
      return;
    }
    link.send(Request.cmd(Command.PUBLISH).arg(probe).arg(Long.toString(now)))
        .onSuccess(sent -> refused = false)
        .onFailure(
            fault -> {
              LOG.debug("No probe could be sent", fault);
              refused =
                  fault instanceof Refusal why
                      && why.code() == ErrorCode.UNAVAILABLE
                      && link.isUp();
              context.runOnContext(turn -> heardAt = System.nanoTime());
            });
  }

  /**
   * Listens to a channel from now on.
   *
   * @return completes when every message from then on will come; while Redis is away, when it is
   *     back. Fails if the channel is left before
   */
  public Future<Void> subscribe(String channel) {
    Promise<Void> standing = Promise.promise();
    context.runOnContext(
        turn -> {
          Channel known = wanted.get(channel);
          if (known == null) {
            known = new Channel();
            wanted.put(channel, known);
            if (connection != null) {
              subscribe(List.of(channel));
            }
          }
          known.standing.future().onComplete(standing);
        });
    return standing.future();
  }

  /** Listens to the channel no more. */
  public void unsubscribe(String channel) {
    context.runOnContext(
        turn -> {
          Channel known = wanted.remove(channel);
          if (known != null) {
            known.standing.tryFail("Not listened to any more");
            if (connection != null) {
              send(Command.UNSUBSCRIBE, List.of(channel));
            }
          }
        });
  }

  /** Whether messages are sent and come, as far as is known. */
  public boolean isUp() {
    return reconnecting.isUp() && !refused;
  }

  /** How long the last message to oneself took; nothing before the first one. */
  public OptionalLong lagMs() {
    return lagNanos < 0 ? OptionalLong.empty() : OptionalLong.of(lagNanos / 1_000_000);
  }

  /** Listens to nothing any more. */
  public Future<Void> close() {
    context.runOnContext(turn -> vertx.cancelTimer(timer));
    return reconnecting.close();
  }
}
