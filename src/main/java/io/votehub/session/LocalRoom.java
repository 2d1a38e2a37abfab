package io.votehub.session;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.votehub.bus.Answer;
import io.votehub.bus.RoomQuery;
import io.votehub.bus.RoomView;
import io.votehub.fanout.CountedBallot;
import io.votehub.fanout.Fanout;
import io.votehub.fanout.RoomEvent;
import io.votehub.json.Json;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.protocol.Messages;
import io.votehub.protocol.TallyFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A room on this event loop: what is known of it, and the sessions here, which hear what is new.
 * What all members hear is encoded once. Once the room is gone, or could not be loaded, nothing
 * more is heard; it is not for others to join then.
 */
final class LocalRoom {
  /** Nobody has more tabs and devices; what one vote costs must not grow with their number. */
  private static final int MOST_TOLD_OF_A_VOTER = 32;

  private final String code;
  private final ContextInternal context;
  private final Fanout fanout;
  private final SessionMeters meters;
  private final Fanout.Listening listening;
  private final RoomState state = new RoomState();
  private final Map<String, TallyBroadcast> passes = new HashMap<>();
  private final List<Session> members = new ArrayList<>();

  /** By voter the first session; the others follow from one to the next. */
  private final Map<String, Session> byVoter = new HashMap<>();

  private final long since = System.nanoTime();
  private final PresenceBroadcast presenceRound;
  private final Future<LocalRoom> loaded;
  private boolean gone;
  private int holds;

  /** Begins to load the room. */
  LocalRoom(String code, Vertx vertx, Fanout fanout, SessionMeters meters) {
    this.context = (ContextInternal) vertx.getOrCreateContext();
    this.code = code;
    this.fanout = fanout;
    this.meters = meters;
    this.presenceRound = new PresenceBroadcast(context, this::everybody);
    this.listening = fanout.listen(code, this::on);
    this.loaded = load(vertx).onFailure(fault -> gone = true);
  }

  /** Listening begins before the room is read, so that nothing is missed in between. */
  private Future<LocalRoom> load(Vertx vertx) {
    return listening
        .standing()
        .compose(
            heard ->
                Answer.ask(
                    vertx.eventBus(), RoomQuery.ADDRESS, new RoomQuery(code), RoomView.class))
        .map(
            view -> {
              if (gone || !state.load(view)) {
                throw Refusal.of(ErrorCode.UNKNOWN_ROOM);
              }
              return this;
            });
  }

  /** Itself, once it is loaded and kept current; refused with {@code unknown-room}. */
  Future<LocalRoom> loaded() {
    return loaded;
  }

  /** Whether the room was deleted, or could not be loaded. */
  boolean isGone() {
    return gone;
  }

  String code() {
    return code;
  }

