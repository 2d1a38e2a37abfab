package io.votehub.store.mongo;

/**
 * Time-outs, retries and bounds for MongoDB. A voter waits about ten seconds for an acknowledgement
 * before retrying elsewhere, so no sequence of these that a vote waits for may take longer.
 */
final class MongoTimeouts {
  /**
   * After that a command to MongoDB has failed. A majority commit takes a few milliseconds; an
   * election of a new primary takes up to twelve seconds, for which no voter is kept waiting.
   */
  static final long COMMAND_MS = 5_000;

  /**
   * For how long a command waits for a primary: bridges a short fault, and leaves the rest of
   * {@link #COMMAND_MS} for its work.
   */
  static final long SERVER_SELECTION_MS = 2_500;

  /** After that a connection to MongoDB has failed; on a healthy network it takes milliseconds. */
  static final long CONNECT_MS = 2_000;

  /**
   * After that a silent connection to MongoDB is given up, and what was asked over it with it. It
   * was answered long before to whoever asked.
   */
  static final long SOCKET_READ_MS = 2 * COMMAND_MS;

  /** For how long MongoDB waits for a majority: it should say so before it is given up. */
  static final long WRITE_CONCERN_MS = 4_000;

  /**
   * Connections to MongoDB. Assumed, not measured: a durable write holds one for 5 to 30 ms, so
   * these carry some thousand batches a second; each costs the server a thread.
   */
  static final int MAX_CONNECTIONS = 50;

  /**
   * Failures in a row after which MongoDB is not asked any more for {@link #BREAKER_RESET_MS}: an
   * outage is then answered at once instead of after the time-out, and costs no queue.
   */
  static final int BREAKER_FAILURES = 5;

  /** For how long MongoDB is left alone before one call is let through to try. */
  static final long BREAKER_RESET_MS = 500;

  /** Calls that may wait for MongoDB on an instance; beyond that it is {@code busy}. */
  static final int MAX_WAITING_CALLS = 1_024;

  /** For how long a success counts as a sign that MongoDB works, without asking it anew. */
  static final long HEALTHY_FOR_MS = 2_000;

  /** For how long a backup repeats a read: several elections of a new primary. */
  static final long BACKUP_RETRY_MS = 60_000;

  private MongoTimeouts() {}
}
