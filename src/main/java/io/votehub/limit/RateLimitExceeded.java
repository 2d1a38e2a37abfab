package io.votehub.limit;

import java.util.Map;

/**
 * A rate limit was exceeded.
 *
 * @param policy the name of the limit in response headers
 * @param retryAfterS seconds until a retry may succeed, at least 1
 */
public record RateLimitExceeded(String policy, Rate rate, long retryAfterS) {
  /** The response headers: Retry-After (RFC 9110) and RateLimit fields (IETF draft). */
  public Map<String, String> headers() {
    String name = '"' + policy + '"';
    return Map.of(
        "Retry-After", Long.toString(retryAfterS),
        "RateLimit", name + ";r=0;t=" + retryAfterS,
        "RateLimit-Policy", name + ";q=" + rate.number() + ";w=" + rate.period().toSeconds());
  }
}
