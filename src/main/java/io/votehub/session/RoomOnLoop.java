package io.votehub.session;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.votehub.fanout.Fanout;
import io.votehub.fanout.RoomEvent;
import io.votehub.json.Json;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Room;
import io.votehub.protocol.Messages;
import io.votehub.protocol.RoomView;
import io.votehub.protocol.TallyFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A room as this event loop knows it: its polls, the newest tally of each, and the sessions here.
 * Mirrors the events of the room; the newest revision wins, so events may come twice or out of
 * order. What all members hear is encoded once.
 */
final class RoomOnLoop {
  private final String code;
  private final ContextInternal context;
  private final Fanout fanout;
  private final SessionMeters meters;
  private final Fanout.Listening listening;
  private final Map<String, Poll> polls = new HashMap<>();
  private final Map<String, Long> madeAt = new HashMap<>();
  private final Map<String, TallyFrame> tallies = new HashMap<>();
  private final Map<String, TallyPass> passes = new HashMap<>();
  private final List<Session> members = new ArrayList<>();
  private final PresenceRound presenceRound;
  private Room room;
  private int holds;

  RoomOnLoop(String code, Vertx vertx, Fanout fanout, SessionMeters meters) {
    this.context = (ContextInternal) vertx.getOrCreateContext();
    this.code = code;
    this.fanout = fanout;
    this.meters = meters;
    this.presenceRound = new PresenceRound(context, this::everybody);
    this.listening = fanout.listen(code, this::on);
  }

  /** Completes once all that happens in the room is heard here. */
  Future<Void> listening() {
    return listening.standing();
  }

  void load(RoomView view) {
    if (room == null || room.tokenVersion() < view.room().tokenVersion()) {
      room = view.room();
    }
    view.polls().forEach(poll -> polls.merge(poll.id(), poll, RoomOnLoop::newer));
    view.tallies().forEach(frame -> tallies.merge(frame.poll(), frame, RoomOnLoop::newer));
  }

  private static Poll newer(Poll known, Poll news) {
    return news.rev() >= known.rev() ? news : known;
  }

  private static TallyFrame newer(TallyFrame known, TallyFrame news) {
    return news.rev() > known.rev() ? news : known;
  }

  String code() {
    return code;
  }

  Room room() {
    return room;
  }

  void acquire() {
    holds++;
  }

  /**
   * Gives back one hold; whether it was the last, after which the room is no longer kept current.
   */
  boolean release() {
    holds--;
    if (holds == 0) {
      forget();
    }
    return holds == 0;
  }

  void forget() {
    listening.close();
  }

  int present() {
    return fanout.present(code);
  }

  void add(Session session) {
    session.seat(members.size());
    members.add(session);
    session.voter().ifPresent(voter -> fanout.enter(code, voter));
  }

  void remove(Session session) {
    int seat = session.seat();
    Session last = members.remove(members.size() - 1);
    if (last != session) {
      members.set(seat, last);
      last.seat(seat);
    }
    session.voter().ifPresent(voter -> fanout.leave(code, voter));
  }

  private Session[] everybody() {
    return members.toArray(Session[]::new);
  }

  Optional<Poll> poll(String id) {
    return Optional.ofNullable(polls.get(id));
  }

  /**
   * The polls that a session may know of, in order, each with the revision that its tally has
   * reached.
   */
  List<Poll> polls(boolean presenter) {
    return polls.values().stream()
        .filter(poll -> presenter || poll.state() != PollState.DRAFT)
        .sorted(Comparator.comparingLong(Poll::position).thenComparing(Poll::id))
        .map(this::atNewestRevision)
        .toList();
  }

  private Poll atNewestRevision(Poll poll) {
    TallyFrame tally = tallies.get(poll.id());
    return tally == null || tally.rev() <= poll.rev() ? poll : poll.withRev(tally.rev());
  }

  /** The newest tallies that a session may see, those of open polls and newer ones first. */
  List<TallyFrame> tallies(boolean presenter) {
    return tallies.values().stream()
        .filter(frame -> presenter || isVisible(frame.poll()))
        .sorted(Comparator.comparing(TallyFrame::last).thenComparing(this::closedAt))
        .toList();
  }

  private long closedAt(TallyFrame frame) {
    Poll poll = polls.get(frame.poll());
    return poll == null ? 0 : -poll.times().closedAt().orElse(0);
  }

  private boolean isVisible(String poll) {
    Poll known = polls.get(poll);
    return known != null && known.visible();
  }

