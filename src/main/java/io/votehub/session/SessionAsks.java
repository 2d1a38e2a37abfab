package io.votehub.session;

import io.votehub.bus.AskQuery;
import io.votehub.bus.AskReply;
import io.votehub.bus.BusReply;
import io.votehub.bus.QuestionFilter;
import io.votehub.method.Questions;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.protocol.ClientMessage;
import io.votehub.protocol.Messages;
import io.votehub.question.Asking;
import java.util.Map;

/**
 * The questions from the floor that one session asks: validates and submits each, and answers once
 * it is durable, or refused. Confined to the session's event loop.
 */
final class SessionAsks {
  /** More than anybody types at a time. */
  private static final int MAX_IN_FLIGHT = 8;

  private final Session session;
  private final LoopContext loop;
  private int inFlight;

  SessionAsks(Session session, LoopContext loop) {
    this.session = session;
    this.loop = loop;
  }

  /** Submits a question, or answers at once why it is refused. */
  void ask(ClientMessage.Ask ask) {
    try {
      AskQuery query = query(ask);
      inFlight++;
      BusReply.request(loop.vertx().eventBus(), AskQuery.ADDRESS, query, AskReply.class)
          .onComplete(done -> inFlight--)
          .onSuccess(reply -> session.messages().send(asked(ask, reply)))
          .onFailure(fault -> session.messages().sendError(ask.id(), asRefusal(fault)));
    } catch (Refusal refusal) {
      session.messages().sendError(ask.id(), refusal);
    }
  }

  private AskQuery query(ClientMessage.Ask ask) {
    if (!session.isJoined()) {
      throw Refusal.of(ErrorCode.NOT_JOINED);
    }
    if (session.identity().voter() == null) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "Only voters ask");
    }
    session.room().room().requireInUse();
    Poll poll =
        session.room().poll(ask.poll()).orElseThrow(() -> Refusal.of(ErrorCode.UNKNOWN_POLL));
    poll.requireRun(ask.run());
    if (poll.state() != PollState.OPEN) {
      throw Refusal.of(ErrorCode.NOT_OPEN);
    }
    if (!Questions.isMethodOf(poll)) {
      throw Refusal.of(ErrorCode.BAD_BALLOT, "The poll takes no questions");
    }
    if (inFlight >= MAX_IN_FLIGHT) {
      throw Refusal.of(ErrorCode.RATE_LIMITED);
    }
    String voter =
        loop.pseudonyms().countedAs(session.room().room(), poll, session.identity().voter());
    Asking asking =
        QuestionFilter.checked(
            loop.filter(),
            session.room().room().wordRules(),
            poll,
            Asking.read(poll, ask.slot(), ask.text(), ask.name()));
    return new AskQuery(poll, voter, asking, loop.clock().millis());
  }

  private static Map<String, Object> asked(ClientMessage.Ask ask, AskReply reply) {
    return Messages.asked(ask.id(), ask.poll(), reply.entry(), reply.existing());
  }

  private static Refusal asRefusal(Throwable fault) {
    return fault instanceof Refusal refusal ? refusal : Refusal.of(ErrorCode.UNAVAILABLE);
  }
}
