package io.votehub.http;

import java.util.List;
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
 * @param origins of other sites whose pages may make calls; {@code *} for any
 */
public record HttpSettings(
    Optional<String> publicUrl,
    boolean roomCreationOpen,
    int maxBodyBytes,
    long requestTimeoutMs,
    String frameAncestors,
    List<String> origins) {
  public static final HttpSettings DEFAULT =
      new HttpSettings(Optional.empty(), true, 1024 * 1024, 15_000, "'self'");

  /** Settings by which no other site may make calls. */
  public HttpSettings(
      Optional<String> publicUrl,
      boolean roomCreationOpen,
      int maxBodyBytes,
      long requestTimeoutMs,
      String frameAncestors) {
    this(publicUrl, roomCreationOpen, maxBodyBytes, requestTimeoutMs, frameAncestors, List.of());
  }

  public HttpSettings {
    origins = List.copyOf(origins);
    publicUrl = publicUrl.map(url -> url.replaceAll("/+$", ""));
  }

  public HttpSettings withPublicUrl(String url) {
    return new HttpSettings(
        Optional.of(url),
        roomCreationOpen,
        maxBodyBytes,
        requestTimeoutMs,
        frameAncestors,
        origins);
  }

  public HttpSettings withOrigins(List<String> sites) {
    return new HttpSettings(
        publicUrl, roomCreationOpen, maxBodyBytes, requestTimeoutMs, frameAncestors, sites);
  }
}
