package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.proof.SealTree;
import io.votehub.proof.TagList;
import io.votehub.store.RoomRecord;
import io.votehub.store.RoomRecords;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps seals as records of the poll's room: what is told of one under {@code seal/POLL/EPOCH}, its
 * tags in pieces under {@code sealed/POLL/EPOCH/PIECE}. An epoch belongs to one attempt to close,
 * so that attempts at the same time never mix. Which attempt counts is told by the poll's record
 * alone. Safe from any thread.
 */
final class SealRecords {
  private static final int MAX_KEPT = 20;
  private static final int WRITTEN_AT_ONCE = 8;

  private final RoomRecords records;

  SealRecords(RoomRecords records) {
    this.records = records;
  }

  private static String notes(String poll) {
    return "seal/" + poll + "/";
  }

  private static String note(String poll, int epoch) {
    return notes(poll) + number(epoch);
  }

  private static String tags(String poll) {
    return "sealed/" + poll + "/";
  }

  private static String tags(String poll, int epoch) {
    return tags(poll) + number(epoch) + "/";
  }

  private static String number(int number) {
    return String.format(Locale.ROOT, "%08d", number);
  }

  /** Writes the tags, then what is told of them. */
  Future<Void> write(String room, String poll, SealNote note, TagList tags) {
    return writeTags(room, tags(poll, note.epoch()), tags, 0)
        .compose(
            written ->
                records.changeRecord(
                    room, note(poll, note.epoch()), before -> Optional.of(note.text())))
        .mapEmpty();
  }

  private Future<Void> writeTags(String room, String prefix, TagList tags, int piece) {
    int pieces = SealTree.pieces(tags.size());
    if (piece >= pieces) {
      return Future.succeededFuture();
    }
    List<Future<?>> writing = new ArrayList<>();
    for (int i = piece; i < Math.min(pieces, piece + WRITTEN_AT_ONCE); i++) {
      int to = Math.min(tags.size(), SealTree.firstTag(i + 1));
      String text = Base64.getEncoder().encodeToString(tags.bytes(SealTree.firstTag(i), to));
      // An empty text would delete the record.
      String kept = text.isEmpty() ? "=" : text;
      writing.add(records.changeRecord(room, prefix + number(i), before -> Optional.of(kept)));
    }
    return Future.join(writing)
        .compose(written -> writeTags(room, prefix, tags, piece + WRITTEN_AT_ONCE));
  }

  /** What is told of the seal of an epoch. */
  Future<Optional<SealNote>> note(String room, String poll, int epoch) {
    return records.record(room, note(poll, epoch)).map(text -> text.map(SealNote::of));
  }

  /** The tags of a piece; empty if they are gone. */
  Future<Optional<TagList>> tags(String room, String poll, int epoch, int piece) {
    return records
        .record(room, tags(poll, epoch) + number(piece))
        .map(
            text ->
                text.map(
                    known ->
                        TagList.ofSorted(
                            known.equals("=") ? new byte[0] : Base64.getDecoder().decode(known))));
  }

  /** All that is told of seals of a poll, of those too that were never finished. */
  Future<List<SealNote>> notes(String room, String poll) {
    return records
        .records(room, notes(poll), "", 2 * MAX_KEPT)
        .map(found -> found.stream().map(RoomRecord::text).map(SealNote::of).toList());
  }

  /**
   * Removes what no seal needs any more: attempts before the present seal that were not finished,
   * the tags of earlier seals, and the oldest seals where there are many.
   *
   * @param epoch of the present seal
   */
  Future<Void> tidy(String room, String poll, int epoch) {
    return notes(room, poll)
        .compose(
            found -> {
              List<Integer> kept = chain(found, epoch);
              Future<Void> done = Future.succeededFuture();
              for (SealNote each : found) {
                if (each.epoch() < epoch) {
                  done = done.compose(d -> records.deleteRecords(room, tags(poll, each.epoch())));
                }
                if (each.epoch() < epoch && !kept.contains(each.epoch())) {
                  done = done.compose(d -> records.deleteRecords(room, note(poll, each.epoch())));
                }
              }
              return done;
            });
  }

  /** The epochs of the seals from the present one back. */
  private static List<Integer> chain(List<SealNote> found, int epoch) {
    List<Integer> chain = new ArrayList<>();
    int next = epoch;
    while (next > 0 && chain.size() < MAX_KEPT) {
      int wanted = next;
      chain.add(wanted);
      next =
          found.stream()
              .filter(each -> each.epoch() == wanted)
              .findAny()
              .map(SealNote::previous)
              .orElse(0);
    }
    return chain;
  }

  /** Deletes all seals of a poll; may be repeated. */
  Future<Void> delete(String room, String poll) {
    return records
        .deleteRecords(room, notes(poll))
        .compose(gone -> records.deleteRecords(room, tags(poll)));
  }
}
