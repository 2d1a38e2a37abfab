package io.votehub.resilience;

/**
 * The chosen time-outs, retries and bounds towards Redis and MongoDB. A voter waits up to about ten
 * seconds for an acknowledgement before trying again elsewhere, so nothing here may wait longer
 * than that as a whole; a fault of less than a second is bridged without telling anyone.
 */
public final class Patience {
  /**
   * After that a command to Redis counts as lost and its connection as dead, even where no byte
   * says so (a half-open connection, a stopped server). Redis answers in well under 10 ms; the
   * slowest step, a rebuild of a million ballots, is cut into pieces that take less than 50 ms.
   */
  public static final long REDIS_ANSWER_MS = 2_000;

  /** Commands that may wait for Redis on an instance; beyond that it is {@code busy}. */
  public static final int REDIS_WAITING = 4_096;

  /**
   * The first wait before connecting to Redis anew; doubled each time, with as much again at
   * random.
   */
  public static final long REDIS_RECONNECT_MS = 50;

  /**
   * The longest wait before connecting to Redis anew: what an outage costs after its end, at most.
   */
  public static final long REDIS_RECONNECT_MAX_MS = 1_000;

  /**
   * A connection to Redis that did not last for so long counts as one that failed, so that a server
   * which takes connections and drops them is not asked without a pause. Also how old a connection
   * must be before it is given up because its server says that it is not the one to write to.
   */
  public static final long REDIS_STEADY_MS = REDIS_RECONNECT_MAX_MS;

  /**
   * How often an instance does on Redis and MongoDB what a vote does, to know whether a vote would
   * count. It takes each some milliseconds; an outage without any voter is seen within this time.
   */
  public static final long PROBE_EVERY_MS = 2_000;

  /** For how long nothing may fail before an outage is called over; longer than two probes. */
  public static final long OUTAGE_OVER_MS = 5_000;

  /**
   * A connection that only listens is asked for a sign of life that often, because a dead one says
   * nothing by itself; silence for {@link #REDIS_ANSWER_MS} after that and it is replaced.
   */
  public static final long REDIS_PROBE_MS = 1_000;

  /**
   * After that a command to MongoDB has failed. A majority commit takes a few milliseconds; an
   * election of a new primary takes up to twelve seconds, for which no voter is kept waiting.
   */
  public static final long MONGO_ANSWER_MS = 5_000;

  /**
   * For how long a command waits for a primary: bridges a short fault, and leaves the rest of
   * {@link #MONGO_ANSWER_MS} for its work.
   */
  public static final long MONGO_PRIMARY_MS = 2_500;

  /** After that a connection to MongoDB has failed; on a healthy network it takes milliseconds. */
  public static final long MONGO_CONNECT_MS = 2_000;

  /**
   * After that a silent connection to MongoDB is given up, and what was asked over it with it. It
   * was answered long before to whoever asked.
   */
  public static final long MONGO_SILENCE_MS = 2 * MONGO_ANSWER_MS;

  /** For how long MongoDB waits for a majority: it should say so before it is given up. */
  public static final long MONGO_MAJORITY_MS = 4_000;

  /**
   * Connections to MongoDB. Assumed, not measured: a durable write holds one for 5 to 30 ms, so
   * these carry some thousand batches a second; each costs the server a thread.
   */
  public static final int MONGO_CONNECTIONS = 50;

  /**
   * Failures in a row after which MongoDB is not asked any more for {@link #MONGO_REST_MS}: an
   * outage is then answered at once instead of after the time-out, and costs no queue.
   */
  public static final int MONGO_FAILURES = 5;

  /** For how long MongoDB is left alone before one call is let through to try. */
  public static final long MONGO_REST_MS = 500;

  /** Calls that may wait for MongoDB on an instance; beyond that it is {@code busy}. */
  public static final int MONGO_WAITING = 1_024;

  /**
   * How often an instance looks, on average, for running polls that another opened, because that
   * one may be gone when such a poll is due. It bounds how late a poll closes then.
   */
  public static final long LOOK_FOR_POLLS_MS = 2_000;

  private Patience() {}
}
