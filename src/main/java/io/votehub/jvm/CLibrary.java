package io.votehub.jvm;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a hub asks of the C library, on Linux. */
public interface CLibrary extends Library {
  /** What others wrote goes through as it is, whatever its encoding: a character is a byte. */
  Charset BYTES = StandardCharsets.ISO_8859_1;

  /** For {@link #setpriority}: {@code who} is a thread (on Linux). */
  int PRIO_PROCESS = 0;

  /**
   * Loads it, which takes a few hundredths of a second.
   *
   * @throws UnsatisfiedLinkError where nothing native can be loaded
   */
  static CLibrary load() {
    return Native.load("c", CLibrary.class, Map.of(Library.OPTION_STRING_ENCODING, BYTES.name()));
  }

  /** Answers only if it fails: execv(3). */
  int execv(String program, String[] arguments);

  /** For {@link #fcntl}: sets whether a new program keeps the descriptor. */
  int F_SETFD = 2;

  /** A new program does not keep the descriptor. */
  int FD_CLOEXEC = 1;

  /** -1 if that is refused: fcntl(2). */
  int fcntl(int descriptor, int command, Object... argument);

  /** 0, or -1 if that is refused: setpriority(2). */
  int setpriority(int which, int who, int niceness);
}
