package io.votehub.http;

import java.util.Optional;

/**
 * What an operator may set of the HTTP side.
 *
 * @param publicUrl where people reach the hub, without a slash at its end; otherwise each request's
 *     own address is used in links
 * @param roomCreationOpen whether anyone may make a room
 * @param maxBodyBytes the longest body of a request
 * @param requestTimeoutMs how long a request may take, from its first byte until its answer begins
 * @param frameAncestors which pages may embed the hub's pages, as in a Content-Security-Policy
 */
public record HttpSettings(
    Optional<String> publicUrl,
    boolean roomCreationOpen,
    int maxBodyBytes,
    long requestTimeoutMs,
    String frameAncestors) {
  public static final HttpSettings DEFAULT =
      new HttpSettings(Optional.empty(), true, 1024 * 1024, 15_000, "'self'");

  public HttpSettings {
    publicUrl = publicUrl.map(url -> url.replaceAll("/+$", ""));
  }

  public HttpSettings withPublicUrl(String url) {
    return new HttpSettings(
        Optional.of(url), roomCreationOpen, maxBodyBytes, requestTimeoutMs, frameAncestors);
  }
}
