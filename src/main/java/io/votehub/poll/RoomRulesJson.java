package io.votehub.poll;

import static io.votehub.poll.JsonFields.list;
import static io.votehub.poll.JsonFields.number;
import static io.votehub.poll.JsonFields.text;
import static io.votehub.poll.JsonFields.texts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What presenters have chosen for a room, each by itself, as plain JSON values: as stored and as
 * sent between instances.
 */
public final class RoomRulesJson {
  private RoomRulesJson() {}

  public static Map<String, Object> wordRules(WordRules rules) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("mode", rules.mode().wire());
    json.put("languages", rules.languages());
    json.put("words", rules.words());
    json.put("exceptions", rules.exceptions());
    json.put("rev", rules.rev());
    return json;
  }

  public static WordRules readWordRules(Map<String, ?> json) {
    return new WordRules(
        WordRules.Mode.of(json.get("mode")).orElse(WordRules.Mode.AUTO),
        texts(json, "languages"),
        texts(json, "words"),
        texts(json, "exceptions"),
        number(json, "rev"));
  }

  public static Map<String, Object> reactions(ReactionSettings settings) {
    return Map.of(
        "emoji", settings.emoji(), "toVoters", settings.toVoters(), "rev", settings.rev());
  }

  public static ReactionSettings readReactions(Map<String, ?> json) {
    List<String> emoji = new ArrayList<>();
    for (Object each : (Iterable<?>) json.get("emoji")) {
      emoji.add((String) each);
    }
    return new ReactionSettings(
        emoji, Boolean.TRUE.equals(json.get("toVoters")), number(json, "rev"));
  }

  public static Map<String, Object> embedding(Embedding embedding) {
    return Map.of("origins", embedding.origins(), "rev", embedding.rev());
  }

  public static Embedding readEmbedding(Map<String, ?> json) {
    List<String> origins = new ArrayList<>();
    for (Object each : (Iterable<?>) json.get("origins")) {
      origins.add((String) each);
    }
    return new Embedding(origins, number(json, "rev"));
  }

  public static Map<String, Object> admission(AdmissionRules rules) {
    Map<String, Object> json = new LinkedHashMap<>();
    rules.passcode().ifPresent(passcode -> json.put("passcode", passcode));
    json.put("locked", rules.locked());
    json.put("removed", rules.removed().stream().sorted().toList());
    json.put("rev", rules.rev());
    return json;
  }

  public static AdmissionRules readAdmission(Map<String, ?> json) {
    Set<String> removed = new LinkedHashSet<>();
    for (Object each : (Iterable<?>) json.get("removed")) {
      removed.add((String) each);
    }
    return new AdmissionRules(
        Optional.ofNullable(text(json, "passcode")),
        Boolean.TRUE.equals(json.get("locked")),
        removed,
        number(json, "rev"));
  }

  public static Map<String, Object> suspension(Suspension suspension) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rev", suspension.rev());
    suspension.at().ifPresent(at -> json.put("at", at));
    return json;
  }

  public static Suspension readSuspension(Map<String, ?> json) {
    return new Suspension(
        number(json, "rev"),
        json.containsKey("at") ? OptionalLong.of(number(json, "at")) : OptionalLong.empty());
  }

  /** As stored and as sent to clients. */
  public static Map<String, Object> theme(Theme theme) {
    Map<String, Object> json = new LinkedHashMap<>();
    theme.accent().ifPresent(accent -> json.put("accent", accent.wire()));
    theme.logo().ifPresent(logo -> PictureJson.put(json, logo));
    json.put("mode", theme.mode().wire());
    json.put("rev", theme.rev());
    return json;
  }

  public static Theme readTheme(Map<String, ?> json) {
    return new Theme(
        Optional.ofNullable(text(json, "accent")).flatMap(AccentColor::read),
        PictureJson.read(json),
        Theme.Mode.of(json.get("mode")).orElse(Theme.Mode.AUTO),
        number(json, "rev"));
  }

  public static Map<String, Object> players(PlayerRules rules) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("names", rules.generated() ? "generated" : "own");
    json.put("language", rules.language());
    json.put("teams", rules.teams().stream().map(RoomRulesJson::team).toList());
    json.put("choose", rules.choose());
    json.put("rev", rules.rev());
    return json;
  }

  private static Map<String, Object> team(Team team) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", team.id());
    json.put("name", team.name());
    json.put("color", team.color());
    return json;
  }

  public static PlayerRules readPlayers(Map<String, ?> json) {
    return new PlayerRules(
        "generated".equals(text(json, "names")),
        text(json, "language"),
        list(json, "teams").stream()
            .map(
                team -> new Team(text(team, "id"), text(team, "name"), (int) number(team, "color")))
            .toList(),
        Boolean.TRUE.equals(json.get("choose")),
        number(json, "rev"));
  }
}
