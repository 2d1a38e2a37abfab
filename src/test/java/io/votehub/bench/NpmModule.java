package io.votehub.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An npm module with a script of the same name that uses it.
 *
 * @param others that the script needs as well, with their versions
 */
record NpmModule(String name, String version, List<String> others) {
  Path folder() {
    return Peer.folder(name);
  }

  String script() {
    return name + ".js";
  }

  /** With the script beside the npm modules. */
  void install() throws IOException, InterruptedException {
    Files.createDirectories(folder());
    try (InputStream script = NpmModule.class.getResourceAsStream("peers/" + script())) {
      Files.copy(script, folder().resolve(script()), StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> command =
        new ArrayList<>(List.of("npm", "install", "--prefix", ".", "--no-audit", "--no-fund"));
    command.add(name + "@" + version);
    command.addAll(others);
    PeerProcess.run(folder(), Map.of(), command);
  }
}
