package io.votehub.poll;

import java.util.List;
import java.util.Optional;

/**
 * How those who play the quizzes of a room are called, and in which teams they play.
 *
 * @param generated whether the hub names them; else they name themselves
 * @param language of generated names, {@code en} or {@code de}
 * @param teams none, or {@value #MIN_TEAMS} to {@value #MAX_TEAMS}
 * @param choose whether players choose their team; else the smallest is filled first
 * @param rev incremented by every change; 0 if there has never been one
 */
public record PlayerRules(
    boolean generated, String language, List<Team> teams, boolean choose, long rev) {
  /** The maximum length of a player's name, in characters. */
  public static final int MAX_NAME = 24;

  public static final int MIN_TEAMS = 2;
  public static final int MAX_TEAMS = 8;

  /** The languages in which there are generated names. */
  public static final List<String> LANGUAGES = List.of("en", "de");

  /** The rules of a room whose presenter never set any. */
  public static final PlayerRules DEFAULT = new PlayerRules(false, "en", List.of(), false, 0);

  public PlayerRules {
    teams = List.copyOf(teams);
  }

  public Optional<Team> team(String id) {
    return teams.stream().filter(each -> each.id().equals(id)).findAny();
  }

  /** These rules in place of earlier ones. */
  public PlayerRules after(PlayerRules earlier) {
    PlayerRules same = new PlayerRules(generated, language, teams, choose, earlier.rev);
    return same.equals(earlier)
        ? earlier
        : new PlayerRules(generated, language, teams, choose, earlier.rev + 1);
  }

  /** The later of two by revision. */
  public PlayerRules orNewer(PlayerRules other) {
    return other.rev > rev ? other : this;
  }
}
