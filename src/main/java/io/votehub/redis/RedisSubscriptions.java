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
 * The channel subscriptions of this instance, over a connection of their own. A lost connection is
 * restored with all of its channels, and the listener is told, because messages were missed. A
 * subscription that is silently dead is detected by probe messages that this instance publishes to
 * itself. Safe from any thread; messages are handled on one context.
 */
public final class RedisSubscriptions {
  private static final Logger LOG = LoggerFactory.getLogger(RedisSubscriptions.class);
  private static final int MAX_CHANNELS_PER_COMMAND = 500;

  /** Receives the messages of all channels. */
  public interface Listener {
    /** A message arrived on a channel. */
    void message(String channel, String text);

    /** All subscriptions are restored; messages in between were missed. */
    void restored();
  }

  /** A requested channel; accessed on the context only. */
  private static final class Channel {
    final Promise<Void> active = Promise.promise();
  }

  private final Vertx vertx;
  private final Context context;
  private final RedisConnector connector;
  private final RedisLink link;
  private final String channels;
  private final String probe;
  private final Listener listener;
  private final Reconnecting reconnecting;
  private final Map<String, Channel> requested = new HashMap<>();

  /**
   * The number of SUBSCRIBE commands of a channel that are not confirmed on this connection. A
   * channel that was unsubscribed and subscribed again in between is active only with the last
   * confirmation.
   */
  private final Map<String, Integer> unconfirmed = new HashMap<>();

  private Promise<Void> restored = Promise.promise();
  private RedisConnection connection;
  private Consumer<String> lost;
  private int connections;
  private long receivedAt;
  private long timer = -1;
  private volatile long lagNanos = -1;
  private volatile boolean refused;

  /**
   * @param link the connection on which probes are published
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

  /** How often the connection was made anew. */
  public long reconnections() {
    return reconnecting.reconnections();
  }

  /** Connects. Fails if Redis cannot be reached now, or refuses to subscribe. */
  public Future<Void> start() {
    requested.put(probe, new Channel());
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
          restored = all;
          unconfirmed.clear();
          // On an unused channel: a missing permission shows now, and not later.
          send(Command.UNSUBSCRIBE, List.of(probe + ":none"));
          List<String> channels = List.copyOf(requested.keySet());
          for (int from = 0; from < channels.size(); from += MAX_CHANNELS_PER_COMMAND) {
            int to = Math.min(channels.size(), from + MAX_CHANNELS_PER_COMMAND);
            subscribe(channels.subList(from, to));
          }
        });
    // Completed on the context, and handled there before the caller is told.
    return all.future().onSuccess(done -> restored());
  }

  private void restored() {
    refused = false;
    receivedAt = System.nanoTime();
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
      default -> LOG.trace("Ignored push message: {}", push);
    }
  }

  /** Handles the error reply by which Redis refuses SUBSCRIBE or UNSUBSCRIBE. */
  private void refused(String error) {
    refused = true;
    String why = "Redis refuses the subscription to " + channels + ": " + error;
    if (!restored.tryFail(new IOException(why))) {
      lost.accept(why);
    }
  }

  private void confirmed(String channel) {
    Integer left = unconfirmed.computeIfPresent(channel, (name, count) -> count - 1);
    if (left == null || left > 0) {
      return;
    }
    unconfirmed.remove(channel);
    Channel known = requested.get(channel);
    if (known != null) {
      known.active.tryComplete();
    }
    if (unconfirmed.isEmpty()) {
      restored.tryComplete();
    }
  }

  private void message(String channel, String text) {
    receivedAt = System.nanoTime();
    if (channel.equals(probe)) {
      lagNanos = receivedAt - Long.parseLong(text);
    } else {
      listener.message(channel, text);
    }
  }

  private void probe() {
    long now = System.nanoTime();
    if (!reconnecting.isUp() || !link.isUp()) {
      // Inconclusive: either no probe can be sent now, or none can arrive.
      receivedAt = now;
      return;
    }
    long silentMs = (now - receivedAt) / 1_000_000;
    if (silentMs > RedisTimeouts.SUBSCRIBER_PING_MS + RedisTimeouts.COMMAND_MS) {
      lost.accept("the subscription is silent");
      return;
    }
    link.send(Request.cmd(Command.PUBLISH).arg(probe).arg(Long.toString(now)))
        .onSuccess(sent -> refused = false)
        .onFailure(
            fault -> {
              LOG.debug("The probe could not be published", fault);
              refused =
                  fault instanceof Refusal why
                      && why.code() == ErrorCode.UNAVAILABLE
                      && link.isUp();
              context.runOnContext(turn -> receivedAt = System.nanoTime());
            });
  }

  /**
   * Subscribes to a channel.
   *
   * @return completes when every message from then on will be received; during an outage, when the
   *     connection is restored. Fails if the channel is unsubscribed before
   */
  public Future<Void> subscribe(String channel) {
    Promise<Void> active = Promise.promise();
    context.runOnContext(
        turn -> {
          Channel known = requested.get(channel);
          if (known == null) {
            known = new Channel();
            requested.put(channel, known);
            if (connection != null) {
              subscribe(List.of(channel));
            }
          }
          known.active.future().onComplete(active);
        });
    return active.future();
  }

  /** Unsubscribes from a channel. */
  public void unsubscribe(String channel) {
    context.runOnContext(
        turn -> {
          Channel known = requested.remove(channel);
          if (known != null) {
            known.active.tryFail("The channel was unsubscribed");
            if (connection != null) {
              send(Command.UNSUBSCRIBE, List.of(channel));
            }
          }
        });
  }

  /** Whether messages can be published and received, as far as is known. */
  public boolean isUp() {
    return reconnecting.isUp() && !refused;
  }

  /** The round trip of the last probe; empty before the first one. */
  public OptionalLong lagMs() {
    return lagNanos < 0 ? OptionalLong.empty() : OptionalLong.of(lagNanos / 1_000_000);
  }

  /** Closes the connection. */
  public Future<Void> close() {
    context.runOnContext(turn -> vertx.cancelTimer(timer));
    return reconnecting.close();
  }
}
