package io.votehub.count;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.memory.MemoryShare;
import io.votehub.store.PollRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The standing ballots of polls that have no page in the ledger, because they are closed: read from
 * the journal when first asked for, and kept while they are in use, as many as there is room for in
 * their share of memory. Of a poll that is too large for that the journal is read again for whoever
 * asks; all who ask while it is being read share the next reading. Safe from any thread.
 */
public final class StandingBallots {
  private static final int POLLS_AT_MOST = 4_096;

  private record Key(String poll, int epoch) {}

  /** A poll's ballots; nothing where they are too many to be kept. */
  private static final class Kept {
    final Future<Optional<VoterBallots>> ballots;
    long bytes;

    Kept(Future<Optional<VoterBallots>> ballots) {
      this.ballots = ballots;
    }
  }

  /** Who waits for the next reading of a poll of which one is on its way. */
  private static final class Next {
    final Set<String> voters = new HashSet<>();
    final Promise<VoterBallots> read = Promise.promise();
  }

  private final CountingContext counting;
  private final JournalReads reads;
  private final MemoryShare share;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Key, Optional<Next>> reading = new HashMap<>();

  StandingBallots(CountingContext counting) {
    this.counting = counting;
    this.reads = counting.reads();
    this.share = counting.memory().closed();
  }

  /** The standing ballot of a voter on a closed poll. */
  public Future<Optional<VoterBallots.Standing>> of(PollRecord record, String voter) {
    Future<VoterBallots> ballots =
        all(record)
            .compose(all -> all.map(Future::succeededFuture).orElseGet(() -> some(record, voter)));
    return onCallerContext(counting.vertx(), ballots.map(found -> found.of(voter)));
  }

  private static Key key(PollRecord record) {
    return new Key(record.poll().id(), record.epoch());
  }

  private Future<Optional<VoterBallots>> all(PollRecord record) {
    Key key = key(record);
    Promise<Optional<VoterBallots>> promise = Promise.promise();
    Kept fresh = new Kept(promise.future());
    lock.lock();
    try {
      Kept known = kept.get(key);
      if (known != null) {
        return known.ballots;
      }
      kept.put(key, fresh);
    } finally {
      lock.unlock();
    }
    read(record, voter -> true, share.limit() / 2)
        .map(Optional::of)
        .otherwise(StandingBallots::noneIfTooMany)
        .onSuccess(found -> keep(key, fresh, found.map(VoterBallots::bytes).orElse(0L)))
        .onFailure(fault -> forget(key, fresh))
        .onComplete(promise);
    return fresh.ballots;
  }

  private static Optional<VoterBallots> noneIfTooMany(Throwable fault) {
    if (fault instanceof ReadMemory.TooMuch) {
      return Optional.empty();
    }
    throw fault instanceof RuntimeException known ? known : new IllegalStateException(fault);
  }

  private Future<VoterBallots> read(
      PollRecord record, java.util.function.Predicate<String> voters, long most) {
    return reads.read(
        record.poll().id(),
        most,
        gathered -> new VoterBallots(CountedRevisions.before(record), voters, gathered));
  }

  private void keep(Key key, Kept fresh, long bytes) {
    lock.lock();
    try {
      fresh.bytes = bytes;
      share.take(bytes);
      Iterator<Map.Entry<Key, Kept>> oldest = kept.entrySet().iterator();
      while ((share.used() > share.limit() || kept.size() > POLLS_AT_MOST) && oldest.hasNext()) {
        Map.Entry<Key, Kept> each = oldest.next();
        if (each.getValue().ballots.isComplete() && !each.getKey().equals(key)) {
          share.give(each.getValue().bytes);
          oldest.remove();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void forget(Key key, Kept failed) {
    lock.lock();
    try {
      kept.remove(key, failed);
    } finally {
      lock.unlock();
    }
  }

  /** A reading for this voter and all who ask before it begins. */
  private Future<VoterBallots> some(PollRecord record, String voter) {
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
    return someNow(record, Set.of(voter));
  }

  private Future<VoterBallots> someNow(PollRecord record, Set<String> voters) {
    return read(record, voters::contains, Long.MAX_VALUE).onComplete(done -> goOn(record));
  }

  private void goOn(PollRecord record) {
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
    next.ifPresent(waiting -> someNow(record, waiting.voters).onComplete(waiting.read));
  }
}
