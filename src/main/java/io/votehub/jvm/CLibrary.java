package io.votehub.jvm;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The functions of the C library that the hub calls, on Linux. */
public interface CLibrary extends Library {
  /** Maps bytes to characters one to one, so that arguments pass through in any encoding. */
  Charset BYTES = StandardCharsets.ISO_8859_1;

  /** For {@link #setpriority}: {@code who} is a thread ID (on Linux). */
  int PRIO_PROCESS = 0;

  /**
   * Loads the library, which takes some 30 ms.
   *
   * @throws UnsatisfiedLinkError if native code cannot be loaded
   */
  static CLibrary load() {
    return Native.load("c", CLibrary.class, Map.of(Library.OPTION_STRING_ENCODING, BYTES.name()));
  }

  /** execv(3): replaces the process. Returns only on failure. */
  int execv(String program, String[] arguments);

  /** For {@link #fcntl}: sets the flags of a descriptor. */
  int F_SETFD = 2;

  /** The descriptor is closed on exec. */
  int FD_CLOEXEC = 1;

  /** fcntl(2): -1 on failure. */
  int fcntl(int descriptor, int command, Object... argument);

  /** setpriority(2): 0 on success, -1 on failure. */
  int setpriority(int which, int who, int niceness);
}
