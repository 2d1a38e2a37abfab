package io.votehub.trace;

import io.votehub.identity.Ids;
import java.util.regex.Pattern;

/** What a request is called in logs, in the header {@code X-Request-Id} and in problem reports. */
public final class RequestId {
  /** The name of the header. */
  public static final String HEADER = "X-Request-Id";

  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  /** The id that a request came with, if it is harmless everywhere; else a new one. */
  public static String givenOrNew(String header) {
    return header != null && HARMLESS.matcher(header).matches() ? header : Ids.random();
  }
}
