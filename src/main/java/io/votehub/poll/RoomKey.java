package io.votehub.poll;

/**
 * A key that the owner of a room has given to somebody who helps to run it. Its token is known to
 * the holder only.
 *
 * @param role {@code VIEWER}, {@code MODERATOR} or {@code PRESENTER}
 * @param label for whom or for what the key is, in the owner's words
 * @param createdAt UTC milliseconds since the epoch
 */
public record RoomKey(String id, RoomRole role, String label, long createdAt) {
  /** The maximum length of a label, in characters. */
  public static final int MAX_LABEL = 60;
}
