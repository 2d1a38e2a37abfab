package io.votehub.alert;

import java.util.Locale;

/** How bad an error or an alert is. */
public enum Severity {
  /** The process itself is broken, such as out of memory: act now. */
  CRITICAL,
  /** Something failed that should not: act today. */
  HIGH,
  /** Something unusual that the hub handled: look at it when there is time. */
  MEDIUM;

  /** The name in JSON and in metrics, in lower case. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
