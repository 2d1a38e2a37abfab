package io.votehub.protocol;

import io.votehub.poll.Mark;
import io.votehub.poll.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A message from a client over its WebSocket. Unknown fields are ignored, for newer clients. */
public sealed interface ClientMessage {
  int MAX_ID = 64;

  /**
   * @param room the join code as the client sent it
   * @param watch whether to join as a spectator, without a voter's identity and not counted as
   *     present
   * @param code identifies a member of one of the room's voter rolls, in place of a token
   * @param passcode of the room, for a new voter, as typed
   * @param proof the solution of a challenge, for a new voter
   * @param name what the voter wants to be called in quizzes, as typed
   * @param entries whether the client puts lists of texts together from what changed
   */
  record Join(
      String room,
      Optional<String> token,
      boolean watch,
      Optional<String> code,
      Optional<String> passcode,
      Optional<String> proof,
      Optional<String> name,
      boolean entries)
      implements ClientMessage {
    /** A join without a member's code, a passcode, a proof or a name. */
    public Join(String room, Optional<String> token, boolean watch) {
      this(
          room,
          token,
          watch,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);
    }
  }

  /**
   * @param run the run of the poll that the ballot is for, if the client names it
   * @param ballot as the client sent it, not yet validated by the poll's method; empty if the
   *     standing ballot is withdrawn
   * @param mark what the client made up for the ballot
   */
  record Vote(
      String id,
      String poll,
      OptionalLong run,
      Optional<Map<String, ?>> ballot,
      Optional<Mark> mark)
      implements ClientMessage {
    /** A vote without a mark. */
    public Vote(String id, String poll, OptionalLong run, Optional<Map<String, ?>> ballot) {
      this(id, poll, run, ballot, Optional.empty());
    }
  }

  /** A reaction, which is neither kept nor answered. */
  record React(String emoji) implements ClientMessage {}

  /**
   * A question from the floor. Its fields are as the client sent them, not yet validated.
   *
   * @param run the run of the poll that the question is for, if the client names it
   */
  record Ask(String id, String poll, OptionalLong run, Object slot, Object text, Object name)
      implements ClientMessage {}

  /**
   * Asks what the voter is called in quizzes, and in which team.
   *
   * @param name what the voter wants to be called, as typed
   * @param team the id of the team that the voter chooses, or {@code any}
   */
  record Name(Optional<String> id, Optional<String> name, Optional<String> team)
      implements ClientMessage {}

  record Ping(Optional<String> id) implements ClientMessage {}

  /**
   * An invalid message.
   *
   * @param id the message's id, if it has one
   */
  record Bad(Optional<String> id, Refusal why) implements ClientMessage {}

  /** Parses a message; {@link Bad} if it is invalid. Never throws. */
  static ClientMessage read(String text) {
    return MessageReader.read(text);
  }
}
