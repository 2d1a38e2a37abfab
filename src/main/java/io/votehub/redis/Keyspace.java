package io.votehub.redis;

/**
 * The names of a hub's keys and channels in Redis. Hubs with different prefixes, or in different
 * databases of one server, share no names.
 *
 * @param prefix the beginning of all names; without colons and braces
 * @param database the number of the database
 */
public record Keyspace(String prefix, int database) {
  /** The prefix where none is set. */
  public static final String DEFAULT_PREFIX = "votehub";

  /** A key of the whole hub. */
  public String key(String name) {
    return prefix + ":" + name;
  }

  /** A key of one room or poll; in a Redis Cluster, keys with the same hash tag are on one node. */
  public String key(String tag, String name) {
    return prefix + ":{" + tag + "}:" + name;
  }

  /**
   * A channel. Redis delivers a message to the subscribers of all databases, so the name contains
   * the number of the database.
   */
  public String channel(String name) {
    return prefix + ":" + database + ":" + name;
  }
}
