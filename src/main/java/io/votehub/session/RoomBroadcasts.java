package io.votehub.session;

import io.netty.buffer.ByteBuf;
import io.vertx.core.internal.ContextInternal;
import io.votehub.json.Json;
import io.votehub.poll.Poll;
import io.votehub.poll.Room;
import io.votehub.protocol.Messages;
import io.votehub.protocol.RoomMessages;
import io.votehub.protocol.TallyFrame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Sends to the members of a room: messages to all of them at once, tallies and the number of voters
 * in slices, since they come often. Whatever goes to several members is encoded once. Confined to
 * one event loop.
 */
final class RoomBroadcasts {
  private final ContextInternal context;
  private final SessionMeters meters;
  private final RoomMembers members;
  private final RoomState state;
  private final LatestBroadcast presence;
  private final LatestBroadcast reactions;
  private final LatestBroadcast leaderboard;
  private final Map<String, TallyBroadcast> tallies = new HashMap<>();

  /**
   * @param state says which tallies voters may see
   */
  RoomBroadcasts(
      ContextInternal context, SessionMeters meters, RoomMembers members, RoomState state) {
    this.context = context;
    this.meters = meters;
    this.members = members;
    this.state = state;
    this.presence = new LatestBroadcast(context, members::all, session -> true);
    this.reactions = new LatestBroadcast(context, members::all, this::seesReactions);
    this.leaderboard = new LatestBroadcast(context, members::all, session -> true);
  }

  /** Sends how many voters are present. */
  void presence(int present) {
    presence.send(Messages.presence(present));
  }

  /** Sends how people reacted to screens and presenters, and to voters where the room says so. */
  void reactions(Map<String, Long> counts) {
    reactions.send(RoomMessages.reacted(counts));
  }

  /** Sends the leaderboard of a quiz, or a newer one in its place. */
  void leaderboard(Map<String, Object> message) {
    leaderboard.send(message);
  }

  private boolean seesReactions(Session session) {
    return session.voter().isEmpty() || state.room().reactions().toVoters();
  }

  /** Sends a tally to all who may see it, or a newer one of the poll in its place. */
  void tally(TallyFrame frame) {
    of(frame.poll()).send(frame);
  }

  /** Sends the next tally of the poll to this session first, whose vote was just acknowledged. */
  void prioritiseTally(String poll, Session session) {
    of(poll).prioritise(session);
  }

  /** Discards what has not been sent of the poll's tallies. */
  void cancelTally(String poll) {
    TallyBroadcast broadcast = tallies.remove(poll);
    if (broadcast != null) {
      broadcast.cancel();
    }
  }

  private TallyBroadcast of(String poll) {
    return tallies.computeIfAbsent(
        poll,
        id ->
            new TallyBroadcast(
                context,
                meters,
                members::all,
                () -> state.isVisible(id),
                TallyBroadcast.SLICE_NANOS));
  }

  /** Sends a poll as each may see it: the right answer of a quiz goes to those who lead alone. */
  void poll(Poll poll, Predicate<Session> receivers) {
    if (poll.settings().quiz().isPresent() && !poll.isAnswerRevealed()) {
      Predicate<Session> leads = session -> session.identity().leads();
      message(Messages.pollChanged(poll, true), receivers.and(leads));
      message(Messages.pollChanged(poll, false), receivers.and(leads.negate()));
    } else {
      message(Messages.pollChanged(poll, false), receivers);
    }
  }

  /**
   * Sends the room as each may see it.
   *
   * @param order all its polls
   * @param open those that voters see
   */
  void room(Room room, List<String> order, List<String> open) {
    Predicate<Session> leads = session -> session.identity().leads();
    message(RoomMessages.room(room, order, true), leads);
    message(RoomMessages.room(room, order, false), leads.negate().and(Session::isPresenter));
    message(RoomMessages.room(room, open, false), session -> !session.isPresenter());
  }

  /** Sends a message to every member that is one of the receivers. */
  void message(Map<String, Object> message, Predicate<Session> receivers) {
    if (members.isEmpty()) {
      return;
    }
    ByteBuf encoded = FrameWriter.encode(members.any().writer().allocator(), Json.write(message));
    try {
      for (Session session : members.all()) {
        if (receivers.test(session)) {
          session.messages().sendBounded(encoded);
        }
      }
    } finally {
      encoded.release();
    }
  }
}
