package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.method.VotingMethod;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.Shift;
import io.votehub.store.PollRecord;
import java.util.List;
import java.util.Optional;

/**
 * Finds how the votes of a first round moved until the second: joins the journals of both by voter,
 * which is the id under which ballots are counted in either. Reads each once, off the event loops;
 * where the voters of one exceed the memory of a reading, once for each partition of the voters.
 *
 * <p>There is none of a secret poll, whose ballots nothing may link, nor of methods whose ballots
 * are more than one choice.
 */
final class RoundShift {
  private final CountingContext counting;
  private final JournalReads reads;

  RoundShift(CountingContext counting) {
    this.counting = counting;
    this.reads = counting.reads();
  }

  /** Both rounds, and what stands in the second. */
  private record Rounds(
      PollRecord first, Poll second, VotingMethod method, StandingEntries standing) {}

  /**
   * The shift of a poll that is about to be closed; empty if it is no second round. Fails with
   * {@link StaleEpochException} if ballots vanish in the meantime.
   *
   * @param standing the ballots that stand in its result
   */
  Future<Optional<Shift>> of(PollRecord record, StandingEntries standing) {
    Poll second = record.poll();
    VotingMethod method = counting.methods().of(second);
    if (second.rounds().previous().isEmpty()
        || second.isSecret()
        || !method.isOneChoice()
        || second.options().size() > Shift.MAX_OPTIONS) {
      return Future.succeededFuture(Optional.empty());
    }
    List<String> names = ChoiceReader.names(second);
    return counting
        .store()
        .poll(second.rounds().previous().get())
        .compose(
            first ->
                first.filter(each -> isFirstOf(each.poll(), second)).isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : joined(
                            new Rounds(first.get(), second, method, standing),
                            HashPartition.whole(),
                            new RoundSums(names.size()))
                        .map(sums -> Optional.of(sums.shift(names))));
  }

  private static boolean isFirstOf(Poll first, Poll second) {
    return first.state() == PollState.CLOSED
        && first.rounds().next().equals(Optional.of(second.id()));
  }

  /** Adds up the partition and those after it. */
  private Future<RoundSums> joined(Rounds rounds, HashPartition partition, RoundSums before) {
    Poll second = rounds.second;
    return reads
        .readAndVisit(
            rounds.first.poll().id(),
            rounds.standing,
            memory ->
                new FirstChoices(
                    CountedRevisions.before(rounds.first),
                    partition,
                    new ChoiceReader(rounds.first.poll(), rounds.method),
                    memory),
            first ->
                new RoundJoin(
                    partition, new ChoiceReader(second, rounds.method), first, before.copy()))
        .transform(
            read -> {
              if (read.failed()) {
                return read.cause() instanceof ReadMemory.TooMuch && partition.canBeHalved()
                    ? joined(rounds, partition.half(), before)
                    : Future.failedFuture(refusal(read.cause()));
              }
              RoundSums sums = read.result().sums();
              return partition.isLast()
                  ? Future.succeededFuture(sums)
                  : joined(rounds, partition.next(), sums);
            });
  }

  private static Throwable refusal(Throwable fault) {
    return fault instanceof ReadMemory.TooMuch
        ? Refusal.of(ErrorCode.BUSY, "There is not enough memory to read the polls' ballots")
        : fault;
  }
}
