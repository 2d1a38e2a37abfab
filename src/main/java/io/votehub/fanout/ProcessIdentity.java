package io.votehub.fanout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Identifies a process among all that ever ran, so that another process on the same machine can
 * tell whether it has ended.
 *
 * <p>Only a process of the same boot, the same machine, the same PID namespace and the same user is
 * ever reported as ended, because only of those all ids are visible; it is identified by its start
 * time as the kernel counts it, which no clock step changes. Containers usually have a PID
 * namespace each. Without {@code /proc} no process is reported as ended.
 *
 * @param random distinguishes hubs of one process
 * @param place a digest of machine, boot, namespace and user; empty if unknown
 * @param pid the process id in that namespace
 * @param startTicks the start of the process in clock ticks since the boot
 */
record ProcessIdentity(String random, String place, long pid, long startTicks) {
  private static final Path PROC = Path.of("/proc");

  /** The index of {@code starttime} after the name in brackets: proc(5), {@code /proc/PID/stat}. */
  private static final int START_TICKS = 19;

  private static final int PARTS = 4;

  /** An identity for a hub of this process; each call returns another one. */
  static ProcessIdentity ofThisProcess() {
    return of(ProcessHandle.current().pid());
  }

  /** An identity for a hub in a process of this machine. */
  static ProcessIdentity of(long pid) {
    String random = UUID.randomUUID().toString();
    Optional<Long> start = startOf(pid);
    Optional<String> here = here();
    return here.isPresent() && start.isPresent()
        ? new ProcessIdentity(random, here.get(), pid, start.get())
        : new ProcessIdentity(random, "", pid, 0);
  }

  /** Parses an identity; empty if the text is none. */
  static Optional<ProcessIdentity> read(String text) {
    String[] parts = text.split("/", -1);
    try {
      return parts.length == PARTS
          ? Optional.of(
              new ProcessIdentity(
                  parts[0], parts[1], Long.parseLong(parts[2]), Long.parseLong(parts[3])))
          : Optional.empty();
    } catch (NumberFormatException other) {
      return Optional.empty();
    }
  }

  /** Whether the process has certainly ended; false if that cannot be known. */
  boolean hasEnded() {
    return !place.isEmpty()
        && here().filter(place::equals).isPresent()
        && startOf(pid).filter(start -> start == startTicks).isEmpty();
  }

  private static Optional<String> here() {
    try {
      long self = Long.parseLong(Files.readSymbolicLink(PROC.resolve("self")).toString());
      if (self != ProcessHandle.current().pid()) {
        // It shows the processes of another namespace.
        return Optional.empty();
      }
      String boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id"));
      String names = Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
      String all = boot + names + System.getProperty("user.name");
      return Optional.of(UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString());
    } catch (IOException | UnsupportedOperationException | NumberFormatException unknown) {
      return Optional.empty();
    }
  }

  private static Optional<Long> startOf(long pid) {
    try {
      String stat = Files.readString(PROC.resolve(pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Optional.of(Long.valueOf(fields[START_TICKS]));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return random + "/" + place + "/" + pid + "/" + startTicks;
  }
}
