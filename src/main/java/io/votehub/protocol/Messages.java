package io.votehub.protocol;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.votehub.draft.PollSpec;
import io.votehub.draft.RoomFile;
import io.votehub.json.Json;
import io.votehub.method.Moderation;
import io.votehub.method.Questions;
import io.votehub.method.VotingMethod;
import io.votehub.poll.AccentColor.Ground;
import io.votehub.poll.AdmissionRules;
import io.votehub.poll.BallotProof;
import io.votehub.poll.Embedding;
import io.votehub.poll.Option;
import io.votehub.poll.Picture;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.ReactionSettings;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.RoomJson;
import io.votehub.poll.RoomRole;
import io.votehub.poll.RoomRulesJson;
import io.votehub.poll.Stage;
import io.votehub.poll.Tally;
import io.votehub.poll.Theme;
import io.votehub.question.BoardView;
import io.votehub.question.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Builds the JSON objects of the contract, for WebSocket messages and HTTP responses. */
public final class Messages {
  private Messages() {}

  /**
   * A Poll.
   *
   * @param presenter whether it is for those who know the right answer of a quiz before it is
   *     revealed
   */
  public static Map<String, Object> poll(Poll poll, boolean presenter) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", poll.id());
    json.put("room", poll.room());
    json.put("question", poll.question());
    json.put("method", poll.method());
    json.put("options", poll.options().stream().map(Messages::option).toList());
    json.put("settings", settings(poll.settings(), presenter || poll.isAnswerRevealed()));
    json.put("state", poll.state().wire());
    if (poll.state() == PollState.CLOSING) {
      json.put("closing", true);
    }
    putTime(json, "openedAt", poll.times().openedAt());
    putTime(json, "closesAt", poll.times().closesAt());
    putTime(json, "closedAt", poll.times().closedAt());
    json.put("visible", poll.visible());
    json.put("rev", poll.rev());
    json.put("run", poll.run());
    poll.electorate().ifPresent(roll -> json.put("electorate", roll));
    poll.image().ifPresent(image -> putPicture(json, image));
    poll.rounds().previous().ifPresent(id -> json.put("previous", id));
    poll.rounds().next().ifPresent(id -> json.put("next", id));
    poll.seal().root().ifPresent(root -> json.put("seal", seal(poll.seal().number(), root)));
    return json;
  }

  /** In this order, because all instances must write a poll alike. */
  private static Map<String, Object> seal(int number, String root) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", number);
    json.put("root", root);
    return json;
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
    if (!picture.alt().isEmpty()) {
      json.put("alt", picture.alt());
    }
  }

  private static Map<String, Object> settings(PollSettings settings, boolean answer) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("change", settings.change());
    json.put("results", settings.results().wire());
    json.put("graceMs", settings.graceMs());
    if (settings.peek()) {
      json.put("peek", true);
    }
    if (!settings.marks()) {
      json.put("marks", false);
    }
    if (settings.abstain()) {
      json.put("abstain", true);
    }
    if (settings.secret()) {
      json.put("secret", true);
    }
    if (settings.proof() != PollSettings.Proof.RECEIPTS) {
      json.put("proof", settings.proof().wire());
    }
    settings.quiz().ifPresent(quiz -> json.put("quiz", quiz.json(answer)));
    json.putAll(settings.own());
    return json;
  }

  private static void putTime(Map<String, Object> json, String name, OptionalLong at) {
    if (at.isPresent()) {
      json.put(name, at.getAsLong());
    }
  }

  /** The name of a role for clients, to whom an owner is a presenter. */
  public static String role(RoomRole role) {
    return role == RoomRole.OWNER ? RoomRole.PRESENTER.wire() : role.wire();
  }

  /**
   * A tally with the result that the poll's method computes, as the presenter or voters see it. Of
   * a secret poll it has the number of ballots alone, until it is final.
   */
  public static Map<String, Object> tally(
      Poll poll, VotingMethod method, Tally tally, boolean presenter) {
    return tally(poll, method, tally, presenter, Map.of());
  }

  /**
   * The same for a poll with questions from the floor.
   *
   * @param entries its questions by id; others are not in the result
   */
  public static Map<String, Object> tally(
      Poll poll, VotingMethod method, Tally tally, boolean presenter, Map<String, Entry> entries) {
    Map<String, Object> counted = method.result(poll, shown(poll, tally));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("method", poll.method());
    result.putAll(
        Questions.isMethodOf(poll)
            ? BoardView.result(entries, counted, presenter)
            : Moderation.forAudience(poll, counted, presenter));
    tally.shift().ifPresent(shift -> result.putAll(ShiftJson.of(poll, shift)));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "tally");
    json.put("poll", poll.id());
    json.put("rev", tally.rev());
    json.put("ballots", tally.ballots());
    json.put("final", tally.last());
    json.put("result", result);
    return json;
  }

  private static Tally shown(Poll poll, Tally tally) {
    return poll.isSecret() && !tally.last() ? Tally.empty(tally.rev()) : tally;
  }

  /**
   * Acknowledges a question that is durable.
   *
   * @param id the id of the client's message; null over HTTP without one
   * @param existing whether the same question was there before, and may be supported instead
   */
  public static Map<String, Object> asked(String id, String poll, Entry entry, boolean existing) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "asked");
    if (id != null) {
      json.put("id", id);
    }
    json.put("poll", poll);
    json.put("entry", entry.id());
    json.put("state", entry.state().wire());
    if (existing) {
      json.put("existing", true);
    }
    return json;
  }

  /**
   * Tells of questions from the floor that changed.
   *
   * @param changed each as its audience sees it
   * @param removed ids of those that the audience sees no more
   */
  public static Map<String, Object> entries(
      String poll, long rev, List<Map<String, Object>> changed, List<String> removed) {
    Map<String, Object> json = typed("entries", "poll", poll);
    json.put("rev", rev);
    json.put("changed", changed);
    if (!removed.isEmpty()) {
      json.put("removed", removed);
    }
    return json;
  }

  /** Acknowledges a vote that is counted and durable. */
  public static Map<String, Object> ack(String id, String poll, long rev, BallotProof proof) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "ack");
    json.put("id", id);
    json.put("poll", poll);
    json.put("rev", rev);
    putProof(json, proof);
    return json;
  }

  private static void putProof(Map<String, Object> json, BallotProof proof) {
    json.put("receipt", proof.receipt());
    if (proof.tag() != null) {
      json.put("tag", proof.tag());
    }
    if (proof.mark() != null) {
      json.put("mark", proof.mark());
    }
  }

  /** What proves that ballots count, by poll, in {@code joined}. */
  public static Map<String, Object> proof(BallotProof proof) {
    Map<String, Object> json = new LinkedHashMap<>();
    putProof(json, proof);
    return json;
  }

  /** The same as {@link #ack}, as text; built by hand because every vote needs one. */
  public static String ackText(String id, String poll, long rev, BallotProof proof) {
    StringBuilder text = new StringBuilder((proof.tag() == null ? 96 : 152) + id.length());
    text.append("{\"type\":\"ack\",\"id\":\"");
    JsonStringEncoder.getInstance().quoteAsString(id, text);
    text.append("\",\"poll\":\"")
        .append(poll)
        .append("\",\"rev\":")
        .append(rev)
        .append(",\"receipt\":\"")
        .append(proof.receipt());
    if (proof.tag() != null) {
      text.append("\",\"tag\":\"").append(proof.tag());
    }
    if (proof.mark() != null) {
      text.append("\",\"mark\":\"").append(proof.mark());
    }
    return text.append("\"}").toString();
  }

  /**
   * Notifies a voter's connection of a vote by another one.
   *
   * @param ballot the canonical form as JSON text; empty if it was withdrawn
   * @param proof null if the receipt is unknown
   */
  public static Map<String, Object> ballot(String poll, String ballot, BallotProof proof) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "ballot");
    json.put("poll", poll);
    json.put("ballot", ballot.isEmpty() ? null : new Json.Raw(ballot));
    if (proof == null) {
      json.put("receipt", null);
    } else {
      putProof(json, proof);
    }
    return json;
  }

  /** A request was refused; {@code id} is that of the client's message, or null. */
  public static Map<String, Object> error(String id, Refusal why) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "error");
    if (id != null) {
      json.put("id", id);
    }
    json.put("code", why.code().wire());
    json.put("message", why.getMessage());
    json.put("retry", why.code().retry());
    if (why.lateMs() >= 0) {
      json.put("lateMs", why.lateMs());
    }
    if (!why.challenge().isEmpty()) {
      json.put("challenge", why.challenge());
    }
    return json;
  }

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
    return typed("room", "room", inner);
  }

  /** The reactions that a room offers. */
  public static Map<String, Object> reactions(ReactionSettings settings) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("emoji", settings.emoji());
    json.put("toVoters", settings.toVoters());
    return json;
  }

  /** The sites that may show a room in a frame. */
  public static Map<String, Object> embedding(Embedding embedding) {
    return Map.of("origins", embedding.origins());
  }

  /** How often people reacted with each emoji within a second. */
  public static Map<String, Object> reacted(Map<String, Long> counts) {
    return typed("reactions", "counts", counts);
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

  /**
   * What a player of quizzes is called, and in which team.
   *
   * @param id that of the client's message; null if it had none, or did not ask
   * @param named whether somebody chose the name
   */
  public static Map<String, Object> named(
      String id, String name, boolean named, Optional<String> team) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "named");
    if (id != null) {
      json.put("id", id);
    }
    json.put("name", name);
    json.put("named", named);
    team.ifPresent(of -> json.put("team", of));
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

  /** What the big screens of a room show. */
  public static Map<String, Object> stage(Stage stage) {
    Map<String, Object> json = new LinkedHashMap<>();
    Optional<Object> content =
        stage.what().<Object>map(what -> what).or(() -> stage.pause().map(RoomJson::pause));
    json.put(stage.shows().wire(), content.orElse(true));
    json.put("rev", stage.rev());
    return json;
  }

  /** A poll was opened, changed, closed, revealed, hidden or reset. */
  public static Map<String, Object> pollChanged(Poll poll, boolean presenter) {
    return typed("poll", "poll", poll(poll, presenter));
  }

  public static Map<String, Object> pollDeleted(String poll) {
    return typed("poll-deleted", "poll", poll);
  }

  public static Map<String, Object> presence(int present) {
    return typed("presence", "present", present);
  }

  /** The instance is stopping; the client should reconnect after that many milliseconds. */
  public static Map<String, Object> bye(long retryAfterMs) {
    Map<String, Object> json = typed("bye", "reason", "restart");
    json.put("retryAfterMs", retryAfterMs);
    return json;
  }

  /** The answer to a ping; {@code id} may be null. */
  public static Map<String, Object> pong(String id, long now) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "pong");
    if (id != null) {
      json.put("id", id);
    }
    json.put("now", now);
    return json;
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
    json.putAll(polls(polls, presenter));
    return json;
  }

  /** A room's poll definitions as a file that can be imported, in their order. */
  public static Map<String, Object> roomFile(RoomFile file) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", RoomFile.VERSION);
    json.put("title", file.title());
    json.put("polls", file.polls().stream().map(Messages::spec).toList());
    if (!file.pictures().isEmpty()) {
      json.put("pictures", file.pictures());
    }
    return json;
  }

  private static Map<String, Object> spec(PollSpec spec) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("question", spec.question());
    json.put("method", spec.method());
    json.put("options", spec.options().stream().map(Messages::option).toList());
    // A file names no electorate, and without one no poll is secret.
    json.put("settings", settings(spec.settings().withoutSecrecy(), true));
    spec.image().ifPresent(image -> putPicture(json, image));
    return json;
  }

  /** A list of polls, in their order. */
  public static Map<String, Object> polls(List<Poll> polls, boolean presenter) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("polls", polls.stream().map(poll -> poll(poll, presenter)).toList());
    return json;
  }

  private static Map<String, Object> typed(String type, String name, Object value) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", type);
    json.put(name, value);
    return json;
  }
}
