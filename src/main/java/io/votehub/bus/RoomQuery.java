package io.votehub.bus;

/**
 * Asks for a room as it stands, over the event bus of the instance; the answer is a {@link
 * RoomView}, or a refusal.
 */
public record RoomQuery(String room) {
  public static final String ADDRESS = "votehub.rooms";
}
