package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.ledger.PublishPermit;
import io.votehub.method.Moderation;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Revision;
import io.votehub.poll.Tally;
import io.votehub.store.PollRecord;
import io.votehub.trace.VoteFollower;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the tally of one poll as it grows: the first growth at once, later ones at most once an
 * interval, and always the last. The ledger grants the permit to publish, so the interval holds for
 * all instances together. Confined to the context of its counter.
 */
final class TallyTicker {
  private static final Logger LOG = LoggerFactory.getLogger(TallyTicker.class);

  /** Outages are logged by the connection. */
  private static final long RETRY_MS = 1000;

  private final CountingContext counting;
  private final String id;
  private final long intervalMs;
  private final CountMeters meters;
  private final FollowedTally followed;
  private boolean grown;
  private boolean ticking;
  private long grownAt;
  private Poll poll;
  private int epoch;

  /**
   * @param id the poll's
   */
  TallyTicker(CountingContext counting, String id, long intervalMs, CountMeters meters) {
    this(counting, id, intervalMs, meters, VoteFollower.OFF);
  }

  TallyTicker(
      CountingContext counting,
      String id,
      long intervalMs,
      CountMeters meters,
      VoteFollower follower) {
    this.counting = counting;
    this.id = id;
    this.intervalMs = intervalMs;
    this.meters = meters;
    this.followed = new FollowedTally(follower, id);
  }

  /**
   * The tally has grown.
   *
   * @param of the poll as the voter knew it whose ballot was counted
   * @param inEpoch the epoch in which it was counted
   * @param by the batch that it was counted in
   */
  void grew(Poll of, int inEpoch, FollowedBatch by) {
    followed.add(by);
    if (!grown) {
      grown = true;
      grownAt = System.nanoTime();
    }
    poll = of;
    epoch = inEpoch;
    if (!ticking) {
      ticking = true;
      tick();
    }
  }

  /** Whether nothing is left to publish, so that the ticker can be discarded. */
  boolean isIdle() {
    return !ticking;
  }

  private long intervalMs() {
    return Math.max(intervalMs, counting.methods().get(poll.method()).tallyIntervalMs());
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
        .tryAcquirePublish(id, intervalMs())
        .compose(permit -> use(permit, since))
        .onSuccess(waitMs -> counting.vertx().setTimer(waitMs, timer -> tick()))
        .onFailure(
            fault -> {
              LOG.debug("The tally of poll {} could not be published yet", id, fault);
              grown = true;
              counting.vertx().setTimer(Math.max(intervalMs(), RETRY_MS), timer -> tick());
            });
  }

  /** Returns the time until the next tick, in milliseconds. */
  private Future<Long> use(PublishPermit permit, long since) {
    if (permit instanceof PublishPermit.Granted granted) {
      return publish(granted.tally(), since).map(intervalMs());
    }
    if (permit instanceof PublishPermit.RetryIn retry) {
      grown = true;
      grownAt = since;
      return Future.succeededFuture(Math.max(1, retry.ms()));
    }
    followed.publishedElsewhere();
    return Future.succeededFuture(intervalMs());
  }

  private Future<Void> publish(Tally tally, long since) {
    return definition(tally)
        .map(
            found -> {
              found.ifPresent(
                  definition -> {
                    followed.published(
                        definition.room(),
                        tally.rev(),
                        origin -> counting.fanout().tallyGrown(definition, tally, origin));
                    meters.tallyLag(System.nanoTime() - since);
                  });
              return null;
            });
  }

  /**
   * The poll's question and options as they came with the counted ballots; they cannot change while
   * the poll takes ballots, so there is nothing to cache. Of another epoch they may be different,
   * and the marks of a moderated poll change at any time: such polls are read after their tally.
   */
  private Future<Optional<Poll>> definition(Tally tally) {
    boolean current =
        Revision.epoch(tally.rev()) == epoch
            && poll.state() != PollState.DRAFT
            && !Moderation.isOn(poll);
    return current
        ? Future.succeededFuture(Optional.of(poll))
        : counting.store().poll(id).map(found -> found.map(PollRecord::poll));
  }
}
