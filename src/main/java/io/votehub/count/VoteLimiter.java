package io.votehub.count;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.bus.VoteBatch;
import io.votehub.bus.VoteReceipts;
import io.votehub.limit.KeyedRateLimiter;
import io.votehub.limit.Rate;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Holds each voter of each poll to a {@link Rate}, whatever connection a ballot came by. What comes
 * faster waits for its voter's turn: of several that wait the newest is counted, and all are
 * answered with its receipt. So a voter costs the journal one entry a turn, however much is sent.
 *
 * <p>A turn is never further away than the rate says, and comes early where the poll is about to
 * close: in the last moment before a cutoff nobody waits, and what exceeds a second burst there is
 * refused. Whoever closes or resets a poll has its waiting ballots counted first ({@link
 * WaitingVotes}); a ballot that waited while another instance closed the poll is told so.
 *
 * <p>The ordinary voter costs a look into a table of numbers. Lives on the context of its counter,
 * which bounds how much waits.
 */
final class VoteLimiter {
  private static final long TICK_MS = 20;
  private static final long TRIM_MS = 15_000;
  private static final long LAST_MOMENT_MS = 250;

  /** Whose slots take 2 MB for each counter. */
  private static final int MOST_VOTERS = 1 << 17;

  private static final Receipt TOO_MANY =
      new Receipt.Refused(
          Refusal.of(ErrorCode.RATE_LIMITED, "Too many votes in the last moment of the poll"));

  /** How ballots go on to be counted. */
  interface Next {
    Future<VoteReceipts> count(String poll, List<CastBallot> casts);
  }

  private final Vertx vertx;
  private final Context context;
  private final WaitingVotes waitingVotes;
  private final CountMeters meters;
  private final Next next;
  private final LongSupplier nanoClock;
  private final KeyedRateLimiter buckets;
  private final long secondBurstNanos;
  private final Map<String, Map<String, WaitingVoter>> waiting = new HashMap<>();
  private long tickTimer = -1;
  private long trimTimer = -1;
  private boolean stopped;

  /** To be made on the context on which it is used. */
  VoteLimiter(CountingContext counting, Rate rate, CountMeters meters, Next next) {
    this(counting, rate, meters, next, System::nanoTime);
  }

  VoteLimiter(
      CountingContext counting, Rate rate, CountMeters meters, Next next, LongSupplier nanoClock) {
    this.vertx = counting.vertx();
    this.context = vertx.getOrCreateContext();
    this.waitingVotes = counting.waitingVotes();
    this.meters = meters;
    this.next = next;
    this.nanoClock = nanoClock;
    this.buckets = new KeyedRateLimiter(rate, MOST_VOTERS);
    this.secondBurstNanos = rate.everyNanos() * rate.burst();
  }

  /** Has the ballots counted, at once or in their turn. */
  Future<VoteReceipts> cast(VoteBatch batch) {
    if (stopped) {
      return next.count(batch.poll().id(), batch.casts());
    }
    long now = nanoClock.getAsLong();
    List<CastBallot> casts = batch.casts();
    int first = 0;
    while (first < casts.size() && passes(batch.poll(), casts.get(first), now)) {
      first++;
    }
    trimLater();
    return first == casts.size()
        ? next.count(batch.poll().id(), casts)
        : castSome(batch, first, now);
  }

  private boolean passes(Poll poll, CastBallot cast, long now) {
    return !isWaiting(poll, cast) && wait(poll, cast, now) == 0;
  }

  private boolean isWaiting(Poll poll, CastBallot cast) {
    Map<String, WaitingVoter> voters = waiting.isEmpty() ? null : waiting.get(poll.id());
    return voters != null && voters.containsKey(cast.voter());
  }

  /** How long the ballot has to wait for its turn; if not at all, the turn is taken. */
  private long wait(Poll poll, CastBallot cast, long now) {
    long more = isLastMoment(poll, cast) ? secondBurstNanos : 0;
    return buckets.take(buckets.key(poll.id(), cast.voter()), now, more);
  }

  private static boolean isLastMoment(Poll poll, CastBallot cast) {
    OptionalLong cutoff = poll.cutoffAt();
    return cutoff.isPresent() && cutoff.getAsLong() - cast.at() <= LAST_MOMENT_MS;
  }

