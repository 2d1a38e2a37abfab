package io.votehub.bus;

import io.votehub.quiz.Leaderboard;
import java.util.Map;

/**
 * The leaderboard of a room: the sum of the questions whose answers are revealed.
 *
 * @param rev orders the leaderboards of a room; a later one has a greater one
 * @param message the message for everybody
 */
public record LeaderboardView(long rev, Leaderboard board, Map<String, Object> message) {
  public LeaderboardView {
    message = Map.copyOf(message);
  }

  /** The approximate memory that it takes, in bytes. */
  public long bytes() {
    return 256L * board.players() + 4096;
  }
}
