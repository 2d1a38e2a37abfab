package io.votehub.session;

import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.protocol.ClientMessage;
import io.votehub.protocol.Messages;

/**
 * Reads the messages of one client and passes each on. Votes are read whatever the client's message
 * rate, all others only within it; reading pauses while the client does not drain its write queue.
 * Confined to the session's event loop.
 */
final class InboundMessages {
  private final Session session;
  private final LoopContext loop;
  private final Heartbeat heartbeat;
  private final SessionVotes votes;

  InboundMessages(Session session, LoopContext loop, Heartbeat heartbeat, SessionVotes votes) {
    this.session = session;
    this.loop = loop;
    this.heartbeat = heartbeat;
    this.votes = votes;
  }

  /** Reads a message, and answers it if nobody else does. */
  void read(String text) {
    heartbeat.received();
    ClientMessage message = ClientMessage.read(text);
    if (message instanceof ClientMessage.Vote vote) {
      votes.cast(vote);
      if (loop.limits().pacesVotes()) {
        session.inbound().tryAcquire(heartbeat.receivedAt());
      }
    } else if (!session.inbound().tryAcquire(heartbeat.receivedAt())) {
      refuseTooFast(message);
    } else if (message instanceof ClientMessage.React react) {
      react(react);
    } else if (message instanceof ClientMessage.Ping ping) {
      session.messages().send(Messages.pong(ping.id().orElse(null), loop.clock().millis()));
    } else if (message instanceof ClientMessage.Name name) {
      session.player().ask(name);
    } else if (message instanceof ClientMessage.Ask ask) {
      session.asks().ask(ask);
    } else if (message instanceof ClientMessage.Join join) {
      session.join(join);
    } else if (message instanceof ClientMessage.Bad bad) {
      if (bad.why().code() == ErrorCode.BAD_BALLOT) {
        loop.meters().refused(ErrorCode.BAD_BALLOT);
      }
      session.messages().sendError(bad.id().orElse(null), bad.why());
    }
    if (!session.writer().isWritable()) {
      session.inbound().pause();
    }
  }

  /** A reaction is dropped without a word, as it is said of reactions. */
  private void refuseTooFast(ClientMessage message) {
    if (!(message instanceof ClientMessage.React)) {
      session.messages().sendError(null, Refusal.of(ErrorCode.RATE_LIMITED));
    }
  }

  private void react(ClientMessage.React react) {
    if (session.isJoined()) {
      session
          .voter()
          .ifPresent(voter -> session.room().react(voter, react.emoji(), heartbeat.receivedAt()));
    } else {
      session.messages().sendError(null, Refusal.of(ErrorCode.NOT_JOINED));
    }
  }
}
