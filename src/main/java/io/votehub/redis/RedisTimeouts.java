package io.votehub.redis;

/**
 * The time-outs, retries and bounds towards Redis. A voter waits up to about ten seconds for an
 * acknowledgement before trying again elsewhere, so nothing here may wait longer than that as a
 * whole; a fault of less than a second is bridged without telling anyone.
 */
public final class RedisTimeouts {
  /**
   * After that a command to Redis counts as lost and its connection as dead, even where no byte
   * says so (a half-open connection, a stopped server). Redis answers in well under 10 ms; the
   * slowest step, a rebuild of a million ballots, is cut into pieces that take less than 50 ms.
   */
  public static final long COMMAND_MS = 2_000;

  /** Commands that may wait for Redis on an instance; beyond that it is {@code busy}. */
  public static final int MAX_WAITING_COMMANDS = 4_096;

  /**
   * The first wait before connecting to Redis anew; doubled each time, with as much again at
   * random.
   */
  public static final long RECONNECT_MIN_MS = 50;

  /**
   * The longest wait before connecting to Redis anew: what an outage costs after its end, at most.
   */
  public static final long RECONNECT_MAX_MS = 1_000;

  /**
   * A connection to Redis that did not last for so long counts as one that failed, so that a server
   * which takes connections and drops them is not asked without a pause. Also how old a connection
   * must be before it is given up because its server says that it is not the one to write to.
   */
  public static final long STABLE_AFTER_MS = RECONNECT_MAX_MS;

  /**
   * A connection that only listens is asked for a sign of life that often, because a dead one says
   * nothing by itself; silence for {@link #COMMAND_MS} after that and it is replaced.
   */
  public static final long SUBSCRIBER_PING_MS = 1_000;

  private RedisTimeouts() {}
}
