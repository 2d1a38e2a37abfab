package io.votehub.bus;

import java.util.List;
import java.util.Optional;

/**
 * Adds members to a voter roll, over the event bus of the instance; the reply is {@link
 * IssuedMembers}.
 *
 * @param roll the id of the roll, which the room has
 */
public record NewMembers(String room, String roll, List<Entry> entries) {
  public static final String ADDRESS = "votehub.new-members";

  /**
   * @param label who it is, in the words of the room's owner
   * @param weight how many votes the member's ballots are
   */
  public record Entry(String label, Optional<String> mail, int weight) {}

  public NewMembers {
    entries = List.copyOf(entries);
  }
}
