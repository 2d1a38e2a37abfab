package io.votehub.http;

import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The headers that keep browsers careful. Every answer has them, whoever gives it; a page puts its
 * own policy in the place of the one for answers that are no pages. Safe from any thread.
 */
public final class SecurityHeaders {
  private static final String NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

  private final Map<String, String> headers = new LinkedHashMap<>();

  /**
   * @param publicUrl where people reach the hub, if that is known: by https, browsers are told to
   *     stay with it for a year
   */
  public SecurityHeaders(Optional<String> publicUrl) {
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Content-Security-Policy", NO_PAGE);
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
    headers.put("Cache-Control", "no-store");
    if (publicUrl.filter(url -> url.startsWith("https:")).isPresent()) {
      headers.put("Strict-Transport-Security", "max-age=31536000");
    }
  }

  /** Puts them into an answer that has not begun. */
  public void put(HttpServerResponse response) {
    headers.forEach(response::putHeader);
  }

  /**
   * Takes from an answer what browsers heed for pages alone: a phone on a slow network loads thirty
   * files beside the page.
   */
  static void leaveOutForFile(HttpServerResponse response) {
    response
        .headers()
        .remove("Referrer-Policy")
        .remove("Content-Security-Policy")
        .remove("Cross-Origin-Opener-Policy")
        .remove("Permissions-Policy");
  }
}
