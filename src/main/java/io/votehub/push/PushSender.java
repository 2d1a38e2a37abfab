package io.votehub.push;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.votehub.outbound.OutboundClient;
import io.votehub.outbound.OutboundUrl;
import io.votehub.poll.Refusal;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages to push services, at most {@value #PER_SECOND} a second over all instances, each
 * of which takes the same share. A service that asks for a pause gets it. Confined to one event
 * loop; how many messages wait is the caller's to bound.
 */
final class PushSender {
  static final int PER_SECOND = 500;

  private static final Logger LOG = LoggerFactory.getLogger(PushSender.class);
  private static final long TICK_MS = 20;
  private static final int AT_ONCE = 128;
  private static final long FIRST_DELAY_MS = 2_000;
  private static final int MAX_PAUSED = 256;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final int TOO_MANY = 429;

  private record Job(Subscription to, PushMessage message, Promise<Outcome> outcome) {}

  private final Vertx vertx;
  private final PushSettings settings;
  private final Encryption encryption;
  private final OutboundClient client;
  private final PushMeters meters;
  private final Queue<Job> waiting = new ArrayDeque<>();

  /** Until when a service asked to be left alone, by its host; {@link System#nanoTime}. */
  private final Map<String, Long> paused = new HashMap<>();

  private int underWay;
  private int instances = 1;
  private double permits;
  private long timer = -1;
  private boolean refusalTold;

  PushSender(
      Vertx vertx,
      PushSettings settings,
      Encryption encryption,
      OutboundClient client,
      PushMeters meters) {
    this.vertx = vertx;
    this.settings = settings;
    this.encryption = encryption;
    this.client = client;
    this.meters = meters;
  }

  /** How many instances share the rate. */
  void shareWith(int running) {
    instances = Math.max(1, running);
  }

  /** Messages that wait or are under way. */
  int pending() {
    return waiting.size() + underWay;
  }

  /** Completes with what became of the message; never fails. */
  Future<Outcome> send(Subscription to, PushMessage message) {
    Promise<Outcome> outcome = Promise.promise();
    waiting.add(new Job(to, message, outcome));
    meters.waiting(pending());
    if (timer < 0) {
      permits = 0;
      timer = vertx.setPeriodic(TICK_MS, tick -> tick());
    }
    return outcome.future();
  }

  private void tick() {
    double share = (double) PER_SECOND * TICK_MS / TimeUnit.SECONDS.toMillis(1) / instances;
    permits = Math.min(permits + share, Math.max(1, share));
    while (permits >= 1 && underWay < AT_ONCE && !waiting.isEmpty()) {
      permits--;
      begin(waiting.poll());
    }
    if (waiting.isEmpty()) {
      vertx.cancelTimer(timer);
      timer = -1;
    }
  }

  private void begin(Job job) {
    underWay++;
    Future.succeededFuture()
        .compose(begun -> post(job))
        .otherwise(fault -> unanswered(fault))
        .onSuccess(
            outcome -> {
              underWay--;
              meters.sent(outcome);
              meters.waiting(pending());
              job.outcome.complete(outcome);
            });
  }

  private Future<Outcome> post(Job job) {
    OutboundUrl url = job.to.url();
    if (!settings.allows(url.host())) {
      return Future.succeededFuture(Outcome.GONE);
    }
    long pauseNanos = paused.getOrDefault(url.host(), 0L) - System.nanoTime();
    if (paused.containsKey(url.host()) && pauseNanos > 0) {
      return Future.succeededFuture(Outcome.later(TimeUnit.NANOSECONDS.toMillis(pauseNanos) + 1));
    }
    return encryption
        .request(job.to, job.message)
        .compose(request -> client.post(url, request.headers(), request.body()))
        .map(answer -> outcome(url.host(), answer));
  }

  private Outcome outcome(String host, OutboundClient.Answer answer) {
    int status = answer.status();
    if (status / 100 == 2) {
      return Outcome.SENT;
    }
    if (status == NOT_FOUND || status == GONE) {
      return Outcome.GONE;
    }
    if (status == TOO_MANY || status / 100 == 5) {
      long asked = Math.max(FIRST_DELAY_MS, answer.retryAfterMs().orElse(0));
      if (status == TOO_MANY || answer.retryAfterMs().isPresent()) {
        pause(host, asked);
      }
      return Outcome.later(asked);
    }
    if (!refusalTold) {
      refusalTold = true;
      LOG.warn("The push service {} refuses messages of this hub with status {}", host, status);
    }
    return Outcome.FAILED;
  }

  private void pause(String host, long ms) {
    long now = System.nanoTime();
    if (paused.size() >= MAX_PAUSED) {
      paused.values().removeIf(until -> until - now <= 0);
    }
    if (paused.size() < MAX_PAUSED) {
      paused.put(host, now + TimeUnit.MILLISECONDS.toNanos(ms));
    }
  }

  private static Outcome unanswered(Throwable fault) {
    boolean never =
        fault instanceof Refusal
            || (fault instanceof OutboundClient.Unanswered why
                && why.problem().equals("not-public"));
    LOG.debug("A push service did not answer: {}", fault.getClass().getSimpleName());
    return never ? Outcome.FAILED : Outcome.later(FIRST_DELAY_MS);
  }

  /** Answers nothing more. */
  Future<Void> close() {
    vertx.cancelTimer(timer);
    waiting.clear();
    return client.close().eventually(encryption::close);
  }
}
