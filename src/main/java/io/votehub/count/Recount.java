package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.method.VotingMethod;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.Shift;
import io.votehub.poll.Tally;
import io.votehub.store.PollRecord;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a poll's journal from its beginning and finds what stands: a voter's standing ballot is the
 * last one that counts, see {@link StandingFold}.
 *
 * <p>Keeps no more in memory than {@link JournalReads} allows, however long the journal is and
 * however many ballots stand, except for eight bytes per standing ballot and the sums of the
 * result. What stands is held in memory if it fits; else the journal is read again for the cells of
 * those ballots, in partitions where all of them are too much.
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
  private final StandingSearch search;

  Recount(CountingContext counting) {
    this.counting = counting;
    this.reads = counting.reads();
    this.search = new StandingSearch(counting.vertx(), reads);
  }

  /**
   * Computes the final tally: the cells of the standing ballots, under the first revision of the
   * record's epoch. Fails with {@link StaleEpochException} if ballots vanish in the meantime.
   *
   * @param record the poll as it was when its epoch was raised
   */
  Future<Outcome> result(PollRecord record) {
    return find(record, CountedRevisions.before(record), true)
        .compose(
            standing ->
                sums(record, standing)
                    .compose(
                        tally ->
                            weights(record, standing)
                                .map(weights -> new Outcome(tally, standing, weights)))
                    .onFailure(fault -> standing.close()));
  }

  private Future<Map<Integer, Integer>> weights(PollRecord record, StandingEntries standing) {
    return record.poll().isSecret()
        ? reads.visit(standing, reads.most(), StandingWeights::new).map(StandingWeights::ballots)
        : Future.succeededFuture(Map.of());
  }

  /** Finds what stands, to be visited later, and keeps nothing of it in memory but revisions. */
  public Future<StandingEntries> standing(PollRecord record, CountedRevisions counted) {
    return find(record, counted, false);
  }

  private Future<StandingEntries> find(PollRecord record, CountedRevisions counted, boolean hold) {
    return search
        .find(record, counted, hold)
        .recover(fault -> Future.failedFuture(toRefusal(fault)));
  }

  /**
   * A tally of all cells of the standing ballots, however many the result shows. Fails with a
   * {@link Refusal} of {@code busy} where they exceed the memory.
   */
  public Future<Tally> tallyOfAllCells(PollRecord record) {
    return find(record, CountedRevisions.ofRunning(record), true)
        .compose(
            standing ->
                sums(record, standing, Integer.MAX_VALUE, reads.most())
                    .onComplete(done -> standing.close()));
  }

  /**
   * The distinct standing ballots as canonical JSON texts, with the total weight of those who cast
   * each. Fails with a {@link Refusal} of {@code busy} where they exceed the memory.
   */
  public Future<Map<String, Long>> distinctBallots(PollRecord record) {
    return find(record, CountedRevisions.ofRunning(record), true)
        .compose(
            standing ->
                reads
                    .visitBallots(standing, reads.most(), DistinctBallots::new)
                    .onComplete(done -> standing.close()))
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
    Function<ReadMemory, PartitionSums> begin =
        memory -> new PartitionSums(new BallotReader(record.poll(), method), partition, memory);
    return (method.hasCellsOfVoters()
            ? reads.<PartitionSums>visit(standing, most, begin)
            : reads.visitBallots(standing, most, begin))
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
    Map<String, Long> all = sums;
    if (!before.cells().isEmpty()) {
      all.putAll(before.cells());
    }
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
