package io.votehub.bench;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Socket.IO on Node.js.
 *
 * @param redis whether it has its Redis adapter, and counts votes in Redis so that several
 *     instances may; else it counts in memory
 */
record SocketIoPeer(boolean redis) implements Peer {
  private static final NpmModule NPM =
      new NpmModule("socket.io", "4.8.4", List.of("@socket.io/redis-adapter@8.3.0", "redis@6.3.1"));

  @Override
  public String name() {
    return NPM.name() + " " + NPM.version() + (redis ? ", Redis adapter" : "");
  }

  @Override
  public boolean clusters() {
    return redis;
  }

  @Override
  public void install() throws IOException, InterruptedException {
    NPM.install();
  }

  @Override
  public PeerProcess start(int core, int tallyIntervalMs, int instances)
      throws IOException, InterruptedException {
    PeerProcess started = new PeerProcess(NPM.folder(), SocketIoDialect.NAME);
    Map<String, String> environment =
        new HashMap<>(Map.of("TICK", Integer.toString(tallyIntervalMs), "NODE_ENV", "production"));
    if (redis) {
      environment.put("REDIS", started.redis());
    }
    for (int i = 0; i < instances; i++) {
      int port = BenchHub.freePort();
      environment.put("PORT", Integer.toString(port));
      environment.put("TELLS", Boolean.toString(i == 0));
      started.instance(name(), core, port, List.of("node", NPM.script()), environment);
    }
    return started;
  }
}
