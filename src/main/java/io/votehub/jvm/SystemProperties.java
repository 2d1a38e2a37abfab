package io.votehub.jvm;

/**
 * What libraries read from system properties once, when their classes load, and so must stand
 * before anything else happens. Each can be set otherwise on the command line, which wins.
 */
public final class SystemProperties {
  private SystemProperties() {}

  /** To be called first in {@code main}. */
  public static void lay() {
    // Netty's own Flight Recorder events would load the recorder: 90 ms of a start of 900.
    preset("io.netty.jfr.enabled", "false");
    // Vert.x would make a folder for files of the class path that nobody asks it for, and leave it
    // in the temporary directory whenever the process is killed.
    preset("vertx.disableFileCPResolving", "true");
  }

  private static void preset(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
