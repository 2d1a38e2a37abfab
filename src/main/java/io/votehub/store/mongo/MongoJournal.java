package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.BulkWriteOptions;
import io.vertx.ext.mongo.FindOptions;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Mark;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.store.JournalConflictException;
import io.votehub.store.JournalEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Appends and deletes the ballots of polls, in documents of many ({@link RunDocuments}) or, as long
 * as instances of a version run that cannot read these, of one, keyed by poll and revision.
 *
 * <p>No vote is lost in a failover. An append waits for write concern {@code majority} and then
 * reads the epoch from the primary with read concern {@code local}; a rebuild raises the epoch with
 * {@code majority} and then reads the journal. Majority-committed writes are in the oplog of every
 * later primary, in one order. If the ballot comes first in that order, the rebuild reads from a
 * primary that has both. If the raise comes first, a primary that has the ballot also has the
 * raise. A driver never returns to a deposed primary once it has seen a later one, so each side
 * reads from a primary that has its own write. Read concern {@code majority} would be wrong for the
 * epoch: a new primary has, but does not yet show, what its predecessor committed.
 *
 * @see MongoReading for the reading side
 */
final class MongoJournal {
  /** With ballots of 16 KiB, the longest message of a client, a part has 16 MB of MongoDB's 48. */
  private static final int WRITTEN_AT_ONCE = 1_000;

  /** Concurrent appends of the same entries only detect each other. */
  private static final int TRIES = 4;

  private static final HexFormat HEX = HexFormat.of();
  private static final int REVISION_DIGITS = 16;
  private static final String MARK = "m";

  private final MongoCalls calls;
  private final MongoRanges ranges;
  private volatile boolean inRuns;

  /**
   * @param inRuns whether ballots are written in runs from the beginning
   */
  MongoJournal(MongoCalls calls, MongoRanges ranges, boolean inRuns) {
    this.calls = calls;
    this.ranges = ranges;
    this.inRuns = inRuns;
  }

  /** From now on ballots are written in runs. */
  void writeRuns() {
    inRuns = true;
  }

  static String id(String poll, long rev) {
    return poll + "/" + HEX.toHexDigits(rev);
  }

  /** The revision in an id. */
  static long rev(String id) {
    return HexFormat.fromHexDigitsToLong(id, id.length() - REVISION_DIGITS, id.length());
  }

  /** The ballot of a document that holds one. */
  static JournalEntry entry(JsonObject document) {
    return new JournalEntry(
        rev(document.getString("_id")),
        document.getString("v"),
        document.getString("b"),
        document.getLong("at"),
        Optional.ofNullable(document.getString(MARK)).flatMap(Mark::read).orElse(null));
  }

  private static JsonObject document(String poll, JournalEntry entry) {
    JsonObject document =
        new JsonObject()
            .put("_id", id(poll, entry.rev()))
            .put("v", entry.voter())
            .put("b", entry.ballot())
            .put("at", entry.at());
    return entry.mark() == null ? document : document.put(MARK, entry.mark().text());
  }

  /**
   * Writes entries durably; entries that exist already are left unchanged.
   *
   * @return fails with a {@link JournalConflictException} if another ballot has one of the
   *     revisions. If that is the last revision, nothing is written; otherwise some entries may be
   *     written and are kept: voters cast them, nobody acknowledged them, and the next rebuild
   *     counts them. They must not be deleted, because a rebuild may have counted them already
   */
  Future<Void> append(String poll, List<JournalEntry> entries) {
    Future<Void> all = Future.succeededFuture();
    // The last part first, so that a conflict is usually found before anything is written.
    for (int end = entries.size(); end > 0; end -= WRITTEN_AT_ONCE) {
      List<JournalEntry> part = entries.subList(Math.max(0, end - WRITTEN_AT_ONCE), end);
      all = all.compose(before -> write(poll, part, TRIES));
    }
    return all;
  }

  private Future<Void> write(String poll, List<JournalEntry> entries, int tries) {
    return insert(poll, entries)
        .recover(
            fault ->
                MongoErrors.isDuplicate(fault)
                    ? missing(poll, entries).compose(left -> again(poll, left, tries - 1))
                    : Future.failedFuture(fault));
  }

