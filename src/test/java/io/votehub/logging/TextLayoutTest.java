package io.votehub.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Layout;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextLayoutTest {
  private static final String TEXT =
      "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSS'Z'\", UTC} %-5level %logger{0} %replace(%msg){'\\R', ' '}%n%ex";
  private static final String COLOURS =
      "%gray(%d{HH:mm:ss.SSS}) %highlight(%-5level) %cyan(%logger{0})"
          + " %replace(%msg){'\\R', ' '}%n%ex";

  private final LoggerContext context = new LoggerContext();

  private LoggingEvent event(Level level, String logger, String message, Throwable thrown) {
    return new LoggingEvent(
        TextLayoutTest.class.getName(), context.getLogger(logger), level, message, thrown, null);
  }

  private Layout<ILoggingEvent> ours(boolean colours) {
    TextLayout lines = new TextLayout(colours);
    lines.setContext(context);
    lines.start();
    return lines;
  }

  private Layout<ILoggingEvent> logbacks(String pattern) {
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern(pattern);
    layout.start();
    return layout;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void linesEqualThoseOfLogbacksPatternLayout(boolean colours) {
    Exception thrown = new IllegalStateException("why", new IOException("because"));
    Layout<ILoggingEvent> expected = logbacks(colours ? COLOURS : TEXT);
    Layout<ILoggingEvent> ours = ours(colours);

    for (Level level : List.of(Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG, Level.TRACE)) {
      for (String logger : List.of("votehub", "io.votehub.ops.Health")) {
        for (String message : List.of("plain", "", "forged\r\n2026 ERROR \u2028line\u0085")) {
          for (Throwable fault : new Throwable[] {null, thrown}) {
            LoggingEvent event = event(level, logger, message, fault);
            assertThat(ours.doLayout(event)).isEqualTo(expected.doLayout(event));
          }
        }
      }
    }
  }

  @Test
  void aLogbackConfigurationFileTakesPrecedence() {
    assertThat(new LoggingBootstrap().configure(context))
        .isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
    assertThat(context.getLogger("ROOT").iteratorForAppenders().hasNext()).isFalse();
  }
}
