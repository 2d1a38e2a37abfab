package io.votehub.alert;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One occurrence of an error.
 *
 * @param type the exception's class; the logger's name if there is no exception
 * @param frames the topmost stack frames of the hub's own code, as {@code Class.method}
 * @param pattern the log message without its arguments
 * @param example the complete log message; tokens and passwords are masked
 */
public record ErrorEvent(
    Severity severity, String type, List<String> frames, String pattern, String example) {
  /** How many frames distinguish errors. */
  static final int FRAMES = 3;

  private static final int MAX_TEXT = 500;
  private static final int MAX_SEARCHED = 1000;
  private static final Pattern TOKEN =
      Pattern.compile("[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}");
  private static final Pattern PASSWORD = Pattern.compile("://[^/@\\s]+@");
  private static final Pattern BEARER = Pattern.compile("(?i)bearer\\s+\\S+");
  private static final Pattern KEY = Pattern.compile("(?i)(key|token|password|secret)=[^&\\s]+");

  public ErrorEvent {
    frames = frames.stream().limit(FRAMES).toList();
    pattern = shown(pattern);
    example = shown(example);
  }

  /** What all occurrences of the same error have in common. */
  String fingerprint() {
    return frames.isEmpty()
        ? severity + "|" + type + "|" + pattern
        : severity + "|" + type + "|" + String.join("|", frames);
  }

  /** Truncated before masking, because a log message may contain long input of clients. */
  private static String shown(String text) {
    return cut(masked(cut(text, MAX_SEARCHED)), MAX_TEXT);
  }

  private static String masked(String text) {
    String safe = TOKEN.matcher(text).replaceAll("***");
    safe = PASSWORD.matcher(safe).replaceAll("://***@");
    safe = BEARER.matcher(safe).replaceAll("Bearer ***");
    return KEY.matcher(safe).replaceAll("$1=***");
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length) + "…";
  }
}
