package io.votehub.bus;

import java.util.List;

/**
 * Deletes the members of voter rolls whose room is gone, over the event bus of the instance; the
 * reply is empty.
 *
 * @param rolls the ids of the rolls
 */
public record MembersGone(List<String> rolls) {
  public static final String ADDRESS = "votehub.members-gone";

  public MembersGone {
    rolls = List.copyOf(rolls);
  }
}