  /**
   * One ordered command that stops at the first duplicate revision. A ledger that assigns revisions
   * twice duplicates a prefix of a batch or all of it, and a repeated batch duplicates all of it;
   * so writing the last entry first usually detects the conflict before anything is written.
   */
  private Future<Void> insert(String poll, List<JournalEntry> entries) {
    return inRuns
        ? calls.update(entries.size(), MongoSchema.BALLOTS, RunDocuments.additions(poll, entries))
        : insertEach(poll, entries);
  }

  private Future<Void> insertEach(String poll, List<JournalEntry> entries) {
    List<BulkOperation> inserts = new ArrayList<>(entries.size());
    for (int i = entries.size() - 1; i >= 0; i--) {
      inserts.add(BulkOperation.createInsert(document(poll, entries.get(i))));
    }
    return calls
        .write(
            entries.size(),
            client ->
                client.bulkWriteWithOptions(
                    MongoSchema.BALLOTS, inserts, new BulkWriteOptions().setOrdered(true)))
        .mapEmpty();
  }

  private Future<Void> again(String poll, List<JournalEntry> left, int tries) {
    if (left.isEmpty()) {
      // A no-op write also waits for a majority: MongoDB waits for the primary's latest optime.
      // This depends on the server's behaviour, which a stand-in cannot show.
      return Future.succeededFuture();
    }
    return tries == 0 ? Future.failedFuture(Refusal.of(ErrorCode.BUSY)) : write(poll, left, tries);
  }

  /** The entries that do not exist yet. */
  private Future<List<JournalEntry>> missing(String poll, List<JournalEntry> entries) {
    JsonObject query = new JsonObject().put("_id", MongoSchema.anyOf(ids(poll, entries)));
    return calls
        .find(MongoSchema.BALLOTS, query, new FindOptions())
        .compose(found -> compare(poll, entries, found));
  }

  /** The ids of all documents that may hold any of the entries. */
  private static List<String> ids(String poll, List<JournalEntry> entries) {
    return entries.stream()
        .flatMap(entry -> Stream.of(id(poll, entry.rev()), RunDocuments.id(poll, entry.rev())))
        .distinct()
        .toList();
  }

  private static Future<List<JournalEntry>> compare(
      String poll, List<JournalEntry> entries, List<JsonObject> found) {
    Map<Long, JournalEntry> there = new HashMap<>();
    for (JsonObject document : found) {
      if (RunDocuments.isOne(document)) {
        RunDocuments.entries(document).forEach(entry -> there.put(entry.rev(), entry));
      } else {
        JournalEntry entry = entry(document);
        there.put(entry.rev(), entry);
      }
    }
    List<JournalEntry> missing = new ArrayList<>();
    for (JournalEntry entry : entries) {
      JournalEntry old = there.get(entry.rev());
      if (old == null) {
        missing.add(entry);
      } else if (!old.isSameEntry(entry)) {
        return Future.failedFuture(new JournalConflictException(poll, entry.rev()));
      }
    }
    return Future.succeededFuture(missing);
  }

  /** Deletes entries of a deleted poll, and others of their blocks with them. */
  Future<Void> delete(String poll, List<JournalEntry> entries) {
    Future<Void> all = Future.succeededFuture();
    for (int from = 0; from < entries.size(); from += WRITTEN_AT_ONCE) {
      int to = Math.min(entries.size(), from + WRITTEN_AT_ONCE);
      List<String> ids = ids(poll, entries.subList(from, to));
      all = all.compose(before -> deleteIds(ids));
    }
    return all;
  }

  /** Deletes a bounded number of documents. */
  Future<Void> deleteIds(List<String> ids) {
    JsonObject query = new JsonObject().put("_id", MongoSchema.anyOf(ids));
    return calls.write(0, client -> client.removeDocuments(MongoSchema.BALLOTS, query)).mapEmpty();
  }

  /** Reduces a bounded number of documents to what counts of them. */
  Future<Void> reduce(List<JsonObject> reductions) {
    return calls.update(0, MongoSchema.BALLOTS, reductions);
  }

  Future<Void> deleteOf(String poll) {
    return ranges.delete(MongoSchema.BALLOTS, MongoRanges.Range.of(poll));
  }

  /** Deletes the entries of all earlier epochs. */
  Future<Void> forgetBefore(String poll, int epoch) {
    String end = id(poll, Revision.of(epoch, 0));
    return ranges.delete(MongoSchema.BALLOTS, new MongoRanges.Range(poll + "/", end));
  }
}
