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
 * @param origins further origins whose pages may call the API; {@code *} for any
 * @param embed origins whose pages may show any room in a frame
 * @param hstsSubdomains whether Strict-Transport-Security includes subdomains
 */
public record HttpSettings(
    Optional<String> publicUrl,
    boolean roomCreationOpen,
    int maxBodyBytes,
    long requestTimeoutMs,
    List<String> origins,
    List<String> embed,
    boolean hstsSubdomains) {
  public static final HttpSettings DEFAULT =
      new HttpSettings(Optional.empty(), true, 1024 * 1024, 15_000);

  /** Settings without further origins. */
  public HttpSettings(
      Optional<String> publicUrl,
      boolean roomCreationOpen,
      int maxBodyBytes,
      long requestTimeoutMs) {
    this(publicUrl, roomCreationOpen, maxBodyBytes, requestTimeoutMs, List.of(), List.of(), false);
  }

  public HttpSettings {
    origins = List.copyOf(origins);
    embed = List.copyOf(embed);
    publicUrl = publicUrl.map(url -> url.replaceAll("/+$", ""));
  }

  public HttpSettings withPublicUrl(String url) {
    return new HttpSettings(
        Optional.of(url),
        roomCreationOpen,
        maxBodyBytes,
        requestTimeoutMs,
        origins,
        embed,
        hstsSubdomains);
  }

  public HttpSettings withOrigins(List<String> sites) {
    return new HttpSettings(
        publicUrl, roomCreationOpen, maxBodyBytes, requestTimeoutMs, sites, embed, hstsSubdomains);
  }

  public HttpSettings withEmbed(List<String> sites) {
    return new HttpSettings(
        publicUrl,
        roomCreationOpen,
        maxBodyBytes,
        requestTimeoutMs,
        origins,
        sites,
        hstsSubdomains);
  }

  /** With Strict-Transport-Security for subdomains, too. */
  HttpSettings withHstsSubdomains() {
    return new HttpSettings(
        publicUrl, roomCreationOpen, maxBodyBytes, requestTimeoutMs, origins, embed, true);
  }

  /** The security headers of every response. */
  public SecurityHeaders securityHeaders() {
    return new SecurityHeaders(publicUrl, hstsSubdomains);
  }
}
