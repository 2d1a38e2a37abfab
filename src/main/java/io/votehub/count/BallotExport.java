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
 * The standing ballots of a poll, part by part, in an order that tells nothing. Each part is drawn
 * at random from what is left and read from the journal when it is asked for, so that of a poll of
 * any size no more than a part is in memory at a time. Used by one caller at a time, who closes it.
 */
public final class BallotExport implements AutoCloseable {
  /** So many exports fit beside each other and beside the reading of a journal. */
  private static final int PARTS_OF_SHARE = 8;

  private final String poll;
  private final JournalReads reads;
  private final MemoryShare share;
  private final long[] revs;
  private final int parts;
  private final long partBytes;
  private int given;
  private long taken;

  /**
   * @param share of which each part is taken while it is sent
   */
  public BallotExport(
      String poll, JournalReads reads, MemoryShare share, Recount.Standing standing) {
    this.poll = poll;
    this.reads = reads;
    this.share = share;
    this.revs = standing.revs();
    SecureShuffle.of(revs);
    long bytes = 2 * standing.chars() + revs.length * Footprint.of("");
    long atMost = Math.max(1, share.limit() / PARTS_OF_SHARE);
    this.parts = (int) Math.max(1, Math.min(revs.length, (bytes + atMost - 1) / atMost));
    this.partBytes = bytes / parts;
  }

  /**
   * The next part, as canonical JSON texts; one without any says that all were given. What the part
   * before took is let go. Fails with a {@link Refusal} of {@code busy} while others take all the
   * memory, and of {@code unavailable} if ballots vanished since the first part.
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
    Part part = new Part(ofPart(given++));
    return reads
        .read(poll, Long.MAX_VALUE, gathered -> part)
        .map(Part::texts)
        .recover(
            fault ->
                Future.failedFuture(
                    fault instanceof StaleEpochException
                        ? Refusal.of(ErrorCode.UNAVAILABLE, "The poll was changed meanwhile")
                        : fault));
  }

  private long[] ofPart(int number) {
    long length = revs.length;
    return Arrays.copyOfRange(
        revs, (int) (length * number / parts), (int) (length * (number + 1) / parts));
  }

  /** Lets go of what is in memory; may be called more than once. */
  @Override
  public void close() {
    share.give(taken);
    taken = 0;
  }

  /** The ballots of certain revisions, in the order in which these are given. */
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
