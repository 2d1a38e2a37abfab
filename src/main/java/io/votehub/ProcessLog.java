package io.votehub;

import io.votehub.config.Config;
import io.votehub.config.ConfigException;
import io.votehub.logging.Logs;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the process says of its own start and end: sentences for people, or one JSON line with the
 * field {@code event} for collectors, who then find nothing but JSON in its output. The log has to
 * be configured before.
 */
final class ProcessLog {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessLog.class);
  private static final String EVENT = "event";

  private final boolean json;

  ProcessLog(Logs.Format format) {
    json = format == Logs.Format.JSON;
  }

  /** It takes traffic. */
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

  /** It was told to end. */
  void stopping() {
    LOG.atInfo().addKeyValue(EVENT, "stopping").log("Stopping");
  }

  /** It ends, and everything was closed in good order. */
  void stopped() {
    LOG.atInfo().addKeyValue(EVENT, "stopped").log("Stopped");
  }

  /** It ends, although something is not yet closed. */
  void stoppedHard(String why) {
    String message = "The hub stopped hard: " + why;
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

  /** For what an operator can understand. */
  void notStarted(String message) {
    if (json) {
      LOG.atError().addKeyValue(EVENT, "not-started").log(message);
    } else {
      System.err.println(message);
    }
  }

  /** For what nobody expected. */
  void notStarted(RuntimeException fault) {
    LOG.atError().addKeyValue(EVENT, "not-started").setCause(fault).log("The hub does not start");
  }

  static String reason(Throwable fault) {
    return Optional.ofNullable(fault.getMessage()).orElseGet(fault::toString);
  }
}
