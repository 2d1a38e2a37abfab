package io.votehub.quiz;

/**
 * What a voter's answer to one question is worth, by itself.
 *
 * @param points less than 0 if it costs a penalty
 * @param right whether it was right
 * @param some whether it was right at least in part
 * @param ms from the opening to the arrival of the answer, in milliseconds
 */
public record Score(String voter, int points, boolean right, boolean some, int ms) {}
