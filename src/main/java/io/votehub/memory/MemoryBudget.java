package io.votehub.memory;

import java.util.List;

/**
 * The part of the heap that may be taken by what people send, cut into shares, so that a flood of
 * one kind leaves room for all others. Where a share has no room left, what is new is refused with
 * {@code busy}; what is kept already stays, and polls are closed and exported as ever.
 *
 * @param standing the standing ballots and sums of open polls
 * @param rooms polls and tallies of rooms that somebody has joined
 * @param votes votes on their way to the ledger and the store
 * @param reading what is gathered while journals are read: at a close, an export, a rebuild
 * @param closed standing ballots of closed polls, kept while they are asked for
 * @param bodies bodies of HTTP requests
 * @param answers long answers over HTTP that wait for slow receivers
 * @param sending what waits for receivers that are behind; outside the heap, and not of its part
 */
public record MemoryBudget(
    MemoryShare standing,
    MemoryShare rooms,
    MemoryShare votes,
    MemoryShare reading,
    MemoryShare closed,
    MemoryShare bodies,
    MemoryShare answers,
    MemoryShare sending) {
  private static final int EIGHTHS = 8;

  /**
   * @param bytes for all shares of the heap together
   */
  public static MemoryBudget of(long bytes) {
    long eighth = bytes / EIGHTHS;
    return new MemoryBudget(
        new MemoryShare("standing", 3 * eighth),
        new MemoryShare("rooms", eighth),
        new MemoryShare("votes", eighth),
        new MemoryShare("reading", eighth),
        new MemoryShare("closed", eighth / 2),
        new MemoryShare("bodies", eighth),
        new MemoryShare("answers", eighth / 2),
        new MemoryShare("sending", 2 * eighth));
  }

  public List<MemoryShare> shares() {
    return List.of(standing, rooms, votes, reading, closed, bodies, answers, sending);
  }
}
