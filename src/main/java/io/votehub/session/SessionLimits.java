package io.votehub.session;

import java.util.List;
import java.util.Optional;

/**
 * The bounds of sessions.
 *
 * @param connections how many connections the instance takes
 * @param votesInFlight how many votes of a connection may wait for their ack before its socket is
 *     read no further
 * @param messagesPerSecond how many messages a connection may send before it is read no further for
 *     a moment
 * @param pacesVotes whether votes are among them
 * @param slowReceiverMs for how long a receiver may stay behind before it is closed
 * @param origins origins that may connect beside the hub's own; {@code *} for any
 * @param publicUrl the address by which people reach the hub, where it differs from the Host they
 *     send
 * @param times how long a connection may be quiet
 */
public record SessionLimits(
    int connections,
    int votesInFlight,
    int messagesPerSecond,
    boolean pacesVotes,
    long slowReceiverMs,
    List<String> origins,
    Optional<String> publicUrl,
    SessionTimes times) {
  static final int MAX_MESSAGE_BYTES = 16 * 1024;

  /** Votes of a connection on their way, in memory; past that it is read no further. */
  static final int MAX_VOTE_BYTES = 384 * 1024;

  /** For so long a connection is not read that sent too much. */
  static final long REST_MS = 1000;

  /** For so long a client may take to answer a close. */
  static final long CLOSED_WITHIN_MS = 10_000;
}
