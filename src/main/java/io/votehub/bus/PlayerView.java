package io.votehub.bus;

import java.util.Optional;

/**
 * A player of a room's quizzes.
 *
 * @param name what the player is called
 * @param named whether somebody chose that name; else it is made from the voter's id
 * @param team the id of the team; empty if the room has none, or if the player has yet to choose
 */
public record PlayerView(String voter, String name, boolean named, Optional<String> team) {
  /** The kind of the notice to all instances that a presenter renamed a player. */
  public static final String NOTICE = "player";
}
