package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.ledger.Page;
import io.votehub.store.PollRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The standing ballots of polls that have no page in the ledger, because they are closed: read from
 * the journal when first asked for, and kept while they are in use. Bounded by the number of
 * ballots kept.
 */
final class StandingBallots {
  private static final int MAX_BALLOTS = 500_000;

  private record Key(String poll, int epoch) {}

  private record Kept(Future<Map<String, Page.Standing>> ballots, long size) {}

  private final Engines engines;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  StandingBallots(Engines engines) {
    this.engines = engines;
  }

  /** The standing ballot of a voter on a closed poll. */
  Future<Optional<Page.Standing>> of(PollRecord record, String voter) {
    return all(record).map(ballots -> Optional.ofNullable(ballots.get(voter)));
  }

  private Future<Map<String, Page.Standing>> all(PollRecord record) {
    Key key = new Key(record.poll().id(), record.epoch());
    lock.lock();
    try {
      Kept known = kept.get(key);
      if (known != null && !known.ballots.failed()) {
        return known.ballots;
      }
      Future<Map<String, Page.Standing>> ballots = read(record);
      long size = record.result().map(result -> result.ballots()).orElse(0L);
      kept.put(key, new Kept(ballots, size + 1));
      forgetOldest(key);
      return ballots;
    } finally {
      lock.unlock();
    }
  }

  private Future<Map<String, Page.Standing>> read(PollRecord record) {
    Recount recount = new Recount(record, engines.methods().of(record.poll()));
    return engines
        .store()
        .readJournal(record.poll().id(), recount::read)
        .map(read -> recount.standing());
  }

  private void forgetOldest(Key newest) {
    long total = kept.values().stream().mapToLong(Kept::size).sum();
    var oldest = kept.entrySet().iterator();
    while (total > MAX_BALLOTS && oldest.hasNext()) {
      var entry = oldest.next();
      if (!entry.getKey().equals(newest)) {
        total -= entry.getValue().size;
        oldest.remove();
      }
    }
  }
}
