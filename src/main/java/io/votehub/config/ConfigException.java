package io.votehub.config;

import io.votehub.logging.Logs;
import java.util.List;

/**
 * The settings are wrong, so the hub does not start. The message names every fault on a line of its
 * own: where it stands, what was expected, and the nearest name where one is unknown. It holds no
 * secret.
 */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;
  private final Logs.Format logFormat;
  private final String instance;

  ConfigException(List<String> faults) {
    this(faults, Logs.Format.TEXT, "");
  }

  ConfigException(List<String> faults, Logs.Format logFormat, String instance) {
    super(sentence(faults.size()) + "\n  " + String.join("\n  ", faults), null, false, false);
    this.faults = List.copyOf(faults);
    this.logFormat = logFormat;
    this.instance = instance;
  }

  private static String sentence(int faults) {
    return faults == 1
        ? "The hub does not start, because a setting is wrong:"
        : "The hub does not start, because " + faults + " settings are wrong:";
  }

  /** The faults in the order in which they were found, the file's before the environment's. */
  public List<String> faults() {
    return faults == null ? List.of() : faults;
  }

  /** How the log should look, if that can be told in spite of the faults; else for people. */
  public Logs.Format logFormat() {
    return logFormat;
  }

  /** The name of the instance, or nothing in it. */
  public String instance() {
    return instance;
  }
}
