package io.votehub.poll;

/**
 * A voter roll of a room: the members of one electorate. The members themselves are stored
 * elsewhere.
 *
 * @param createdAt UTC milliseconds since the epoch
 */
public record VoterRoll(String id, String title, long createdAt) {
  public static final int MAX_TITLE = 200;

  /** The maximum number of rolls of a room. */
  public static final int MAX_ROLLS = 20;
}
