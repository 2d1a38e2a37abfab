package io.votehub.count;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.memory.MemoryShare;
import io.votehub.poll.StandingBallot;
import io.votehub.store.PollRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The standing ballots of closed polls, which have no ledger page: read from the journal on demand
 * and cached in a share of the memory budget, least recently used first to be evicted. The journal
 * of a poll that exceeds the share is read for each request; requests during a reading share the
 * next one. Safe from any thread.
 */
public final class StandingBallots {
  private static final int MAX_POLLS = 4_096;

  private record Key(String poll, int epoch) {}

  /** A poll's ballots; empty where they are too many to be cached. */
  private static final class Cached {
    final Future<Optional<VoterBallots>> ballots;
    long bytes;

    Cached(Future<Optional<VoterBallots>> ballots) {
      this.ballots = ballots;
    }
  }

  /** The requests for the next reading of a poll that is being read. */
  private static final class Next {
    final Set<String> voters = new HashSet<>();
    final Promise<VoterBallots> read = Promise.promise();
  }

  private final CountingContext counting;
  private final JournalReads reads;
  private final MemoryShare share;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Cached> cache = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Key, Optional<Next>> reading = new HashMap<>();

  StandingBallots(CountingContext counting) {
    this.counting = counting;
    this.reads = counting.reads();
    this.share = counting.memory().closed();
  }

  /** The standing ballot of a voter on a closed poll. Completes on the context of the caller. */
  public Future<Optional<StandingBallot>> of(PollRecord record, String voter) {
    Future<VoterBallots> ballots =
        all(record)
            .compose(
                all -> all.map(Future::succeededFuture).orElseGet(() -> shared(record, voter)));
    return onCallerContext(counting.vertx(), ballots.map(found -> found.of(voter)));
  }

  private static Key key(PollRecord record) {
    return new Key(record.poll().id(), record.epoch());
  }

  private Future<Optional<VoterBallots>> all(PollRecord record) {
    Key key = key(record);
    Promise<Optional<VoterBallots>> promise = Promise.promise();
    Cached fresh = new Cached(promise.future());
    lock.lock();
    try {
      Cached known = cache.get(key);
      if (known != null) {
        return known.ballots;
      }
      cache.put(key, fresh);
    } finally {
      lock.unlock();
    }
    read(record, voter -> true, share.limit() / 2)
        .map(Optional::of)
        .otherwise(StandingBallots::emptyIfTooMany)
        .onSuccess(found -> evictAround(key, fresh, found.map(VoterBallots::bytes).orElse(0L)))
        .onFailure(fault -> remove(key, fresh))
        .onComplete(promise);
    return fresh.ballots;
  }

  private static Optional<VoterBallots> emptyIfTooMany(Throwable fault) {
    if (fault instanceof ReadMemory.TooMuch) {
      return Optional.empty();
    }
    throw fault instanceof RuntimeException known ? known : new IllegalStateException(fault);
  }

  private Future<VoterBallots> read(PollRecord record, Predicate<String> voters, long most) {
    return reads.read(
        record.poll().id(),
        most,
        memory -> new VoterBallots(CountedRevisions.before(record), voters, memory));
  }

  private void evictAround(Key key, Cached fresh, long bytes) {
    lock.lock();
    try {
      fresh.bytes = bytes;
      share.take(bytes);
      Iterator<Map.Entry<Key, Cached>> oldest = cache.entrySet().iterator();
      while ((share.used() > share.limit() || cache.size() > MAX_POLLS) && oldest.hasNext()) {
        Map.Entry<Key, Cached> each = oldest.next();
        if (each.getValue().ballots.isComplete() && !each.getKey().equals(key)) {
          share.give(each.getValue().bytes);
          oldest.remove();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void remove(Key key, Cached failed) {
    lock.lock();
    try {
      cache.remove(key, failed);
    } finally {
      lock.unlock();
    }
  }

  /** Reads the journal for this voter and all who ask before the reading starts. */
  private Future<VoterBallots> shared(PollRecord record, String voter) {
    Key key = key(record);
    lock.lock();
    try {
      Optional<Next> ongoing = reading.get(key);
      if (ongoing != null) {
        Next next = ongoing.orElseGet(Next::new);
        reading.put(key, Optional.of(next));
        next.voters.add(voter);
        return next.read.future();
      }
      reading.put(key, Optional.empty());
    } finally {
      lock.unlock();
    }
    return readFor(record, Set.of(voter));
  }

  private Future<VoterBallots> readFor(PollRecord record, Set<String> voters) {
    return read(record, voters::contains, Long.MAX_VALUE).onComplete(done -> readNext(record));
  }

  private void readNext(PollRecord record) {
    Key key = key(record);
    Optional<Next> next;
    lock.lock();
    try {
      next = reading.get(key);
      if (next.isPresent()) {
        reading.put(key, Optional.empty());
      } else {
        reading.remove(key);
      }
    } finally {
      lock.unlock();
    }
    next.ifPresent(waiting -> readFor(record, waiting.voters).onComplete(waiting.read));
  }
}
