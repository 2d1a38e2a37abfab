package io.votehub.rehearse;

/**
 * How far a rehearsal is.
 *
 * @param present phones that are in the room
 * @param acked votes acknowledged so far
 * @param round the poll that is held, from 1; 0 before the first
 * @param share of the planned time that has passed, 0 to 1
 */
public record Progress(
    Phase phase, long present, int voters, long acked, int round, int rounds, double share) {
  /** The steps of a rehearsal, in their order. */
  public enum Phase {
    PREPARING,
    JOINING,
    VOTING,
    ENDING
  }
}
