package io.votehub.ledger;

import io.votehub.redis.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** States in which a Redis answers {@code PING} and {@code TIME} and counts nothing. */
public enum RedisStates {
  OUT_OF_MEMORY("its memory is full") {
    @Override
    public void begin(RedisServer redis) throws IOException {
      redis.command("CONFIG", "SET", "maxmemory", "1");
    }

    @Override
    public void end(RedisServer redis) throws IOException {
      redis.command("CONFIG", "SET", "maxmemory", "0");
    }
  },
  READ_ONLY_REPLICA("it is a replica") {
    @Override
    public void begin(RedisServer redis) throws IOException {
      redis.command("REPLICAOF", "127.0.0.1", "1");
    }

    @Override
    public void end(RedisServer redis) throws IOException {
      redis.command("REPLICAOF", "NO", "ONE");
    }
  },
  TOO_FEW_REPLICAS("too few replicas") {
    @Override
    public void begin(RedisServer redis) throws IOException {
      redis.command("CONFIG", "SET", "min-replicas-to-write", "1");
    }

    @Override
    public void end(RedisServer redis) throws IOException {
      redis.command("CONFIG", "SET", "min-replicas-to-write", "0");
    }
  },
  NOT_SAVED("it cannot save to disk") {
    /** A folder stands where the file should be put. */
    @Override
    public void begin(RedisServer redis) throws IOException {
      String folder = redis.command("CONFIG", "GET", "dir").lines().skip(1).findFirst().orElse("");
      Files.createDirectories(Path.of(folder, "dump.rdb"));
      redis.command("CONFIG", "SET", "save", "3600 1");
      redis.command("BGSAVE");
      while (!redis.command("INFO", "persistence").contains("last_bgsave_status:err")) {
        Thread.onSpinWait();
      }
    }

    @Override
    public void end(RedisServer redis) throws IOException {
      redis.command("CONFIG", "SET", "save", "");
    }
  },
  NO_EVALSHA("the user of redis.uri may not do that") {
    @Override
    public void begin(RedisServer redis) throws IOException {
      redis.command("ACL", "SETUSER", "default", "-evalsha");
    }

    @Override
    public void end(RedisServer redis) throws IOException {
      redis.command("ACL", "SETUSER", "default", "+@all");
    }
  },
  NO_INFO("the user of redis.uri may not do that") {
    @Override
    public void begin(RedisServer redis) throws IOException {
      redis.command("ACL", "SETUSER", "default", "-info");
    }

    @Override
    public void end(RedisServer redis) throws IOException {
      redis.command("ACL", "SETUSER", "default", "+@all");
    }
  },
  NO_CHANNEL("the user of redis.uri may not do that") {
    @Override
    public void begin(RedisServer redis) throws IOException {
      redis.command("ACL", "SETUSER", "default", "resetchannels");
    }

    @Override
    public void end(RedisServer redis) throws IOException {
      redis.command("ACL", "SETUSER", "default", "allchannels");
    }
  };

  /** What the hub says of it. */
  public final String words;

  RedisStates(String words) {
    this.words = words;
  }

  public abstract void begin(RedisServer redis) throws IOException;

  public abstract void end(RedisServer redis) throws IOException;
}
