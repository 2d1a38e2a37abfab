package io.votehub.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shifts the wall clock of a running process, if libfaketime is installed. The monotonic clock of
 * timers does not change, as on a real machine whose time is set. @see <a
 * href="https://github.com/wolfcw/libfaketime">libfaketime</a>
 */
final class FakeClock {
  private static final List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
          Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"));

  private final Path library;
  private final Path file;

  private FakeClock(Path library, Path file) {
    this.library = library;
    this.file = file;
  }

  /** A clock with the correct time; empty if the library is not installed. */
  static Optional<FakeClock> in(Path folder) throws IOException {
    Optional<Path> library = LIBRARIES.stream().filter(Files::exists).findFirst();
    if (library.isEmpty()) {
      return Optional.empty();
    }
    FakeClock clock = new FakeClock(library.get(), folder.resolve("clock"));
    clock.step(0);
    return Optional.of(clock);
  }

  /** The environment variables that the process needs. */
  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD",
        library.toString(),
        "FAKETIME_TIMESTAMP_FILE",
        file.toString(),
        "FAKETIME_CACHE_DURATION",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        // Otherwise the library takes the end of a timed wait for a time of day, and the wait
        // returns at once.
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0");
  }

  /** Within a second, the process's time of day is ahead by this much. */
  void step(int seconds) throws IOException {
    Path next = Files.writeString(file.resolveSibling("clock.next"), "%+d\n".formatted(seconds));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
