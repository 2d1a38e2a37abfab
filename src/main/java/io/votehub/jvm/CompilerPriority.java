package io.votehub.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lowers the JIT compiler's thread priority on one or two CPUs, so that warm-up does not starve
 * requests. At equal priority the optimizing compiler (C2) would take half of a single CPU during
 * the first 30 seconds, which is when an audience arrives.
 *
 * <p>{@code -XX:CompilerThreadPriority} does not help: it also lowers the quick compiler (C1),
 * without which code stays interpreted.
 */
public final class CompilerPriority {
  private static final Logger LOG = LoggerFactory.getLogger(CompilerPriority.class);

  /** The JVM starts a single C2 thread on so few CPUs. */
  private static final int FEW_CPUS = 2;

  /** Leaves C2 a tenth of a CPU that requests keep busy, and all of an idle one. */
  private static final int NICENESS = 10;

  private static final Path THREADS = Path.of("/proc/self/task");

  /** Name of the C2 thread, cut at the kernel's limit of 15 characters. */
  private static final String C2_THREAD_NAME = "C2 CompilerThre";

  private CompilerPriority() {}

  /** Whether the compiler competes with requests for the same CPUs. */
  public static boolean hasFewCpus() {
    return Runtime.getRuntime().availableProcessors() <= FEW_CPUS;
  }

  /**
   * Lowers the priority in the background, because it takes some 30 ms. Does nothing except on
   * Linux with one or two CPUs.
   */
  public static void lowerOnFewCpus() {
    if (hasFewCpus() && Files.isDirectory(THREADS)) {
      Thread once = new Thread(CompilerPriority::lower, "votehub-compiler-priority");
      once.setDaemon(true);
      once.start();
    }
  }

  private static void lower() {
    try (Stream<Path> threads = Files.list(THREADS)) {
      List<Path> compilers = threads.filter(CompilerPriority::isCompiler).toList();
      if (compilers.isEmpty()) {
        return;
      }
      CLibrary library = CLibrary.load();
      for (Path compiler : compilers) {
        int thread = Integer.parseInt(compiler.getFileName().toString());
        if (library.setpriority(CLibrary.PRIO_PROCESS, thread, NICENESS) != 0) {
          LOG.warn("The priority of the JIT compiler could not be lowered: permission denied");
        }
      }
    } catch (IOException | LinkageError fault) {
      LOG.warn("The priority of the JIT compiler could not be lowered: {}", fault.toString());
    }
  }

  private static boolean isCompiler(Path thread) {
    try {
      return Files.readString(thread.resolve("comm")).startsWith(C2_THREAD_NAME);
    } catch (IOException ended) {
      return false;
    }
  }
}
