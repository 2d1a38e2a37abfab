package io.votehub.people;

/**
 * A short text that is kept for a time.
 *
 * @param until when it expires, UTC milliseconds since the epoch
 */
public record Note(String text, long until) {
  /** The greatest length of a text. */
  public static final int MAX_LENGTH = 8_192;
}
