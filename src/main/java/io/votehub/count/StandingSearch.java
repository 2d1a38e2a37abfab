package io.votehub.count;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.store.PollRecord;
import io.votehub.store.ValidRevisions;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Finds in a journal what stands. Reads it once if all that stands fits into the memory of a
 * reading, and then holds it; else only revisions are found, in as many readings as there are
 * partitions of the voters that fit.
 */
final class StandingSearch {
  private final Vertx vertx;
  private final JournalReads reads;

  StandingSearch(Vertx vertx, JournalReads reads) {
    this.vertx = vertx;
    this.reads = reads;
  }

  /** What is searched. */
  private record Search(String poll, CountedRevisions counted, boolean earliest) {
    StandingFinder begin(HashPartition partition, boolean whole, ReadMemory memory) {
      counted.restart();
      return new StandingFinder(counted, partition, memory, earliest, whole);
    }

    Map<Integer, ValidRevisions> validity() {
      return counted.validity();
    }
  }

  /** What was found in some partitions. */
  private static final class Found {
    private final long[] revs;
    private final long chars;

    Found(long[] revs, long chars) {
      this.revs = revs;
      this.chars = chars;
    }

    Found and(Found more) {
      return new Found(
          LongStream.concat(Arrays.stream(revs), Arrays.stream(more.revs)).toArray(),
          chars + more.chars);
    }
  }

  /**
   * Finds what stands, to be closed by the caller. Where points depend on time, a ballot that was
   * cast again as it was stands under its first revision, so that a retry costs none.
   *
   * @param hold whether to keep the entries in memory if they fit
   * @return fails with {@link ReadMemory.TooMuch} if not even the smallest partitions fit
   */
  Future<StandingEntries> find(PollRecord record, CountedRevisions counted, boolean hold) {
    boolean earliest = record.poll().settings().quiz().isPresent();
    Search search = new Search(record.poll().id(), counted, earliest);
    return hold
        ? whole(search)
            .recover(
                fault ->
                    fault instanceof ReadMemory.TooMuch ? bare(search) : Future.failedFuture(fault))
        : bare(search);
  }

  private Future<StandingEntries> whole(Search search) {
    return reads.readAndFinish(
        search.poll,
        memory -> search.begin(HashPartition.whole(), true, memory),
        finder -> {
          long[] revs = ascending(finder.revs());
          return new StandingEntries(
              search.poll, revs, finder.chars(), search.validity(), finder.hold(revs, reads));
        });
  }

  private Future<StandingEntries> bare(Search search) {
    return bare(search, HashPartition.whole(), new Found(new long[0], 0))
        .compose(
            all ->
                vertx.executeBlocking(
                    () ->
                        new StandingEntries(
                            search.poll,
                            ascending(all.revs),
                            all.chars,
                            search.validity(),
                            Optional.empty()),
                    false));
  }

  private Future<Found> bare(Search search, HashPartition partition, Found before) {
    return reads
        .readAndFinish(
            search.poll,
            memory -> search.begin(partition, false, memory),
            finder -> {
              search.counted.settle();
              return before.and(new Found(finder.revs(), finder.chars()));
            })
        .transform(
            read -> {
              if (read.failed()) {
                return read.cause() instanceof ReadMemory.TooMuch && partition.canBeHalved()
                    ? bare(search, partition.half(), before)
                    : Future.failedFuture(read.cause());
              }
              return partition.isLast()
                  ? Future.succeededFuture(read.result())
                  : bare(search, partition.next(), read.result());
            });
  }

  private static long[] ascending(long[] revs) {
    Arrays.sort(revs);
    return revs;
  }
}
