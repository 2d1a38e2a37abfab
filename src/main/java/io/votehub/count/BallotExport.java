package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.memory.Footprint;
import io.votehub.memory.MemoryShare;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.store.JournalEntry;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * The standing ballots of a poll, part by part, in an order that reveals nothing. Each part is a
 * random sample of the remaining ballots, read from the journal on demand, so that only one part is
 * in memory at a time, whatever the size of the poll. Used by one caller at a time, who closes it.
 */
public final class BallotExport implements AutoCloseable {
  /**
   * The number of exports that fit into the share beside one another and beside a reading of a
   * journal.
   */
  private static final int SHARE_PARTS = 8;

  private final String poll;
  private final JournalReads reads;
  private final MemoryShare share;
  private final long[] revs;
  private final int parts;
  private final long partBytes;
  private int given;
  private long taken;

  /**
   * @param share the memory share from which each part is taken while it is sent
   */
  public BallotExport(JournalReads reads, MemoryShare share, StandingEntries standing) {
    this.poll = standing.poll();
    this.reads = reads;
    this.share = share;
    this.revs = standing.revs();
    SecureShuffle.of(revs);
    long bytes = 2 * standing.chars() + revs.length * Footprint.of("");
    long atMost = Math.max(1, share.limit() / SHARE_PARTS);
    this.parts = (int) Math.max(1, Math.min(revs.length, (bytes + atMost - 1) / atMost));
    this.partBytes = bytes / parts;
  }

  /**
   * Releases the previous part and returns the next one, as canonical JSON texts; an empty part
   * marks the end. Fails with a {@link Refusal} of {@code busy} while the memory is exhausted, and
   * of {@code unavailable} if ballots vanished since the first part.
   */
  public Future<Iterator<String>> next() {
    close();
    if (given == parts) {
      return Future.succeededFuture(Arrays.<String>asList().iterator());
    }
    if (!share.tryTake(partBytes)) {
      return Future.failedFuture(Refusal.of(ErrorCode.BUSY));
    }
    taken = partBytes;
    Part part = new Part(revisionsOf(given++));
    return reads
        .read(poll, Long.MAX_VALUE, gathered -> part)
        .map(Part::texts)
        .recover(
            fault ->
                Future.failedFuture(
                    fault instanceof StaleEpochException
                        ? Refusal.of(
                            ErrorCode.UNAVAILABLE,
                            "The poll was changed in the meantime; try again")
                        : fault));
  }

  private long[] revisionsOf(int number) {
    long length = revs.length;
    return Arrays.copyOfRange(
        revs, (int) (length * number / parts), (int) (length * (number + 1) / parts));
  }

  /** Releases the memory; may be called more than once. */
  @Override
  public void close() {
    share.give(taken);
    taken = 0;
  }

  /** The ballots of certain revisions, in the order of these revisions. */
  private static final class Part implements Consumer<JournalEntry> {
    private final long[] drawn;
    private final long[] ascending;
    private final RevisionSet chosen;
    private final String[] texts;

    Part(long[] drawn) {
      this.drawn = drawn;
      this.ascending = drawn.clone();
      Arrays.sort(ascending);
      this.chosen = new RevisionSet(ascending);
      this.texts = new String[drawn.length];
    }

    @Override
    public void accept(JournalEntry entry) {
      if (chosen.isNext(entry.rev())) {
        texts[chosen.found() - 1] = entry.ballot();
      }
    }

    Iterator<String> texts() {
      chosen.requireAll();
      return Arrays.stream(drawn)
          .mapToObj(rev -> texts[Arrays.binarySearch(ascending, rev)])
          .iterator();
    }
  }
}
