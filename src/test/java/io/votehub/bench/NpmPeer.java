package io.votehub.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

  private Path folder() {
    return Peer.folder(module);
  }

  private String script() {
    return module + ".js";
  }

  /** With the script beside the npm module. */
  @Override
  public void install() throws IOException, InterruptedException {
    Files.createDirectories(folder());
    try (InputStream script = NpmPeer.class.getResourceAsStream("peers/" + script())) {
      Files.copy(script, folder().resolve(script()), StandardCopyOption.REPLACE_EXISTING);
    }
    PeerProcess.run(
        folder(),
        Map.of(),
        List.of(
            "npm", "install", "--prefix", ".", "--no-audit", "--no-fund", module + "@" + version));
  }

  @Override
  public PeerProcess start(int core, int tallyIntervalMs) throws IOException, InterruptedException {
    PeerProcess started = new PeerProcess(folder(), dialect);
    String command = program.contains("/") ? folder().resolve(program).toString() : program;
    started.add(
        core,
        List.of(command, script()),
        Map.of(
            "PORT", Integer.toString(started.port()),
            "TICK", Integer.toString(tallyIntervalMs),
            "NODE_ENV", "production"));
    return started.ready(name());
  }
}
