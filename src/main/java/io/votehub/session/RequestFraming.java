package io.votehub.session;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether it is beyond doubt where a request ends and to whom it goes (RFC 9112, 3.2 and 6.3).
 * Where a proxy and the hub could read it in two ways, one of them would take a part of its body
 * for a request of somebody else. What Netty refuses by itself never comes here.
 */
final class RequestFraming {
  /** As Netty joins lines that are folded by a space, a folded value is none of these. */
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private static final Pattern HOST =
      Pattern.compile(
          "(?:[A-Za-z0-9._~%!$&'*+;=-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{0,5})?");

  private RequestFraming() {}

  /** What is wrong with it, in a sentence; nothing if it is sound. */
  static Optional<String> fault(HttpServerRequest request) {
    MultiMap headers = request.headers();
    List<String> hosts = headers.getAll("Host");
    List<String> codings = headers.getAll("Transfer-Encoding");
    List<String> lengths = headers.getAll("Content-Length");
    if (!request.uri().chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      return Optional.of("The path is none");
    }
    if (hosts.size() > 1 || (hosts.isEmpty() && request.version() == HttpVersion.HTTP_1_1)) {
      return Optional.of("There must be one Host header");
    }
    if (!hosts.isEmpty() && !HOST.matcher(hosts.get(0)).matches()) {
      return Optional.of("The Host header is none");
    }
    if (!codings.isEmpty() && !codings.equals(List.of("chunked"))) {
      return Optional.of("No Transfer-Encoding is known but 'chunked'");
    }
    if (lengths.size() > 1 || (!lengths.isEmpty() && !codings.isEmpty())) {
      return Optional.of("The length of the body is said twice");
    }
    if (!lengths.isEmpty() && !LENGTH.matcher(lengths.get(0)).matches()) {
      return Optional.of("The Content-Length is no number");
    }
    return Optional.empty();
  }
}
