package io.votehub.session;

import io.votehub.identity.SecurityLog.Event;
import io.votehub.limit.RateLimiter;
import java.util.Optional;

/**
 * Reads from one client only as fast as it may be served. Reading is paused while the session is
 * joining, so that a client may send a vote right behind its join; while too many of its votes are
 * unanswered; while it does not drain its write queue; and for {@link SessionLimits#PAUSE_MS} after
 * it exceeded its message rate. Confined to the session's event loop.
 */
final class InboundFlowControl {
  private final Session session;
  private final LoopContext loop;
  private final ClientSocket socket;
  private final RateLimiter messageLimiter;
  private long rateTimer = -1;
  private boolean paused;

  /**
   * @param now {@link System#nanoTime}; the full burst of messages is available from then on
   */
  InboundFlowControl(Session session, LoopContext loop, ClientSocket socket, long now) {
    this.session = session;
    this.loop = loop;
    this.socket = socket;
    this.messageLimiter = new RateLimiter(loop.messageRate(), now);
  }

  /**
   * Takes one message from the client's rate; if it is exceeded, pauses reading and returns false.
   *
   * @param now {@link System#nanoTime}
   */
  boolean tryAcquire(long now) {
    boolean acquired = messageLimiter.tryAcquire(now);
    if (!acquired && rateTimer < 0 && !session.isClosed()) {
      pauseForRate();
    }
    return acquired;
  }

  private void pauseForRate() {
    loop.meters().limited();
    Optional<String> code = Optional.ofNullable(session.room()).map(LocalRoom::code);
    loop.security().refused(Event.LIMIT, "messages", code, session.sender().from());
    pause();
    rateTimer =
        loop.vertx()
            .setTimer(
                SessionLimits.PAUSE_MS,
                timer -> {
                  rateTimer = -1;
                  resume();
                });
  }

  void pause() {
    if (!paused && !session.isClosed()) {
      paused = true;
      socket.pause();
    }
  }

  /** Resumes reading unless there is still a reason to pause. */
  void resume() {
    if (paused && rateTimer < 0 && session.canRead()) {
      paused = false;
      socket.resume();
    }
  }

  /** Whether nothing is read, so that nothing can be received. */
  boolean isPaused() {
    return paused;
  }

  /** The session is closed. */
  void release() {
    loop.vertx().cancelTimer(rateTimer);
  }
}
