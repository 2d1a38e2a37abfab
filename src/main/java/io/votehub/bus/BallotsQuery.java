package io.votehub.bus;

/**
 * A request for a voter's standing ballots in a room, over the event bus of the instance; the reply
 * is a {@link BallotsView}.
 */
public record BallotsQuery(String room, String voter) {
  public static final String ADDRESS = "votehub.ballots";
}
