package io.votehub.store.mongo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.votehub.store.JournalBytes;
import io.votehub.store.JournalEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The documents that hold ballots in runs. A document has the ballots of {@value #BLOCK} revisions,
 * its block, which begins at a multiple of that number; so it is never of two epochs. A run is what
 * an append brought of consecutive revisions of a block: its first and last revision, counted from
 * the beginning of the block, and {@link JournalBytes}, the marks in a field that versions without
 * marks pass over.
 *
 * <p>A revision belongs to one ballot: a run is added in one atomic step, only if no run of the
 * block has any of its revisions; else the step fails as a duplicate key. So of two appends with
 * the same revision one fails, wherever their runs begin and end.
 */
final class RunDocuments {
  /** Ballots of 16 KiB, the longest message of a client, take 2 of MongoDB's 16 MiB. */
  static final int BLOCK = 128;

  static final String RUNS = "r";
  private static final String FIRST = "f";
  private static final String LAST = "l";
  private static final String BALLOTS = "b";
  private static final String MARKS = "m";
  private static final byte[] NO_MARKS = {};

  /** How the client names binary data. */
  private static final String BINARY = "$binary";

  private RunDocuments() {}

  /** The first revision of the block of a revision. */
  private static long begin(long rev) {
    return rev & -BLOCK;
  }

  /** Directly after the id of a document that holds nothing but the block's first revision. */
  static String id(String poll, long rev) {
    return MongoJournal.id(poll, begin(rev)) + RUNS;
  }

  static boolean isOne(JsonObject document) {
    return document.containsKey(RUNS);
  }

  /** The first revision of a document's block. */
  static long begin(JsonObject document) {
    String id = document.getString("_id");
    return MongoJournal.rev(id.substring(0, id.length() - RUNS.length()));
  }

  /**
   * The updates that add entries, one for each run; the last run first.
   *
   * @param entries in ascending order of their revisions
   */
  static List<JsonObject> additions(String poll, List<JournalEntry> entries) {
    List<JsonObject> additions = new ArrayList<>();
    int end = entries.size();
    for (int first = end - 1; first >= 0; first--) {
      if (first == 0 || !continues(entries.get(first - 1).rev(), entries.get(first).rev())) {
        additions.add(addition(poll, entries.subList(first, end)));
        end = first;
      }
    }
    return additions;
  }

  private static boolean continues(long rev, long next) {
    return next == rev + 1 && begin(rev) == begin(next);
  }

  private static JsonObject addition(String poll, List<JournalEntry> run) {
    JsonObject added = run(run);
    JsonObject overlapping =
        new JsonObject()
            .put(FIRST, new JsonObject().put("$lte", added.getInteger(LAST)))
            .put(LAST, new JsonObject().put("$gte", added.getInteger(FIRST)));
    JsonObject none = new JsonObject().put("$not", new JsonObject().put("$elemMatch", overlapping));
    // Where such a run is there, MongoDB inserts a document, whose id is there, too.
    return new JsonObject()
        .put("q", new JsonObject().put("_id", id(poll, run.get(0).rev())).put(RUNS, none))
        .put("u", new JsonObject().put("$push", new JsonObject().put(RUNS, added)))
        .put("upsert", true);
  }

  private static JsonObject run(List<JournalEntry> run) {
    long first = run.get(0).rev();
    long last = run.get(run.size() - 1).rev();
    JsonObject written =
        new JsonObject()
            .put(FIRST, (int) (first - begin(first)))
            .put(LAST, (int) (last - begin(first)))
            .put(BALLOTS, new JsonObject().put(BINARY, JournalBytes.of(run)));
    byte[] marks = JournalBytes.marksOf(run);
    return marks.length == 0 ? written : written.put(MARKS, new JsonObject().put(BINARY, marks));
  }

  /** The ballots of a document, in ascending order of their revisions. */
  static List<JournalEntry> entries(JsonObject document) {
    long begin = begin(document);
    JsonArray runs = document.getJsonArray(RUNS);
    List<JournalEntry> entries = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      JsonObject run = runs.getJsonObject(i);
      byte[] ballots = run.getJsonObject(BALLOTS).getBinary(BINARY);
      JsonObject marked = run.getJsonObject(MARKS);
      byte[] marks = marked == null ? NO_MARKS : marked.getBinary(BINARY);
      JournalBytes.read(ballots, marks, begin + run.getInteger(FIRST), entries::add);
    }
    // Appends of several instances come in any order.
    entries.sort(Comparator.comparingLong(JournalEntry::rev));
    return entries;
  }

  /**
   * The update that leaves only some of a document's ballots. Late ballots of past epochs, which
   * count for nothing, may be lost in it.
   *
   * @param kept in ascending order of their revisions, at least one
   */
  static JsonObject reduction(JsonObject document, List<JournalEntry> kept) {
    JsonArray runs = new JsonArray();
    int begin = 0;
    for (int end = 1; end <= kept.size(); end++) {
      if (end == kept.size() || !continues(kept.get(end - 1).rev(), kept.get(end).rev())) {
        runs.add(run(kept.subList(begin, end)));
        begin = end;
      }
    }
    return new JsonObject()
        .put("q", new JsonObject().put("_id", document.getString("_id")))
        .put("u", new JsonObject().put("$set", new JsonObject().put(RUNS, runs)));
  }
}
