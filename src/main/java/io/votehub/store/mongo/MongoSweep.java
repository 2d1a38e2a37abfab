package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.ValidRevisions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes ballots that do not count, by the revisions in their poll's record; a page at a time with
 * pauses, because nobody waits for it. The record of an interrupted sweep still says that it is
 * due, and the next start of any instance finishes it.
 */
final class MongoSweep {
  private static final Logger LOG = LoggerFactory.getLogger(MongoSweep.class);
  private static final long REST_MS = 20;

  private final MongoCalls calls;
  private final MongoPolls polls;
  private final MongoJournal journal;

  /** What is to be done with the documents of a page. */
  private record Removals(List<String> ids, List<JsonObject> reductions) {
    boolean areNone() {
      return ids.isEmpty() && reductions.isEmpty();
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
    return after(record, id + "/", MongoReading.RUNS_PAGE)
        .compose(done -> polls.update(id, now -> now.swept(record.sweepBefore())))
        .mapEmpty();
  }

  /**
   * Sweeps the documents after one.
   *
   * @param atMost how many are read at once
   */
  private Future<Void> after(PollRecord record, String document, int atMost) {
    if (calls.isClosing()) {
      return Future.failedFuture(Refusal.of(ErrorCode.UNAVAILABLE, "The hub is stopping"));
    }
    String end = MongoJournal.id(record.poll().id(), Revision.of(record.sweepBefore(), 0));
    JsonObject query =
        new JsonObject().put("_id", new JsonObject().put("$gt", document).put("$lt", end));
    FindOptions page =
        new FindOptions()
            .setFields(new JsonObject().put("_id", 1).put(RunDocuments.RUNS, 1))
            .setSort(new JsonObject().put("_id", 1))
            .setLimit(atMost);
    return calls
        .find(MongoSchema.BALLOTS, query, page)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture()
                    : calls
                        .aside(() -> removals(record, found))
                        .compose(this::remove)
                        .compose(done -> after(record, last(found), next(found))));
  }

  private static String last(List<JsonObject> page) {
    return page.get(page.size() - 1).getString("_id");
  }

  private static int next(List<JsonObject> page) {
    return page.stream().anyMatch(RunDocuments::isOne) ? MongoReading.RUNS_PAGE : MongoReading.PAGE;
  }

  private static Removals removals(PollRecord record, List<JsonObject> page) {
    Removals removals = new Removals(new ArrayList<>(), new ArrayList<>());
    for (JsonObject document : page) {
      String id = document.getString("_id");
      if (RunDocuments.isOne(document)) {
        List<JournalEntry> all = RunDocuments.entries(document);
        List<JournalEntry> kept = all.stream().filter(e -> stays(record, e.rev())).toList();
        if (kept.isEmpty()) {
          removals.ids.add(id);
        } else if (kept.size() < all.size()) {
          removals.reductions.add(RunDocuments.reduction(document, kept));
        }
      } else if (!stays(record, MongoJournal.rev(id))) {
        removals.ids.add(id);
      }
    }
    return removals;
  }

  /** What the record does not know of stays. */
  private static boolean stays(PollRecord record, long rev) {
    ValidRevisions validity = record.validity().get(Revision.epoch(rev));
    return validity == null || validity.counts(rev);
  }

  private Future<Void> remove(Removals removals) {
    if (removals.areNone()) {
      return Future.succeededFuture();
    }
    Future<Void> removed =
        removals.ids.isEmpty() ? Future.succeededFuture() : journal.deleteIds(removals.ids);
    return removed
        .compose(
            done ->
                removals.reductions.isEmpty()
                    ? Future.succeededFuture()
                    : journal.reduce(removals.reductions))
        .compose(done -> calls.pause(REST_MS));
  }

  /** Finishes interrupted sweeps. */
  Future<Void> finishAll() {
    return new DocumentIds(calls)
        .each(MongoSchema.POLLS, PollDocuments.sweptQuery(), this::poll)
        .onFailure(
            fault -> LOG.warn("Superseded ballots were not all removed: {}", fault.getMessage()));
  }
}
