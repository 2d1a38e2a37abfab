package io.votehub.quiz;

import java.util.Optional;

/**
 * How a voter stands in the quiz of a room.
 *
 * @param total never less than 0
 * @param rank from 1 on; equal totals share one, and those behind are counted on
 * @param streak how many of the latest answers in a row were right
 * @param right how many answers were right
 * @param answered how many questions were answered
 * @param ms the time of all answers that were worth anything, in milliseconds
 * @param last what came of the question that the leaderboard tells of; empty if it was not answered
 */
public record Standing(
    String voter,
    int total,
    int rank,
    int streak,
    int right,
    int answered,
    long ms,
    Optional<Last> last) {
  /**
   * What came of one question.
   *
   * @param points by how much the total changed
   */
  public record Last(boolean right, int points) {}
}
