package io.votehub.bus;

import io.votehub.poll.PlayerRules;
import java.util.Optional;

/**
 * Asks, over the event bus of the instance, for a player of a room's quizzes, who is named and put
 * in a team if that was not done before; the reply is a {@link PlayerView}, or a refusal.
 *
 * @param name what the player wants to be called, as typed; empty if it is to stay
 * @param team the id of the team that the player chooses, or {@link #ANY_TEAM}
 * @param byPresenter whether a presenter renames the player
 */
public record PlayerQuery(
    String room,
    String voter,
    PlayerRules rules,
    Optional<String> name,
    Optional<String> team,
    boolean byPresenter) {
  public static final String ADDRESS = "votehub.player";

  /** In place of a team's id: whichever is the smallest. */
  public static final String ANY_TEAM = "any";

  /** The same from a player whose wish for a name is not granted: the hub names it. */
  public PlayerQuery withGeneratedName() {
    PlayerRules named =
        new PlayerRules(true, rules.language(), rules.teams(), rules.choose(), rules.rev());
    return new PlayerQuery(room, voter, named, Optional.empty(), team, byPresenter);
  }
}
