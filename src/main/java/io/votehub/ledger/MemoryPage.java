package io.votehub.ledger;

import io.votehub.memory.Footprint;
import io.votehub.memory.MemoryShare;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.StandingBallot;
import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A ledger page in memory. Not thread-safe; {@link MemoryLedger} serialises the calls. */
final class MemoryPage {
  private enum Phase {
    OPEN,
    CLOSING,
    SEALED
  }

  private final int epoch;
  private final int run;
  private final boolean change;
  private final int graceMs;
  private final MemoryShare memory;
  private final StandingVoters standing = new StandingVoters();
  private final MemoryCells cells;
  private final List<RevisionRange> pending = new ArrayList<>();
  private volatile OptionalLong closesAt;
  private volatile Phase phase;
  private long closedAt;
  private final long upAt;
  private long counter;

  /** The counter under which the sums are shown, see {@link Revision#shown}. */
  private long shown;

  private long publishedCounter = -1;
  private long publishedAt = Long.MIN_VALUE;

  /** The last tally, shared by all who read it before the next ballot. */
  private Tally read;

  /** The number of voters in {@link #standing} who took their ballot back. */
  private int withdrawn;

  /**
   * @param memory the share from which the page takes its memory, even beyond the limit; only later
   *     ballots are refused for lack of memory
   */
  MemoryPage(Page page, long now, MemoryShare memory) {
    this.memory = memory;
    epoch = page.epoch();
    run = page.terms().run();
    change = page.terms().change();
    graceMs = page.terms().graceMs();
    closesAt = page.terms().closesAt();
    phase = page.state() == PollState.OPEN ? Phase.OPEN : Phase.CLOSING;
    closedAt = now;
    upAt = now;
    cells = new MemoryCells(page.terms().maxCells());
    page.standing().values().forEach(each -> standing.put(each.rev(), counted(each.cast())));
    memory.take(bytes());
  }

  /** Adds a ballot to the sums; the same ballot with the names of cells that are kept here. */
  private CastBallot counted(CastBallot cast) {
    return new CastBallot(
        cast.voter(),
        cast.run(),
        cast.ballot(),
        cells.add(cast.cells(), cast.weight()),
        cast.at(),
        cast.mark());
  }

  /** Counts the page itself too: a hub may have thousands of open polls that nobody votes on. */
  private long bytes() {
    return Footprint.ofPage() + standing.bytes() + cells.bytes();
  }

  /** Returns the memory to the share; to be called once, when the page is no longer used. */
  void release() {
    memory.give(bytes());
  }

  int epoch() {
    return epoch;
  }

  RecordResult record(List<CastBallot> batch, long now) {
    long late = lateMs(now);
    long before = counter;
    List<Receipt> receipts = new ArrayList<>(batch.size());
    Set<Integer> undecided = new HashSet<>();
    List<RecordResult.First> firsts = new ArrayList<>();
    for (CastBallot cast : batch) {
      Receipt receipt = receipt(cast, late);
      if (receipt instanceof Receipt.Refused refused
          && cast.run() == run
          && hasPending(cast.voter())) {
        if (late >= 0) {
          undecided.add(receipts.size());
        } else if (refused.why().code() == ErrorCode.ALREADY_VOTED) {
          firsts.add(countAgain(receipts.size(), cast.voter()));
        }
      }
      receipts.add(receipt);
    }
    RevisionRange range =
        new RevisionRange(Revision.of(epoch, before + 1), Revision.of(epoch, counter));
    if (!range.isEmpty()) {
      pending.add(range);
      advanceShown(now);
    }
    return new RecordResult.Recorded(epoch, range, receipts, undecided, firsts);
  }

  /**
   * An equal ballot is {@code Repeated} even after the close: its voter retries because the
   * acknowledgement was lost. So is one of the same batch, which is pending together with it.
   */
  private Receipt receipt(CastBallot cast, long late) {
    if (cast.run() != run) {
      return new Receipt.Refused(Refusal.of(ErrorCode.POLL_CHANGED));
    }
    int voter = standing.place(cast.voter());
    StandingVoters.Standing old = standing.at(voter);
    boolean same = isSame(old, cast);
    if (same && !isPending(old.rev())) {
      return new Receipt.Repeated(old.rev(), old.mark());
    }
    if (late >= 0) {
      return new Receipt.Refused(Refusal.late(late));
    }
    if (old != null && !same && !change) {
      return new Receipt.Refused(Refusal.of(ErrorCode.ALREADY_VOTED));
    }
    return fits(voter, cast, old)
        ? count(voter, cast, old)
        : new Receipt.Refused(Refusal.of(ErrorCode.BUSY));
  }

