package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.method.VotingMethod;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.Shift;
import io.votehub.poll.Tally;
import io.votehub.store.PollRecord;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Reads a poll's journal from its beginning and finds what stands: a voter's standing ballot is the
 * last one that counts, see {@link StandingFold}.
 *
 * <p>Keeps no more in memory than {@link JournalReads} allows, however long the journal is and
 * however many ballots stand, except for eight bytes per standing ballot and the sums of the
 * result. For that it reads the journal more than once: first for the revisions that stand, then
 * for the cells of those ballots, each in partitions where the whole is too much.
 */
public final class Recount {
  /** The most memory that a character of a ballot takes as cells. */
  private static final int BYTES_A_CHARACTER = 3;

  /**
   * A final tally, and the ballots it consists of.
   *
   * @param weights how many ballots there are by their weight, of a secret poll
   */
  record Outcome(Tally tally, StandingEntries standing, Map<Integer, Integer> weights) {
    Outcome withShift(Optional<Shift> shift) {
      return new Outcome(tally.withShift(shift), standing, weights);
    }
  }

  private final CountingContext counting;
  private final JournalReads reads;

  Recount(CountingContext counting) {
    this.counting = counting;
    this.reads = counting.reads();
  }

  /**
   * Computes the final tally: the cells of the standing ballots, under the first revision of the
   * record's epoch. Fails with {@link StaleEpochException} if ballots vanish in the meantime.
   *
   * @param record the poll as it was when its epoch was raised
   */
  Future<Outcome> result(PollRecord record) {
    return standing(record, CountedRevisions.before(record))
        .compose(
            standing ->
                sums(record, standing)
                    .compose(
                        tally ->
                            weights(record, standing)
                                .map(weights -> new Outcome(tally, standing, weights))));
  }

  private Future<Map<Integer, Integer>> weights(PollRecord record, StandingEntries standing) {
    return record.poll().isSecret()
        ? reads.visit(standing, reads.most(), StandingWeights::new).map(StandingWeights::ballots)
        : Future.succeededFuture(Map.of());
  }

  /**
   * Finds the standing ballots. Where points depend on time, a ballot that was cast again as it was
   * stands under its first revision, so that a retry costs none.
   */
  public Future<StandingEntries> standing(PollRecord record, CountedRevisions counted) {
    return last(
            record.poll().id(),
            counted,
            HashPartition.whole(),
            record.poll().settings().quiz().isPresent(),
            new StandingEntries(record.poll().id(), new long[0], 0, Map.of()))
        .compose(all -> counting.vertx().executeBlocking(() -> sorted(all, counted), false));
  }

  private static StandingEntries sorted(StandingEntries all, CountedRevisions counted) {
    long[] revs = all.revs();
    Arrays.sort(revs);
    return new StandingEntries(all.poll(), revs, all.chars(), counted.validity());
  }

  private Future<StandingEntries> last(
      String poll,
      CountedRevisions counted,
      HashPartition partition,
      boolean earliest,
      StandingEntries before) {
    return reads
        .read(
            poll,
            reads.most(),
            memory -> {
              counted.restart();
              return new StandingRevisions(counted, partition, memory, earliest);
            })
        .transform(
            read -> {
              if (read.failed()) {
                return canSplit(read.cause(), partition)
                    ? last(poll, counted, partition.half(), earliest, before)
                    : Future.failedFuture(toRefusal(read.cause()));
              }
              counted.settle();
              StandingRevisions found = read.result();
              StandingEntries now =
                  new StandingEntries(
                      poll,
                      LongStream.concat(Arrays.stream(before.revs()), Arrays.stream(found.revs()))
                          .toArray(),
                      before.chars() + found.chars(),
                      Map.of());
              return partition.isLast()
                  ? Future.succeededFuture(now)
                  : last(poll, counted, partition.next(), earliest, now);
            });
  }

  /**
   * A tally of all cells of the standing ballots, however many the result shows. Fails with a
   * {@link Refusal} of {@code busy} where they exceed the memory.
   */
  public Future<Tally> tallyOfAllCells(PollRecord record) {
    return standing(record, CountedRevisions.ofRunning(record))
        .compose(standing -> sums(record, standing, Integer.MAX_VALUE, reads.most()));
  }

  /**
   * The distinct standing ballots as canonical JSON texts, with the total weight of those who cast
   * each. Fails with a {@link Refusal} of {@code busy} where they exceed the memory.
   */
  public Future<Map<String, Long>> distinctBallots(PollRecord record) {
    return standing(record, CountedRevisions.ofRunning(record))
        .compose(standing -> reads.visit(standing, reads.most(), DistinctBallots::new))
        .map(DistinctBallots::texts)
        .recover(fault -> Future.failedFuture(toRefusal(fault)));
  }

  private Future<Tally> sums(PollRecord record, StandingEntries standing) {
    int maxCells = counting.methods().of(record.poll()).maxCells();
    // A poll whose result needs every cell must be closed, however many there are.
    long most = maxCells == Integer.MAX_VALUE ? Long.MAX_VALUE : reads.most();
    return sums(record, standing, maxCells, most);
  }

  private Future<Tally> sums(PollRecord record, StandingEntries standing, int maxCells, long most) {
    Tally none = new Tally(Revision.of(record.epoch(), 0), standing.count(), true, Map.of());
    HashPartition first =
        maxCells == Integer.MAX_VALUE
            ? HashPartition.whole()
            : HashPartition.of(standing.chars() * BYTES_A_CHARACTER / Math.max(1, reads.most()));
    return sums(record, standing, maxCells, most, first, none);
  }

  /**
   * Adds up the partition and those after it.
   *
   * @param most how much memory the cells of a partition may take, in bytes; where all of them are
   *     kept in the end, partitions would save none
   */
  private Future<Tally> sums(
      PollRecord record,
      StandingEntries standing,
      int maxCells,
      long most,
      HashPartition partition,
      Tally before) {
    VotingMethod method = counting.methods().of(record.poll());
    return reads
        .visit(
            standing,
            most,
            memory -> new PartitionSums(new BallotReader(record.poll(), method), partition, memory))
        .transform(
            read -> {
              if (read.failed()) {
                return maxCells < Integer.MAX_VALUE && canSplit(read.cause(), partition)
                    ? sums(record, standing, maxCells, most, partition.half(), before)
                    : Future.failedFuture(toRefusal(read.cause()));
              }
              Tally now = merged(before, read.result().sums()).bounded(maxCells);
              return partition.isLast()
                  ? Future.succeededFuture(now)
                  : sums(record, standing, maxCells, most, partition.next(), now);
            });
  }

  private static Tally merged(Tally before, Map<String, Long> sums) {
    Map<String, Long> all = new HashMap<>(before.cells());
    all.putAll(sums);
    return new Tally(before.rev(), before.ballots(), before.last(), all, before.more());
  }

  private static boolean canSplit(Throwable fault, HashPartition partition) {
    return fault instanceof ReadMemory.TooMuch && partition.canBeHalved();
  }

  static Throwable toRefusal(Throwable fault) {
    return fault instanceof ReadMemory.TooMuch
        ? Refusal.of(ErrorCode.BUSY, "There is not enough memory to read the poll's ballots")
        : fault;
  }
}
