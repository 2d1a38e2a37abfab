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
 * Writes the ballots of polls, each a document under its poll and revision, and deletes them.
 *
 * <p>Why no vote is lost when the primary changes. An append waits for a majority and then reads
 * the epoch from the primary with read concern {@code local}; whoever raises the epoch waits for a
 * majority and then reads the journal. What a majority has is in the history of every later
 * primary, in one order. If the ballot is first in it, then whoever reads after the raise reads
 * from a primary that has both. If the raise is first, then a primary that has the ballot has the
 * raise. A driver never goes back to a deposed primary once it has spoken with a later one, so each
 * reads from a primary that has its own write. {@code majority} would be wrong for the look: a new
 * primary has, but does not yet show, what its predecessor had committed.
 *
 * @see MongoReading for the other half
 */
final class MongoJournal {
  /** With ballots of 16 KiB, the longest message of a client, a part has 16 MB of MongoDB's 48. */
  private static final int WRITTEN_AT_ONCE = 1_000;

  /** Each finds out only that others wrote the same at the same time. */
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
   * Writes entries durably. Those that are there already are left as they are.
   *
   * @return fails with a {@link JournalConflictException} where another ballot has a revision of
   *     them. If it is the last of them that is taken, nothing is written. Else some may be and
   *     stay: they are ballots which voters cast and nobody acknowledged, and whoever builds the
   *     next ledger counts them. To take them back would be wrong, because somebody may have
   *     counted them meanwhile
   */
  Future<Void> append(String poll, List<JournalEntry> entries) {
    Future<Void> all = Future.succeededFuture();
    // The last part first, for the same reason as in insert.
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
   * One command, which ends at the first revision that is taken. What is taken is the beginning of
   * a batch or all of it, where a ledger hands revisions out twice, or all of it, where a batch is
   * repeated; so the last one shows it mostly before anything is written.
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
      // A write that changes nothing waits for a majority, too: MongoDB takes the newest time of
      // the primary for it. This rests on how its servers behave; a stand-in cannot show it.
      return Future.succeededFuture();
    }
    return tries == 0 ? Future.failedFuture(Refusal.of(ErrorCode.BUSY)) : write(poll, left, tries);
  }

  /** The entries that are not there yet. */
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

  /** Deletes entries of a poll that is not there. */
  Future<Void> delete(String poll, List<JournalEntry> entries) {
    Future<Void> all = Future.succeededFuture();
    for (int from = 0; from < entries.size(); from += WRITTEN_AT_ONCE) {
      int to = Math.min(entries.size(), from + WRITTEN_AT_ONCE);
      List<Long> revs = entries.subList(from, to).stream().map(JournalEntry::rev).toList();
      all = all.compose(before -> deleteRevs(poll, revs));
    }
    return all;
  }

  /** Deletes entries, not too many. */
  Future<Void> deleteRevs(String poll, List<Long> revs) {
    List<String> ids = revs.stream().map(rev -> id(poll, rev)).toList();
    JsonObject query = new JsonObject().put("_id", MongoSchema.anyOf(ids));
    return calls.write(0, client -> client.removeDocuments(MongoSchema.BALLOTS, query)).mapEmpty();
  }

  /** Deletes the entries from a revision on and before another. */
  Future<Void> deleteBetween(String poll, long from, long to) {
    return ranges.delete(MongoSchema.BALLOTS, new MongoRanges.Range(id(poll, from), id(poll, to)));
  }

  Future<Void> deleteOf(String poll) {
    return ranges.delete(MongoSchema.BALLOTS, MongoRanges.Range.of(poll));
  }

  /** Deletes the entries of epochs before that one. */
  Future<Void> forgetBefore(String poll, int epoch) {
    String end = id(poll, Revision.of(epoch, 0));
    return ranges.delete(MongoSchema.BALLOTS, new MongoRanges.Range(poll + "/", end));
  }
}
