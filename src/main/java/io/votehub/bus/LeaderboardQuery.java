package io.votehub.bus;

import java.util.Optional;

/**
 * A request for the leaderboard of a room, over the event bus of the instance; the reply is a
 * {@link LeaderboardView}, or a refusal.
 *
 * @param poll the question of which it is to tell what came of it
 */
public record LeaderboardQuery(String room, Optional<String> poll) {
  public static final String ADDRESS = "votehub.leaderboard";
}
