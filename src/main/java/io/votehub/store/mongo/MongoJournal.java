package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.BulkWriteOptions;
import io.vertx.ext.mongo.FindOptions;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.store.JournalConflictException;
import io.votehub.store.JournalEntry;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Appends and deletes the ballots of polls, one document per ballot, keyed by poll and revision.
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

  private final MongoCalls calls;
  private final MongoRanges ranges;

  MongoJournal(MongoCalls calls, MongoRanges ranges) {
    this.calls = calls;
    this.ranges = ranges;
  }

  static String id(String poll, long rev) {
    return poll + "/" + HEX.toHexDigits(rev);
  }

  static JournalEntry entry(JsonObject document) {
    String id = document.getString("_id");
    long rev = HexFormat.fromHexDigitsToLong(id, id.length() - REVISION_DIGITS, id.length());
    return new JournalEntry(
        rev, document.getString("v"), document.getString("b"), document.getLong("at"));
  }

  private static JsonObject document(String poll, JournalEntry entry) {
    return new JsonObject()
        .put("_id", id(poll, entry.rev()))
        .put("v", entry.voter())
        .put("b", entry.ballot())
        .put("at", entry.at());
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
    List<String> ids = entries.stream().map(entry -> id(poll, entry.rev())).toList();
    JsonObject query = new JsonObject().put("_id", MongoSchema.anyOf(ids));
    return calls
        .find(MongoSchema.BALLOTS, query, new FindOptions())
        .compose(found -> compare(poll, entries, found));
  }

  private static Future<List<JournalEntry>> compare(
      String poll, List<JournalEntry> entries, List<JsonObject> found) {
    Map<Long, JournalEntry> there =
        found.stream()
            .map(MongoJournal::entry)
            .collect(Collectors.toMap(JournalEntry::rev, Function.identity()));
    List<JournalEntry> missing = new ArrayList<>();
    for (JournalEntry entry : entries) {
      JournalEntry old = there.get(entry.rev());
      if (old == null) {
        missing.add(entry);
      } else if (!old.voter().equals(entry.voter()) || !old.ballot().equals(entry.ballot())) {
        return Future.failedFuture(new JournalConflictException(poll, entry.rev()));
      }
    }
    return Future.succeededFuture(missing);
  }

  /** Deletes all entries of a deleted poll. */
  Future<Void> delete(String poll, List<JournalEntry> entries) {
    Future<Void> all = Future.succeededFuture();
    for (int from = 0; from < entries.size(); from += WRITTEN_AT_ONCE) {
      int to = Math.min(entries.size(), from + WRITTEN_AT_ONCE);
      List<Long> revs = entries.subList(from, to).stream().map(JournalEntry::rev).toList();
      all = all.compose(before -> deleteRevs(poll, revs));
    }
    return all;
  }

  /** Deletes a bounded number of entries. */
  Future<Void> deleteRevs(String poll, List<Long> revs) {
    List<String> ids = revs.stream().map(rev -> id(poll, rev)).toList();
    JsonObject query = new JsonObject().put("_id", MongoSchema.anyOf(ids));
    return calls.write(0, client -> client.removeDocuments(MongoSchema.BALLOTS, query)).mapEmpty();
  }

  /** Deletes the entries from one revision (inclusive) to another (exclusive). */
  Future<Void> deleteBetween(String poll, long from, long to) {
    return ranges.delete(MongoSchema.BALLOTS, new MongoRanges.Range(id(poll, from), id(poll, to)));
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
