package io.votehub.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.io.Console;
import java.nio.charset.StandardCharsets;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
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
    if (!configuredByFile() && factory instanceof LoggerContext context) {
      configure(context, format, level, instance);
    }
  }

  /**
   * The hub closes what it has open. A driver whose connections are cut under calls without an
   * answer complains with stack traces; the hub itself has said by then that they had none.
   */
  public static void letGo() {
    if (!configuredByFile() && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger("org.mongodb.driver").setLevel(ch.qos.logback.classic.Level.OFF);
    }
  }

  /** Whether the operator named a file of logback's own, which then wins. */
  static boolean configuredByFile() {
    return System.getProperty(OWN_CONFIGURATION) != null;
  }

  static void configure(LoggerContext context, Format format, Level level, String instance) {
    context.reset();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setName("console");
    Encoder<ILoggingEvent> encoder =
        format == Format.JSON ? JsonLayout.encoder(instance) : text(context);
    encoder.setContext(context);
    encoder.start();
    console.setEncoder(encoder);
    console.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(console);
    levels(context, level);
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context) {
    TextLayout lines = new TextLayout(isTerminal());
    lines.setContext(context);
    lines.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(lines);
    return encoder;
  }

  private static void levels(LoggerContext context, Level level) {
    set(context, Logger.ROOT_LOGGER_NAME, quieter(level, Level.INFO));
    set(context, "io.votehub", level);
    set(context, "votehub", level);
    // What is looked through for attacks must not depend on how much else is wanted.
    set(context, "votehub.security", Level.INFO);
    set(context, "io.netty", quieter(level, Level.WARN));
    // What matters of an outage is said by the store.
    set(context, "org.mongodb.driver", Level.WARN);
    // Who leaves a room need not hear what was on its way to it; who waits for an answer is told.
    set(context, "io.vertx.core.eventbus.impl.MessageConsumerImpl", Level.ERROR);
    // Vert.x asks for the same gauge at each request, and Micrometer warns of it; both are right.
    set(context, "io.micrometer.core.instrument.MeterRegistry", Level.ERROR);
  }

  private static void set(LoggerContext context, String logger, Level level) {
    context.getLogger(logger).setLevel(ch.qos.logback.classic.Level.convertAnSLF4JLevel(level));
  }

  private static Level quieter(Level level, Level most) {
    return level.toInt() > most.toInt() ? level : most;
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
