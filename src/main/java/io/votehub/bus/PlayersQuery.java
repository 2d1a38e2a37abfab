package io.votehub.bus;

import io.votehub.poll.PlayerRules;

/**
 * Asks, over the event bus of the instance, for the players of a room in the order of their ids;
 * the reply is a {@link PlayersPage}.
 *
 * @param after the id after which to begin; may be empty
 */
public record PlayersQuery(String room, PlayerRules rules, String after, int atMost) {
  public static final String ADDRESS = "votehub.players";
}
