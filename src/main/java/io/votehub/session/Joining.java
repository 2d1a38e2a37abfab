package io.votehub.session;

import io.vertx.core.Future;
import io.votehub.bus.Answer;
import io.votehub.bus.BallotsQuery;
import io.votehub.bus.BallotsView;
import io.votehub.identity.Identity;
import io.votehub.limit.Sender;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Refusal;
import io.votehub.protocol.ClientMessage;
import java.util.Map;

/**
 * Lets connections into rooms: finds the room, sees who comes, and reads a returning voter's
 * ballots.
 */
final class Joining {
  private final LoopContext loop;

  /**
   * What a connection is let in with.
   *
   * @param room held for the connection, which has to release it
   * @param ballots the voter's standing ballots as JSON text, by poll
   * @param returning whether it is a voter who came with a token
   */
  record Entry(LocalRoom room, Identity who, Map<String, String> ballots, boolean returning) {
    static Entry of(LocalRoom room, Identity who) {
      return new Entry(room, who, Map.of(), false);
    }
  }

  Joining(LoopContext loop) {
    this.loop = loop;
  }

  /**
   * Refused with {@code unknown-room}, {@code bad-token}, or {@code forbidden} for a token of
   * another room.
   */
  Future<Entry> join(ClientMessage.Join join, Sender sender) {
    return JoinCode.read(join.room())
        .map(loop.rooms()::acquire)
        .orElseGet(() -> Future.failedFuture(JoinCode.unreadable(join.room())))
        .recover(fault -> notFound(fault, sender))
        .compose(
            room ->
                identify(join, sender, room)
                    .map(Joining::ifThere)
                    .onFailure(refused -> loop.rooms().release(room)));
  }

  /** The room may have been deleted while its visitor was being looked at. */
  private static Entry ifThere(Entry entry) {
    if (entry.room().isGone()) {
      throw Refusal.of(ErrorCode.UNKNOWN_ROOM);
    }
    return entry;
  }

  /** Who tries codes has to wait for the answer. */
  private Future<LocalRoom> notFound(Throwable fault, Sender sender) {
    boolean wrong = fault instanceof Refusal refusal && refusal.code() == ErrorCode.UNKNOWN_ROOM;
    return after(wrong ? loop.requests().wrongCode(sender) : 0)
        .compose(waited -> Future.failedFuture(fault));
  }

  private Future<Void> after(long ms) {
    return ms == 0 ? Future.succeededFuture() : loop.vertx().timer(ms).mapEmpty();
  }

  private Future<Entry> identify(ClientMessage.Join join, Sender sender, LocalRoom room) {
    if (join.token().isEmpty() && join.watch()) {
      Identity onlooker = Identity.voter(room.room(), null);
      return Future.succeededFuture(Entry.of(room, onlooker));
    }
    if (join.token().isEmpty()) {
      return after(loop.requests().identity(sender, room.code()))
          .map(waited -> Identity.voter(room.room(), loop.newVoter()))
          .map(fresh -> Entry.of(room, fresh));
    }
    return loop.tokens().verify(join.token().get()).compose(known -> comeBack(room, known));
  }

  private Future<Entry> comeBack(LocalRoom room, Identity known) {
    if (!known.isOf(room.room())) {
      return Future.failedFuture(Refusal.of(ErrorCode.FORBIDDEN, "The token is of another room"));
    }
    if (known.isRevokedIn(room.room())) {
      return Future.failedFuture(
          Refusal.of(ErrorCode.BAD_TOKEN, "This key was replaced by a new one"));
    }
    if (known.isPresenter()) {
      return Future.succeededFuture(Entry.of(room, known));
    }
    BallotsQuery query = new BallotsQuery(room.code(), known.voter());
    return Answer.ask(loop.vertx().eventBus(), BallotsQuery.ADDRESS, query, BallotsView.class)
        .map(view -> new Entry(room, known, view.ballots(), true));
  }
}
