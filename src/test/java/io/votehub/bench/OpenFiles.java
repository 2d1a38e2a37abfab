package io.votehub.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The limit on open files of a process. */
final class OpenFiles {
  private OpenFiles() {}

  /**
   * The limit of this process and its children: Java raises its soft limit to the hard one, which
   * children inherit. Unlimited if the system does not report one.
   */
  static long allowed() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }
}
