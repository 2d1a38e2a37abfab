package io.votehub.bus;

/**
 * A request for a room as it stands, over the event bus of the instance; the reply is a {@link
 * RoomView}, or a refusal.
 */
public record RoomQuery(String room) {
  public static final String ADDRESS = "votehub.rooms";
}
