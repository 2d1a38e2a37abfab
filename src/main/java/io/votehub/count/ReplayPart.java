package io.votehub.count;

import io.votehub.memory.Footprint;
import io.votehub.method.VotingMethod;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Revision;
import io.votehub.poll.VoterId;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Gathers in one reading of a journal what changed in each of the next frames of a replay, and ends
 * the reading once these are many. Keeps changes of sums alone, and of each voter the ballot that
 * stands where voters replaced theirs and the replaced ones are kept.
 */
final class ReplayPart implements Consumer<JournalEntry> {
  /** Frames that are read at once. */
  static final int MAX_FRAMES = 256;

  /** A map entry, without its texts. */
  private static final int ENTRY_BYTES = 64;

  /** Ends a reading of which enough was read. */
  static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Enough() {
      super("Enough of the journal was read", null, false, false);
    }
  }

  /**
   * Which frames there are.
   *
   * @param from when the first begins, UTC milliseconds since the epoch
   * @param stepMs how long each is
   * @param minChanges how many changes a frame has at least
   * @param replaced whether ballots are in the journal that no longer stand
   */
  record Plan(long from, long stepMs, int minChanges, boolean replaced) {
    long step(long at) {
      return Math.max(0, at - from) / stepMs;
    }
  }

  /** What changed within a frame. */
  static final class Change {
    private final Map<String, Long> cells = new HashMap<>();
    private long step;
    private long ballots;
    private long lastRev;
    private int changes;

    Map<String, Long> cells() {
      return cells;
    }

    /** Its last step. */
    long step() {
      return step;
    }

    /** By how much the number of standing ballots grew. */
    long ballots() {
      return ballots;
    }

    /** The last revision that is part of it. */
    long lastRev() {
      return lastRev;
    }

    private void merge(Change later) {
      later.cells.forEach((cell, by) -> cells.merge(cell, by, Long::sum));
      ballots += later.ballots;
      step = later.step;
      lastRev = later.lastRev;
      changes += later.changes;
    }
  }

  private final PollRecord record;
  private final BallotReader ballots;
  private final Plan plan;
  private final long after;
  private final ReadMemory memory;
  private final Map<String, JournalEntry> standing = new HashMap<>();
  private final List<Change> done = new ArrayList<>();
  private final boolean quiz;
  private Change current;
  private long latest = Long.MIN_VALUE;

  /**
   * @param after the revision after which frames are wanted; those before were read
   */
  ReplayPart(PollRecord record, VotingMethod method, Plan plan, long after, ReadMemory memory) {
    this.record = record;
    this.ballots = new BallotReader(record.poll(), method);
    this.plan = plan;
    this.after = after;
    this.memory = memory;
    this.quiz = record.poll().settings().quiz().isPresent();
  }

  /** Whether a ballot under that revision counted in the final result, or was replaced by one. */
  static boolean counts(PollRecord record, long rev) {
    return Revision.epoch(rev) < record.epoch() && record.counts(rev);
  }

  @Override
  public void accept(JournalEntry entry) {
    if (!counts(record, entry.rev())) {
      return;
    }
    latest = Math.max(latest, entry.at());
    JournalEntry before = plan.replaced ? replace(entry) : null;
    boolean same = quiz && before != null && before.ballot().equals(entry.ballot());
    if (same) {
      standing.put(entry.voter(), before);
      return;
    }
    if (entry.rev() > after && (before != null || !entry.isWithdrawal())) {
      change(before, entry);
    }
  }

  private JournalEntry replace(JournalEntry entry) {
    JournalEntry before =
        entry.isWithdrawal() ? standing.remove(entry.voter()) : standing.put(entry.voter(), entry);
    memory.add((entry.isWithdrawal() ? 0 : bytes(entry)) - (before == null ? 0 : bytes(before)));
    return before;
  }

  private static long bytes(JournalEntry entry) {
    return 2 * ENTRY_BYTES + Footprint.of(entry.voter()) + Footprint.of(entry.ballot());
  }

  private void change(JournalEntry before, JournalEntry after) {
    long step = plan.step(latest);
    if (current != null && step > current.step && current.changes >= plan.minChanges) {
      done.add(current);
      current = null;
      if (done.size() > MAX_FRAMES) {
        // The last one is read again: it may have to be merged with what follows.
        done.remove(done.size() - 1);
        throw new Enough();
      }
    }
    if (current == null) {
      current = new Change();
    }
    current.step = step;
    current.lastRev = after.rev();
    current.changes++;
    if (before != null) {
      add(before, -1);
    }
    if (!after.isWithdrawal()) {
      add(after, 1);
    }
  }

  private void add(JournalEntry entry, int sign) {
    CastBallot cast = ballots.cast(entry);
    current.ballots += sign;
    long by = sign * VoterId.weight(entry.voter());
    for (String cell : cast.cells()) {
      if (current.cells.put(cell, current.cells.getOrDefault(cell, 0L) + by) == null) {
        memory.add(ENTRY_BYTES + Footprint.of(cell));
      }
    }
  }

  /** The frames, once the whole journal was read: what is left too small goes to the one before. */
  List<Change> rest() {
    if (current != null && current.changes < plan.minChanges && !done.isEmpty()) {
      done.get(done.size() - 1).merge(current);
    } else if (current != null) {
      done.add(current);
    }
    current = null;
    return done;
  }

  /** The frames that are complete, after {@link Enough}. */
  List<Change> complete() {
    return done;
  }
}
