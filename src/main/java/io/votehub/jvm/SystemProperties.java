package io.votehub.jvm;

/**
 * Defaults of system properties that libraries read once, when their classes load. A property set
 * on the command line wins.
 */
public final class SystemProperties {
  private SystemProperties() {}

  /** Sets each property that is not set. Must be the first call in {@code main}. */
  public static void applyDefaults() {
    // Netty's JFR events would load Flight Recorder, which takes a tenth of the start time.
    setIfAbsent("io.netty.jfr.enabled", "false");
    // Vert.x would otherwise create a cache folder that the hub does not use, and leave it in the
    // temporary directory when the process is killed.
    setIfAbsent("vertx.disableFileCPResolving", "true");
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
