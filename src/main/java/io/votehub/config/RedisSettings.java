package io.votehub.config;

import io.votehub.redis.Keyspace;
import io.votehub.redis.RedisConfig;
import io.votehub.redis.RedisLogin;
import io.votehub.redis.RedisUri;
import io.votehub.redis.TlsFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the settings of Redis and reports combinations that do not fit. */
final class RedisSettings {
  private final ConfigReader reader;

  private RedisSettings(ConfigReader reader) {
    this.reader = reader;
  }

  /**
   * Empty if Redis is not configured or its address is invalid, which the reader has recorded then.
   */
  static Optional<RedisConfig> read(ConfigReader reader) {
    return reader.find(Setting.REDIS_URI).flatMap(uri -> new RedisSettings(reader).read(uri));
  }

  private Optional<RedisConfig> read(Secret text) {
    try {
      RedisUri uri = RedisUri.parse(text.reveal());
      TlsFiles tls =
          new TlsFiles(
              file(Setting.REDIS_TLS_CA_FILE, uri),
              file(Setting.REDIS_TLS_CERT_FILE, uri),
              file(Setting.REDIS_TLS_KEY_FILE, uri));
      if (tls.certificate().isPresent() != tls.key().isPresent()) {
        reader.fault("redis.tls-cert-file, redis.tls-key-file: set both or neither");
      }
      Keyspace keyspace = new Keyspace(reader.get(Setting.REDIS_PREFIX), uri.database());
      return Optional.of(new RedisConfig(uri, keyspace, tls, sentinelLogin(uri)));
    } catch (IllegalArgumentException fault) {
      reader.fault("redis.uri: " + fault.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Path> file(Setting<String> setting, RedisUri uri) {
    Optional<Path> file = reader.find(setting).map(Path::of);
    if (file.isPresent() && !uri.tls()) {
      reader.fault(setting.name() + ": requires TLS, that is a redis.uri that begins with rediss");
    } else if (file.isPresent() && !Files.isReadable(file.get())) {
      reader.fault(setting.name() + ": the file " + file.get() + " cannot be read");
    }
    return file;
  }

  private Optional<RedisLogin> sentinelLogin(RedisUri uri) {
    Optional<String> user = reader.find(Setting.REDIS_SENTINEL_USER);
    Optional<Secret> password = reader.find(Setting.REDIS_SENTINEL_PASSWORD);
    if (password.isPresent() && !uri.hasSentinels()) {
      reader.fault("redis.sentinel-password: redis.uri names no sentinels");
    }
    if (user.isPresent() && password.isEmpty()) {
      reader.fault("redis.sentinel-user: requires redis.sentinel-password");
    }
    return password.map(secret -> new RedisLogin(user, secret.reveal()));
  }
}
