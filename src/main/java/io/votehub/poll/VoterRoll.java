package io.votehub.poll;

import java.util.HashSet;
import java.util.Set;

/**
 * A voter roll of a room: the members of one electorate. The members themselves are stored
 * elsewhere.
 *
 * @param createdAt UTC milliseconds since the epoch
 * @param members how many members it has
 * @param weight the sum of their weights
 * @param removed the ids of those who were members once; what identified them is of no use any more
 */
public record VoterRoll(
    String id, String title, long createdAt, int members, long weight, Set<String> removed) {
  public static final int MAX_TITLE = 200;

  /** The maximum number of rolls of a room. */
  public static final int MAX_ROLLS = 20;

  /** The maximum number of members of a roll. */
  public static final int MAX_MEMBERS = 200_000;

  /** Their ids are part of the room, which every instance keeps in memory. */
  public static final int MAX_REMOVED = 2_000;

  public VoterRoll {
    removed = Set.copyOf(removed);
  }

  /** A roll without members. */
  public VoterRoll(String id, String title, long createdAt) {
    this(id, title, createdAt, 0, 0, Set.of());
  }

  /**
   * The roll with more members.
   *
   * @param addedWeight the sum of their weights
   * @throws Refusal {@code bad-request} if they would be more than {@value #MAX_MEMBERS}
   */
  public VoterRoll withMore(int added, long addedWeight) {
    if (members + added > MAX_MEMBERS) {
      throw Refusal.field("", "A voter roll has at most " + MAX_MEMBERS + " members");
    }
    return new VoterRoll(id, title, createdAt, members + added, weight + addedWeight, removed);
  }

  /**
   * The roll without a member; as it is if the member was removed before.
   *
   * @throws Refusal {@code bad-request} if {@value #MAX_REMOVED} were removed
   */
  public VoterRoll without(String member, int memberWeight) {
    if (removed.contains(member)) {
      return this;
    }
    if (removed.size() >= MAX_REMOVED) {
      throw Refusal.field(
          "", "At most " + MAX_REMOVED + " members can be removed; make a new voter roll");
    }
    Set<String> more = new HashSet<>(removed);
    more.add(member);
    return new VoterRoll(
        id, title, createdAt, Math.max(0, members - 1), Math.max(0, weight - memberWeight), more);
  }
}
