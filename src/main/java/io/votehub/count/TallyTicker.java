package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.poll.Poll;
import io.votehub.store.PollRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the tally of one poll as it grows: the first growth at once, later ones at most once an
 * interval, and always the last. Lives on the context of its counter.
 */
final class TallyTicker {
  private static final Logger LOG = LoggerFactory.getLogger(TallyTicker.class);

  private final Engines engines;
  private final String poll;
  private final long intervalMs;
  private final CountMeters meters;
  private boolean grown;
  private boolean ticking;
  private long grownAt;
  private int knownEpoch = -1;
  private Poll known;

  TallyTicker(Engines engines, String poll, long intervalMs, CountMeters meters) {
    this.engines = engines;
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
      publish();
    }
  }

  /** Whether nothing is left to publish, so that the ticker can be forgotten. */
  boolean isIdle() {
    return !ticking;
  }

  private void publish() {
    long since = grownAt;
    grown = false;
    definition()
        .compose(
            definition ->
                engines
                    .ledger()
                    .tally(poll)
                    .onSuccess(
                        tally -> {
                          if (tally.isPresent() && definition != null) {
                            engines.fanout().tallyGrown(definition, tally.get());
                            meters.tallyLag(System.nanoTime() - since);
                          }
                        }))
        .onFailure(fault -> LOG.warn("The tally of poll {} could not be published", poll, fault))
        .onComplete(done -> engines.vertx().setTimer(intervalMs, timer -> tick()));
  }

  private void tick() {
    if (grown) {
      publish();
    } else {
      ticking = false;
    }
  }

  /** The poll's question and options, which do not change within an epoch. */
  private Future<Poll> definition() {
    if (known != null) {
      return Future.succeededFuture(known);
    }
    return engines
        .store()
        .poll(poll)
        .map(
            found -> {
              known = found.map(PollRecord::poll).orElse(null);
              return known;
            });
  }
}
