package io.votehub.rehearse;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.NetworkInterface;

/** Whether the simulated phones are themselves the limit. Confined to one context. */
final class GeneratorLoad {
  private static final double BUSY_CPU = 0.85;
  private static final double LATE_MS = 250;

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final int cpus = Runtime.getRuntime().availableProcessors();
  private long cpuNanos = system.getProcessCpuTime();
  private long readAt = System.nanoTime();
  private double peak;
  private double machinePeak;

  /** Takes a reading; call it every second or two. */
  void read() {
    long now = System.nanoTime();
    long used = system.getProcessCpuTime();
    peak = Math.max(peak, (used - cpuNanos) / ((double) (now - readAt) * cpus));
    machinePeak = Math.max(machinePeak, system.getCpuLoad());
    cpuNanos = used;
    readAt = now;
  }

  /** Whether a host is this machine, which phones and hub then share. */
  static boolean isThisMachine(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException unknown) {
      return false;
    }
  }

  View view(Latencies.Summary loopLag, boolean sameMachine) {
    boolean limit =
        peak > BUSY_CPU || (sameMachine ? machinePeak > 0.95 : loopLag.p99Ms() > LATE_MS);
    return new View(peak, loopLag.p99Ms(), sameMachine, limit);
  }

  /**
   * @param cpu the highest share of this machine's CPUs that the phones took, 0 to 1
   * @param lagP99Ms how late the phones' timers came
   * @param sameMachine whether the hub runs on this machine, too
   * @param limit whether phones were slower than they should be, so that latencies are partly
   *     theirs
   */
  record View(double cpu, double lagP99Ms, boolean sameMachine, boolean limit) {}
}
