package io.votehub.http;

import io.vertx.core.Future;
import io.votehub.bus.BusReply;
import io.votehub.bus.PlayerQuery;
import io.votehub.bus.PlayerView;
import io.votehub.bus.PlayersPage;
import io.votehub.bus.PlayersQuery;
import io.votehub.method.TextFolding;
import io.votehub.poll.PlayerRules;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.RoomRulesJson;
import io.votehub.poll.Team;
import io.votehub.poll.ValidationErrors;
import io.votehub.wording.AudienceFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The routes for the players of a room's quizzes: their names and their teams. */
final class PlayerRoutes {
  private static final int PAGE = 500;
  private static final int MAX_TEAM_ID = 20;
  private static final int MAX_VOTER = 160;
  private static final String NAME = "name";
  private static final String TEAM = "team";

  private final HttpParts parts;
  private final AudienceFilter filter = AudienceFilter.loaded();

  PlayerRoutes(HttpParts parts) {
    this.parts = parts;
  }

  /** The rules of the room, and those players who have a name. */
  Future<Reply> list(RoomRequest request) {
    String after = Optional.ofNullable(request.ctx().request().getParam("after")).orElse("");
    PlayerRules rules = request.room().players();
    PlayersQuery query = new PlayersQuery(request.room().code(), rules, requireVoter(after), PAGE);
    return BusReply.request(
            parts.vertx().eventBus(), PlayersQuery.ADDRESS, query, PlayersPage.class)
        .map(
            page -> {
              Map<String, Object> json = new LinkedHashMap<>();
              json.put("rules", RoomRulesJson.players(rules));
              json.put("players", page.players().stream().map(PlayerRoutes::json).toList());
              if (page.more()) {
                json.put("next", page.players().get(page.players().size() - 1).voter());
              }
              return Reply.ok(json);
            });
  }

  /** Replaces the rules; responds with the new ones. */
  Future<Reply> change(RoomRequest request) {
    Map<String, Object> json = BodyReader.object(request.ctx());
    ValidationErrors faults = new ValidationErrors();
    faults.rejectUnknownFields(json, "", Set.of("names", "language", "teams", "choose", "rev"));
    OptionalLong rev = faults.rev(json.get("rev"));
    Object names = json.getOrDefault("names", "own");
    if (!names.equals("own") && !names.equals("generated")) {
      faults.add("/names", "Must be 'own' or 'generated'");
    }
    Object language = json.getOrDefault("language", PlayerRules.DEFAULT.language());
    if (!PlayerRules.LANGUAGES.contains(language)) {
      faults.add("/language", "Must be 'en' or 'de'");
    }
    Object choose = json.getOrDefault("choose", false);
    if (!(choose instanceof Boolean)) {
      faults.add("/choose", "Must be true or false");
    }
    List<Team> teams = teams(json.getOrDefault("teams", List.of()), faults);
    faults.throwIfAny();
    PlayerRules wanted =
        new PlayerRules(
            names.equals("generated"), (String) language, teams, Boolean.TRUE.equals(choose), 0);
    String code = request.room().code();
    return ConflictException.withCurrent(
            parts.rooms().players().change(code, wanted, rev),
            () -> parts.rooms().get(code).map(room -> RoomRulesJson.players(room.players())))
        .map(room -> Reply.ok(RoomRulesJson.players(room.players())));
  }

