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
import java.util.concurrent.TimeUnit;

/**
 * The ballots of one voter on one poll that wait for the voter's turn, in the order in which they
 * came. Lives on the context of its counter.
 */
final class WaitingVoter {
  private record Ballot(CastBallot cast, Promise<Receipt> promise, long sinceNanos) {
    void answer(Receipt receipt, long now) {
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
   * Waits with the others, as the newest of them.
   *
   * @param mostNanos how long it may wait at most, because the poll will be over
   */
  Future<Receipt> add(CastBallot cast, long now, long mostNanos) {
    dueNanos = now + Math.min(dueNanos - now, mostNanos);
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

  /** The one that is to be counted: the newest of those for the poll's latest run. */
  CastBallot newest() {
    return newest;
  }

  void fail(Throwable fault) {
    ballots.forEach(each -> each.promise.tryFail(fault));
  }

  /**
   * Answers all that the newest one's receipt answers: where it counts, all of them; where the poll
   * or an earlier ballot refuses it, those that say the same. The others may stand already, as
   * repeats of what was counted before.
   *
   * @return one ballot for each of the others' texts, to be asked about; none where there are none
   */
  List<CastBallot> answer(Receipt receipt, long now) {
    boolean others =
        receipt instanceof Receipt.Refused refused
            && (refused.why().code() == ErrorCode.ALREADY_VOTED
                || refused.why().code() == ErrorCode.NOT_OPEN);
    Map<String, CastBallot> left = new LinkedHashMap<>();
    for (Ballot each : ballots) {
      if (each.cast.run() != newest.run()) {
        each.answer(OF_EARLIER_RUN, now);
      } else if (!others || each.cast.ballot().equals(newest.ballot())) {
        each.answer(forBallot(each, receipt), now);
      } else {
        left.put(each.cast.ballot(), each.cast);
      }
    }
    return List.copyOf(left.values());
  }

  private Receipt forBallot(Ballot each, Receipt receipt) {
    if (each.cast.ballot().equals(newest.ballot())) {
      return receipt;
    }
    if (receipt instanceof Receipt.Counted counted) {
      return new Receipt.Superseded(counted.rev(), newest.ballot());
    }
    if (receipt instanceof Receipt.Repeated repeated) {
      return new Receipt.Superseded(repeated.rev(), newest.ballot());
    }
    return receipt;
  }

  /** Answers those whose ballots say the same as that one. */
  void answer(CastBallot cast, Receipt receipt, long now) {
    for (Ballot each : ballots) {
      if (each.cast.run() == cast.run() && each.cast.ballot().equals(cast.ballot())) {
        each.answer(receipt, now);
      }
    }
  }

  int size() {
    return ballots.size();
  }
}
