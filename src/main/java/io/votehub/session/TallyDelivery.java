package io.votehub.session;

import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Map;

/**
 * Sends tallies to one receiver without letting its write queue grow. A receiver whose queue is
 * full is slow: it gets no further tallies until the queue has drained, then the newest of each
 * poll; if that takes too long the connection is closed. What waits for slow receivers counts
 * against the instance's send memory. Confined to the session's event loop.
 */
final class TallyDelivery {
  private final Session session;
  private final LoopContext loop;
  private boolean slow;
  private long slowSince;
  private long chargedBytes;

  /** What the receiver has been sent since it became slow. */
  private TallyCatchUp catchUp;

  /** By poll, how many changes of its questions were known before it missed some. */
  private Map<String, Long> missed = Map.of();

  TallyDelivery(Session session, LoopContext loop) {
    this.session = session;
    this.loop = loop;
  }

  /** Whether {@link #send} and {@link #sendEntries} would send. */
  boolean isReady() {
    return !slow && session.writer().isWritable();
  }

  /** Sends the tally unless the receiver is slow; returns whether it was sent. */
  boolean send(ByteBuf frame) {
    if (isReady()) {
      session.writer().writeAndFlush(frame);
      return true;
    }
    if (!slow) {
      startCatchUp(new TallyCatchUp(session.moderates()));
    }
    return false;
  }

  /**
   * Sends what changed of a poll's questions, unless the receiver is slow: it then gets all that
   * has changed since, once its write queue has drained.
   *
   * @param since how many changes were known before
   */
  void sendEntries(ByteBuf frame, String poll, long since) {
    if (isReady()) {
      session.writer().writeAndFlush(frame);
      return;
    }
    if (missed.isEmpty()) {
      missed = new HashMap<>();
    }
    missed.putIfAbsent(poll, since);
    if (!slow) {
      startCatchUp(new TallyCatchUp(session.moderates()));
    }
  }

  private void sendMissed() {
    Map<String, Long> told = missed;
    missed = Map.of();
    told.forEach(
        (poll, since) ->
            session
                .room()
                .missedQuestions(poll, since, session.moderates())
                .ifPresent(session.writer()::write));
  }

  /** Treats the receiver as slow until it has been sent all that the catch-up lacks. */
  void startCatchUp(TallyCatchUp begun) {
    slow = true;
    catchUp = begun;
    slowSince = System.nanoTime();
    charge(session.writer().pendingBytes());
    loop.watchSlow(session);
  }

  private void charge(long bytes) {
    loop.sendMemory().take(bytes - chargedBytes);
    chargedBytes = bytes;
  }

  /** Since when the receiver has been slow, by {@link System#nanoTime}. */
  long slowSince() {
    return slowSince;
  }

  /**
   * Continues the catch-up as far as the write queue has drained, or closes the connection if that
   * has taken too long. Returns whether the receiver is still slow.
   */
  boolean checkSlow(long now) {
    if (session.isClosed()) {
      return false;
    }
    if (session.writer().isWritable()) {
      slow = !catchUp.resume(session.room().tallies(session.isPresenter()), session.writer());
      if (!slow && !missed.isEmpty()) {
        sendMissed();
      }
      slowSince = now;
      session.flush();
      charge(slow ? session.writer().pendingBytes() : 0);
    } else if (now - slowSince > loop.limits().slowReceiverMs() * 1_000_000) {
      session.close(CloseCode.TOO_SLOW);
    } else {
      charge(session.writer().pendingBytes());
    }
    return slow && !session.isClosed();
  }

  /** Gives back the send memory. */
  void release() {
    charge(0);
  }
}
