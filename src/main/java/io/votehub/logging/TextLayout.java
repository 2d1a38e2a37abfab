package io.votehub.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.pattern.color.ANSIConstants;
import ch.qos.logback.core.util.CachingDateFormatter;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.event.KeyValuePair;

/**
 * Log lines for people: time, level, logger and message; on a terminal coloured and in local time.
 * A message is always a single line, so that log lines cannot be forged; only a stack trace has
 * more.
 *
 * <p>Replaces Logback's pattern layout, whose creation is one of the slowest steps of the start.
 */
final class TextLayout extends LayoutBase<ILoggingEvent> {
  private static final Pattern LINE_BREAK = Pattern.compile("\\R");
  private static final String GRAY = ANSIConstants.BOLD + ANSIConstants.BLACK_FG;
  private static final String SECURITY = "votehub.security";
  private static final Set<String> FIELDS =
      Set.of("request", "connection", "room", "poll", "vote", "rev", "outcome", "trace");
  private static final int LEVEL_WIDTH = 5;

  private final boolean colours;
  private final CachingDateFormatter time;
  private final ThrowableProxyConverter traces = new ThrowableProxyConverter();

  TextLayout(boolean colours) {
    this.colours = colours;
    time =
        colours
            ? new CachingDateFormatter("HH:mm:ss.SSS", ZoneId.systemDefault())
            : new CachingDateFormatter("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", ZoneOffset.UTC);
  }

  @Override
  public void start() {
    traces.start();
    super.start();
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(160);
    add(line, GRAY, time.format(event.getTimeStamp())).append(' ');
    add(line, colour(event.getLevel()), padded(event.getLevel().levelStr)).append(' ');
    String logger = event.getLoggerName();
    add(line, ANSIConstants.CYAN_FG, logger.substring(logger.lastIndexOf('.') + 1)).append(' ');
    line.append(oneLine(event.getFormattedMessage()));
    addFields(line, event);
    return line.append(System.lineSeparator()).append(traces.convert(event)).toString();
  }

  private static String oneLine(Object text) {
    return LINE_BREAK.matcher(String.valueOf(text)).replaceAll(" ");
  }

  /** What tells requests, connections and votes apart; other fields stand in the message. */
  private void addFields(StringBuilder line, ILoggingEvent event) {
    List<KeyValuePair> fields = event.getKeyValuePairs();
    if (fields == null || event.getLoggerName().equals(SECURITY)) {
      return;
    }
    for (KeyValuePair field : fields) {
      if (FIELDS.contains(field.key)) {
        add(line, GRAY, " " + field.key + "=" + oneLine(field.value));
      }
    }
  }

  private static String padded(String level) {
    return level + " ".repeat(LEVEL_WIDTH - level.length());
  }

  private static String colour(Level level) {
    return switch (level.toInt()) {
      case Level.ERROR_INT -> ANSIConstants.BOLD + ANSIConstants.RED_FG;
      case Level.WARN_INT -> ANSIConstants.RED_FG;
      case Level.INFO_INT -> ANSIConstants.BLUE_FG;
      default -> ANSIConstants.DEFAULT_FG;
    };
  }

  private StringBuilder add(StringBuilder line, String colour, String text) {
    return colours
        ? line.append(ANSIConstants.ESC_START)
            .append(colour)
            .append(ANSIConstants.ESC_END)
            .append(text)
            .append(ANSIConstants.ESC_START + "0;")
            .append(ANSIConstants.DEFAULT_FG + ANSIConstants.ESC_END)
        : line.append(text);
  }
}
