package io.votehub.alert;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records every logged warning and error in an {@link ErrorLog}, so that failures anywhere are
 * recorded without further code.
 */
public final class ErrorAppender extends AppenderBase<ILoggingEvent> {
  private static final String OWN = "io.votehub.";
  private static final int MAX_CAUSES = 8;
  private static final Set<String> FATAL =
      Set.of(
          "java.lang.OutOfMemoryError", "java.lang.StackOverflowError", "java.lang.InternalError");

  private final ErrorLog errors;

  private ErrorAppender(ErrorLog errors) {
    this.errors = errors;
  }

  /**
   * Starts recording what any logger of the process logs.
   *
   * @return stops the recording
   */
  public static Runnable attach(ErrorLog errors) {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return () -> {};
    }
    ErrorAppender appender = new ErrorAppender(errors);
    appender.setContext(context);
    appender.setName("errors");
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    return () -> {
      context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(appender);
      appender.stop();
    };
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      IThrowableProxy thrown = event.getThrowableProxy();
      errors.record(
          new ErrorEvent(
              severity(event, thrown),
              thrown == null ? event.getLoggerName() : thrown.getClassName(),
              frames(thrown),
              String.valueOf(event.getMessage()),
              example(event, thrown)));
    }
  }

  private static Severity severity(ILoggingEvent event, IThrowableProxy thrown) {
    if (causes(thrown).stream().anyMatch(cause -> FATAL.contains(cause.getClassName()))) {
      return Severity.CRITICAL;
    }
    return event.getLevel().isGreaterOrEqual(Level.ERROR) ? Severity.HIGH : Severity.MEDIUM;
  }

  private static String example(ILoggingEvent event, IThrowableProxy thrown) {
    String text = String.valueOf(event.getFormattedMessage());
    return thrown == null || thrown.getMessage() == null ? text : text + ": " + thrown.getMessage();
  }

  private static List<String> frames(IThrowableProxy thrown) {
    return causes(thrown).stream()
        .flatMap(cause -> List.of(cause.getStackTraceElementProxyArray()).stream())
        .map(StackTraceElementProxy::getStackTraceElement)
        .filter(frame -> frame.getClassName().startsWith(OWN))
        .map(frame -> frame.getClassName().substring(OWN.length()) + "." + frame.getMethodName())
        .distinct()
        .limit(ErrorEvent.FRAMES)
        .toList();
  }

  private static List<IThrowableProxy> causes(IThrowableProxy thrown) {
    List<IThrowableProxy> chain = new ArrayList<>();
    for (IThrowableProxy each = thrown;
        each != null && chain.size() < MAX_CAUSES;
        each = each.getCause()) {
      chain.add(each);
    }
    return chain;
  }
}
