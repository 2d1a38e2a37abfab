package io.votehub.session;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.votehub.bus.AgendaNotices;
import io.votehub.bus.BusReply;
import io.votehub.bus.PlayerView;
import io.votehub.bus.RoomQuery;
import io.votehub.bus.RoomView;
import io.votehub.fanout.CountedBallot;
import io.votehub.fanout.Fanout;
import io.votehub.fanout.RoomEvent;
import io.votehub.fanout.RoomNotice;
import io.votehub.identity.Identity;
import io.votehub.json.Json;
import io.votehub.memory.MemoryShare;
import io.votehub.method.VotingMethods;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.Stage;
import io.votehub.protocol.Messages;
import io.votehub.protocol.RoomMessages;
import io.votehub.protocol.TallyFrame;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A room as one event loop sees it: its current state, and the sessions on this loop, to which its
 * changes are broadcast. Once the room is deleted, or could not be loaded, it is gone: nothing is
 * broadcast any more, and nobody may join it.
 */
final class LocalRoom {
  /** More than anybody has tabs and devices; bounds the cost of one vote. */
  private static final int MAX_NOTIFIED_PER_VOTER = 32;

  private final String code;
  private final Fanout fanout;
  private final RoomMemory memory;
  private final Fanout.Listening listening;
  private final RoomState state = new RoomState();
  private final RoomMembers members = new RoomMembers();
  private final long createdAt = System.nanoTime();
  private final RoomBroadcasts broadcasts;
  private final Reactions reactions;
  private final RoomQuestions questions;
  private final RoomTexts texts;
  private final RoomScores scores;
  private final UpcomingStep upcoming;
  private final Future<LocalRoom> loaded;
  private boolean gone;
  private int references;

  /** Starts to load the room. */
  LocalRoom(
      String code,
      Vertx vertx,
      Fanout fanout,
      SessionMeters meters,
      MemoryShare share,
      VotingMethods methods,
      ReactionLimiter reactionLimiter) {
    this.code = code;
    this.fanout = fanout;
    this.memory = new RoomMemory(share, this::bytes);
    ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
    this.broadcasts = new RoomBroadcasts(context, meters, members, state);
    this.texts =
        new RoomTexts(
            poll ->
                new TextBroadcast(
                    poll, context, meters, members::all, () -> state.isVisible(poll)));
    this.questions =
        new RoomQuestions(
            state,
            poll ->
                new QuestionBroadcast(
                    poll, () -> state.poll(poll), methods, context, meters, members::all));
    this.reactions =
        new Reactions(
            vertx, code, fanout, reactionLimiter, () -> room().reactions(), broadcasts::reactions);
    this.scores =
        new RoomScores(vertx, code, state, members, broadcasts::leaderboard, memory::account);
    this.upcoming = new UpcomingStep(state, broadcasts);
    this.listening = fanout.listen(code, this::handle);
    this.loaded = load(vertx).onFailure(fault -> gone = true);
  }

  /** Subscribes before the room is read, so that no event is missed in between. */
  private Future<LocalRoom> load(Vertx vertx) {
    return listening
        .standing()
        .compose(
            heard ->
                BusReply.request(
                    vertx.eventBus(), RoomQuery.ADDRESS, new RoomQuery(code), RoomView.class))
        .map(
            view -> {
              if (gone || !state.load(view)) {
                throw Refusal.of(ErrorCode.UNKNOWN_ROOM);
              }
              view.boards().forEach(questions::load);
              view.tallies().forEach(questions::tally);
              view.tallies().forEach(texts::load);
              memory.take();
              return this;
            });
  }

  /**
   * Completes with this room once it is loaded and subscribed to its events; fails with {@code
   * unknown-room} if there is none, with {@code busy} if there is no memory for it.
   */
  Future<LocalRoom> loaded() {
    return loaded;
  }

  /** Whether the room was deleted, was released for the last time, or could not be loaded. */
  boolean isGone() {
    return gone;
  }

  String code() {
    return code;
  }

  Room room() {
    return state.room();
  }

  void retain() {
    references++;
  }

  /** Drops one reference; after the last the room unsubscribes. Returns whether it was the last. */
  boolean release() {
    references--;
    if (references == 0) {
      gone = true;
      listening.close();
      reactions.close();
      questions.cancel();
      texts.cancel();
      scores.close();
      memory.give();
    }
    return references == 0;
  }

