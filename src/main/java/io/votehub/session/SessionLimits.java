package io.votehub.session;

import java.util.List;
import java.util.Optional;

/**
 * The limits of sessions.
 *
 * @param connections maximum number of connections of the instance
 * @param votesInFlight number of unacknowledged votes of a connection at which reading is paused
 * @param messagesPerSecond number of messages per second beyond which reading is paused for {@link
 *     #PAUSE_MS}
 * @param pacesVotes whether votes count as messages
 * @param slowReceiverMs for how long a receiver may stay slow before its connection is closed
 * @param origins origins that may connect in addition to the hub's own; {@code *} for any
 * @param publicUrl the address at which people reach the hub, if it differs from the Host header
 * @param times the timeouts of idle connections
 * @param pushKey with which voters' browsers subscribe to push; empty where there is none
 */
public record SessionLimits(
    int connections,
    int votesInFlight,
    int messagesPerSecond,
    boolean pacesVotes,
    long slowReceiverMs,
    List<String> origins,
    Optional<String> publicUrl,
    SessionTimes times,
    Optional<String> pushKey) {
  /** Without push. */
  public SessionLimits(
      int connections,
      int votesInFlight,
      int messagesPerSecond,
      boolean pacesVotes,
      long slowReceiverMs,
      List<String> origins,
      Optional<String> publicUrl,
      SessionTimes times) {
    this(
        connections,
        votesInFlight,
        messagesPerSecond,
        pacesVotes,
        slowReceiverMs,
        origins,
        publicUrl,
        times,
        Optional.empty());
  }

  static final int MAX_MESSAGE_BYTES = 16 * 1024;

  /** Size of a connection's votes in flight at which reading is paused. */
  static final int MAX_VOTE_BYTES = 384 * 1024;

  /** For how long reading is paused after too many messages. */
  static final long PAUSE_MS = 1000;

  /** How long a client may take to answer a close frame. */
  static final long CLOSE_TIMEOUT_MS = 10_000;
}
