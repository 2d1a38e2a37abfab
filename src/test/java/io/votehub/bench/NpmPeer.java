package io.votehub.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A few lines of JavaScript on an npm module.
 *
 * @param module its npm name, and the name of its script
 * @param program that runs the script; relative to the peer's folder if it is a path
 * @param dialect the name of the {@link Dialect} that it speaks
 */
record NpmPeer(String module, String version, String program, String dialect) implements Peer {
  @Override
  public String name() {
    return module + " " + version;
  }

  private NpmModule npm() {
    return new NpmModule(module, version, List.of());
  }

  @Override
  public void install() throws IOException, InterruptedException {
    npm().install();
  }

  @Override
  public PeerProcess start(int core, int tallyIntervalMs, int instances)
      throws IOException, InterruptedException {
    NpmModule npm = npm();
    PeerProcess started = new PeerProcess(npm.folder(), dialect);
    int port = BenchHub.freePort();
    String command = program.contains("/") ? npm.folder().resolve(program).toString() : program;
    started.instance(
        name(),
        core,
        port,
        List.of(command, npm.script()),
        Map.of(
            "PORT", Integer.toString(port),
            "TICK", Integer.toString(tallyIntervalMs),
            "NODE_ENV", "production"));
    return started;
  }
}