  /** How many voters are present, on all instances. */
  int present() {
    return fanout.present(code);
  }

  /**
   * Adds a session, which counts its voter as present.
   *
   * @param returning whether the voter came with a token
   * @return whether the voter has another connection to this instance
   */
  boolean add(Session session, boolean returning) {
    members.add(session);
    Optional<String> voter = session.voter();
    return voter.isPresent() && fanout.enter(code, voter.get(), returning);
  }

  void remove(Session session) {
    members.remove(session);
    session.voter().ifPresent(voter -> fanout.leave(code, voter));
  }

  /** Whether the voter may have several connections, here or on other instances. */
  boolean mayHaveSeveral(String voter) {
    return fanout.mayHaveSeveral(voter);
  }

  /**
   * Takes a voter's reaction, or drops it.
   *
   * @param now {@link System#nanoTime}
   */
  void react(String voter, String emoji, long now) {
    reactions.react(voter, emoji, now);
  }

  /** Publishes a counted ballot to the voter's other connections. */
  void ballotCounted(CountedBallot ballot) {
    fanout.ballotCounted(code, ballot);
  }

  Optional<Poll> poll(String id) {
    return state.poll(id);
  }

  /** The polls that a session may see, in the room's order. */
  List<Poll> polls(boolean presenter) {
    return state.polls(presenter);
  }

  /** The polls that voters see, as JSON. */
  Json.Raw pollsForVoters() {
    return state.pollsForVoters();
  }

  /** The newest tallies that a session may see, those of open polls and newer ones first. */
  List<TallyFrame> tallies(boolean presenter) {
    return state.tallies(presenter).stream().map(questions::complete).toList();
  }

  /** The questions from the floor that a session may see, by poll. */
  Map<String, Json.Raw> questions(boolean presenter) {
    return questions.joined(presenter);
  }

  /** What a voter asked, by poll. */
  Map<String, Object> askedBy(Function<Poll, Optional<String>> countedAs) {
    return questions.askedBy(countedAs);
  }

  /**
   * What a session missed of the questions of a poll; empty if nothing that it may see.
   *
   * @param since how many changes it knows of
   */
  Optional<String> missedQuestions(String poll, long since, boolean presenter) {
    return questions.missed(poll, since, presenter);
  }

  private long bytes() {
    return state.bytes() + questions.bytes() + scores.bytes();
  }

  private void handle(RoomEvent event) {
    if (gone) {
      return;
    }
    apply(event);
    memory.account();
  }

  private void apply(RoomEvent event) {
    if (event instanceof RoomEvent.TallyGrown grown) {
      tallyGrown(grown.frame());
    } else if (event instanceof RoomEvent.PollChanged changed) {
      pollChanged(changed.poll());
    } else if (event instanceof RoomEvent.PollDeleted deleted) {
      pollDeleted(deleted.poll());
    } else if (event instanceof RoomEvent.EntriesChanged changed) {
      questions.changed(changed);
    } else if (event instanceof RoomEvent.PresenceChanged presence) {
      broadcasts.presence(presence.present());
    } else if (event instanceof RoomEvent.RoomChanged changed) {
      roomChanged(changed.room(), changed.polls());
    } else if (event instanceof RoomEvent.CaughtUp caughtUp) {
      caughtUp(caughtUp.view(), caughtUp.asked());
    } else if (event instanceof RoomEvent.Noticed noticed) {
      noticed(noticed.notice());
    } else if (event instanceof RoomEvent.RoomDeleted) {
      deleted();
    } else if (event instanceof RoomEvent.BallotCounted counted) {
      newestOf(counted.ballot().voter()).forEach(each -> each.ballots().counted(counted.ballot()));
    } else if (event instanceof RoomEvent.FoundElsewhere found) {
      found.voters().forEach(voter -> newestOf(voter).forEach(each -> each.ballots().readMissed()));
    }
  }

