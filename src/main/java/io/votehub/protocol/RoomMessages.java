package io.votehub.protocol;

import io.votehub.poll.AccentColor.Ground;
import io.votehub.poll.AdmissionRules;
import io.votehub.poll.Embedding;
import io.votehub.poll.Poll;
import io.votehub.poll.ReactionSettings;
import io.votehub.poll.Room;
import io.votehub.poll.RoomJson;
import io.votehub.poll.RoomRole;
import io.votehub.poll.RoomRulesJson;
import io.votehub.poll.Stage;
import io.votehub.poll.Theme;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the JSON objects of the contract that describe a room, and the messages that say how it
 * changed.
 */
public final class RoomMessages {
  private RoomMessages() {}

  /**
   * A room's title, the order of its polls, what its big screens show or whom it lets in changed.
   *
   * @param leads whether it is for those who know the passcode
   */
  public static Map<String, Object> room(Room room, List<String> polls, boolean leads) {
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("code", room.code());
    inner.put("title", room.title());
    inner.put("polls", polls);
    inner.put("stage", stage(room.stage()));
    inner.put("reactions", reactions(room.reactions()));
    if (leads) {
      inner.put("admission", admission(room.admission()));
      inner.put("wordRules", RoomRulesJson.wordRules(room.wordRules()));
    }
    if (room.suspension().isOn()) {
      inner.put("suspended", true);
    }
    players(room).ifPresent(rules -> inner.put("players", rules));
    theme(room).ifPresent(theme -> inner.put("theme", theme));
    return Messages.typed("room", "room", inner);
  }

  /** A room with its polls, as in the response to {@code GET /rooms/CODE}. */
  public static Map<String, Object> roomView(
      Room room, int present, List<Poll> polls, boolean presenter) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", room.code());
    json.put("title", room.title());
    json.put("present", present);
    json.put("stage", stage(room.stage()));
    json.put("reactions", reactions(room.reactions()));
    players(room).ifPresent(rules -> json.put("players", rules));
    theme(room).ifPresent(theme -> json.put("theme", theme));
    json.putAll(PollJson.list(polls, presenter));
    return json;
  }

  /** The name of a role for clients, to whom an owner is a presenter. */
  public static String role(RoomRole role) {
    return role == RoomRole.OWNER ? RoomRole.PRESENTER.wire() : role.wire();
  }

  /** What the big screens of a room show. */
  public static Map<String, Object> stage(Stage stage) {
    Map<String, Object> json = new LinkedHashMap<>();
    Optional<Object> content =
        stage.what().<Object>map(what -> what).or(() -> stage.pause().map(RoomJson::pause));
    json.put(stage.shows().wire(), content.orElse(true));
    json.put("rev", stage.rev());
    return json;
  }

  /** The room's running order has changed; what it is now is read over HTTP. */
  public static Map<String, Object> agenda() {
    return Map.of("type", "agenda");
  }

  /**
   * Which step of the running order begins soon; none if nothing is known of it.
   *
   * @param step {@code at}, and {@code break} if it is one
   * @param question that of its poll
   */
  public static Map<String, Object> upcoming(Map<String, Object> step, Optional<String> question) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "upcoming");
    if (step.containsKey("break") || question.isPresent()) {
      json.put("at", step.get("at"));
      question.ifPresent(text -> json.put("question", text));
      if (step.containsKey("break")) {
        json.put("break", step.get("break"));
      }
    }
    return json;
  }

  /** The reactions that a room offers. */
  public static Map<String, Object> reactions(ReactionSettings settings) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("emoji", settings.emoji());
    json.put("toVoters", settings.toVoters());
    return json;
  }

  /** How often people reacted with each emoji within a second. */
  public static Map<String, Object> reacted(Map<String, Long> counts) {
    return Messages.typed("reactions", "counts", counts);
  }

  /** The sites that may show a room in a frame. */
  public static Map<String, Object> embedding(Embedding embedding) {
    return Map.of("origins", embedding.origins());
  }

  /** Whom a room lets in, for those who lead it. */
  public static Map<String, Object> admission(AdmissionRules rules) {
    Map<String, Object> json = new LinkedHashMap<>();
    rules.passcode().ifPresent(passcode -> json.put("passcode", passcode));
    json.put("locked", rules.locked());
    json.put("removed", rules.removed().size());
    json.put("rev", rules.rev());
    return json;
  }

  /** The looks of a room; empty if they were never set. */
  public static Optional<Map<String, Object>> theme(Room room) {
    Theme theme = room.theme();
    if (theme.rev() == 0) {
      return Optional.empty();
    }
    Map<String, Object> json = new LinkedHashMap<>();
    theme
        .accent()
        .ifPresent(
            accent -> {
              json.put("accent", accent.wire());
              json.put("light", theme.accentOn(Ground.LIGHT).orElseThrow());
              json.put("dark", theme.accentOn(Ground.DARK).orElseThrow());
            });
    theme
        .logo()
        .ifPresent(
            logo -> {
              json.put("logo", logo.id());
              json.put("logoSize", List.of(logo.width(), logo.height()));
            });
    json.put("mode", theme.mode().wire());
    json.put("rev", theme.rev());
    return Optional.of(json);
  }

  /** How those who play quizzes are called, and in which teams; empty if that was never said. */
  public static Optional<Map<String, Object>> players(Room room) {
    return room.players().rev() > 0
        ? Optional.of(RoomRulesJson.players(room.players()))
        : Optional.empty();
  }
}
