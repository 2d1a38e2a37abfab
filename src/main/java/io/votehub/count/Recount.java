package io.votehub.count;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.ledger.Page;
import io.votehub.poll.Ballot;
import io.votehub.poll.Cast;
import io.votehub.poll.Method;
import io.votehub.poll.Poll;
import io.votehub.poll.Revision;
import io.votehub.poll.Tally;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.Validity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a poll's journal from its beginning and says what stands: a voter's standing ballot is the
 * last one that counts. Finds on the way which revisions of the epochs that are over are there, so
 * that this can be written down. Fed by one thread at a time, in the order of revisions.
 */
final class Recount {
  private final PollRecord record;
  private final int lastEpoch;
  private final Method method;
  private final Map<String, Page.Standing> standing = new HashMap<>();
  private final Map<Integer, Validity.Found> found = new TreeMap<>();
  private final Map<String, Ballot> ballots = new HashMap<>();

  /**
   * @param record the poll as it was when its epoch was raised; the journal is read after that
   */
  Recount(PollRecord record, Method method) {
    this(record, method, record.epoch() - 1);
  }

  private Recount(PollRecord record, Method method, int lastEpoch) {
    this.record = record;
    this.lastEpoch = lastEpoch;
    this.method = method;
    for (int epoch = record.firstEpoch(); epoch < record.epoch(); epoch++) {
      if (!record.validity().containsKey(epoch)) {
        found.put(epoch, new Validity.Found());
      }
    }
  }

  /** A reading of a poll that goes on: ballots of the present epoch are among those that stand. */
  static Recount ofRunning(PollRecord record, Method method) {
    return new Recount(record, method, record.epoch());
  }

  void read(JournalEntry entry) {
    int epoch = Revision.epoch(entry.rev());
    if (epoch > lastEpoch || !record.counts(entry.rev())) {
      return;
    }
    Validity.Found finding = found.get(epoch);
    if (finding != null) {
      finding.add(entry.rev());
    }
    Ballot ballot = ballots.computeIfAbsent(entry.ballot(), this::ballot);
    List<String> cells = method.cells(ballot, entry.voter(), entry.at());
    Cast cast = new Cast(entry.voter(), record.poll().run(), entry.ballot(), cells, entry.at());
    standing.put(entry.voter(), new Page.Standing(entry.rev(), cast));
  }

  private Ballot ballot(String ballot) {
    Poll poll = record.poll();
    try {
      return method.read(poll, Json.readObject(ballot));
    } catch (BadJsonException fault) {
      throw new IllegalStateException(
          "Poll " + poll.id() + " has an unreadable ballot in its journal", fault);
    }
  }

  /** The standing ballots by voter. */
  Map<String, Page.Standing> standing() {
    return standing;
  }

  /**
   * What counts in every epoch that is over: what was written down before, and what was found now.
   */
  Map<Integer, Validity> validity() {
    Map<Integer, Validity> all = new HashMap<>(record.validity());
    found.forEach((epoch, finding) -> all.put(epoch, finding.validity()));
    return all;
  }

  /**
   * The final tally: the cells of the standing ballots, under the first revision of the record's
   * epoch.
   */
  Tally result() {
    Map<String, Long> cells = new HashMap<>();
    for (Page.Standing ballot : standing.values()) {
      ballot.cast().cells().forEach(cell -> cells.merge(cell, 1L, Long::sum));
    }
    return new Tally(Revision.of(record.epoch(), 0), standing.size(), true, cells)
        .bounded(method.maxCells());
  }
}
