package io.votehub.session;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The connections that an instance makes to itself, to vote in {@linkplain
 * io.votehub.poll.JoinCode#isHidden rooms of its own}. Their sessions are served by the same code
 * as those of voters, apart from them: with parts of their own they count in no metric and take
 * from no limit.
 *
 * @param key what such a connection shows in {@value #HEADER}; random, and known to this process
 *     alone
 * @param sessions the parts of their sessions
 */
public record OwnClients(String key, SessionParts sessions) {
  /** The header of the handshake. */
  public static final String HEADER = "Votehub-Own-Client";

  /** Whether the request comes from this instance. */
  boolean sent(HttpServerRequest request) {
    String shown = request.getHeader(HEADER);
    return shown != null && MessageDigest.isEqual(bytes(shown), bytes(key));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
