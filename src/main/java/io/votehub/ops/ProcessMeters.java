package io.votehub.ops;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Metrics of the process under the names and in the units that Prometheus's own client libraries
 * use, so that common dashboards and rules fit.
 */
final class ProcessMeters implements MeterBinder {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final double NANOS_IN_A_SECOND = 1e9;

  @Override
  public void bindTo(MeterRegistry registry) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      FunctionCounter.builder(
              "process.cpu.seconds", system, s -> s.getProcessCpuTime() / NANOS_IN_A_SECOND)
          .description("CPU time of the process, user and system")
          .register(registry);
      Gauge.builder(
              "process.open.fds", system, UnixOperatingSystemMXBean::getOpenFileDescriptorCount)
          .description("Open file descriptors")
          .register(registry);
      Gauge.builder("process.max.fds", system, UnixOperatingSystemMXBean::getMaxFileDescriptorCount)
          .description("Maximum number of open file descriptors")
          .register(registry);
    }
    Gauge.builder("process.resident.memory", ProcessMeters::residentBytes)
        .baseUnit("bytes")
        .description("Resident memory of the process")
        .register(registry);
    Gauge.builder("system.cpus", () -> Runtime.getRuntime().availableProcessors())
        .description("CPUs that the process may use")
        .register(registry);
  }

  private static double residentBytes() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024.0;
        }
      }
    } catch (IOException | NumberFormatException notLinux) {
      return Double.NaN;
    }
    return Double.NaN;
  }
}
