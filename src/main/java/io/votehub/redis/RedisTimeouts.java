package io.votehub.redis;

/**
 * Time-outs, retries and bounds for Redis. A voter waits about ten seconds for an acknowledgement
 * before retrying elsewhere, so no sequence of these may take longer; an outage of less than a
 * second is bridged without an error.
 */
public final class RedisTimeouts {
  /**
   * The time after which a command counts as lost and its connection as dead, even if the socket
   * reports nothing (a half-open connection, a stopped server). Redis replies in well under 10 ms;
   * the slowest step, a rebuild of a million ballots, is split into chunks of less than 50 ms.
   */
  public static final long COMMAND_MS = 2_000;

  /** Commands in flight per instance; beyond that calls fail with {@code busy}. */
  public static final int MAX_WAITING_COMMANDS = 4_096;

  /** The first back-off before reconnecting; doubled each time, with as much again as jitter. */
  public static final long RECONNECT_MIN_MS = 50;

  /** The longest back-off: the most that an outage costs after its end. */
  public static final long RECONNECT_MAX_MS = 1_000;

  /**
   * A connection that is closed earlier counts as failed, so that a server which accepts and drops
   * connections is not contacted without a pause. Also the age a connection must have before it is
   * abandoned because its server is no longer the primary.
   */
  public static final long STABLE_AFTER_MS = RECONNECT_MAX_MS;

  /**
   * The interval of probes on the subscription connection, because a dead one reports nothing by
   * itself; after silence for another {@link #COMMAND_MS} it is replaced.
   */
  public static final long SUBSCRIBER_PING_MS = 1_000;

  private RedisTimeouts() {}
}
