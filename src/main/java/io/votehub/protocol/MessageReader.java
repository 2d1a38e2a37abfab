package io.votehub.protocol;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Mark;
import io.votehub.poll.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Parses one message: collects its fields in any order, then builds the message from them. */
final class MessageReader implements Json.Fields {
  private static final String BAD_MARK =
      "'mark' must be " + Mark.CHARS + " characters of base64url, made from 16 random bytes";

  private static final String BAD_RUN = "'run' must be a whole number, the run of the poll";

  private boolean hasId;
  private Object id;
  private Object type;
  private Object room;
  private Object token;
  private Object watch;
  private Object entries;
  private Object code;
  private Object passcode;
  private Object proof;
  private Object name;
  private Object team;
  private Object poll;
  private Object run;
  private Object emoji;
  private Object slot;
  private Object text;
  private Object mark;
  private boolean hasBallot;
  private Object ballot;

  private MessageReader() {}

  static ClientMessage read(String text) {
    MessageReader reader = new MessageReader();
    try {
      Json.readFields(text, reader);
    } catch (BadJsonException fault) {
      return bad(Optional.empty(), fault.getMessage());
    }
    return reader.message();
  }

  @Override
  public void field(String field, Object value) {
    switch (field) {
      case "id" -> {
        hasId = true;
        id = value;
      }
      case "type" -> type = value;
      case "room" -> room = value;
      case "token" -> token = value;
      case "watch" -> watch = value;
      case "entries" -> entries = value;
      case "code" -> code = value;
      case "passcode" -> passcode = value;
      case "proof" -> proof = value;
      case "name" -> name = value;
      case "team" -> team = value;
      case "poll" -> poll = value;
      case "run" -> run = value;
      case "emoji" -> emoji = value;
      case "slot" -> slot = value;
      case "text" -> text = value;
      case "mark" -> mark = value;
      case "ballot" -> {
        hasBallot = true;
        ballot = value;
      }
      default -> {
        // Newer clients may send more fields.
      }
    }
  }

  private ClientMessage message() {
    Optional<String> known =
        id instanceof String given && given.length() <= ClientMessage.MAX_ID
            ? Optional.of(given)
            : Optional.empty();
    if (hasId && known.isEmpty()) {
      return bad(known, "'id' must be a string of at most " + ClientMessage.MAX_ID + " characters");
    }
    if (!(type instanceof String kind)) {
      return bad(known, "A message needs a 'type', which is a string");
    }
    return switch (kind) {
      case "join" -> join(known);
      case "vote" -> vote(known);
      case "name" -> player(known);
      case "ask" -> ask(known);
      case "ping" -> new ClientMessage.Ping(known);
      case "react" ->
          emoji instanceof String text
              ? new ClientMessage.React(text)
              : bad(known, "'react' needs an 'emoji', one of those of the room");
      default -> bad(known, "Unknown message type; must be join, vote, ask, name, react or ping");
    };
  }

  private ClientMessage join(Optional<String> known) {
    if (!(room instanceof String joinCode)) {
      return bad(known, "'join' needs a 'room', its join code");
    }
    if (token != null && !(token instanceof String)) {
      return bad(known, "'token' must be a string");
    }
    if (watch != null && !(watch instanceof Boolean)) {
      return bad(known, "'watch' must be true or false");
    }
    if (code != null && !(code instanceof String)) {
      return bad(known, "'code' must be a string, the code of a member of a voter roll");
    }
    if (passcode != null && !(passcode instanceof String)) {
      return bad(known, "'passcode' must be a string");
    }
    if (proof != null && !(proof instanceof String)) {
      return bad(known, "'proof' must be a string, the solution of a challenge");
    }
    if (name != null && !(name instanceof String)) {
      return bad(known, "'name' must be a string");
    }
    return new ClientMessage.Join(
        joinCode,
        Optional.ofNullable((String) token),
        Boolean.TRUE.equals(watch),
        Optional.ofNullable((String) code),
        Optional.ofNullable((String) passcode),
        Optional.ofNullable((String) proof),
        Optional.ofNullable((String) name),
        Boolean.TRUE.equals(entries));
  }

  private ClientMessage player(Optional<String> known) {
    if (name != null && !(name instanceof String)) {
      return bad(known, "'name' must be a string");
    }
    if (team != null && !(team instanceof String)) {
      return bad(known, "'team' must be a string, the id of a team");
    }
    return new ClientMessage.Name(
        known, Optional.ofNullable((String) name), Optional.ofNullable((String) team));
  }

  private ClientMessage vote(Optional<String> known) {
    if (known.isEmpty()) {
      return bad(known, "'vote' needs an 'id', which its answer will repeat");
    }
    if (!(poll instanceof String pollId)) {
      return bad(known, "'vote' needs a 'poll', the id of the poll");
    }
    if (!isRun()) {
      return bad(known, BAD_RUN);
    }
    OptionalLong runOrEmpty = runOrEmpty();
    Optional<Mark> marked = mark instanceof String given ? Mark.read(given) : Optional.empty();
    if (mark != null && marked.isEmpty()) {
      return bad(known, BAD_MARK);
    }
    if (ballot instanceof Map<?, ?> map) {
      @SuppressWarnings("unchecked")
      Map<String, ?> fields = (Map<String, ?>) map;
      return new ClientMessage.Vote(known.get(), pollId, runOrEmpty, Optional.of(fields), marked);
    }
    if (hasBallot && ballot == null) {
      return new ClientMessage.Vote(known.get(), pollId, runOrEmpty, Optional.empty(), marked);
    }
    return new ClientMessage.Bad(
        known,
        Refusal.of(
            ErrorCode.BAD_BALLOT, "'vote' needs a 'ballot', an object, or null to take it back"));
  }

  private boolean isRun() {
    return run == null || run instanceof Integer || run instanceof Long;
  }

  private OptionalLong runOrEmpty() {
    return run == null ? OptionalLong.empty() : OptionalLong.of(((Number) run).longValue());
  }

  private ClientMessage ask(Optional<String> known) {
    if (known.isEmpty()) {
      return bad(known, "'ask' needs an 'id', which its answer will repeat");
    }
    if (!(poll instanceof String pollId)) {
      return bad(known, "'ask' needs a 'poll', the id of the poll");
    }
    if (!isRun()) {
      return bad(known, BAD_RUN);
    }
    return new ClientMessage.Ask(known.get(), pollId, runOrEmpty(), slot, text, name);
  }

  private static ClientMessage bad(Optional<String> known, String why) {
    return new ClientMessage.Bad(known, Refusal.of(ErrorCode.BAD_MESSAGE, why));
  }
}