  private void on(RoomEvent event) {
    if (event instanceof RoomEvent.TallyGrown grown) {
      tallyGrown(grown.frame());
    } else if (event instanceof RoomEvent.PollChanged changed) {
      pollChanged(changed.poll());
    } else if (event instanceof RoomEvent.PollDeleted deleted) {
      pollDeleted(deleted.poll());
    } else if (event instanceof RoomEvent.PresenceChanged presence) {
      presenceRound.tell(presence.present());
    } else if (event instanceof RoomEvent.RoomChanged changed) {
      roomChanged(changed);
    } else if (event instanceof RoomEvent.CaughtUp caughtUp) {
      caughtUp(caughtUp.view(), caughtUp.asked());
    } else if (event instanceof RoomEvent.RoomDeleted) {
      deleted();
    }
  }

  private void deleted() {
    List.copyOf(members).forEach(session -> session.close(CloseCode.ROOM_DELETED));
  }

  /** Tells what is new in a view of the room; a poll made since it was asked for is not in it. */
  private void caughtUp(RoomView view, long asked) {
    if (room != null && !room.isSameAs(view.room())) {
      deleted();
      return;
    }
    Set<String> there = view.polls().stream().map(Poll::id).collect(Collectors.toSet());
    for (Poll poll : view.polls()) {
      Poll known = polls.get(poll.id());
      if (known == null || !known.withRev(poll.rev()).equals(poll)) {
        pollChanged(poll);
      }
    }
    view.tallies().forEach(this::tallyGrown);
    for (String known : List.copyOf(polls.keySet())) {
      if (!there.contains(known) && madeAt.getOrDefault(known, asked) - asked <= 0) {
        pollDeleted(known);
      }
    }
    if (!view.room().equals(room)) {
      roomChanged(
          new RoomEvent.RoomChanged(view.room(), view.polls().stream().map(Poll::id).toList()));
    }
  }

  private void tallyGrown(TallyFrame frame) {
    TallyFrame known = tallies.get(frame.poll());
    if (known == null || frame.rev() > known.rev()) {
      tallies.put(frame.poll(), frame);
      broadcast(frame);
    }
  }

  private void broadcast(TallyFrame frame) {
    pass(frame.poll()).send(frame);
  }

  /** A vote of this session on that poll was acknowledged. */
  void expectsTally(String poll, Session session) {
    if (polls.containsKey(poll)) {
      pass(poll).expects(session);
    }
  }

  private TallyPass pass(String poll) {
    return passes.computeIfAbsent(
        poll,
        id ->
            new TallyPass(
                context, meters, this::everybody, () -> isVisible(id), TallyPass.TURN_NANOS));
  }

  private void pollChanged(Poll poll) {
    Poll before = polls.get(poll.id());
    if (before != null && before.rev() > poll.rev()) {
      return;
    }
    polls.put(poll.id(), poll);
    if (before == null) {
      madeAt.put(poll.id(), System.nanoTime());
    }
    boolean wasDraft = before == null || before.state() == PollState.DRAFT;
    boolean secret = poll.state() == PollState.DRAFT && wasDraft;
    tell(Messages.pollChanged(poll), session -> session.isPresenter() || !secret);
    if (poll.state() == PollState.DRAFT) {
      tallies.remove(poll.id());
    }
    TallyFrame tally = tallies.get(poll.id());
    boolean revealed = before != null && !before.visible() && poll.visible();
    if (revealed && tally != null) {
      broadcast(tally);
    }
  }

  private void pollDeleted(String poll) {
    polls.remove(poll);
    madeAt.remove(poll);
    tallies.remove(poll);
    passes.remove(poll);
    tell(Messages.pollDeleted(poll), session -> true);
  }

  private void roomChanged(RoomEvent.RoomChanged changed) {
    if (room != null && !room.isSameAs(changed.room())) {
      deleted();
      return;
    }
    // Changes made at once may be heard in either order; a token that is void stays void.
    long version = Math.max(changed.room().tokenVersion(), room == null ? 0 : room.tokenVersion());
    room = changed.room().withTokenVersion(version);
    List.copyOf(members).forEach(session -> session.closeIfRevoked(room));
    List<String> order = changed.polls();
    for (int i = 0; i < order.size(); i++) {
      int position = i;
      polls.computeIfPresent(order.get(i), (id, poll) -> poll.withPosition(position));
    }
    List<String> open = polls(false).stream().map(Poll::id).toList();
    tell(Messages.room(room, order), Session::isPresenter);
    tell(Messages.room(room, open), session -> !session.isPresenter());
  }

  private void tell(Map<String, Object> message, Predicate<Session> receivers) {
    if (members.isEmpty()) {
      return;
    }
    ByteBuf encoded = Outbound.encode(members.get(0).outbound().allocator(), Json.write(message));
    try {
      for (Session session : List.copyOf(members)) {
        if (receivers.test(session)) {
          session.send(encoded);
        }
      }
    } finally {
      encoded.release();
    }
  }
}
