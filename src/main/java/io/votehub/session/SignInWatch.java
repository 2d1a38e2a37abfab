package io.votehub.session;

import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the sockets of those who lead rooms once the sign-in with which they were opened has been
 * ended, within {@value #CHECK_INTERVAL_MS} ms and one answer of the store. Voters stay: their vote
 * depends on no account. Confined to its event loop.
 */
final class SignInWatch {
  static final int CHECK_INTERVAL_MS = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(SignInWatch.class);

  private final Vertx vertx;
  private final SignIns signIns;
  private final Map<Session, String> keys = new HashMap<>();
  private long timer = -1;
  private boolean asking;

  SignInWatch(Vertx vertx, SignIns signIns) {
    this.vertx = vertx;
    this.signIns = signIns;
  }

  void start() {
    timer = vertx.setPeriodic(CHECK_INTERVAL_MS, tick -> check());
  }

  void stop() {
    vertx.cancelTimer(timer);
  }

  /**
   * @param cookies the value of the Cookie header of the handshake; may be null
   */
  void opened(Session session, String cookies) {
    signIns.key(cookies).ifPresent(key -> keys.put(session, key));
  }

  void closed(Session session) {
    keys.remove(session);
  }

  /** Asks whether the sign-ins of those who lead rooms still stand, unless it is being asked. */
  void check() {
    List<Session> leading =
        keys.keySet().stream()
            .filter(each -> each.identity() != null && each.identity().seesHidden())
            .toList();
    if (asking || leading.isEmpty()) {
      return;
    }
    asking = true;
    signIns
        .standing(leading.stream().map(keys::get).distinct().toList())
        .onComplete(
            answer -> {
              asking = false;
              if (answer.succeeded()) {
                closeEnded(leading, answer.result());
              } else {
                LOG.debug("Sign-ins could not be checked", answer.cause());
              }
            });
  }

  private void closeEnded(List<Session> leading, Set<String> standing) {
    for (Session each : leading) {
      String key = keys.get(each);
      if (key != null && !standing.contains(key)) {
        each.close(CloseCode.REVOKED);
      }
    }
  }
}
