package io.votehub.http;

import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The security headers of every response; pages replace the Content-Security-Policy by their own.
 * Thread-safe.
 */
public final class SecurityHeaders {
  private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";

  private final Map<String, String> headers = new LinkedHashMap<>();

  /**
   * @param publicUrl the address at which people reach the hub; if it is https, browsers are told
   *     to use https for a year (RFC 6797)
   * @param subdomains whether they are told so for its subdomains, too
   */
  public SecurityHeaders(Optional<String> publicUrl, boolean subdomains) {
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Content-Security-Policy", API_POLICY);
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
    headers.put("Cache-Control", "no-store");
    if (publicUrl.filter(url -> url.startsWith("https:")).isPresent()) {
      headers.put(
          "Strict-Transport-Security",
          "max-age=31536000" + (subdomains ? "; includeSubDomains" : ""));
    }
  }

  /** Sets the headers of a response whose head is not written yet. */
  public void put(HttpServerResponse response) {
    headers.forEach(response::putHeader);
  }

  /**
   * Removes the headers that browsers evaluate for documents only, to save bytes on each of the
   * files that a page loads.
   */
  static void removeForFile(HttpServerResponse response) {
    response
        .headers()
        .remove("Referrer-Policy")
        .remove("Content-Security-Policy")
        .remove("Cross-Origin-Opener-Policy")
        .remove("Permissions-Policy");
  }
}