  private void noticed(RoomNotice notice) {
    if (notice.kind().equals(Reactions.KIND) && room() != null) {
      reactions.noticed(notice.content());
    }
    if (notice.kind().equals(AgendaNotices.NOTICE)) {
      broadcasts.message(RoomMessages.agenda(), Session::isPresenter);
    }
    if (notice.kind().equals(AgendaNotices.UPCOMING)) {
      upcoming.changed(notice.content());
    }
    if (notice.kind().equals(PlayerView.NOTICE)
        && notice.content().get("voter") instanceof String player) {
      members
          .ofPlayer(player, MAX_NOTIFIED_PER_VOTER)
          .forEach(each -> each.player().renamed(notice.content()));
      scores.playersChanged();
    }
  }

  private List<Session> newestOf(String voter) {
    return members.newestOf(voter, MAX_NOTIFIED_PER_VOTER);
  }

  private void deleted() {
    gone = true;
    questions.cancel();
    texts.cancel();
    for (Session session : members.all()) {
      session.close(CloseCode.ROOM_DELETED);
    }
  }

  /** Broadcasts what a view of the room adds; it lacks polls created since it was requested. */
  private void caughtUp(RoomView view, long asked) {
    if (asked - createdAt < 0) {
      // The view that this room was loaded from is newer.
      return;
    }
    if (room() != null && !room().isSameAs(view.room())) {
      deleted();
      return;
    }
    Set<String> present = view.polls().stream().map(Poll::id).collect(Collectors.toSet());
    for (Poll poll : view.polls()) {
      if (!state.poll(poll.id()).equals(Optional.of(poll))) {
        pollChanged(poll);
      }
    }
    view.boards().forEach(questions::load);
    view.tallies().forEach(this::tallyGrown);
    state.missingFrom(present, asked).forEach(this::pollDeleted);
    if (!view.room().equals(room())) {
      roomChanged(view.room(), view.polls().stream().map(Poll::id).toList());
    }
  }

  private void tallyGrown(TallyFrame frame) {
    if (state.tallyGrown(frame) && state.poll(frame.poll()).isPresent()) {
      send(frame);
    }
  }

  private void send(TallyFrame frame) {
    if (!questions.tally(frame) && !texts.tally(frame)) {
      broadcasts.tally(frame);
    }
  }

  /** Sends the next tally of the poll to this session first, whose vote was just acknowledged. */
  void prioritiseTally(String poll, Session session) {
    if (state.poll(poll).isPresent() && !questions.has(poll) && !texts.has(poll)) {
      broadcasts.prioritiseTally(poll, session);
    }
  }

  private void pollChanged(Poll poll) {
    Optional<Poll> before = state.poll(poll.id());
    if (!state.pollChanged(poll)) {
      return;
    }
    boolean wasDraft = before.isEmpty() || before.get().state() == PollState.DRAFT;
    boolean hidden = poll.state() == PollState.DRAFT && wasDraft;
    if (poll.state() == PollState.DRAFT) {
      broadcasts.cancelTally(poll.id());
      texts.remove(poll.id());
    }
    questions.pollChanged(before, poll);
    broadcasts.poll(poll, session -> session.isPresenter() || !hidden);
    boolean revealed = before.isEmpty() || (!before.get().visible() && poll.visible());
    if (revealed) {
      texts.revealed(poll.id());
      state.tally(poll.id()).ifPresent(this::send);
    }
    scores.pollChanged(before, poll);
  }

  /** Tells a session that has joined what it missed of a quiz and of the running order. */
  void joined(Session session) {
    scores.joined(session);
    upcoming.joined(session);
  }

  private void pollDeleted(String poll) {
    broadcasts.cancelTally(poll);
    questions.remove(poll);
    texts.remove(poll);
    Optional<Poll> before = state.poll(poll);
    if (state.pollDeleted(poll)) {
      scores.pollDeleted(before);
      broadcasts.message(Messages.pollDeleted(poll), session -> true);
    }
  }

  private void roomChanged(Room changed, List<String> order) {
    Stage before = room() == null ? Stage.FOLLOW : room().stage();
    if (!state.roomChanged(changed, order)) {
      deleted();
      return;
    }
    for (Session session : members.all()) {
      Identity who = session.identity();
      if (who.isRevokedIn(room()) || who.isRemovedFrom(room())) {
        session.close(CloseCode.REVOKED);
      } else if (room().suspension().isOn() && !session.isPresenter()) {
        session.close(CloseCode.ROOM_SUSPENDED);
      }
    }
    List<String> open = polls(false).stream().map(Poll::id).toList();
    broadcasts.room(room(), order, open);
    scores.stageChanged(before);
  }
}
