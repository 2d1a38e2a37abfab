package io.votehub.ops;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.Console;
import java.net.URL;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * How log lines look and how many there are. They go to the standard output, one line for each
 * event, as text for people or as JSON for collectors; nothing is written to disk.
 */
public final class Logs {
  /** How log lines look. */
  public enum Format {
    TEXT,
    JSON
  }

  private static final String CONFIGURATION = "/logback.xml";

  private static final String OWN_CONFIGURATION = "logback.configurationFile";

  private Logs() {}

  /**
   * Sets format and level for the whole process; may be called again. Libraries are never logged
   * with more than {@code info}. An operator's own logback file wins: with the system property
   * {@code logback.configurationFile} nothing is changed here.
   *
   * @param instance stands in every JSON line; letters, digits, '.', '_' and '-'
   */
  public static void configure(Format format, Level level, String instance) {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (System.getProperty(OWN_CONFIGURATION) != null
        || !(factory instanceof LoggerContext context)) {
      return;
    }
    context.reset();
    context.putProperty("votehub.log.appender", appender(format));
    context.putProperty("votehub.log.level", level.name());
    context.putProperty("votehub.log.libraries", quieter(level, Level.INFO).name());
    context.putProperty("votehub.log.netty", quieter(level, Level.WARN).name());
    context.putProperty("votehub.instance", instance);
    URL configuration = Logs.class.getResource(CONFIGURATION);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(configuration);
    } catch (JoranException fault) {
      throw new IllegalStateException("The log configuration in the jar is broken", fault);
    }
  }

  private static Level quieter(Level level, Level most) {
    return level.toInt() > most.toInt() ? level : most;
  }

  private static String appender(Format format) {
    if (format == Format.JSON) {
      return "json";
    }
    return isTerminal() ? "colour" : "text";
  }

  /**
   * Whether the output is read by someone in front of a terminal who has not asked for no colour.
   */
  @SuppressWarnings(
      "SystemConsoleNull") // Java 17 answers null; what newer ones answer is asked below.
  public static boolean isTerminal() {
    Console console = System.console();
    return console != null
        && System.getenv("NO_COLOR") == null
        && !"dumb".equals(System.getenv("TERM"))
        && isTerminal(console);
  }

  /** From Java 22 on there is a console even for a file; only then can it be asked. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException before22) {
      return true;
    }
  }
}
