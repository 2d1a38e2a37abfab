package io.votehub.count;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.bus.VoteBatch;
import io.votehub.bus.VoteReceipts;
import io.votehub.limit.KeyedRateLimiter;
import io.votehub.limit.Rate;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limits each voter of each poll to a {@link Rate}, whatever connection a ballot came by. A ballot
 * over the rate is delayed until its voter's next turn: of several delayed ballots the newest is
 * counted, and all are answered with its receipt. So a voter costs the journal one entry a turn,
 * however much is sent.
 *
 * <p>A turn is never further away than the rate says, and comes early where the poll is about to
 * close: in the last moment before a cutoff no ballot is delayed, and ballots beyond a second burst
 * are refused. Whoever closes or resets a poll has its delayed ballots counted first ({@link
 * WaitingVotes}); the voter of a ballot that was delayed while another instance closed the poll is
 * told so.
 *
 * <p>A voter within the rate costs one lookup in a table of numbers. Confined to the context of its
 * counter, which bounds the number of delayed ballots.
 */
final class VoteLimiter {
  private static final long TRIM_MS = 15_000;
  private static final long LAST_MOMENT_MS = 250;

  /** The slots of so many voters take 2 MB for each counter. */
  private static final int MAX_VOTERS = 1 << 17;

  private static final Receipt TOO_MANY =
      new Receipt.Refused(
          Refusal.of(ErrorCode.RATE_LIMITED, "Too many votes in the last moment of the poll"));

  /** Counts ballots of one poll; the receipts come in the order of the ballots. */
  interface Next {
    Future<VoteReceipts> count(Poll poll, List<CastBallot> casts);
  }

  private final Vertx vertx;
  private final CountMeters meters;
  private final Next next;
  private final LongSupplier nanoClock;
  private final KeyedRateLimiter buckets;
  private final long secondBurstNanos;
  private final DelayedVotes delayed;
  private long trimTimer = -1;
  private boolean stopped;

  /** To be created on the context on which it is used. */
  VoteLimiter(CountingContext counting, Rate rate, CountMeters meters, Next next) {
    this(counting, rate, meters, next, System::nanoTime);
  }

  VoteLimiter(
      CountingContext counting, Rate rate, CountMeters meters, Next next, LongSupplier nanoClock) {
    this.vertx = counting.vertx();
    this.meters = meters;
    this.next = next;
    this.nanoClock = nanoClock;
    this.buckets = new KeyedRateLimiter(rate, MAX_VOTERS);
    this.secondBurstNanos = rate.everyNanos() * rate.burst();
    this.delayed = new DelayedVotes(counting, meters, next, nanoClock, this::takeTurn);
  }

  /** Has the ballots counted, at once or in their voters' turn. */
  Future<VoteReceipts> cast(VoteBatch batch) {
    if (stopped) {
      return next.count(batch.poll(), batch.casts());
    }
    long now = nanoClock.getAsLong();
    List<CastBallot> casts = batch.casts();
    int first = 0;
    while (first < casts.size() && passes(batch.poll(), casts.get(first), now)) {
      first++;
    }
    trimLater();
    return first == casts.size() ? next.count(batch.poll(), casts) : castSome(batch, first, now);
  }

  private boolean passes(Poll poll, CastBallot cast, long now) {
    return !delayed.has(poll.id(), cast.voter()) && waitNanos(poll, cast, now) == 0;
  }

  /** How long the ballot has to wait for its turn; if not at all, the turn is taken. */
  private long waitNanos(Poll poll, CastBallot cast, long now) {
    long extra = isLastMoment(poll, cast) ? secondBurstNanos : 0;
    return buckets.take(buckets.key(poll.id(), cast.voter()), now, extra);
  }

  /** Takes a turn that is due by time. */
  private void takeTurn(String poll, String voter, long now) {
    buckets.takeAnyway(buckets.key(poll, voter), now, secondBurstNanos);
  }

  private static boolean isLastMoment(Poll poll, CastBallot cast) {
    OptionalLong cutoff = poll.cutoffAt();
    return cutoff.isPresent() && cutoff.getAsLong() - cast.at() <= LAST_MOMENT_MS;
  }

  /** Counts a batch whose first ballots have taken their turn, and the one after them has not. */
  private Future<VoteReceipts> castSome(VoteBatch batch, int first, long now) {
    List<CastBallot> casts = batch.casts();
    Receipt[] receipts = new Receipt[casts.size()];
    Map<Integer, Future<Receipt>> later = new HashMap<>();
    List<CastBallot> passed = new ArrayList<>(casts.subList(0, first));
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < casts.size(); i++) {
      CastBallot cast = casts.get(i);
      if (i < first) {
        places.add(i);
      } else if (passes(batch.poll(), cast, now)) {
        places.add(i);
        passed.add(cast);
      } else {
        if (!JoinCode.isHidden(batch.poll().room())) {
          meters.limited();
        }
        if (isLastMoment(batch.poll(), cast) && !delayed.has(batch.poll().id(), cast.voter())) {
          receipts[i] = TOO_MANY;
        } else {
          later.put(i, delay(batch.poll(), cast, now));
        }
      }
    }
    Future<VoteReceipts> counted =
        passed.isEmpty()
            ? Future.succeededFuture(new VoteReceipts(List.of()))
            : next.count(batch.poll(), passed);
    return counted.transform(
        done -> {
          for (int i = 0; i < passed.size(); i++) {
            if (done.succeeded()) {
              receipts[places.get(i)] = done.result().receipts().get(i);
            } else {
              later.put(places.get(i), Future.failedFuture(done.cause()));
            }
          }
          return Future.succeededFuture(new VoteReceipts(Arrays.asList(receipts), later));
        });
  }

  private Future<Receipt> delay(Poll poll, CastBallot cast, long now) {
    OptionalLong cutoff = poll.cutoffAt();
    long leftMs = cutoff.isPresent() ? cutoff.getAsLong() - cast.at() : Long.MAX_VALUE;
    long maxNanos = TimeUnit.MILLISECONDS.toNanos(Math.max(0, leftMs - LAST_MOMENT_MS));
    return delayed.add(poll, cast, now, maxNanos, () -> waitNanos(poll, cast, now));
  }

  private void trimLater() {
    if (trimTimer < 0 && buckets.isGrown()) {
      trimTimer =
          vertx.setTimer(
              TRIM_MS,
              timer -> {
                trimTimer = -1;
                buckets.trim(nanoClock.getAsLong());
                trimLater();
              });
    }
  }

  /** Completes when all delayed ballots are counted; from now on no ballot is delayed. */
  Future<Void> stop() {
    stopped = true;
    vertx.cancelTimer(trimTimer);
    return delayed.stop();
  }
}
