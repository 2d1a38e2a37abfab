package io.votehub.protocol;

import io.votehub.poll.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

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
   * @param run the run of the poll for which the ballot was made, where the client says it
   * @param ballot as it was given, not yet read by the poll's method; nothing where it is taken
   *     back
   */
  record Vote(String id, String poll, OptionalLong run, Optional<Map<String, ?>> ballot)
      implements ClientMessage {}

  record Ping(Optional<String> id) implements ClientMessage {}

  /**
   * A message that could not be read.
   *
   * @param id the message's id where it has one
   */
  record Bad(Optional<String> id, Refusal why) implements ClientMessage {}

  /** Reads a message; what is wrong with it is said in the answer, and nothing is thrown. */
  static ClientMessage read(String text) {
    return MessageReader.read(text);
  }
}
