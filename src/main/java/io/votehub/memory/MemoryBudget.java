package io.votehub.memory;

import java.util.List;

/**
 * The part of the heap that may hold what clients send, divided into shares, so that a flood of one
 * kind leaves room for the others. When a share is full, new items are refused with {@code busy};
 * items already held stay, and polls can still be closed and exported.
 *
 * @param standing standing ballots and cells of open polls
 * @param rooms polls and tallies of rooms with a client
 * @param votes votes on their way to ledger and store
 * @param reading what is collected from journals: at a close, an export or a rebuild
 * @param closed cached standing ballots of closed polls
 * @param bodies bodies of HTTP requests
 * @param answers long HTTP responses waiting for slow receivers
 * @param sending messages waiting for slow WebSocket receivers; outside the heap and not part of
 *     its budget
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
   * @param bytes of all heap shares together
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
