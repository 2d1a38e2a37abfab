package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.store.PollRecord;
import io.votehub.store.ValidRevisions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes ballots that do not count, by the revisions in their poll's record, without reading them;
 * in small batches with pauses, because nobody waits for it. The record of an interrupted sweep
 * still says that it is due, and the next start of any instance finishes it.
 */
final class MongoSweep {
  private static final Logger LOG = LoggerFactory.getLogger(MongoSweep.class);
  private static final long REST_MS = 20;
  private static final int DELETED_AT_ONCE = 1_000;

  /** A longer gap is deleted as one range. */
  private static final int SHORT_GAP = 100;

  private final MongoCalls calls;
  private final MongoPolls polls;
  private final MongoJournal journal;

  /** A range of revisions, both ends inclusive. */
  private record Span(long from, long to) {
    boolean isShort() {
      return to - from < SHORT_GAP;
    }
  }

  MongoSweep(MongoCalls calls, MongoPolls polls, MongoJournal journal) {
    this.calls = calls;
    this.polls = polls;
    this.journal = journal;
  }

  /** Runs the sweep that is due for a poll, if the poll exists. */
  Future<Void> poll(String id) {
    return polls.poll(id).compose(found -> sweep(found.filter(record -> record.sweepBefore() > 0)));
  }

  private Future<Void> sweep(Optional<PollRecord> found) {
    if (found.isEmpty()) {
      return Future.succeededFuture();
    }
    PollRecord record = found.get();
    String id = record.poll().id();
    return next(id, spans(record).iterator(), List.of())
        .compose(done -> polls.update(id, now -> now.swept(record.sweepBefore())))
        .mapEmpty();
  }

  private static Stream<Span> spans(PollRecord record) {
    return IntStream.range(record.firstEpoch(), record.sweepBefore())
        .boxed()
        .flatMap(
            epoch ->
                Optional.ofNullable(record.validity().get(epoch)).stream()
                    .flatMap(validity -> spans(epoch, validity)));
  }

  private static Stream<Span> spans(int epoch, ValidRevisions validity) {
    Stream<Span> gaps =
        validity.gaps().stream()
            .map(gap -> new Span(Revision.of(epoch, gap.from()), Revision.of(epoch, gap.to())));
    Span rest = new Span(Revision.of(epoch, validity.last()) + 1, Revision.of(epoch + 1, 0) - 1);
    return Stream.concat(gaps, Stream.of(rest));
  }

  /** Collects short gaps until they fill a command. */
  private Future<Void> next(String id, Iterator<Span> spans, List<Long> gathered) {
    if (calls.isClosing()) {
      return Future.failedFuture(Refusal.of(ErrorCode.UNAVAILABLE, "The hub is stopping"));
    }
    List<Long> revs = new ArrayList<>(gathered);
    while (spans.hasNext() && revs.size() < DELETED_AT_ONCE) {
      Span span = spans.next();
      if (!span.isShort()) {
        return journal
            .deleteBetween(id, span.from, span.to + 1)
            .compose(done -> calls.pause(REST_MS))
            .compose(rested -> next(id, spans, revs));
      }
      LongStream.rangeClosed(span.from, span.to).forEach(revs::add);
    }
    if (revs.isEmpty()) {
      return Future.succeededFuture();
    }
    return journal
        .deleteRevs(id, revs)
        .compose(done -> calls.pause(REST_MS))
        .compose(rested -> next(id, spans, List.of()));
  }

  /** Finishes interrupted sweeps. */
  Future<Void> finishAll() {
    return new DocumentIds(calls)
        .each(MongoSchema.POLLS, PollDocuments.sweptQuery(), this::poll)
        .onFailure(
            fault -> LOG.warn("Superseded ballots were not all removed: {}", fault.getMessage()));
  }
}
