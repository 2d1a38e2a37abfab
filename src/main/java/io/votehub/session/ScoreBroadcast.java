package io.votehub.session;

import io.vertx.core.internal.ContextInternal;
import io.votehub.protocol.QuizMessages;
import io.votehub.quiz.Leaderboard;
import java.util.function.Supplier;

/**
 * Sends each voter the own score, one after another in slices of a few milliseconds, between which
 * the loop polls for I/O, so that acks do not wait behind ten thousand writes. Newer scores replace
 * those that are being sent, from the first receiver on. Confined to one event loop.
 */
final class ScoreBroadcast {
  private final ContextInternal context;
  private final Supplier<Session[]> members;
  private final long sliceNanos;
  private Leaderboard board;
  private Session[] sessions;
  private int next;
  private boolean yielded;

  /**
   * @param members supplies the sessions in the room; those that join later are told as they join
   * @param sliceNanos the duration of a slice
   */
  ScoreBroadcast(ContextInternal context, Supplier<Session[]> members, long sliceNanos) {
    this.context = context;
    this.members = members;
    this.sliceNanos = sliceNanos;
  }

  void send(Leaderboard scores) {
    board = scores;
    sessions = members.get();
    next = 0;
    if (!yielded) {
      sendSlice();
    }
  }

  private void sendSlice() {
    yielded = false;
    long until = System.nanoTime() + sliceNanos;
    while (next < sessions.length) {
      Session session = sessions[next++];
      session.player().id().ifPresent(player -> send(session, player, board));
      if (EventLoops.isOver(until, next)) {
        yielded = true;
        EventLoops.yieldToIo(context, this::sendSlice);
        return;
      }
    }
    board = null;
    sessions = null;
  }

  /** Sends a voter who has answered any question how things stand. */
  static void send(Session session, String player, Leaderboard board) {
    board
        .poll()
        .flatMap(
            poll -> board.of(player).map(own -> QuizMessages.score(poll, own, board.players())))
        .ifPresent(session.messages()::sendBounded);
  }
}
