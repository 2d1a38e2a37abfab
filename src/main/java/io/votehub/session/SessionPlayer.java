package io.votehub.session;

import io.votehub.bus.BusReply;
import io.votehub.bus.PlayerQuery;
import io.votehub.bus.PlayerView;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.protocol.ClientMessage;
import io.votehub.protocol.QuizMessages;
import java.util.Map;
import java.util.Optional;

/**
 * Whom the voter of one session is in quizzes. One question is in flight at a time. Confined to the
 * session's event loop.
 */
final class SessionPlayer {
  private final Session session;
  private final LoopContext loop;
  private boolean asking;

  /** Null until it is asked for. */
  private String id;

  SessionPlayer(Session session, LoopContext loop) {
    this.session = session;
    this.loop = loop;
  }

  /** The id under which the voter plays; empty for presenters and spectators. */
  Optional<String> id() {
    if (id == null) {
      session
          .voter()
          .ifPresent(voter -> id = loop.pseudonyms().playerOf(session.room().room(), voter));
    }
    return Optional.ofNullable(id);
  }

  /** The voter gave a name when joining. */
  void joinedAs(String name) {
    if (session.voter().isPresent()) {
      ask(new ClientMessage.Name(Optional.empty(), Optional.of(name), Optional.empty()));
    }
  }

  /** Answers who the voter is, or why the voter may not be called so. */
  void ask(ClientMessage.Name message) {
    String id = message.id().orElse(null);
    if (!session.isJoined()) {
      session.messages().sendError(id, Refusal.of(ErrorCode.NOT_JOINED));
    } else if (session.voter().isEmpty()) {
      session.messages().sendError(id, Refusal.of(ErrorCode.FORBIDDEN, "Only voters have a name"));
    } else if (asking) {
      session.messages().sendError(id, Refusal.of(ErrorCode.RATE_LIMITED));
    } else {
      asking = true;
      request(message, id);
    }
  }

  private void request(ClientMessage.Name message, String id) {
    Room room = session.room().room();
    boolean unwanted =
        message
            .name()
            .filter(name -> loop.filter().isUnwanted(room.wordRules(), false, name))
            .isPresent();
    PlayerQuery asked =
        new PlayerQuery(
            session.room().code(),
            id().orElseThrow(),
            room.players(),
            message.name(),
            message.team(),
            false);
    PlayerQuery query = unwanted ? asked.withGeneratedName() : asked;
    BusReply.request(loop.vertx().eventBus(), PlayerQuery.ADDRESS, query, PlayerView.class)
        .onComplete(done -> asking = false)
        .onSuccess(
            player ->
                session
                    .messages()
                    .send(QuizMessages.named(id, player.name(), player.named(), player.team())))
        .onFailure(
            fault ->
                session
                    .messages()
                    .sendError(
                        id,
                        fault instanceof Refusal why ? why : Refusal.of(ErrorCode.UNAVAILABLE)));
  }

  /** A presenter renamed the player. */
  void renamed(Map<String, Object> player) {
    if (player.get("name") instanceof String name) {
      Optional<String> team = Optional.ofNullable(player.get("team")).map(String.class::cast);
      session.messages().sendBounded(QuizMessages.named(null, name, true, team));
    }
  }
}
