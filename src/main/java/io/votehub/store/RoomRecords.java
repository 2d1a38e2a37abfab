package io.votehub.store;

import io.vertx.core.Future;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Stores small documents that belong to rooms. They are deleted with their room, and are in
 * backups. The promises are those of {@link Store}.
 */
public interface RoomRecords {
  /**
   * Changes a record in one atomic step over all instances.
   *
   * @param change a pure function of the text so far, empty if there is none; may be called more
   *     than once; what it throws fails the future and changes nothing; an empty result deletes the
   *     record
   * @return the text after the change; fails with {@code unknown-room} if a record is to be added
   *     to a room that does not exist, and with {@code too-large} if key or text is too long
   */
  Future<Optional<String>> changeRecord(
      String room, String key, UnaryOperator<Optional<String>> change);

  /** The text of a record. */
  Future<Optional<String>> record(String room, String key);

  /**
   * Some records of a room in the order of their keys.
   *
   * @param prefix with which their keys begin
   * @param after the key after which to begin; may be empty
   */
  Future<List<RoomRecord>> records(String room, String prefix, String after, int atMost);

  /**
   * The codes of some rooms that have a record under a key, in their order.
   *
   * @param after the code after which to begin; may be empty
   */
  Future<List<String>> roomsWith(String key, String after, int atMost);

  /** Deletes all records of a room whose keys begin with a prefix; may be repeated. */
  Future<Void> deleteRecords(String room, String prefix);

  /**
   * A text that may be kept under a key, or a refusal.
   *
   * @throws IllegalArgumentException if the key has characters that engines would order differently
   */
  static String requireFits(String key, String text) {
    if (key.isEmpty() || !key.chars().allMatch(each -> each > ' ' && each < 0x7f)) {
      throw new IllegalArgumentException("Not a key of visible ASCII: " + key);
    }
    if (key.length() > RoomRecord.MAX_KEY || text.length() > RoomRecord.MAX_TEXT) {
      throw Refusal.of(ErrorCode.TOO_LARGE, "The record " + key + " is too large to be kept");
    }
    return text;
  }
}
