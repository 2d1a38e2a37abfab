package io.votehub.store;

/**
 * A small document that belongs to a room beside its polls, such as a question from the audience.
 *
 * @param room the code of its room
 * @param key identifies it within the room; words of ASCII separated by slashes, the kind first
 * @param text its content, mostly JSON
 */
public record RoomRecord(String room, String key, String text) {
  /** The greatest length of a key, in characters. */
  public static final int MAX_KEY = 200;

  /** The greatest length of a text, in characters. */
  public static final int MAX_TEXT = 1 << 20;
}