  private static List<Team> teams(Object value, ValidationErrors faults) {
    if (!(value instanceof List<?> list)
        || (!list.isEmpty()
            && (list.size() < PlayerRules.MIN_TEAMS || list.size() > PlayerRules.MAX_TEAMS))) {
      faults.add(
          "/teams",
          "Must be a list of "
              + PlayerRules.MIN_TEAMS
              + " to "
              + PlayerRules.MAX_TEAMS
              + " teams, or of none");
      return List.of();
    }
    List<Team> teams = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      String pointer = "/teams/" + i;
      Team team = team(list.get(i), pointer, i + 1, faults);
      boolean isNew = ids.add(team.id());
      if (!isNew || !names.add(TextFolding.of(team.name()))) {
        faults.add(pointer, "Another team is called so");
      }
      teams.add(team);
    }
    return teams;
  }

  private static Team team(Object value, String pointer, int number, ValidationErrors faults) {
    if (!(value instanceof Map<?, ?> map)) {
      faults.add(pointer, "Must be an object");
      return new Team(Integer.toString(number), "", number);
    }
    @SuppressWarnings("unchecked")
    Map<String, Object> json = (Map<String, Object>) map;
    faults.rejectUnknownFields(json, pointer, Set.of("id", NAME, "color"));
    String id = faults.text(json.getOrDefault("id", "" + number), pointer + "/id", MAX_TEAM_ID);
    if (id.equals(PlayerQuery.ANY_TEAM)) {
      faults.add(pointer + "/id", "Is no id of a team");
    }
    String name = faults.text(json.get(NAME), pointer + "/name", Team.MAX_NAME);
    Object color = json.getOrDefault("color", number);
    if (!(color instanceof Integer given && given >= 1 && given <= Team.COLORS)) {
      faults.add(pointer + "/color", "Must be a whole number from 1 to " + Team.COLORS);
      return new Team(id, name, number);
    }
    return new Team(id, name, (Integer) color);
  }

  /** Renames a player, whom all instances tell. */
  Future<Reply> rename(RoomRequest request) {
    Map<String, Object> json = BodyReader.object(request.ctx());
    ValidationErrors faults = new ValidationErrors();
    faults.rejectUnknownFields(json, "", Set.of(NAME));
    String name = faults.text(json.get(NAME), "/name", PlayerRules.MAX_NAME);
    faults.throwIfAny();
    String voter = requireVoter(request.ctx().pathParam("voter"));
    return answer(request, voter, Optional.of(name), Optional.empty(), true);
  }

  /** A voter's own name and team. */
  Future<Reply> self(RoomRequest request) {
    Map<String, Object> json = BodyReader.objectOrNothing(request.ctx(), Set.of(NAME, TEAM));
    String voter = request.who().orElseThrow().voter();
    String player = parts.tokens().pseudonyms().playerOf(request.room(), voter);
    return answer(request, player, text(json, NAME), text(json, TEAM), false);
  }

  private static Optional<String> text(Map<String, Object> json, String field) {
    Object value = json.get(field);
    if (value != null && !(value instanceof String)) {
      throw Refusal.field("/" + field, "Must be a text");
    }
    return Optional.ofNullable((String) value);
  }

  private Future<Reply> answer(
      RoomRequest request,
      String voter,
      Optional<String> name,
      Optional<String> team,
      boolean byPresenter) {
    Room room = request.room();
    boolean unwanted =
        !byPresenter
            && name.filter(each -> filter.isUnwanted(room.wordRules(), false, each)).isPresent();
    PlayerQuery asked =
        new PlayerQuery(room.code(), voter, room.players(), name, team, byPresenter);
    PlayerQuery query = unwanted ? asked.withGeneratedName() : asked;
    return BusReply.request(parts.vertx().eventBus(), PlayerQuery.ADDRESS, query, PlayerView.class)
        .map(player -> Reply.ok(json(player)));
  }

  /** Ids go into keys of records, which are visible ASCII. */
  private static String requireVoter(String id) {
    if (id.length() > MAX_VOTER || !id.chars().allMatch(each -> each > ' ' && each < 0x7f)) {
      throw Refusal.field("/voter", "Is no id of a player");
    }
    return id;
  }

  private static Map<String, Object> json(PlayerView player) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("voter", player.voter());
    json.put(NAME, player.name());
    json.put("named", player.named());
    player.team().ifPresent(team -> json.put(TEAM, team));
    return json;
  }
}
