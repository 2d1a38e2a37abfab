package io.votehub.session;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Rejects requests whose length or target is ambiguous (RFC 9112, 3.2 and 6.3), which would permit
 * request smuggling: a proxy and the hub could disagree on where the request ends. Netty rejects
 * further kinds by itself.
 */
final class RequestFraming {
  /** Never matches a folded value (RFC 9112, 5.2), whose lines Netty joins with a space. */
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private static final Pattern HOST =
      Pattern.compile(
          "(?:[A-Za-z0-9._~%!$&'*+;=-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{0,5})?");

  private RequestFraming() {}

  /** What is wrong with the request, as a sentence; empty if it is valid. */
  static Optional<String> violation(HttpServerRequest request) {
    MultiMap headers = request.headers();
    List<String> hosts = headers.getAll("Host");
    List<String> codings = headers.getAll("Transfer-Encoding");
    List<String> lengths = headers.getAll("Content-Length");
    if (!isPrintable(request.uri())) {
      return Optional.of("The request target is not valid");
    }
    if (hosts.size() > 1 || (hosts.isEmpty() && request.version() == HttpVersion.HTTP_1_1)) {
      return Optional.of("There must be exactly one Host header");
    }
    if (!hosts.isEmpty() && !HOST.matcher(hosts.get(0)).matches()) {
      return Optional.of("The Host header is not valid");
    }
    if (!codings.isEmpty() && !codings.equals(List.of("chunked"))) {
      return Optional.of("The only Transfer-Encoding supported is 'chunked'");
    }
    if (lengths.size() > 1 || (!lengths.isEmpty() && !codings.isEmpty())) {
      return Optional.of("The length of the body is declared more than once");
    }
    if (!lengths.isEmpty() && !LENGTH.matcher(lengths.get(0)).matches()) {
      return Optional.of("The Content-Length is not a number");
    }
    return Optional.empty();
  }

  private static boolean isPrintable(String target) {
    for (int i = 0; i < target.length(); i++) {
      if (target.charAt(i) <= ' ' || target.charAt(i) >= 0x7F) {
        return false;
      }
    }
    return true;
  }
}
