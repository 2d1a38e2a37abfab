package io.votehub.logging;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.event.Level;

/**
 * Configures Logback with text lines until the settings are read. In Java, because parsing the same
 * configuration from XML takes longer than the rest of logging's start. A file named by the
 * operator, or provided by tests, is used instead.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class LoggingBootstrap extends ContextAwareBase implements Configurator {
  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (Logs.configuredByFile()
        || LoggingBootstrap.class.getResource('/' + ClassicConstants.TEST_AUTOCONFIG_FILE)
            != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    Logs.configure(context, Logs.Format.TEXT, Level.INFO, "");
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
