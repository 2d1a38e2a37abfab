package io.votehub.jvm;

import com.sun.jna.Memory;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a thread that works for moments run soon after it wakes, though another keeps the CPU busy.
 * Since Linux 6.12 a thread may ask for shorter turns than others, by sched_setattr(2): it gets no
 * more of the CPU, but its turn comes earlier. Needs no privileges; older kernels take the request
 * and ignore it.
 */
public final class ThreadSlice {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadSlice.class);

  /** The least that the kernel accepts. */
  private static final long SLICE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  /** The layout of struct sched_attr in its first version. */
  private static final int ATTRIBUTES_BYTES = 48;

  private static final int SLICE_AT = 24;

  /** The number of sched_setattr by architecture; that of sched_getattr is the next. */
  private static final Map<String, Integer> SET_CALLS = Map.of("amd64", 314, "aarch64", 274);

  private ThreadSlice() {}

  /**
   * Shortens the turns of the threads of that name, in the background. Does nothing except on Linux
   * with one or two CPUs: on more there is nearly always one that is free.
   */
  public static void shortenOnFewCpus(String name) {
    if (CompilerPriority.hasFewCpus() && NativeThreads.areKnown() && isKnown()) {
      Thread once = new Thread(() -> shorten(name), "votehub-thread-slice");
      once.setDaemon(true);
      once.start();
    }
  }

  private static boolean isKnown() {
    return SET_CALLS.containsKey(architecture());
  }

  private static String architecture() {
    return System.getProperty("os.arch");
  }

  /** The threads with that name keep their priority. */
  static void shorten(String name) {
    try (Memory attributes = new Memory(ATTRIBUTES_BYTES)) {
      CLibrary library = CLibrary.load();
      for (int thread : NativeThreads.named(name)) {
        if (!shorten(library, thread, attributes)) {
          LOG.debug("The kernel refused shorter turns to the thread {}", name);
        }
      }
    } catch (IOException | LinkageError fault) {
      LOG.warn("The turns of the thread {} could not be shortened: {}", name, fault.toString());
    }
  }

  private static boolean shorten(CLibrary library, int thread, Memory attributes) {
    int set = SET_CALLS.get(architecture());
    int get = set + 1;
    attributes.clear();
    if (library.syscall(get, thread, attributes, ATTRIBUTES_BYTES, 0) != 0) {
      return false;
    }
    attributes.setLong(SLICE_AT, SLICE_NANOS);
    return library.syscall(set, thread, attributes, 0) == 0;
  }
}
