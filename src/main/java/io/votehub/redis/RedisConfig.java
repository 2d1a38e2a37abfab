package io.votehub.redis;

import java.util.Optional;

/**
 * Which Redis a hub uses, and how. Prints without secrets.
 *
 * @param sentinelLogin with what sentinels are asked; nothing where they ask for no password
 */
public record RedisConfig(
    RedisUri uri, Keyspace keyspace, TlsFiles tls, Optional<RedisLogin> sentinelLogin) {
  /** The Redis of that address, and the defaults for the rest. */
  public static RedisConfig of(RedisUri uri) {
    return of(uri, Keyspace.DEFAULT_PREFIX);
  }

  /** The Redis of that address under a prefix, and the defaults for the rest. */
  public static RedisConfig of(RedisUri uri, String prefix) {
    return new RedisConfig(
        uri, new Keyspace(prefix, uri.database()), TlsFiles.NONE, Optional.empty());
  }
}
