package io.votehub.bus;

import java.util.Optional;

/**
 * Asks, over the event bus of the instance, for a part of a voter roll, ordered by label; the reply
 * is a {@link MembersPage}.
 *
 * @param member whom alone it asks for
 * @param search what label or mail contains, without regard to case and accents; empty for all
 * @param from how many to pass over
 * @param limit the greatest number to return
 */
public record MembersQuery(
    String roll, Optional<String> member, String search, int from, int limit) {
  public static final String ADDRESS = "votehub.members";

  public MembersQuery(String roll, String search, int from, int limit) {
    this(roll, Optional.empty(), search, from, limit);
  }

  /** For one member. */
  public static MembersQuery of(String roll, String member) {
    return new MembersQuery(roll, Optional.of(member), "", 0, 1);
  }
}
