package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.ledger.PublishPermit;
import io.votehub.method.Moderation;
import io.votehub.poll.Poll;
import io.votehub.poll.Tally;
import io.votehub.store.PollRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the tally of one poll as it grows: the first growth at once, later ones at most once an
 * interval, and always the last. The ledger gives the right to publish, so the interval holds for
 * all instances together. Lives on the context of its counter.
 */
final class TallyTicker {
  private static final Logger LOG = LoggerFactory.getLogger(TallyTicker.class);

  /** Where the ledger is away, its being away is told elsewhere. */
  private static final long AGAIN_MS = 1000;

  private final CountingContext counting;
  private final String poll;
  private final long intervalMs;
  private final CountMeters meters;
  private boolean grown;
  private boolean ticking;
  private long grownAt;
  private int knownEpoch = -1;
  private Poll known;

  TallyTicker(CountingContext counting, String poll, long intervalMs, CountMeters meters) {
    this.counting = counting;
    this.poll = poll;
    this.intervalMs = intervalMs;
    this.meters = meters;
  }

  /** The tally has grown, in that epoch. */
  void grew(int epoch) {
    if (!grown) {
      grown = true;
      grownAt = System.nanoTime();
    }
    if (epoch != knownEpoch) {
      known = null;
      knownEpoch = epoch;
    }
    if (!ticking) {
      ticking = true;
      tick();
    }
  }

  /** Whether nothing is left to publish, so that the ticker can be forgotten. */
  boolean isIdle() {
    return !ticking;
  }

  private void tick() {
    if (!grown) {
      ticking = false;
      return;
    }
    grown = false;
    long since = grownAt;
    counting
        .ledger()
        .due(poll, intervalMs)
        .compose(due -> act(due, since))
        .onSuccess(waitMs -> counting.vertx().setTimer(waitMs, timer -> tick()))
        .onFailure(
            fault -> {
              LOG.debug("The tally of poll {} could not be published yet", poll, fault);
              grown = true;
              counting.vertx().setTimer(Math.max(intervalMs, AGAIN_MS), timer -> tick());
            });
  }

  /** Answers after how many milliseconds to look again. */
  private Future<Long> act(PublishPermit due, long since) {
    if (due instanceof PublishPermit.Now now) {
      return publish(now.tally(), since).map(intervalMs);
    }
    if (due instanceof PublishPermit.In in) {
      grown = true;
      grownAt = since;
      return Future.succeededFuture(Math.max(1, in.ms()));
    }
    return Future.succeededFuture(intervalMs);
  }

  private Future<Void> publish(Tally tally, long since) {
    return definition()
        .map(
            definition -> {
              if (definition != null) {
                counting.fanout().tallyGrown(definition, tally);
                meters.tallyLag(System.nanoTime() - since);
              }
              return null;
            });
  }

  /**
   * The poll's question and options, which do not change within an epoch; but a poll that is
   * moderated is read after its tally, for the marks on its entries change at any time.
   */
  private Future<Poll> definition() {
    if (known != null && !Moderation.isOn(known)) {
      return Future.succeededFuture(known);
    }
    return counting
        .store()
        .poll(poll)
        .map(
            found -> {
              known = found.map(PollRecord::poll).orElse(null);
              return known;
            });
  }
}
