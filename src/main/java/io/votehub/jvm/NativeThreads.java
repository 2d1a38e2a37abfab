package io.votehub.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The threads of this process as the kernel knows them, on Linux. */
final class NativeThreads {
  private static final Path THREADS = Path.of("/proc/self/task");

  /** The kernel keeps so many characters of a name. */
  private static final int NAME_LENGTH = 15;

  private NativeThreads() {}

  static boolean areKnown() {
    return Files.isDirectory(THREADS);
  }

  /** The ids of the threads whose names begin like that, as far as the kernel keeps them. */
  static List<Integer> named(String name) throws IOException {
    String known = name.substring(0, Math.min(name.length(), NAME_LENGTH));
    try (Stream<Path> threads = Files.list(THREADS)) {
      return threads
          .filter(thread -> isNamed(thread, known))
          .map(thread -> Integer.valueOf(thread.getFileName().toString()))
          .toList();
    }
  }

  private static boolean isNamed(Path thread, String name) {
    try {
      return Files.readString(thread.resolve("comm")).startsWith(name);
    } catch (IOException ended) {
      return false;
    }
  }
}
