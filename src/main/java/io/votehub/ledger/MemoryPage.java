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
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

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

  private static final class Sum {
    long value;
  }

  private final int epoch;
  private final boolean change;
  private final int graceMs;
  private final Map<String, Page.Standing> standing;
  private final Map<String, Sum> sums = new HashMap<>();
  private final List<Range> pending = new ArrayList<>();
  private OptionalLong closesAt;
  private Phase phase;
  private long closedAt;
  private long counter;

  MemoryPage(Page page, long now) {
    epoch = page.epoch();
    change = page.terms().change();
    graceMs = page.terms().graceMs();
    closesAt = page.terms().closesAt();
    phase = page.state() == PollState.OPEN ? Phase.OPEN : Phase.CLOSING;
    closedAt = now;
    standing = new HashMap<>(page.standing());
    standing.values().forEach(s -> add(s.cast().cells(), 1));
  }

  int epoch() {
    return epoch;
  }

  Recording record(List<Cast> batch, long now) {
    long late = lateMs(now);
    long before = counter;
    List<Receipt> receipts = new ArrayList<>(batch.size());
    for (Cast cast : batch) {
      receipts.add(receipt(cast, before, late));
    }
    Range range = new Range(Revision.of(epoch, before + 1), Revision.of(epoch, counter));
    if (!range.isEmpty()) {
      pending.add(range);
    }
    return new Recording.Recorded(epoch, range, receipts);
  }

  /**
   * A repeat of a ballot that stands is answered as such even when it comes late: its voter asks
   * because the answer was lost.
   */
  private Receipt receipt(Cast cast, long before, long late) {
    Page.Standing old = standing.get(cast.voter());
    boolean same = old != null && old.cast().ballot().equals(cast.ballot());
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

  private Receipt count(Cast cast, Page.Standing old) {
    if (old != null) {
      add(old.cast().cells(), -1);
    }
    long rev = Revision.of(epoch, ++counter);
    standing.put(cast.voter(), new Page.Standing(rev, cast));
    add(cast.cells(), 1);
    return new Receipt.Counted(rev);
  }

  private void add(List<String> cells, long by) {
    for (String cell : cells) {
      sums.computeIfAbsent(cell, name -> new Sum()).value += by;
    }
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

  Confirmation confirm(Range range) {
    if (range.epoch() != epoch) {
      return Confirmation.LOST;
    }
    if (phase == Phase.SEALED) {
      return Confirmation.SEALED;
    }
    return pending.remove(range) ? Confirmation.CONFIRMED : Confirmation.LOST;
  }

  int close(long now) {
    if (phase == Phase.OPEN) {
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

  Tally tally() {
    Map<String, Long> cells = new HashMap<>();
    sums.forEach(
        (cell, sum) -> {
          if (sum.value != 0) {
            cells.put(cell, sum.value);
          }
        });
    return new Tally(Revision.of(epoch, counter), standing.size(), false, cells);
  }

  Page.Standing standing(String voter) {
    return standing.get(voter);
  }
}
