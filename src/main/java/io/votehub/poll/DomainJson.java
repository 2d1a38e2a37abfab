package io.votehub.poll;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Complete rooms, polls and tallies as plain JSON values, as stored and as sent between instances.
 * The JSON for clients is written elsewhere.
 */
public final class DomainJson {
  private DomainJson() {}

  public static Map<String, Object> room(Room room) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", room.code());
    json.put("title", room.title());
    json.put("createdAt", room.createdAt());
    room.id().ifPresent(id -> json.put("id", id));
    json.put("tokenVersion", room.tokenVersion());
    room.renewal().ifPresent(call -> json.put("renewal", call));
    if (room.stage().rev() > 0) {
      json.put("stage", stage(room.stage()));
    }
    if (room.keys().rev() > 0) {
      json.put("keys", keys(room.keys()));
    }
    if (!room.rolls().isEmpty()) {
      json.put("rolls", rolls(room.rolls()));
    }
    if (room.admission().rev() > 0) {
      json.put("admission", admission(room.admission()));
    }
    if (room.suspension().rev() > 0) {
      json.put("suspension", suspension(room.suspension()));
    }
    if (room.reactions().rev() > 0) {
      json.put("reactions", reactions(room.reactions()));
    }
    if (room.players().rev() > 0) {
      json.put("players", players(room.players()));
    }
    if (room.theme().rev() > 0) {
      json.put("theme", theme(room.theme()));
    }
    if (room.wordRules().rev() > 0) {
      json.put("wordRules", wordRules(room.wordRules()));
    }
    if (room.embedding().rev() > 0) {
      json.put("embedding", embedding(room.embedding()));
    }
    return json;
  }

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
    theme.logo().ifPresent(logo -> putPicture(json, logo));
    json.put("mode", theme.mode().wire());
    json.put("rev", theme.rev());
    return json;
  }

  public static Theme readTheme(Map<String, ?> json) {
    return new Theme(
        Optional.ofNullable(text(json, "accent")).flatMap(AccentColor::read),
        readPicture(json),
        Theme.Mode.of(json.get("mode")).orElse(Theme.Mode.AUTO),
        number(json, "rev"));
  }

  public static Map<String, Object> players(PlayerRules rules) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("names", rules.generated() ? "generated" : "own");
    json.put("language", rules.language());
    json.put("teams", rules.teams().stream().map(DomainJson::team).toList());
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

  public static List<Map<String, Object>> rolls(List<VoterRoll> rolls) {
    List<Map<String, Object>> json = new ArrayList<>();
    for (VoterRoll roll : rolls) {
      json.add(roll(roll));
    }
    return json;
  }

  private static Map<String, Object> roll(VoterRoll roll) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", roll.id());
    json.put("title", roll.title());
    json.put("createdAt", roll.createdAt());
    json.put("members", roll.members());
    json.put("weight", roll.weight());
    if (!roll.removed().isEmpty()) {
      json.put("removed", List.copyOf(roll.removed()));
    }
    return json;
  }

  public static VoterRoll readRoll(Map<String, ?> json) {
    return new VoterRoll(
        text(json, "id"),
        text(json, "title"),
        number(json, "createdAt"),
        (int) number(json, "members"),
        json.containsKey("weight") ? number(json, "weight") : number(json, "members"),
        json.containsKey("removed") ? Set.copyOf(texts(json, "removed")) : Set.of());
  }

  private static List<String> texts(Map<String, ?> json, String name) {
    return ((List<?>) json.get(name)).stream().map(String.class::cast).toList();
  }

  public static Map<String, Object> keys(KeyRing ring) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rev", ring.rev());
    json.put("keys", ring.keys().stream().map(DomainJson::key).toList());
    return json;
  }

  private static Map<String, Object> key(RoomKey key) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", key.id());
    json.put("role", key.role().wire());
    json.put("label", key.label());
    json.put("createdAt", key.createdAt());
    return json;
  }

  /** Reads a ring of keys; keys with unknown roles of later versions are left out. */
  public static KeyRing readKeys(Map<String, ?> json) {
    List<RoomKey> keys = new ArrayList<>();
    for (Map<String, ?> key : list(json, "keys")) {
      RoomRole.of(text(key, "role"))
          .map(
              role ->
                  new RoomKey(text(key, "id"), role, text(key, "label"), number(key, "createdAt")))
          .ifPresent(keys::add);
    }
    return new KeyRing(number(json, "rev"), keys);
  }

  public static Map<String, Object> stage(Stage stage) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("shows", stage.shows().wire());
    stage.what().ifPresent(what -> json.put("what", what));
    stage.pause().ifPresent(pause -> json.putAll(pause(pause)));
    json.put("rev", stage.rev());
    return json;
  }

  /** A break, as it is kept and as it is sent. */
  public static Map<String, Object> pause(Break pause) {
    Map<String, Object> json = new LinkedHashMap<>();
    pause.title().ifPresent(title -> json.put("title", title));
    pause.until().ifPresent(until -> json.put("until", until));
    return json;
  }

  private static Break readPause(Map<String, ?> json) {
    return new Break(
        Optional.ofNullable(text(json, "title")),
        json.containsKey("until") ? OptionalLong.of(number(json, "until")) : OptionalLong.empty());
  }

  /** Reads a stage; an unknown kind is read as {@code FOLLOW}. */
  public static Stage readStage(Map<String, ?> json) {
    return Stage.kept(
        text(json, "shows"),
        Optional.ofNullable(text(json, "what")),
        readPause(json),
        number(json, "rev"));
  }

  public static Room readRoom(Map<String, ?> json) {
    return new Room(
        text(json, "code"),
        text(json, "title"),
        number(json, "createdAt"),
        Optional.ofNullable(text(json, "id")),
        json.containsKey("tokenVersion") ? number(json, "tokenVersion") : 0,
        json.containsKey("stage") ? readStage(object(json, "stage")) : Stage.FOLLOW,
        Optional.ofNullable(text(json, "renewal")),
        json.containsKey("keys") ? readKeys(object(json, "keys")) : KeyRing.EMPTY,
        json.containsKey("rolls")
            ? list(json, "rolls").stream().map(DomainJson::readRoll).toList()
            : List.of(),
        json.containsKey("admission")
            ? readAdmission(object(json, "admission"))
            : AdmissionRules.OPEN,
        json.containsKey("suspension")
            ? readSuspension(object(json, "suspension"))
            : Suspension.NONE,
        json.containsKey("reactions")
            ? readReactions(object(json, "reactions"))
            : ReactionSettings.DEFAULT,
        json.containsKey("players") ? readPlayers(object(json, "players")) : PlayerRules.DEFAULT,
        json.containsKey("theme") ? readTheme(object(json, "theme")) : Theme.NONE,
        json.containsKey("wordRules")
            ? readWordRules(object(json, "wordRules"))
            : WordRules.DEFAULT,
        json.containsKey("embedding") ? readEmbedding(object(json, "embedding")) : Embedding.NONE);
  }

  public static Map<String, Object> poll(Poll poll) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", poll.id());
    json.put("room", poll.room());
    json.put("question", poll.question());
    json.put("method", poll.method());
    json.put("options", poll.options().stream().map(DomainJson::option).toList());
    json.put("settings", settings(poll.settings()));
    json.put("state", poll.state().name());
    poll.times().openedAt().ifPresent(at -> json.put("openedAt", at));
    poll.times().closesAt().ifPresent(at -> json.put("closesAt", at));
    poll.times().closedAt().ifPresent(at -> json.put("closedAt", at));
    poll.shown().ifPresent(shown -> json.put("shown", shown));
    json.put("position", poll.position());
    json.put("rev", poll.rev());
    json.put("run", poll.run());
    if (!poll.marks().byEntry().isEmpty()) {
      json.put("marks", marks(poll.marks()));
    }
    poll.electorate().ifPresent(roll -> json.put("electorate", roll));
    if (!poll.secrecy().equals(Secrecy.NONE)) {
      json.put("secrecy", secrecy(poll.secrecy()));
    }
    poll.image().ifPresent(image -> putPicture(json, image));
    putRounds(json, poll.rounds());
    if (!poll.seal().equals(PollSeal.NONE)) {
      json.put("seal", seal(poll.seal()));
    }
    return json;
  }

  private static void putRounds(Map<String, Object> json, Rounds rounds) {
    rounds.previous().ifPresent(id -> json.put("previous", id));
    rounds.next().ifPresent(id -> json.put("next", id));
    rounds.withheld().ifPresent(epoch -> json.put("withheld", epoch));
  }

  private static Rounds readRounds(Map<String, ?> json) {
    return new Rounds(
        Optional.ofNullable(text(json, "previous")),
        Optional.ofNullable(text(json, "next")),
        json.containsKey("withheld")
            ? OptionalInt.of((int) number(json, "withheld"))
            : OptionalInt.empty());
  }

  private static List<Map<String, Object>> marks(ModerationMarks marks) {
    List<Map<String, Object>> list = new ArrayList<>();
    marks
        .byEntry()
        .forEach(
            (entry, mark) -> {
              Map<String, Object> json = new LinkedHashMap<>();
              json.put("entry", entry);
              json.put("state", mark.state().name());
              json.put("text", mark.text());
              json.put("at", mark.at());
              list.add(json);
            });
    return list;
  }

  private static ModerationMarks readMarks(Map<String, ?> json) {
    Map<String, ModerationMarks.Mark> marks = new LinkedHashMap<>();
    if (json.containsKey("marks")) {
      for (Map<String, ?> each : list(json, "marks")) {
        ModerationMarks.State state = ModerationMarks.State.valueOf(text(each, "state"));
        marks.put(
            text(each, "entry"),
            new ModerationMarks.Mark(state, text(each, "text"), number(each, "at")));
      }
    }
    return new ModerationMarks(marks);
  }

  /** Reads a poll; unknown fields are ignored. */
  public static Poll readPoll(Map<String, ?> json) {
    return new Poll(
        text(json, "id"),
        text(json, "room"),
        text(json, "question"),
        text(json, "method"),
        list(json, "options").stream().map(DomainJson::option).toList(),
        settings(object(json, "settings")),
        PollState.valueOf(text(json, "state")),
        new Poll.Times(at(json, "openedAt"), at(json, "closesAt"), at(json, "closedAt")),
        Optional.ofNullable((Boolean) json.get("shown")),
        number(json, "position"),
        number(json, "rev"),
        json.containsKey("run") ? (int) number(json, "run") : 1,
        readMarks(json),
        Optional.ofNullable(text(json, "electorate")),
        json.containsKey("secrecy") ? readSecrecy(object(json, "secrecy")) : Secrecy.NONE,
        readPicture(json),
        readRounds(json),
        json.containsKey("seal") ? readSeal(object(json, "seal")) : PollSeal.NONE);
  }

  private static Map<String, Object> seal(PollSeal seal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", seal.number());
    seal.root().ifPresent(root -> json.put("root", root));
    json.put("epoch", seal.epoch());
    return json;
  }

  private static PollSeal readSeal(Map<String, ?> json) {
    return new PollSeal(
        (int) number(json, "number"),
        Optional.ofNullable(text(json, "root")),
        (int) number(json, "epoch"));
  }

  private static Map<String, Object> secrecy(Secrecy secrecy) {
    Map<String, Object> voted = new LinkedHashMap<>();
    secrecy.voted().forEach((weight, many) -> voted.put(Integer.toString(weight), many));
    return Map.of("key", secrecy.key(), "voted", voted);
  }

  private static Secrecy readSecrecy(Map<String, ?> json) {
    Map<Integer, Integer> voted = new LinkedHashMap<>();
    object(json, "voted")
        .forEach((weight, many) -> voted.put(Integer.valueOf(weight), ((Number) many).intValue()));
    return new Secrecy(text(json, "key"), voted);
  }

  private static Map<String, Object> option(Option option) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", option.id());
    json.put("label", option.label());
    option.image().ifPresent(image -> putPicture(json, image));
    return json;
  }

  private static void putPicture(Map<String, Object> json, Picture picture) {
    json.put("image", picture.id());
    json.put("imageSize", List.of(picture.width(), picture.height()));
    json.put("alt", picture.alt());
  }

  /** Empty for addresses of images, which older polls have: pages do not load them any more. */
  private static Optional<Picture> readPicture(Map<String, ?> json) {
    if (!(json.get("image") instanceof String id)
        || !Picture.isId(id)
        || !(json.get("imageSize") instanceof List<?> size)) {
      return Optional.empty();
    }
    return Optional.of(
        new Picture(
            id,
            ((Number) size.get(0)).intValue(),
            ((Number) size.get(1)).intValue(),
            text(json, "alt")));
  }

  private static Option option(Map<String, ?> json) {
    return new Option(text(json, "id"), text(json, "label"), readPicture(json));
  }

  private static Map<String, Object> settings(PollSettings settings) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("change", settings.change());
    json.put("results", settings.results().name());
    json.put("peek", settings.peek());
    json.put("graceMs", settings.graceMs());
    json.put("marks", settings.marks());
    json.put("abstain", settings.abstain());
    if (settings.secret()) {
      json.put("secret", true);
    }
    if (settings.proof() != PollSettings.Proof.RECEIPTS) {
      json.put("proof", settings.proof().wire());
    }
    settings.quiz().ifPresent(quiz -> json.put("quiz", quiz.json(true)));
    json.put("own", settings.own());
    return json;
  }

  private static PollSettings settings(Map<String, ?> json) {
    return new PollSettings(
        (Boolean) json.get("change"),
        PollSettings.Results.valueOf(text(json, "results")),
        Boolean.TRUE.equals(json.get("peek")),
        (int) number(json, "graceMs"),
        // Older polls lack the field; their winners are declared.
        !Boolean.FALSE.equals(json.get("marks")),
        // Older polls lack these fields.
        Boolean.TRUE.equals(json.get("abstain")),
        Boolean.TRUE.equals(json.get("secret")),
        PollSettings.Proof.of(json.get("proof")).orElse(PollSettings.Proof.RECEIPTS),
        json.containsKey("quiz")
            ? Optional.of(QuizSettings.kept(object(json, "quiz")))
            : Optional.empty(),
        new LinkedHashMap<>(object(json, "own")));
  }

  public static Map<String, Object> tally(Tally tally) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rev", tally.rev());
    json.put("ballots", tally.ballots());
    json.put("last", tally.last());
    json.put("cells", tally.cells());
    json.put("more", tally.more());
    tally.shift().ifPresent(shift -> json.put("shift", shift(shift)));
    return json;
  }

  private static Map<String, Object> shift(Shift shift) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("moves", shift.moves());
    json.put("first", shift.first());
    json.put("firstOnly", shift.firstOnly());
    json.put("secondOnly", shift.secondOnly());
    return json;
  }

  private static Shift readShift(Map<String, ?> json) {
    Map<String, Map<String, Long>> moves = new LinkedHashMap<>();
    Map<String, ?> kept = object(json, "moves");
    kept.keySet().forEach(from -> moves.put(from, sums(object(kept, from))));
    return new Shift(
        moves, sums(object(json, "first")), number(json, "firstOnly"), number(json, "secondOnly"));
  }

  private static Map<String, Long> sums(Map<String, ?> json) {
    Map<String, Long> sums = new LinkedHashMap<>();
    json.forEach((name, sum) -> sums.put(name, ((Number) sum).longValue()));
    return sums;
  }

  public static Tally readTally(Map<String, ?> json) {
    return new Tally(
        number(json, "rev"),
        number(json, "ballots"),
        (Boolean) json.get("last"),
        sums(object(json, "cells")),
        json.containsKey("more") ? number(json, "more") : 0,
        json.containsKey("shift")
            ? Optional.of(readShift(object(json, "shift")))
            : Optional.empty());
  }

  private static String text(Map<String, ?> json, String name) {
    return (String) json.get(name);
  }

  private static long number(Map<String, ?> json, String name) {
    return ((Number) json.get(name)).longValue();
  }

  private static OptionalLong at(Map<String, ?> json, String name) {
    return json.containsKey(name) ? OptionalLong.of(number(json, name)) : OptionalLong.empty();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> object(Map<String, ?> json, String name) {
    return (Map<String, ?>) json.get(name);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, ?>> list(Map<String, ?> json, String name) {
    return (List<Map<String, ?>>) json.get(name);
  }
}
