package io.votehub.bus;

/**
 * Asks for a voter's standing ballots in a room, over the event bus of the instance; the answer is
 * a {@link BallotsView}.
 */
public record BallotsQuery(String room, String voter) {
  public static final String ADDRESS = "votehub.ballots";
}
