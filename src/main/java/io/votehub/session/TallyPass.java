package io.votehub.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.Vertx;
import io.votehub.protocol.TallyFrame;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Sends the tallies of one poll to the sockets of this loop, a few milliseconds at a time, so that
 * acks and joins do not wait behind ten thousand writes. While a pass is on its way newer tallies
 * replace one another; the newest has the next pass. So the pace falls by itself to what the loop
 * can do, no receiver hears an older tally after a newer one, and the last one always goes out.
 */
final class TallyPass {
  private static final long TURN_NANOS = 4_000_000;
  private static final int LOOK_AT_CLOCK_EVERY = 32;

  private final Vertx vertx;
  private final SessionMeters meters;
  private final Supplier<Session[]> members;
  private final Predicate<Session> receivers;
  private TallyFrame newest;
  private Session[] sessions;
  private ByteBuf forVoters;
  private ByteBuf forPresenter;
  private int next;
  private int delivered;
  private int skipped;

  /**
   * @param members who is in the room when a pass begins; who joins later is given the newest tally
   *     with the answer to the join
   * @param receivers who may see the tally, asked at the moment of sending
   */
  TallyPass(
      Vertx vertx,
      SessionMeters meters,
      Supplier<Session[]> members,
      Predicate<Session> receivers) {
    this.vertx = vertx;
    this.meters = meters;
    this.members = members;
    this.receivers = receivers;
  }

  /** Sends the tally, or has it sent when the pass that is on its way is over. */
  void send(TallyFrame frame) {
    newest = frame;
    if (forVoters == null) {
      begin();
    }
  }

  private void begin() {
    sessions = members.get();
    if (sessions.length == 0) {
      newest = null;
      return;
    }
    ByteBufAllocator allocator = sessions[0].outbound().allocator();
    forVoters = Outbound.encode(allocator, newest.forVoters());
    forPresenter =
        newest.isModerated()
            ? Outbound.encode(allocator, newest.forPresenter())
            : forVoters.retain();
    newest = null;
    next = 0;
    turn();
  }

  private void turn() {
    long until = System.nanoTime() + TURN_NANOS;
    while (next < sessions.length) {
      Session session = sessions[next++];
      if (receivers.test(session)) {
        if (session.sendTally(session.isPresenter() ? forPresenter : forVoters)) {
          delivered++;
        } else {
          skipped++;
        }
      }
      if (next % LOOK_AT_CLOCK_EVERY == 0 && System.nanoTime() > until) {
        vertx.getOrCreateContext().runOnContext(later -> turn());
        return;
      }
    }
    end();
  }

  private void end() {
    forVoters.release();
    forPresenter.release();
    forVoters = null;
    forPresenter = null;
    sessions = null;
    meters.delivered(delivered);
    meters.skipped(skipped);
    delivered = 0;
    skipped = 0;
    if (newest != null) {
      vertx.getOrCreateContext().runOnContext(later -> beginIfWanted());
    }
  }

  private void beginIfWanted() {
    if (newest != null && forVoters == null) {
      begin();
    }
  }
}
