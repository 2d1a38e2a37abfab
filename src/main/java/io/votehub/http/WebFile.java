package io.votehub.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A static file in memory, plain and compressed.
 *
 * @param tag identifies the content, for the ETag
 * @param gzipped the compressed content
 */
record WebFile(String mediaType, String tag, Buffer plain, Gzipped gzipped) {
  private static final Map<String, String> MEDIA_TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  static WebFile of(String name, byte[] content) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    Buffer plain = Buffer.buffer(content);
    return new WebFile(
        MEDIA_TYPES.getOrDefault(ending, "application/octet-stream"),
        ContentHash.of(content),
        plain,
        new Gzipped(plain));
  }

  /** Sends the file, or 304 if the client's copy is current. */
  void send(RoutingContext ctx, String cacheControl) {
    send(ctx, cacheControl, "");
  }

  /**
   * Sends the file, or 304 if the client's copy is current.
   *
   * @param vary the request headers on which the content depends
   */
  void send(RoutingContext ctx, String cacheControl, String vary) {
    MultiMap headers = ctx.request().headers();
    Optional<Buffer> gzip = gzipped.get();
    boolean compressed = gzip.isPresent() && acceptsGzip(headers.get("Accept-Encoding"));
    String etag = '"' + tag + (compressed ? "-gzip" : "") + '"';
    HttpServerResponse response = ctx.response();
    response.putHeader("Cache-Control", cacheControl).putHeader("ETag", etag);
    String encoding = gzip.isPresent() ? "Accept-Encoding" : "";
    String both = encoding + (encoding.isEmpty() || vary.isEmpty() ? "" : ", ") + vary;
    if (!both.isEmpty()) {
      response.putHeader("Vary", both);
    }
    if (matches(headers.get("If-None-Match"), etag)) {
      response.setStatusCode(304).end();
      return;
    }
    Buffer body = compressed ? gzip.get() : plain;
    response.putHeader("Content-Type", mediaType);
    if (compressed) {
      response.putHeader("Content-Encoding", "gzip");
    }
    if (HttpMethod.HEAD.equals(ctx.request().method())) {
      response.putHeader("Content-Length", String.valueOf(body.length())).end();
    } else {
      StreamedBody.send(ctx, body, () -> {});
    }
  }

  private static boolean acceptsGzip(String header) {
    if (header == null) {
      return false;
    }
    for (String coding : header.toLowerCase(Locale.ROOT).split(",", 20)) {
      String plain = coding.replace(" ", "");
      if (plain.equals("gzip") || plain.startsWith("gzip;")) {
        return !plain.matches("gzip;q=0(\\.0*)?");
      }
    }
    return false;
  }

  private static boolean matches(String ifNoneMatch, String etag) {
    return ifNoneMatch != null && (ifNoneMatch.equals("*") || ifNoneMatch.contains(etag));
  }
}
