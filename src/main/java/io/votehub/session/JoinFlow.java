package io.votehub.session;

import io.votehub.identity.SecurityLog.Event;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Refusal;
import io.votehub.protocol.ClientMessage;
import io.votehub.protocol.TallyFrame;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes sessions into rooms: asks {@link Joining} for admission, adds the session to the room, and
 * writes the {@code joined} message with the room's state. A refusal leaves the session as it was,
 * and the client may try again. Confined to its event loop.
 */
final class JoinFlow {
  private static final Logger LOG = LoggerFactory.getLogger(JoinFlow.class);
  private static final Set<ErrorCode> TOKEN_ERRORS =
      Set.of(ErrorCode.BAD_TOKEN, ErrorCode.FORBIDDEN);

  private final LoopContext loop;
  private final Joining joining;

  JoinFlow(LoopContext loop) {
    this.loop = loop;
    this.joining = new Joining(loop);
  }

  void begin(Session session, ClientMessage.Join join) {
    if (!session.tryBeginJoin()) {
      session.messages().sendError(null, Refusal.of(ErrorCode.BAD_MESSAGE, "Joined already"));
      return;
    }
    joining
        .join(join, session.sender())
        .onSuccess(admission -> admitted(session, join, admission))
        .onFailure(fault -> failed(session, join, fault));
    session.awaitJoin();
  }

  private void admitted(Session session, ClientMessage.Join join, Joining.Admission admission) {
    if (session.isClosed()) {
      loop.rooms().release(admission.room());
    } else if (!loop.tryFreeSendMemory()) {
      loop.rooms().release(admission.room());
      session.joinRefused(Refusal.of(ErrorCode.BUSY));
    } else {
      enter(session, admission);
      join.name().ifPresent(name -> session.player().joinedAs(name));
    }
  }

  /**
   * Must not yield between adding the session to the room and writing the answer: the client would
   * miss, or get twice, what happens in between.
   */
  private void enter(Session session, Joining.Admission admission) {
    LocalRoom room = admission.room();
    session.joined(room, admission.identity());
    if (admission.returning()) {
      session.ballots().joinedWith(admission.ballots());
    }
    boolean hasOtherConnection = room.add(session, admission.returning());
    List<TallyFrame> all = room.tallies(session.isPresenter());
    TallyCatchUp catchUp = new TallyCatchUp(session.moderates());
    List<TallyFrame> initial = catchUp.initial(all);
    session
        .messages()
        .send(JoinedMessage.of(room, admission.identity(), loop, initial, admission.ballots()));
    if (initial.size() < all.size() || !session.writer().isWritable()) {
      session.tallies().startCatchUp(catchUp);
    }
    room.joined(session);
    if (hasOtherConnection) {
      session.ballots().readMissed();
    }
    session.inbound().resume();
  }

  private void failed(Session session, ClientMessage.Join join, Throwable fault) {
    if (fault instanceof Refusal why && TOKEN_ERRORS.contains(why.code())) {
      loop.security()
          .refused(
              Event.TOKEN, why.code().wire(), JoinCode.read(join.room()), session.sender().from());
    }
    session.joinRefused(asRefusal(session, join, fault));
  }

  private static Refusal asRefusal(Session session, ClientMessage.Join join, Throwable fault) {
    if (fault instanceof Refusal refusal) {
      return refusal;
    }
    LOG.atError()
        .addKeyValue("connection", session.id())
        .addKeyValue("room", JoinCode.read(join.room()).orElse("-"))
        .setCause(fault)
        .log("A join failed");
    return Refusal.of(ErrorCode.UNAVAILABLE);
  }
}
