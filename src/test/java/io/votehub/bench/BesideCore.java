package io.votehub.bench;

import io.votehub.redis.RedisServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The core of the load generator, and of what measured servers need beside them. */
final class BesideCore {
  static final int NUMBER = 1;

  private BesideCore() {}

  /** A Redis on this core, if {@code taskset} is installed. */
  static RedisServer redis() throws IOException, InterruptedException {
    RedisServer redis = RedisServer.start();
    List<String> command = new ArrayList<>(BenchHub.pinned(NUMBER));
    if (!command.isEmpty()) {
      // Like "taskset -c 1", of all threads of a process that runs already.
      command.set(1, "-acp");
      command.add(Long.toString(redis.pid()));
      Process pin =
          new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      if (pin.waitFor() != 0) {
        redis.close();
        throw new IOException(String.join(" ", command) + " failed");
      }
    }
    return redis;
  }
}
