package io.votehub;

import io.votehub.config.Config;
import io.votehub.config.ConfigException;
import io.votehub.logging.Logs;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports start and stop of the process: as sentences for people, or as JSON lines with the field
 * {@code event}, so that log collectors find nothing but JSON on standard output. Logging must be
 * configured before.
 */
final class ProcessLog {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessLog.class);
  private static final String EVENT = "event";

  private final boolean json;

  ProcessLog(Logs.Format format) {
    json = format == Logs.Format.JSON;
  }

  /** Reports that the instance takes traffic. */
  void ready(Config settings, Instance instance) {
    String address = instance.address();
    String health =
        settings
            .managementPort()
            .map(port -> "http://localhost:" + port + "/health")
            .orElse(address + "/health");
    if (json) {
      LOG.atInfo()
          .addKeyValue(EVENT, "ready")
          .addKeyValue("address", address)
          .addKeyValue("port", instance.port())
          .addKeyValue("health", health)
          .addKeyValue("engines", settings.redis().isPresent() ? "cluster" : "embedded")
          .log("Ready");
      return;
    }
    System.out.printf(
        "%n  Votehub is ready.%n%n    Open a room   %s/%n    %s%n    Health        %s%n%n",
        address,
        settings.redis().isPresent()
            ? "Instance      " + settings.instanceId() + " of a cluster on MongoDB and Redis"
            : "Data folder   " + settings.dataDir().toAbsolutePath().normalize(),
        health);
  }

  /** Reports that the process was told to stop. */
  void stopping() {
    LOG.atInfo().addKeyValue(EVENT, "stopping").log("Stopping");
  }

  /** Reports a complete, orderly stop. */
  void stopped() {
    LOG.atInfo().addKeyValue(EVENT, "stopped").log("Stopped");
  }

  /** Reports a stop before everything was closed. */
  void stoppedHard(String why) {
    String message = "The hub was stopped before everything was closed: " + why;
    if (json) {
      LOG.atError().addKeyValue(EVENT, "stopped-hard").log(message);
    } else {
      System.err.println(message);
    }
  }

  void notStarted(ConfigException fault) {
    if (json) {
      LOG.atError()
          .addKeyValue(EVENT, "not-started")
          .addKeyValue("faults", fault.faults())
          .log(fault.getMessage());
    } else {
      System.err.println(fault.getMessage());
    }
  }

  /** For failures that an operator can act on. */
  void notStarted(String message) {
    if (json) {
      LOG.atError().addKeyValue(EVENT, "not-started").log(message);
    } else {
      System.err.println(message);
    }
  }

  /** For unexpected failures, with the stack trace. */
  void notStarted(RuntimeException fault) {
    LOG.atError().addKeyValue(EVENT, "not-started").setCause(fault).log("The hub failed to start");
  }

  static String reason(Throwable fault) {
    return Optional.ofNullable(fault.getMessage()).orElseGet(fault::toString);
  }
}
