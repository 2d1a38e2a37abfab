package io.votehub.trace;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code traceparent} header of W3C Trace Context, version 00: which trace a request belongs
 * to, which span asked, and whether it is recorded.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 */
public record TraceParent(String traceId, String spanId, boolean sampled) {
  /** The name of the header. */
  public static final String HEADER = "traceparent";

  private static final Pattern FORM =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private static final int LENGTH = 55;
  private static final int SPAN_AT = 36;
  private static final int FLAGS_AT = 53;

  /**
   * Reads a header; empty if there is none or it is malformed, which the standard says to ignore.
   */
  public static Optional<TraceParent> read(String header) {
    if (header == null || header.length() != LENGTH || !FORM.matcher(header).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new TraceParent(
            header.substring(3, SPAN_AT - 1),
            header.substring(SPAN_AT, FLAGS_AT - 1),
            (Character.digit(header.charAt(FLAGS_AT + 1), 16) & 1) == 1));
  }

  /** The trace's id in a valid header; null if there is none. */
  public static String traceId(String header) {
    return header == null ? null : header.substring(3, SPAN_AT - 1);
  }
}
