package io.votehub.poll;

/**
 * A voter roll of a room: the members of one electorate. The members themselves are stored
 * elsewhere.
 *
 * @param createdAt UTC milliseconds since the epoch
 * @param members how many members it has
 */
public record VoterRoll(String id, String title, long createdAt, int members) {
  public static final int MAX_TITLE = 200;

  /** The maximum number of rolls of a room. */
  public static final int MAX_ROLLS = 20;

  /** The maximum number of members of a roll. */
  public static final int MAX_MEMBERS = 200_000;

  /** A roll without members. */
  public VoterRoll(String id, String title, long createdAt) {
    this(id, title, createdAt, 0);
  }

  /**
   * The roll with more members.
   *
   * @throws Refusal {@code bad-request} if they would be more than {@value #MAX_MEMBERS}
   */
  public VoterRoll withMore(int added) {
    if (members + added > MAX_MEMBERS) {
      throw Refusal.field("", "A voter roll has at most " + MAX_MEMBERS + " members");
    }
    return new VoterRoll(id, title, createdAt, members + added);
  }
}
