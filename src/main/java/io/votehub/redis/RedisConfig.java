package io.votehub.redis;

import java.util.Optional;

/**
 * The connection settings of Redis. {@code toString} contains no secrets.
 *
 * @param sentinelLogin the login for sentinels; empty if they require no password
 */
public record RedisConfig(
    RedisUri uri, Keyspace keyspace, TlsFiles tls, Optional<RedisLogin> sentinelLogin) {
  /** The Redis at that address, with defaults for the rest. */
  public static RedisConfig of(RedisUri uri) {
    return of(uri, Keyspace.DEFAULT_PREFIX);
  }

  /** The Redis at that address with a prefix, and defaults for the rest. */
  public static RedisConfig of(RedisUri uri, String prefix) {
    return new RedisConfig(
        uri, new Keyspace(prefix, uri.database()), TlsFiles.NONE, Optional.empty());
  }
}
