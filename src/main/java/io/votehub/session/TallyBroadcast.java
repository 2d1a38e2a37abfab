package io.votehub.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.internal.ContextInternal;
import io.votehub.protocol.TallyFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Sends the tallies of one poll to the sockets of this loop, a few milliseconds at a time, going
 * round the room. Between two turns the loop reads what has arrived and answers it, so that acks
 * and joins do not wait behind ten thousand writes.
 *
 * <p>Each socket is sent what is newest when its turn comes. A tally that comes while one is on its
 * way round takes its place where that one had got to, and goes once round from there. So the pace
 * falls by itself to what the loop can do, no receiver hears an older tally after a newer one, and
 * the last one reaches everybody. Whoever had a vote acknowledged since the tally before looks for
 * that vote, and comes first.
 */
final class TallyBroadcast {
  static final long TURN_NANOS = 4_000_000;
  private static final int LOOK_AT_CLOCK_EVERY = 32;

  /** Those beyond wait for their place in the round. */
  private static final int LOOKING_AT_MOST = 16_384;

  private final ContextInternal context;
  private final SessionMeters meters;
  private final Supplier<Session[]> members;
  private final BooleanSupplier visible;
  private final long turnNanos;
  private List<Session> looking = new ArrayList<>();
  private TallyFrame newest;

  /** Null while nothing is on its way. */
  private Going going;

  private int place;
  private boolean waiting;
  private int delivered;
  private int skipped;

  /** One tally, to those who come first and then once round. */
  private static final class Going {
    /** Which one it is, for sessions to remember; they must not hold on to the rest. */
    final Object mark = new Object();

    final ByteBuf forVoters;
    final ByteBuf forPresenter;
    final List<Session> first;
    final Session[] round;
    int ofFirst;
    int ofRound;

    Going(TallyFrame frame, List<Session> first, Session[] round) {
      ByteBufAllocator allocator = round[0].outbound().allocator();
      this.forVoters = FrameWriter.encode(allocator, frame.forVoters());
      this.forPresenter =
          frame.isModerated()
              ? FrameWriter.encode(allocator, frame.forPresenter())
              : forVoters.retainedDuplicate();
      this.first = first;
      this.round = round;
    }

    boolean isOver() {
      return ofRound == round.length;
    }

    Session next(int place) {
      return ofFirst < first.size()
          ? first.get(ofFirst++)
          : round[(place + ofRound++) % round.length];
    }

    void release() {
      forVoters.release();
      forPresenter.release();
    }
  }

  /**
   * @param members who is in the room when a tally comes; who joins later is given the newest with
   *     the answer to the join
   * @param visible whether voters may see the tally, asked at the moment of sending
   * @param turnNanos after how long the loop is given back; {@link #TURN_NANOS} at work
   */
  TallyBroadcast(
      ContextInternal context,
      SessionMeters meters,
      Supplier<Session[]> members,
      BooleanSupplier visible,
      long turnNanos) {
    this.context = context;
    this.meters = meters;
    this.members = members;
    this.visible = visible;
    this.turnNanos = turnNanos;
  }

  /** A vote of this session was acknowledged, and it will look for it in the next tally. */
  void expects(Session session) {
    if (looking.size() < LOOKING_AT_MOST) {
      looking.add(session);
    }
  }

  /** Sends the tally to all, from the next turn on. */
  void send(TallyFrame frame) {
    newest = frame;
    if (!waiting) {
      turn();
    }
  }

  /** What is on its way or waits goes no further. */
  void cancel() {
    newest = null;
    looking = new ArrayList<>();
    end();
  }

  private void turn() {
    waiting = false;
    if (newest != null) {
      begin();
    }
    if (going == null) {
      return;
    }
    long until = System.nanoTime() + turnNanos;
    boolean forAll = visible.getAsBoolean();
    int sent = 0;
    while (!going.isOver()) {
      send(going.next(place), forAll);
      if (++sent % LOOK_AT_CLOCK_EVERY == 0 && System.nanoTime() > until) {
        waiting = true;
        EventLoops.yieldToIo(context, this::turn);
        return;
      }
    }
    end();
  }

  private void send(Session session, boolean forAll) {
    boolean presenter = session.isPresenter();
    if ((forAll || presenter) && session.isNewHere(going.mark)) {
      if (session.sendTally(presenter ? going.forPresenter : going.forVoters)) {
        delivered++;
      } else {
        skipped++;
      }
    }
  }

  private void begin() {
    List<Session> first = looking;
    if (going != null) {
      first.addAll(0, going.first.subList(going.ofFirst, going.first.size()));
      first.subList(Math.min(first.size(), LOOKING_AT_MOST), first.size()).clear();
    }
    end();
    Session[] round = members.get();
    looking = new ArrayList<>();
    if (round.length > 0) {
      going = new Going(newest, first, round);
    }
    newest = null;
  }

  private void end() {
    if (going != null) {
      place = (place + going.ofRound) % going.round.length;
      going.release();
      going = null;
      meters.delivered(delivered);
      meters.skipped(skipped);
      delivered = 0;
      skipped = 0;
    }
  }
}
