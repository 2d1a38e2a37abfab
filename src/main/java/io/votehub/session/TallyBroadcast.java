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
 * Broadcasts the tallies of one poll to the sessions of this loop, round robin, in slices of a few
 * milliseconds. Between two slices the loop polls for I/O, so that acks and joins do not wait
 * behind ten thousand writes.
 *
 * <p>Every session is sent the tally that is newest at its turn. A tally that arrives during a
 * broadcast replaces the current one and makes one round from where that one had got to. So the
 * rate adapts to what the loop can do, no receiver gets an older tally after a newer one, and the
 * last tally reaches every session. Sessions that had a vote acknowledged since the previous tally
 * come first, because their voters are yielded to see it.
 */
final class TallyBroadcast {
  static final long SLICE_NANOS = 4_000_000;

  /** Further sessions are served in the order of the round. */
  private static final int MAX_PRIORITISED = 16_384;

  private final ContextInternal context;
  private final SessionMeters meters;
  private final Supplier<Session[]> members;
  private final BooleanSupplier visible;
  private final long sliceNanos;
  private List<Session> prioritised = new ArrayList<>();
  private TallyFrame newest;

  /** Null unless a broadcast is in progress. */
  private Round round;

  private int position;
  private boolean yielded;
  private int delivered;
  private int skipped;

  /** One tally, to the prioritised sessions and then to all in turn. */
  private static final class Round {
    /**
     * Identifies the round. The first ones remember it, and must not keep the frames reachable; to
     * the others, nearly all, nothing is written.
     */
    final Object mark = new Object();

    final ByteBuf forVoters;
    final ByteBuf forPresenter;
    final List<Session> first;
    final Session[] all;
    final Session[] receivers;
    int sentToFirst;
    int sentToAll;

    Round(TallyFrame frame, List<Session> first, Session[] all) {
      ByteBufAllocator allocator = all[0].writer().allocator();
      this.forVoters = FrameWriter.encode(allocator, frame.forVoters());
      this.forPresenter =
          frame.isModerated()
              ? FrameWriter.encode(allocator, frame.forPresenter())
              : forVoters.retainedDuplicate();
      this.first = first;
      this.all = all;
      receivers = new Session[Math.min(EventLoops.CHECK_INTERVAL, first.size() + all.length)];
    }

    boolean isOver() {
      return sentToAll == all.length;
    }

    /** The next session; null if it had its turn before, or may not see the tally. */
    Session next(int position, boolean forAll) {
      if (sentToFirst < first.size()) {
        Session early = first.get(sentToFirst++);
        return (forAll || early.isPresenter()) && early.markOffered(mark) ? early : null;
      }
      Session session = all[(position + sentToAll++) % all.length];
      return (forAll || session.isPresenter()) && !session.wasOffered(mark) ? session : null;
    }

    void release() {
      forVoters.release();
      forPresenter.release();
    }
  }

  /**
   * @param members supplies the sessions in the room; those that join later get the newest tally
   *     with the answer to the join
   * @param visible whether voters may see the tally, evaluated when it is sent
   * @param sliceNanos the duration of a slice; {@link #SLICE_NANOS} in production
   */
  TallyBroadcast(
      ContextInternal context,
      SessionMeters meters,
      Supplier<Session[]> members,
      BooleanSupplier visible,
      long sliceNanos) {
    this.context = context;
    this.meters = meters;
    this.members = members;
    this.visible = visible;
    this.sliceNanos = sliceNanos;
  }

  /** Sends the next tally to this session first, whose vote was just acknowledged. */
  void prioritise(Session session) {
    if (prioritised.size() < MAX_PRIORITISED) {
      prioritised.add(session);
    }
  }

  /** Broadcasts the tally in place of any that is in progress. */
  void send(TallyFrame frame) {
    newest = frame;
    if (!yielded) {
      sendSlice();
    }
  }

  /** Ends the broadcast in progress; what was not sent yet is dropped. */
  void cancel() {
    newest = null;
    prioritised = new ArrayList<>();
    end();
  }

  private void sendSlice() {
    yielded = false;
    if (newest != null) {
      begin();
    }
    if (round == null) {
      return;
    }
    long until = System.nanoTime() + sliceNanos;
    boolean forAll = visible.getAsBoolean();
    while (!round.isOver()) {
      sendTo(nextReceivers(forAll));
      if (!round.isOver() && EventLoops.isOver(until)) {
        yielded = true;
        EventLoops.yieldToIo(context, this::sendSlice);
        return;
      }
    }
    end();
  }

  /**
   * Finds those of the next sessions that get the tally. By the time a session's turn comes its
   * objects have left the processor's caches. Between two system calls they would be waited for one
   * after another; in this loop the processor fetches those of several sessions at a time.
   */
  private int nextReceivers(boolean forAll) {
    int found = 0;
    for (int i = 0; i < EventLoops.CHECK_INTERVAL && !round.isOver(); i++) {
      Session session = round.next(position, forAll);
      if (session != null && session.takesTally()) {
        round.receivers[found++] = session;
      } else if (session != null) {
        send(session);
      }
    }
    return found;
  }

  private void sendTo(int found) {
    for (int i = 0; i < found; i++) {
      send(round.receivers[i]);
    }
  }

  private void send(Session session) {
    if (session.sendTally(session.moderates() ? round.forPresenter : round.forVoters)) {
      delivered++;
    } else {
      skipped++;
    }
  }

  private void begin() {
    List<Session> first = prioritised;
    if (round != null) {
      first.addAll(0, round.first.subList(round.sentToFirst, round.first.size()));
      first.subList(Math.min(first.size(), MAX_PRIORITISED), first.size()).clear();
    }
    end();
    Session[] all = members.get();
    prioritised = new ArrayList<>();
    if (all.length > 0) {
      round = new Round(newest, first, all);
    }
    newest = null;
  }

  private void end() {
    if (round != null) {
      position = (position + round.sentToAll) % round.all.length;
      round.release();
      round = null;
      meters.delivered(delivered);
      meters.skipped(skipped);
      delivered = 0;
      skipped = 0;
    }
  }
}
