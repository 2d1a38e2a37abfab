package io.votehub.logging;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.event.Level;

/**
 * How logback begins: with lines for people, until the settings are read. In Java, because to read
 * the same from XML takes longer than all else that logging does at a start. A file that the
 * operator names, and one that tests bring, are read as ever.
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
