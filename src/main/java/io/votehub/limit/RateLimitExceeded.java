package io.votehub.limit;

import java.util.Map;

/**
 * Somebody asked too often.
 *
 * @param policy which limit it was, as it is named in headers
 * @param retryAfterS after how many seconds to try again, at least 1
 */
public record RateLimitExceeded(String policy, Rate rate, long retryAfterS) {
  /** What is said of it in the head of an answer, as the field's headers have it. */
  public Map<String, String> headers() {
    String name = '"' + policy + '"';
    return Map.of(
        "Retry-After", Long.toString(retryAfterS),
        "RateLimit", name + ";r=0;t=" + retryAfterS,
        "RateLimit-Policy", name + ";q=" + rate.number() + ";w=" + rate.period().toSeconds());
  }
}
