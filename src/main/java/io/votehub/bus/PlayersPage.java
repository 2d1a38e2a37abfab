package io.votehub.bus;

import java.util.List;

/**
 * Some players of a room.
 *
 * @param more whether there may be more after them
 */
public record PlayersPage(List<PlayerView> players, boolean more) {
  public PlayersPage {
    players = List.copyOf(players);
  }
}
