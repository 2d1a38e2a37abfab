package io.votehub.ledger;

import io.votehub.poll.Cast;
import io.votehub.poll.Code;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One poll's page in memory. Not safe for use by two threads at once; {@link MemoryLedger} sees to
 * that.
 */
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
  private final Map<String, Page.Standing> standing;
  private final MemoryCells cells;
  private final List<Range> pending = new ArrayList<>();
  private volatile OptionalLong closesAt;
  private volatile Phase phase;
  private long closedAt;
  private long counter;
  private long publishedCounter = -1;
  private long publishedAt = Long.MIN_VALUE;

  /** The last tally that was read, for all who read it before the next ballot. */
  private Tally read;

  MemoryPage(Page page, long now) {
    epoch = page.epoch();
    run = page.terms().run();
    change = page.terms().change();
    graceMs = page.terms().graceMs();
    closesAt = page.terms().closesAt();
    phase = page.state() == PollState.OPEN ? Phase.OPEN : Phase.CLOSING;
    closedAt = now;
    standing = new HashMap<>(page.standing());
    cells = new MemoryCells(page.terms().maxCells());
    standing.values().forEach(s -> cells.add(s.cast().cells(), 1));
  }

  int epoch() {
    return epoch;
  }

  Recording record(List<Cast> batch, long now) {
    long late = lateMs(now);
    long before = counter;
    List<Receipt> receipts = new ArrayList<>(batch.size());
    Set<Integer> undecided = new HashSet<>();
    List<Recording.First> firsts = new ArrayList<>();
    for (Cast cast : batch) {
      Receipt receipt = receipt(cast, before, late);
      if (receipt instanceof Receipt.Refused && cast.run() == run && hasPending(cast.voter())) {
        if (late >= 0) {
          undecided.add(receipts.size());
        } else {
          firsts.add(countAgain(receipts.size(), cast.voter()));
        }
      }
      receipts.add(receipt);
    }
    Range range = new Range(Revision.of(epoch, before + 1), Revision.of(epoch, counter));
    if (!range.isEmpty()) {
      pending.add(range);
    }
    return new Recording.Recorded(epoch, range, receipts, undecided, firsts);
  }

  /**
   * A repeat of a ballot that stands is answered as such even when it comes late: its voter asks
   * because the answer was lost.
   */
  private Receipt receipt(Cast cast, long before, long late) {
    if (cast.run() != run) {
      return new Receipt.Refused(Refusal.of(Code.POLL_CHANGED));
    }
    Page.Standing old = standing.get(cast.voter());
    boolean same = isSame(old, cast);
    if (same && old.rev() <= Revision.of(epoch, before) && !isPending(old.rev())) {
      return new Receipt.Repeated(old.rev());
    }
    if (late >= 0) {
      return new Receipt.Refused(Refusal.late(late));
    }
    if (old != null && !same && !change) {
      return new Receipt.Refused(Refusal.of(Code.ALREADY_VOTED));
    }
    return count(cast, old);
  }

  private static boolean isSame(Page.Standing old, Cast cast) {
    return old != null && old.cast().ballot().equals(cast.ballot());
  }

  private Recording.First countAgain(int place, String voter) {
    Page.Standing first = standing.get(voter);
    return new Recording.First(place, count(first.cast(), first).rev(), first.cast().ballot());
  }

  private Receipt.Counted count(Cast cast, Page.Standing old) {
    if (old != null) {
      cells.add(old.cast().cells(), -1);
    }
    long rev = Revision.of(epoch, ++counter);
    standing.put(cast.voter(), new Page.Standing(rev, cast));
    cells.add(cast.cells(), 1);
    return new Receipt.Counted(rev);
  }

  /** Whether the voter has a pending ballot from before the batch that is being recorded. */
  private boolean hasPending(String voter) {
    Page.Standing old = standing.get(voter);
    return old != null && isPending(old.rev());
  }

  private boolean isPending(long rev) {
    for (Range range : pending) {
      if (range.holds(rev)) {
        return true;
      }
    }
    return false;
  }

  /** How late a ballot is that comes now, or -1 if it is in time. */
  private long lateMs(long now) {
    if (phase != Phase.OPEN) {
      return Math.max(0, now - closedAt);
    }
    boolean over = closesAt.isPresent() && now > closesAt.getAsLong() + graceMs;
    return over ? now - closesAt.getAsLong() : -1;
  }

  /** Whether it takes ballots until a certain time; may be asked by any thread. */
  boolean isTimed() {
    return phase == Phase.OPEN && closesAt.isPresent();
  }

  Confirmation confirm(Range range) {
    if (range.epoch() != epoch) {
      return Confirmation.LOST;
    }
    if (phase == Phase.SEALED) {
      return Confirmation.SEALED;
    }
    return pending.remove(range) ? Confirmation.CONFIRMED : Confirmation.LOST;
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

  long advance() {
    return Revision.of(epoch, ++counter);
  }

  long revision() {
    return Revision.of(epoch, counter);
  }

  Tally tally() {
    if (read == null || read.rev() != revision()) {
      read = cells.tally(revision(), standing.size());
    }
    return read;
  }

  Due due(long intervalMs, long now) {
    if (publishedCounter == counter) {
      return new Due.Nothing();
    }
    long wait = publishedCounter < 0 ? 0 : publishedAt + intervalMs - now;
    if (wait > 0 && wait <= intervalMs) {
      return new Due.In(wait);
    }
    publishedCounter = counter;
    publishedAt = now;
    return new Due.Now(tally());
  }

  Page.Standing standing(String voter) {
    return standing.get(voter);
  }
}
