package io.votehub.config;

import io.votehub.logging.Logs;
import java.util.List;

/**
 * The settings are invalid, so the hub does not start. The message lists every fault on a line of
 * its own: its location, what was expected, and the closest name for an unknown one. It contains no
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
        ? "The hub does not start, because a setting is invalid:"
        : "The hub does not start, because " + faults + " settings are invalid:";
  }

  /** The faults in the order of discovery: those of the file, then those of the environment. */
  public List<String> faults() {
    return faults == null ? List.of() : faults;
  }

  /** The configured log format if it could be read in spite of the faults, else text. */
  public Logs.Format logFormat() {
    return logFormat;
  }

  /** The configured name of the instance, or an empty string. */
  public String instance() {
    return instance;
  }
}
