package io.votehub.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The limit of open files of a process. */
final class OpenFiles {
  private OpenFiles() {}

  /**
   * Of this process and those that it starts: Java raises its soft limit to the hard one by itself,
   * and they inherit that. Unbounded where the system does not tell.
   */
  static long allowed() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }
}
