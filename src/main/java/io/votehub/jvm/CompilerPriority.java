package io.votehub.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the Java machine's optimising compiler behind the hub where both share a processor or two:
 * it takes what the hub leaves, and a little of what it does not. At the same priority it would
 * have half of a single processor for the first half minute, which is when a hall comes.
 *
 * <p>The machine has an option for that priority, but it is the same one for the quick compiler,
 * without which everything would be interpreted.
 */
public final class CompilerPriority {
  private static final Logger LOG = LoggerFactory.getLogger(CompilerPriority.class);

  /** As many processors or fewer. The machine has one optimising compiler thread there. */
  private static final int FEW = 2;

  /** It then gets a tenth of a processor that the hub fills, and all of one that idles. */
  private static final int NICENESS = 10;

  private static final Path THREADS = Path.of("/proc/self/task");

  /** Of its thread, as far as the system keeps names. */
  private static final String NAME = "C2 CompilerThre";

  private CompilerPriority() {}

  /** Whether the compiler and the hub would be in each other's way. */
  public static boolean sharesItsProcessor() {
    return Runtime.getRuntime().availableProcessors() <= FEW;
  }

  /**
   * Begins to do so on a thread of its own, as it takes a moment; elsewhere than on Linux, nothing.
   */
  public static void giveWay() {
    if (sharesItsProcessor() && Files.isDirectory(THREADS)) {
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
          LOG.warn("The priority of the optimising compiler could not be lowered");
        }
      }
    } catch (IOException | LinkageError fault) {
      LOG.warn("The optimising compiler keeps its priority: {}", fault.toString());
    }
  }

  private static boolean isCompiler(Path thread) {
    try {
      return Files.readString(thread.resolve("comm")).startsWith(NAME);
    } catch (IOException ended) {
      return false;
    }
  }
}
