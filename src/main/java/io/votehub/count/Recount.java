package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.method.VotingMethod;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.Tally;
import io.votehub.store.PollRecord;
import io.votehub.store.ValidRevisions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Reads a poll's journal from its beginning and says what stands: a voter's standing ballot is the
 * last one that counts.
 *
 * <p>Promises to keep no more in memory than {@link JournalReads} allows, however long the journal
 * is and however many ballots stand, but for eight bytes a standing ballot and for the sums that
 * the result has. For that it reads the journal more than once: first for the revisions that stand,
 * then for the cells of those ballots, and each of both in pieces where the whole is too much.
 */
public final class Recount {
  /** What a character of a ballot takes at the most, once its cells are made of it. */
  private static final int BYTES_A_CHARACTER = 3;

  /** What stands. */
  public static final class Standing {
    private final long[] revs;
    private final long chars;
    private final Map<Integer, ValidRevisions> validity;

    private Standing(long[] revs, long chars, Map<Integer, ValidRevisions> validity) {
      this.revs = revs;
      this.chars = chars;
      this.validity = validity;
    }

    /** The revisions of the standing ballots, in ascending order; the caller's own. */
    long[] revs() {
      return revs.clone();
    }

    /** How long those ballots are together. */
    long chars() {
      return chars;
    }

    /**
     * What counts in every epoch that is over: what was written down before, and what was found
     * now.
     */
    Map<Integer, ValidRevisions> validity() {
      return validity;
    }
  }

  /** The final tally, and of what it was made. */
  record Outcome(Tally tally, Standing standing) {}

  private final CountingContext counting;
  private final JournalReads reads;

  Recount(CountingContext counting) {
    this.counting = counting;
    this.reads = counting.reads();
  }

  /**
   * The final tally: the cells of the standing ballots, under the first revision of the record's
   * epoch. Fails with {@link StaleEpochException} if ballots vanish meanwhile.
   *
   * @param record the poll as it was when its epoch was raised
   */
  Future<Outcome> result(PollRecord record) {
    return standing(record, CountedRevisions.before(record))
        .compose(standing -> sums(record, standing).map(tally -> new Outcome(tally, standing)));
  }

  /** The revisions that stand. */
  public Future<Standing> standing(PollRecord record, CountedRevisions counted) {
    return last(
            record.poll().id(),
            counted,
            HashPartition.whole(),
            new Standing(new long[0], 0, Map.of()))
        .compose(all -> counting.vertx().executeBlocking(() -> sorted(all, counted), false));
  }

  private static Standing sorted(Standing all, CountedRevisions counted) {
    long[] revs = all.revs();
    Arrays.sort(revs);
    return new Standing(revs, all.chars, counted.validity());
  }

  private Future<Standing> last(
      String poll, CountedRevisions counted, HashPartition piece, Standing before) {
    return reads
        .read(
            poll,
            reads.most(),
            gathered -> {
              counted.forget();
              return new StandingRevisions(counted, piece, gathered);
            })
        .transform(
            read -> {
              if (read.failed()) {
                return isTooMuch(read.cause(), piece)
                    ? last(poll, counted, piece.half(), before)
                    : Future.failedFuture(explained(read.cause()));
              }
              counted.settle();
              StandingRevisions found = read.result();
              Standing now =
                  new Standing(
                      LongStream.concat(Arrays.stream(before.revs), Arrays.stream(found.revs()))
                          .toArray(),
                      before.chars + found.chars(),
                      Map.of());
              return piece.isLast()
                  ? Future.succeededFuture(now)
                  : last(poll, counted, piece.next(), now);
            });
  }

  /**
   * A tally of all cells of the standing ballots, however many the result shows. Fails with a
   * {@link Refusal} of {@code busy} where they are more than there is memory for.
   */
  public Future<Tally> all(PollRecord record) {
    return standing(record, CountedRevisions.ofRunning(record))
        .compose(standing -> sums(record, standing, Integer.MAX_VALUE));
  }

  private Future<Tally> sums(PollRecord record, Standing standing) {
    return sums(record, standing, counting.methods().of(record.poll()).maxCells());
  }

  private Future<Tally> sums(PollRecord record, Standing standing, int most) {
    Tally none = new Tally(Revision.of(record.epoch(), 0), standing.revs.length, true, Map.of());
    boolean needsAll = most == Integer.MAX_VALUE;
    HashPartition first =
        needsAll
            ? HashPartition.whole()
            : HashPartition.of(standing.chars * BYTES_A_CHARACTER / Math.max(1, reads.most()));
    return sums(record, standing, most, first, none);
  }

  private Future<Tally> sums(
      PollRecord record, Standing standing, int most, HashPartition piece, Tally before) {
    VotingMethod method = counting.methods().of(record.poll());
    boolean needsAll = most == Integer.MAX_VALUE;
    return reads
        .read(
            record.poll().id(),
            needsAll ? Long.MAX_VALUE : reads.most(),
            gathered ->
                new PartitionSums(
                    standing.revs, new BallotReader(record.poll(), method), piece, gathered))
        .transform(
            read -> {
              if (read.failed()) {
                return isTooMuch(read.cause(), piece)
                    ? sums(record, standing, most, piece.half(), before)
                    : Future.failedFuture(explained(read.cause()));
              }
              Tally now = together(before, read.result().sums()).bounded(most);
              return piece.isLast()
                  ? Future.succeededFuture(now)
                  : sums(record, standing, most, piece.next(), now);
            });
  }

  private static Tally together(Tally before, Map<String, Long> sums) {
    Map<String, Long> all = new HashMap<>(before.cells());
    all.putAll(sums);
    return new Tally(before.rev(), before.ballots(), before.last(), all, before.more());
  }

  private static boolean isTooMuch(Throwable fault, HashPartition piece) {
    return fault instanceof ReadMemory.TooMuch && piece.canBeHalved();
  }

  private static Throwable explained(Throwable fault) {
    return fault instanceof ReadMemory.TooMuch
        ? Refusal.of(ErrorCode.BUSY, "There is not enough memory to read the poll's ballots")
        : fault;
  }
}
