package io.votehub.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.io.Console;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Format and level of log lines. They go to standard output, one line for each event, as text for
 * people or as JSON for collectors; nothing is written to disk.
 */
public final class Logs {
  /** The format of log lines. */
  public enum Format {
    TEXT,
    JSON
  }

  /** What is logged of the way of each vote. */
  public enum Votes {
    OFF,
    /** A line for each step of each vote, but never its choice. */
    DEBUG
  }

  private static final String SINK = "console";
  private static final String OWN_CONFIGURATION = "logback.configurationFile";

  private Logs() {}

  /**
   * Sets format and level for the whole process; may be called repeatedly. Libraries log at {@code
   * info} at most. An operator's Logback file takes precedence: if the system property {@code
   * logback.configurationFile} is set, this does nothing.
   *
   * @param instance added to every JSON line; letters, digits, '.', '_' and '-'
   */
  public static void configure(Format format, Level level, String instance) {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (!configuredByFile() && factory instanceof LoggerContext context) {
      configure(context, format, level, instance);
    }
  }

  /**
   * Silences the MongoDB driver before its connections are closed: it logs a stack trace for every
   * call cut off, which the hub has reported by then.
   */
  public static void silenceDrivers() {
    if (!configuredByFile() && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger("org.mongodb.driver").setLevel(ch.qos.logback.classic.Level.OFF);
    }
  }

  /** Sets what is logged of the way of each vote. */
  public static void followVotes(Votes votes) {
    if (!configuredByFile() && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context
          .getLogger("votehub.votes")
          .setLevel(
              votes == Votes.DEBUG
                  ? ch.qos.logback.classic.Level.DEBUG
                  : ch.qos.logback.classic.Level.OFF);
    }
  }

  /**
   * From now on no thread waits for standard output: whoever reads it may stall without stalling
   * the hub. Up to a bound lines wait in memory; those beyond are dropped. To be followed by {@link
   * #flush} before the process ends.
   */
  public static void detach() {
    sink().ifPresent(LogSink::detach);
  }

  /** How many lines were dropped since {@link #detach}. */
  public static long dropped() {
    return sink().map(LogSink::dropped).orElse(0L);
  }

  /** Writes the lines that wait, for a second at most; nothing is logged afterwards. */
  public static void flush() {
    sink().ifPresent(LogSink::stop);
  }

  private static Optional<LogSink> sink() {
    return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
            && context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(SINK) instanceof LogSink sink
        ? Optional.of(sink)
        : Optional.empty();
  }

  /** Whether the operator has set a Logback file, which takes precedence. */
  static boolean configuredByFile() {
    return System.getProperty(OWN_CONFIGURATION) != null;
  }

  static void configure(LoggerContext context, Format format, Level level, String instance) {
    context.reset();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setName("output");
    Encoder<ILoggingEvent> encoder =
        format == Format.JSON ? JsonLayout.encoder(instance) : text(context);
    encoder.setContext(context);
    encoder.start();
    console.setEncoder(encoder);
    console.start();
    LogSink sink = new LogSink(console);
    sink.setContext(context);
    sink.setName(SINK);
    sink.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(sink);
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
    set(context, Logger.ROOT_LOGGER_NAME, lessVerbose(level, Level.INFO));
    set(context, "io.votehub", level);
    set(context, "votehub", level);
    // Security events must not depend on the level chosen for other lines.
    set(context, "votehub.security", Level.INFO);
    set(context, "io.netty", lessVerbose(level, Level.WARN));
    // The store logs outages itself.
    set(context, "org.mongodb.driver", Level.WARN);
    // Logs messages discarded for a consumer that is gone, which is normal when someone leaves a
    // room.
    set(context, "io.vertx.core.eventbus.impl.MessageConsumerImpl", Level.ERROR);
    // Vert.x registers the same gauge at each request, which is harmless.
    set(context, "io.micrometer.core.instrument.MeterRegistry", Level.ERROR);
  }

  private static void set(LoggerContext context, String logger, Level level) {
    context.getLogger(logger).setLevel(ch.qos.logback.classic.Level.convertAnSLF4JLevel(level));
  }

  private static Level lessVerbose(Level level, Level most) {
    return level.toInt() > most.toInt() ? level : most;
  }

  /** Whether standard output is a terminal that may show colours. */
  @SuppressWarnings("SystemConsoleNull") // Java 17 returns null without a terminal
  public static boolean isTerminal() {
    Console console = System.console();
    return console != null
        && System.getenv("NO_COLOR") == null
        && !"dumb".equals(System.getenv("TERM"))
        && isTerminal(console);
  }

  /** From Java 22 on, System.console() returns a console even if output is redirected. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException before22) {
      return true;
    }
  }
}