  Room room() {
    return state.room();
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
      gone = true;
      listening.close();
    }
    return holds == 0;
  }

  int present() {
    return fanout.present(code);
  }

  /**
   * @param returning whether it is a voter who came with a token
   * @return whether its voter has another connection to this instance
   */
  boolean add(Session session, boolean returning) {
    session.seat(members.size());
    members.add(session);
    Optional<String> voter = session.voter();
    voter.ifPresent(id -> session.nextOfVoter(byVoter.put(id, session)));
    return voter.isPresent() && fanout.enter(code, voter.get(), returning);
  }

  void remove(Session session) {
    int seat = session.seat();
    Session last = members.remove(members.size() - 1);
    if (last != session) {
      members.set(seat, last);
      last.seat(seat);
    }
    session
        .voter()
        .ifPresent(
            voter -> {
              unlink(voter, session);
              fanout.leave(code, voter);
            });
  }

  private void unlink(String voter, Session session) {
    Session first = byVoter.get(voter);
    if (first == session && session.nextOfVoter() == null) {
      byVoter.remove(voter);
    } else if (first == session) {
      byVoter.put(voter, session.nextOfVoter());
    } else {
      Session before = first;
      while (before.nextOfVoter() != session) {
        before = before.nextOfVoter();
      }
      before.nextOfVoter(session.nextOfVoter());
    }
  }

  /** The newest sessions of a voter. */
  private List<Session> ofVoter(String voter) {
    List<Session> newest = new ArrayList<>();
    Session each = byVoter.get(voter);
    while (each != null && newest.size() < MOST_TOLD_OF_A_VOTER) {
      newest.add(each);
      each = each.nextOfVoter();
    }
    return newest;
  }

  /** Whether the voter may have more than one connection, here or on another instance. */
  boolean mayHaveSeveral(String voter) {
    return fanout.mayHaveSeveral(voter);
  }

  /** Tells the voter's other connections of a ballot that was counted. */
  void ballotCounted(CountedBallot ballot) {
    fanout.ballotCounted(code, ballot);
  }

  private Session[] everybody() {
    return members.toArray(Session[]::new);
  }

  Optional<Poll> poll(String id) {
    return state.poll(id);
  }

  /** The polls that a session may know of, in order. */
  List<Poll> polls(boolean presenter) {
    return state.polls(presenter);
  }

  /** The newest tallies that a session may see, those of open polls and newer ones first. */
  List<TallyFrame> tallies(boolean presenter) {
    return state.tallies(presenter);
  }

  private void on(RoomEvent event) {
    if (gone) {
      return;
    }
    if (event instanceof RoomEvent.TallyGrown grown) {
      tallyGrown(grown.frame());
    } else if (event instanceof RoomEvent.PollChanged changed) {
      pollChanged(changed.poll());
    } else if (event instanceof RoomEvent.PollDeleted deleted) {
      pollDeleted(deleted.poll());
    } else if (event instanceof RoomEvent.PresenceChanged presence) {
      presenceRound.tell(presence.present());
    } else if (event instanceof RoomEvent.RoomChanged changed) {
      roomChanged(changed.room(), changed.polls());
    } else if (event instanceof RoomEvent.CaughtUp caughtUp) {
      caughtUp(caughtUp.view(), caughtUp.asked());
    } else if (event instanceof RoomEvent.RoomDeleted) {
      deleted();
    } else if (event instanceof RoomEvent.BallotCounted counted) {
      ofVoter(counted.ballot().voter()).forEach(each -> each.ballotCounted(counted.ballot()));
    } else if (event instanceof RoomEvent.FoundElsewhere found) {
      found.voters().forEach(voter -> ofVoter(voter).forEach(Session::readMissedBallots));
    }
  }

  private void deleted() {
    gone = true;
    List.copyOf(members).forEach(session -> session.close(CloseCode.ROOM_DELETED));
  }

  /** Tells what is new in a view of the room; a poll made since it was asked for is not in it. */
  private void caughtUp(RoomView view, long asked) {
    if (asked - since < 0) {
      // What this room was loaded with is newer.
      return;
    }
    if (room() != null && !room().isSameAs(view.room())) {
      deleted();
      return;
    }
    Set<String> there = view.polls().stream().map(Poll::id).collect(Collectors.toSet());
    for (Poll poll : view.polls()) {
      if (!state.poll(poll.id()).equals(Optional.of(poll))) {
        pollChanged(poll);
      }
    }
    view.tallies().forEach(this::tallyGrown);
    state.goneBefore(there, asked).forEach(this::pollDeleted);
    if (!view.room().equals(room())) {
      roomChanged(view.room(), view.polls().stream().map(Poll::id).toList());
    }
  }

  private void tallyGrown(TallyFrame frame) {
    if (state.tallyGrown(frame) && state.poll(frame.poll()).isPresent()) {
      pass(frame.poll()).send(frame);
    }
  }

  /** A vote of this session on that poll was acknowledged. */
  void expectsTally(String poll, Session session) {
    if (state.poll(poll).isPresent()) {
      pass(poll).expects(session);
    }
  }

  private TallyBroadcast pass(String poll) {
    return passes.computeIfAbsent(
        poll,
        id ->
            new TallyBroadcast(
                context,
                meters,
                this::everybody,
                () -> state.isVisible(id),
                TallyBroadcast.TURN_NANOS));
  }

  private void pollChanged(Poll poll) {
    Optional<Poll> before = state.poll(poll.id());
    if (!state.pollChanged(poll)) {
      return;
    }
    boolean wasDraft = before.isEmpty() || before.get().state() == PollState.DRAFT;
    boolean secret = poll.state() == PollState.DRAFT && wasDraft;
    if (poll.state() == PollState.DRAFT) {
      forgetPass(poll.id());
    }
    tell(Messages.pollChanged(poll), session -> session.isPresenter() || !secret);
    boolean shown = before.isEmpty() || (!before.get().visible() && poll.visible());
    if (shown) {
      state.tally(poll.id()).ifPresent(pass(poll.id())::send);
    }
  }

  private void pollDeleted(String poll) {
    forgetPass(poll);
    if (state.pollDeleted(poll)) {
      tell(Messages.pollDeleted(poll), session -> true);
    }
  }

  private void forgetPass(String poll) {
    TallyBroadcast pass = passes.remove(poll);
    if (pass != null) {
      pass.cancel();
    }
  }

  private void roomChanged(Room changed, List<String> order) {
    if (!state.roomChanged(changed, order)) {
      deleted();
      return;
    }
    List.copyOf(members).forEach(session -> session.closeIfRevoked(room()));
    List<String> open = polls(false).stream().map(Poll::id).toList();
    tell(Messages.room(room(), order), Session::isPresenter);
    tell(Messages.room(room(), open), session -> !session.isPresenter());
  }

  private void tell(Map<String, Object> message, Predicate<Session> receivers) {
    if (members.isEmpty()) {
      return;
    }
    ByteBuf encoded =
        FrameWriter.encode(members.get(0).outbound().allocator(), Json.write(message));
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
