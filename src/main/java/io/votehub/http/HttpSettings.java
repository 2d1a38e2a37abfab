package io.votehub.http;

import java.util.List;
import java.util.Optional;

/**
 * The settings of the HTTP API and the pages.
 *
 * @param publicUrl the address at which people reach the hub, without a trailing slash; if empty,
 *     links use the authority of the request
 * @param roomCreationOpen whether anyone may create a room
 * @param maxBodyBytes maximum size of a request body
 * @param requestTimeoutMs maximum time from the first byte of a request to the start of its
 *     response
 * @param frameAncestors which pages may embed the hub's pages, as in a Content-Security-Policy
 * @param origins further origins whose pages may call the API; {@code *} for any
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

  /** Settings without further origins. */
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
