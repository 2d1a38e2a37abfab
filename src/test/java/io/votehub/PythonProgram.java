package io.votehub;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs the programs of {@code conformance}, where there is a Python that can. */
public final class PythonProgram {
  private PythonProgram() {}

  /** Whether {@code python3} is new enough. */
  public static boolean isThere() {
    try {
      return new ProcessBuilder("python3", "-c", "import sys; assert sys.version_info >= (3, 9)")
              .redirectErrorStream(true)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Starts a program of {@code conformance}; both outputs are one. */
  public static Process start(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("python3", "-B", "conformance/" + name));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
