package io.votehub.protocol;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.poll.Code;
import io.votehub.poll.Refusal;
import java.util.Map;
import java.util.Optional;

/**
 * What a client sends over its WebSocket. Fields that are not known are passed over, so that newer
 * clients are served too.
 */
public sealed interface ClientMessage {
  int MAX_ID = 64;

  /**
   * @param room the join code as it was given
   * @param watch whether to look on only: without a voter's identity, and not counted as present
   */
  record Join(String room, Optional<String> token, boolean watch) implements ClientMessage {}

  /**
   * @param ballot as it was given, not yet read by the poll's method
   */
  record Vote(String id, String poll, Map<String, ?> ballot) implements ClientMessage {}

  record Ping(Optional<String> id) implements ClientMessage {}

  /**
   * A message that could not be read.
   *
   * @param id the message's id where it has one
   */
  record Bad(Optional<String> id, Refusal why) implements ClientMessage {}

  /** Reads a message; what is wrong with it is said in the answer, and nothing is thrown. */
  static ClientMessage read(String text) {
    try {
      return read(Json.readObject(text));
    } catch (BadJsonException fault) {
      return bad(Optional.empty(), fault.getMessage());
    }
  }

  private static ClientMessage read(Map<String, Object> json) {
    Optional<String> id =
        json.get("id") instanceof String given && given.length() <= MAX_ID
            ? Optional.of(given)
            : Optional.empty();
    if (json.containsKey("id") && id.isEmpty()) {
      return bad(id, "'id' must be a string of at most " + MAX_ID + " characters");
    }
    if (!(json.get("type") instanceof String type)) {
      return bad(id, "A message needs a 'type', a string");
    }
    return switch (type) {
      case "join" -> join(json, id);
      case "vote" -> vote(json, id);
      case "ping" -> new Ping(id);
      default -> bad(id, "Unknown type of message; one of join, vote, ping");
    };
  }

  private static ClientMessage join(Map<String, Object> json, Optional<String> id) {
    if (!(json.get("room") instanceof String room)) {
      return bad(id, "'join' needs a 'room', its join code");
    }
    Object token = json.get("token");
    if (token != null && !(token instanceof String)) {
      return bad(id, "'token' must be a string");
    }
    Object watch = json.get("watch");
    if (watch != null && !(watch instanceof Boolean)) {
      return bad(id, "'watch' must be true or false");
    }
    return new Join(room, Optional.ofNullable((String) token), Boolean.TRUE.equals(watch));
  }

  private static ClientMessage vote(Map<String, Object> json, Optional<String> id) {
    if (id.isEmpty()) {
      return bad(id, "'vote' needs an 'id', by which its answer names it");
    }
    if (!(json.get("poll") instanceof String poll)) {
      return bad(id, "'vote' needs a 'poll', its id");
    }
    if (json.get("ballot") instanceof Map<?, ?> ballot) {
      @SuppressWarnings("unchecked")
      Map<String, ?> fields = (Map<String, ?>) ballot;
      return new Vote(id.get(), poll, fields);
    }
    return new Bad(id, Refusal.of(Code.BAD_BALLOT, "'vote' needs a 'ballot', an object"));
  }

  private static Bad bad(Optional<String> id, String why) {
    return new Bad(id, Refusal.of(Code.BAD_MESSAGE, why));
  }
}