  /** A ballot that needs no more memory than the voter's earlier one always fits. */
  private boolean fits(int voter, CastBallot cast, StandingVoters.Standing old) {
    long more = standing.growth(voter, cast) + cells.growth(cast.cells());
    long free = Math.max(0, memory.limit() - memory.used());
    // The cells that only the earlier ballot has cost a second look, so only where it matters.
    return more <= free
        || (old != null && more - cells.freedBy(old.cells(), cast.cells(), cast.weight()) <= free);
  }

  private static boolean isSame(StandingVoters.Standing old, CastBallot cast) {
    return old != null && old.ballot().equals(cast.ballot());
  }

  private RecordResult.First countAgain(int place, String voter) {
    int known = standing.place(voter);
    StandingVoters.Standing first = standing.at(known);
    CastBallot cast =
        new CastBallot(voter, run, first.ballot(), first.cells(), first.at(), first.mark());
    return new RecordResult.First(
        place, count(known, cast, first).rev(), cast.ballot(), cast.mark());
  }

  private Receipt.Counted count(int voter, CastBallot cast, StandingVoters.Standing old) {
    long before = bytes();
    if (old != null) {
      withdrawn -= old.isWithdrawal() ? 1 : 0;
    }
    withdrawn += cast.isWithdrawal() ? 1 : 0;
    long rev = Revision.of(epoch, ++counter);
    standing.put(voter, rev, counted(cast));
    if (old != null) {
      cells.remove(old.cells(), cast.weight());
    }
    memory.take(bytes() - before);
    return new Receipt.Counted(rev);
  }

  /** Whether the voter has a pending ballot of an earlier batch. */
  private boolean hasPending(String voter) {
    StandingVoters.Standing old = standing.find(voter);
    return old != null && isPending(old.rev());
  }

  private boolean isPending(long rev) {
    for (RevisionRange range : pending) {
      if (range.holds(rev)) {
        return true;
      }
    }
    return false;
  }

  /** How late a ballot is that arrives now, in milliseconds; -1 if it is in time. */
  private long lateMs(long now) {
    if (phase != Phase.OPEN) {
      return Math.max(0, now - closedAt);
    }
    boolean over = closesAt.isPresent() && now > closesAt.getAsLong() + graceMs;
    return over ? now - closesAt.getAsLong() : -1;
  }

  /** Whether the page is open and closes at a set time; safe from any thread. */
  boolean isTimed() {
    return phase == Phase.OPEN && closesAt.isPresent();
  }

  ConfirmResult confirm(RevisionRange range) {
    if (range.epoch() != epoch) {
      return ConfirmResult.LOST;
    }
    if (phase == Phase.SEALED) {
      return ConfirmResult.SEALED;
    }
    return pending.remove(range) ? ConfirmResult.CONFIRMED : ConfirmResult.LOST;
  }

  int close(long now, int ofEpoch) {
    if (phase == Phase.OPEN && epoch <= ofEpoch) {
      phase = Phase.CLOSING;
      closedAt = closesAt.isPresent() ? Math.min(now, closesAt.getAsLong()) : now;
    }
    return pending.size();
  }

  void seal() {
    phase = Phase.SEALED;
  }

  boolean extend(long newClosesAt) {
    if (phase != Phase.OPEN) {
      return false;
    }
    closesAt = OptionalLong.of(newClosesAt);
    return true;
  }

  long advance(long now) {
    advanceShown(now);
    return Revision.of(epoch, ++counter);
  }

  private void advanceShown(long now) {
    shown = Revision.shown(shown, now - upAt);
  }

  Tally tally() {
    long rev = Revision.of(epoch, shown);
    if (read == null || read.rev() != rev) {
      read = cells.tally(rev, standing.size() - withdrawn);
    }
    return read;
  }

  PublishPermit tryAcquirePublish(long intervalMs, long now) {
    if (publishedCounter == counter) {
      return new PublishPermit.Unchanged();
    }
    long wait = publishedCounter < 0 ? 0 : publishedAt + intervalMs - now;
    if (wait > 0 && wait <= intervalMs) {
      return new PublishPermit.RetryIn(wait);
    }
    publishedCounter = counter;
    publishedAt = now;
    return new PublishPermit.Granted(tally());
  }

  /** The ballot that stands for a voter. */
  Optional<StandingBallot> standing(String voter) {
    return Optional.ofNullable(standing.find(voter))
        .filter(found -> !found.isWithdrawal())
        .map(found -> new StandingBallot(found.rev(), found.ballot(), found.mark()));
  }
}
