package io.votehub.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server to compare the hub with: a few lines of JavaScript on an npm module. It stores nothing
 * and counts repeated votes again.
 *
 * @param module its npm name, and the name of its script
 * @param program that runs the script; relative to the peer's folder if it is a path
 */
record Peer(String module, String version, String program) {
  static final List<Peer> ALL =
      List.of(new Peer("bun", "1.4.5", "node_modules/.bin/bun"), new Peer("ws", "8.23.0", "node"));

  private static final Path PEERS = Path.of("target", "peers");
  private static final long INSTALL_WITHIN_SECONDS = 120;

  String name() {
    return module + " " + version;
  }

  Path folder() {
    return PEERS.resolve(module).toAbsolutePath();
  }

  String script() {
    return module + ".js";
  }

  /** The program's absolute path. */
  String command() {
    return program.contains("/") ? folder().resolve(program).toString() : program;
  }

  /**
   * Installs the npm module into {@code target}, with the script beside it.
   *
   * @throws IOException if npm or the module is not available; the message says which
   */
  void install() throws IOException, InterruptedException {
    Files.createDirectories(folder());
    try (InputStream script = Peer.class.getResourceAsStream("peers/" + script())) {
      Files.copy(script, folder().resolve(script()), StandardCopyOption.REPLACE_EXISTING);
    }
    String wanted = module + "@" + version;
    Path log = folder().resolve("npm.log");
    Process npm =
        new ProcessBuilder("npm", "install", "--prefix", ".", "--no-audit", "--no-fund", wanted)
            .directory(folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = npm.waitFor(INSTALL_WITHIN_SECONDS, TimeUnit.SECONDS);
    npm.destroyForcibly();
    if (!ended || npm.waitFor() != 0) {
      throw new IOException("npm did not install " + wanted + ", see " + log);
    }
  }
}
