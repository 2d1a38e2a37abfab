package io.votehub;

/**
 * What libraries read from system properties once, when their classes load, and so must stand
 * before anything else happens. Each can be set otherwise on the command line, which wins.
 */
final class Footing {
  private Footing() {}

  /** To be called first in {@code main}. */
  static void lay() {
    // Netty's own Flight Recorder events would load the recorder: 90 ms of a start of 900.
    preset("io.netty.jfr.enabled", "false");
  }

  private static void preset(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