  /** The first of the batch have their turn, the one behind them has not. */
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
        meters.limited();
        if (isLastMoment(batch.poll(), cast) && !isWaiting(batch.poll(), cast)) {
          receipts[i] = TOO_MANY;
        } else {
          later.put(i, await(batch.poll(), cast, now));
        }
      }
    }
    Future<VoteReceipts> counted =
        passed.isEmpty()
            ? Future.succeededFuture(new VoteReceipts(List.of()))
            : next.count(batch.poll().id(), passed);
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

  private Future<Receipt> await(Poll poll, CastBallot cast, long now) {
    WaitingVoter voter =
        waiting
            .computeIfAbsent(poll.id(), this::begin)
            .computeIfAbsent(cast.voter(), first -> new WaitingVoter(now + wait(poll, cast, now)));
    if (tickTimer < 0) {
      tickTimer = vertx.setTimer(TICK_MS, timer -> tick());
    }
    OptionalLong cutoff = poll.cutoffAt();
    long leftMs = cutoff.isPresent() ? cutoff.getAsLong() - cast.at() : Long.MAX_VALUE;
    long mostNanos = TimeUnit.MILLISECONDS.toNanos(Math.max(0, leftMs - LAST_MOMENT_MS));
    return voter.add(cast, now, mostNanos);
  }

  private Map<String, WaitingVoter> begin(String poll) {
    waitingVotes.begin(
        poll,
        () ->
            Future.future(
                counted -> context.runOnContext(here -> count(poll).onComplete(counted))));
    return new HashMap<>();
  }

  private void tick() {
    tickTimer = -1;
    long now = nanoClock.getAsLong();
    for (String poll : List.copyOf(waiting.keySet())) {
      List<WaitingVoter> due = new ArrayList<>();
      Iterator<WaitingVoter> voters = waiting.get(poll).values().iterator();
      while (voters.hasNext()) {
        WaitingVoter voter = voters.next();
        if (voter.isDue(now)) {
          voters.remove();
          due.add(voter);
        }
      }
      if (waiting.get(poll).isEmpty()) {
        end(poll);
      }
      release(poll, due);
    }
    if (!waiting.isEmpty()) {
      tickTimer = vertx.setTimer(TICK_MS, timer -> tick());
    }
  }

  private void end(String poll) {
    waiting.remove(poll);
    waitingVotes.end(poll);
  }

  /** Has all ballots of the poll counted that wait now; completes when they are. */
  private Future<Void> count(String poll) {
    Map<String, WaitingVoter> voters = waiting.get(poll);
    if (voters == null) {
      return Future.succeededFuture();
    }
    end(poll);
    return release(poll, voters.values());
  }

  private Future<Void> release(String poll, Collection<WaitingVoter> voters) {
    if (voters.isEmpty()) {
      return Future.succeededFuture();
    }
    long now = nanoClock.getAsLong();
    for (WaitingVoter voter : voters) {
      buckets.takeAnyway(buckets.key(poll, voter.newest().voter()), now, secondBurstNanos);
    }
    return Future.join(parts(List.copyOf(voters)).stream().map(part -> count(poll, part)).toList())
        .mapEmpty();
  }

  /** In parts that are counted in one step each. */
  private static List<List<WaitingVoter>> parts(List<WaitingVoter> voters) {
    List<List<WaitingVoter>> parts = new ArrayList<>();
    List<WaitingVoter> part = new ArrayList<>();
    int cells = 0;
    for (WaitingVoter voter : voters) {
      int more = voter.newest().cells().size();
      boolean full = part.size() >= VoteBatch.MAX_CASTS || cells + more > VoteBatch.MAX_CELLS;
      if (full && !part.isEmpty()) {
        parts.add(part);
        part = new ArrayList<>();
        cells = 0;
      }
      part.add(voter);
      cells += more;
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }

  private Future<VoteReceipts> count(String poll, List<WaitingVoter> voters) {
    return next.count(poll, voters.stream().map(WaitingVoter::newest).toList())
        .onFailure(fault -> voters.forEach(voter -> voter.fail(fault)))
        .onSuccess(
            answer -> {
              for (int i = 0; i < voters.size(); i++) {
                answer(poll, voters.get(i), answer.receipts().get(i));
              }
            });
  }

  private void answer(String poll, WaitingVoter voter, Receipt receipt) {
    List<CastBallot> others = voter.answer(receipt, nanoClock.getAsLong());
    if (others.isEmpty()) {
      meters.superseded(voter.size() - 1);
      return;
    }
    next.count(poll, others)
        .onFailure(voter::fail)
        .onSuccess(
            answer -> {
              long now = nanoClock.getAsLong();
              for (int i = 0; i < others.size(); i++) {
                voter.answer(others.get(i), answer.receipts().get(i), now);
              }
            });
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

  /** Has all counted that waits; from now on nobody waits. */
  Future<Void> stop() {
    stopped = true;
    vertx.cancelTimer(tickTimer);
    vertx.cancelTimer(trimTimer);
    return Future.join(List.copyOf(waiting.keySet()).stream().map(this::count).toList()).mapEmpty();
  }
}
