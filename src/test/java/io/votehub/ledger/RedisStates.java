package io.votehub.ledger;

import io.votehub.redis.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** States in which a Redis answers {@code PING} and {@code TIME} but counts nothing. */
public enum RedisStates {
  OUT_OF_MEMORY("its memory is full", "CONFIG SET maxmemory 1", "CONFIG SET maxmemory 0"),
  READ_ONLY_REPLICA("it is a replica", "REPLICAOF 127.0.0.1 1", "REPLICAOF NO ONE"),
  TOO_FEW_REPLICAS(
      "too few replicas",
      "CONFIG SET min-replicas-to-write 1",
      "CONFIG SET min-replicas-to-write 0"),
  NOT_SAVED("it cannot save to disk", "BGSAVE", "CONFIG SET save ") {
    /** A folder has the name of the file to be written. */
    @Override
    public void begin(RedisServer redis) throws IOException {
      String folder = redis.command("CONFIG", "GET", "dir").lines().skip(1).findFirst().orElse("");
      Files.createDirectories(Path.of(folder, "dump.rdb"));
      redis.command("CONFIG", "SET", "save", "3600 1");
      super.begin(redis);
      while (!redis.command("INFO", "persistence").contains("last_bgsave_status:err")) {
        LockSupport.parkNanos(2_000_000);
      }
    }
  },
  NO_EVALSHA(Words.FORBIDDEN, "ACL SETUSER default -evalsha", Words.ALLOW),
  NO_INFO(Words.FORBIDDEN, "ACL SETUSER default -info", Words.ALLOW),
  NO_CHANNEL(
      Words.FORBIDDEN, "ACL SETUSER default resetchannels", "ACL SETUSER default allchannels");

  /** The hub's message about it. */
  public final String words;

  private final String begin;
  private final String end;

  RedisStates(String words, String begin, String end) {
    this.words = words;
    this.begin = begin;
    this.end = end;
  }

  public void begin(RedisServer redis) throws IOException {
    redis.command(begin.split(" ", -1));
  }

  public void end(RedisServer redis) throws IOException {
    redis.command(end.split(" ", -1));
  }

  private static final class Words {
    static final String FORBIDDEN = "the user of redis.uri may not do that";
    static final String ALLOW = "ACL SETUSER default +@all";
  }
}
