package io.votehub.count;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The delayed ballots of one voter on one poll, in the order of their arrival. Confined to the
 * context of its counter.
 */
final class WaitingVoter {
  private record Ballot(CastBallot cast, Promise<Receipt> promise, long sinceNanos) {
    void settle(Receipt receipt, long now) {
      long waitedMs = TimeUnit.NANOSECONDS.toMillis(now - sinceNanos);
      boolean cameInTime =
          receipt instanceof Receipt.Refused refused
              && refused.why().lateMs() >= 0
              && refused.why().lateMs() <= waitedMs;
      promise.tryComplete(cameInTime ? CLOSED_MEANWHILE : receipt);
    }
  }

  private static final Receipt CLOSED_MEANWHILE =
      new Receipt.Refused(
          Refusal.of(
              ErrorCode.NOT_OPEN, "The poll closed while the vote waited behind earlier ones"));

  private static final Receipt OF_EARLIER_RUN =
      new Receipt.Refused(Refusal.of(ErrorCode.POLL_CHANGED));

  private final List<Ballot> ballots = new ArrayList<>();
  private CastBallot newest;
  private long dueNanos;

  WaitingVoter(long dueNanos) {
    this.dueNanos = dueNanos;
  }

  /**
   * Adds a ballot as the newest one.
   *
   * @param maxNanos the longest delay from now, because the poll ends then
   */
  Future<Receipt> add(CastBallot cast, long now, long maxNanos) {
    dueNanos = now + Math.min(dueNanos - now, maxNanos);
    if (newest == null || cast.run() >= newest.run()) {
      newest = cast;
    }
    Promise<Receipt> promise = Promise.promise();
    ballots.add(new Ballot(cast, promise, now));
    return promise.future();
  }

  boolean isDue(long now) {
    return dueNanos - now <= 0;
  }

  /** The ballot to count: the newest one for the latest run of the poll. */
  CastBallot newest() {
    return newest;
  }

  void fail(Throwable fault) {
    ballots.forEach(each -> each.promise.tryFail(fault));
  }

  /**
   * Settles every ballot that the receipt of the newest one decides: all of them if that one
   * counts, and the equal ones if the poll or an earlier ballot refuses it. The others may stand
   * already, as repeats of a ballot that was counted before.
   *
   * @return the ballots still to be decided, one for each text
   */
  List<CastBallot> settle(Receipt receipt, long now) {
    boolean onlyEqualOnes =
        receipt instanceof Receipt.Refused refused
            && (refused.why().code() == ErrorCode.ALREADY_VOTED
                || refused.why().code() == ErrorCode.NOT_OPEN);
    Map<String, CastBallot> left = new LinkedHashMap<>();
    for (Ballot each : ballots) {
      if (each.cast.run() != newest.run()) {
        each.settle(OF_EARLIER_RUN, now);
      } else if (!onlyEqualOnes || each.cast.ballot().equals(newest.ballot())) {
        each.settle(receiptFor(each, receipt), now);
      } else {
        left.put(each.cast.ballot(), each.cast);
      }
    }
    return List.copyOf(left.values());
  }

  private Receipt receiptFor(Ballot each, Receipt receipt) {
    if (each.cast.ballot().equals(newest.ballot())) {
      return forEqual(each, newest, receipt);
    }
    if (receipt instanceof Receipt.Counted counted) {
      return new Receipt.Superseded(counted.rev(), newest.ballot(), newest.mark());
    }
    if (receipt instanceof Receipt.Repeated repeated) {
      return new Receipt.Superseded(repeated.rev(), newest.ballot(), repeated.mark());
    }
    return receipt;
  }

  /** Of equal ballots one is counted, with its mark; the others are repeats of it. */
  private static Receipt forEqual(Ballot each, CastBallot cast, Receipt receipt) {
    return receipt instanceof Receipt.Counted counted
            && !Objects.equals(each.cast.mark(), cast.mark())
        ? new Receipt.Repeated(counted.rev(), cast.mark())
        : receipt;
  }

  /** Settles the ballots that are equal to that one. */
  void settle(CastBallot cast, Receipt receipt, long now) {
    for (Ballot each : ballots) {
      if (each.cast.run() == cast.run() && each.cast.ballot().equals(cast.ballot())) {
        each.settle(forEqual(each, cast, receipt), now);
      }
    }
  }

  int size() {
    return ballots.size();
  }
}
