package io.votehub.session;

import io.netty.buffer.ByteBuf;
import io.votehub.bus.Answer;
import io.votehub.bus.BallotsQuery;
import io.votehub.bus.BallotsView;
import io.votehub.fanout.CountedBallot;
import io.votehub.identity.Identity;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.json.Json;
import io.votehub.limit.RateLimiter;
import io.votehub.limit.Sender;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import io.votehub.protocol.ClientMessage;
import io.votehub.protocol.Messages;
import io.votehub.protocol.TallyFrame;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, from its handshake to its end.
 *
 * <pre>
 *   NEW ──join──→ JOINING ──room and ballots read──→ JOINED
 *    ↑               │ refused                          │
 *    └───────────────┘          any ──close──→ CLOSED ←─┘
 * </pre>
 *
 * <p>While it is joining, the socket is not read, so that a client may send its vote right behind.
 * A receiver that is behind gets no tallies until it has caught up, and then the newest; a sender
 * with too many votes on their way is read no further until some are answered, and one that sends
 * too fast for as long as {@link SessionLimits#REST_MS}. Lives on its event loop.
 */
final class Session implements ConnectionDrainer.Guest, TextSocket.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final long MAX_PENDING_BYTES = 1 << 20;

  /** After a join, at its latest, and the answers of all instances on who is there, too. */
  private static final long MISSED_WITHIN_NANOS = 20_000_000_000L;

  private static final Set<ErrorCode> TOKEN_FAULTS =
      Set.of(ErrorCode.BAD_TOKEN, ErrorCode.FORBIDDEN);

  private enum State {
    NEW,
    JOINING,
    JOINED,
    CLOSED
  }

  private final LoopContext loop;
  private final String id;
  private final Sender sender;
  private final ClientSocket socket;
  private final FrameWriter outbound;
  private final RateLimiter messageLimiter;
  private final long openedAt = System.nanoTime();
  private State state = State.NEW;
  private LocalRoom room;
  private Identity identity;
  private int seat;
  private int inFlight;
  private int bytesInFlight;
  private long restTimer = -1;
  private boolean paused;
  private boolean behind;
  private long behindSince;
  private long owed;

  /** What it has been sent since it fell behind. */
  private TallyCatchUp catchUp;

  private long heardAt = openedAt;
  private boolean pinged;
  private Object offered;
  private boolean presenter;

  /**
   * Null where nothing has been told, or can have been missed, of the voter's other connections.
   */
  private BallotUpdates told;

  /** The next session of the same voter in the room on this loop, or null. */
  private Session nextOfVoter;

  Session(LoopContext loop, String id, Sender sender, TextSocket socket) {
    this(loop, id, sender, socket, new ChannelFrameWriter(socket.channel()));
  }

  Session(LoopContext loop, String id, Sender sender, ClientSocket socket, FrameWriter outbound) {
    this.loop = loop;
    this.id = id;
    this.sender = sender;
    this.socket = socket;
    this.outbound = outbound;
    this.messageLimiter = new RateLimiter(loop.messageRate(), openedAt);
  }

  void start() {
    socket.listen(this);
  }

  @Override
  public void binary() {
    close(CloseCode.UNSUPPORTED_DATA);
  }

  @Override
  public void failed(Throwable fault) {
    CloseCode.of(fault)
        .ifPresentOrElse(this::close, () -> LOG.debug("Connection {}: {}", id, fault.toString()));
  }

  @Override
  public void pong() {
    heard();
  }

  private void heard() {
    heardAt = System.nanoTime();
    pinged = false;
  }

  @Override
  public void text(String sent) {
    heard();
    ClientMessage message = ClientMessage.read(sent);
    if (message instanceof ClientMessage.Vote vote) {
      vote(vote);
      if (loop.limits().pacesVotes() && !messageLimiter.tryAcquire(heardAt)) {
        rest();
      }
    } else if (!messageLimiter.tryAcquire(heardAt)) {
      refuse(null, Refusal.of(ErrorCode.RATE_LIMITED));
      rest();
    } else if (message instanceof ClientMessage.Ping ping) {
      reply(Messages.pong(ping.id().orElse(null), loop.clock().millis()));
    } else if (message instanceof ClientMessage.Join join) {
      join(join);
    } else if (message instanceof ClientMessage.Bad bad) {
      if (bad.why().code() == ErrorCode.BAD_BALLOT) {
        loop.meters().refused(ErrorCode.BAD_BALLOT);
      }
      refuse(bad.id().orElse(null), bad.why());
    }
    if (!outbound.isWritable()) {
      holdReading();
    }
  }

  /** A flood costs its sender: it is told once, if at all, and nothing ends its rest early. */
  private void rest() {
    if (restTimer < 0 && state != State.CLOSED) {
      loop.meters().limited();
      Optional<String> code = Optional.ofNullable(room).map(LocalRoom::code);
      loop.security().refused(Event.LIMIT, "messages", code, sender.from());
      holdReading();
      restTimer =
          loop.vertx()
              .setTimer(
                  SessionLimits.REST_MS,
                  timer -> {
                    restTimer = -1;
                    goOnReading();
                  });
    }
  }

  private void holdReading() {
    if (!paused && state != State.CLOSED) {
      paused = true;
      socket.pause();
    }
  }

  private void goOnReading() {
    boolean free =
        state != State.JOINING
            && restTimer < 0
            && inFlight <= loop.limits().votesInFlight() / 2
            && bytesInFlight <= SessionLimits.MAX_VOTE_BYTES / 2
            && (state == State.CLOSED || outbound.isWritable());
    if (paused && free && state != State.CLOSED) {
      paused = false;
      socket.resume();
    }
  }

  void join(ClientMessage.Join join) {
    if (state != State.NEW) {
      refuse(null, Refusal.of(ErrorCode.BAD_MESSAGE, "Joined already"));
      return;
    }
    state = State.JOINING;
    holdReading();
    loop.joining()
        .join(join, sender)
        .onSuccess(this::enter)
        .onFailure(fault -> notLetIn(join, fault));
  }

  /** From here to the end of the turn nothing may come between the answer and the membership. */
  private void enter(Joining.Entry entry) {
    if (state == State.CLOSED) {
      loop.rooms().release(entry.room());
      return;
    }
    if (!loop.makeRoomToSend()) {
      loop.rooms().release(entry.room());
      state = State.NEW;
      refuse(null, Refusal.of(ErrorCode.BUSY));
      goOnReading();
      return;
    }
    state = State.JOINED;
    room = entry.room();
    identity = entry.who();
    presenter = identity.role() == Identity.Role.PRESENTER;
    if (entry.returning()) {
      told = new BallotUpdates(entry.ballots());
    }
    boolean another = room.add(this, entry.returning());
    List<TallyFrame> tallies = room.tallies(presenter);
    TallyCatchUp begun = new TallyCatchUp(presenter);
    List<TallyFrame> first = begun.first(tallies);
    reply(JoinedMessage.of(room, identity, loop, first, entry.ballots()));
    if (first.size() < tallies.size() || !outbound.isWritable()) {
      fallBehind(begun);
    }
    if (another) {
      readMissedBallots();
    }
    goOnReading();
  }

  /** Reads the voter's ballots again: some may have been counted since they were read to join. */
  void readMissedBallots() {
    if (state != State.JOINED || told == null || !told.mayHaveMissed()) {
      return;
    }
    Map<String, Long> before = told.revs();
    BallotsQuery query = new BallotsQuery(room.code(), identity.voter());
    Answer.ask(loop.vertx().eventBus(), BallotsQuery.ADDRESS, query, BallotsView.class)
        .onSuccess(
            view -> told.missed(view.ballots(), before, (poll, ballot) -> tell(poll, ballot, null)))
        .onFailure(fault -> LOG.debug("Connection {} may show an earlier ballot", id, fault));
  }

  /** A ballot of this connection's voter was counted, which another connection may have cast. */
  void ballotCounted(CountedBallot ballot) {
    boolean current =
        room.poll(ballot.poll()).filter(poll -> poll.run() == ballot.run()).isPresent();
    if (state == State.JOINED && ballot.by() != this && current) {
      tellIfNews(ballot.poll(), ballot.rev(), ballot.ballot());
    }
  }

  private void tellIfNews(String poll, long rev, String ballot) {
    if (knows(poll, rev, ballot)) {
      tell(poll, ballot, loop.receipts().sign(poll, rev, identity.voter()));
    }
  }

  /** Notes that this connection knows of a ballot; false if of a newer one already. */
  private boolean knows(String poll, long rev, String ballot) {
    if (told == null) {
      told = new BallotUpdates();
    }
    return told.tell(poll, rev, ballot, each -> room.poll(each).isPresent());
  }

  private void tell(String poll, String ballot, String receipt) {
    if (outbound.pendingBytes() > MAX_PENDING_BYTES) {
      close(CloseCode.TOO_SLOW);
    } else {
      reply(Messages.ballot(poll, ballot, receipt));
    }
  }

  private void notLetIn(ClientMessage.Join join, Throwable fault) {
    if (fault instanceof Refusal why && TOKEN_FAULTS.contains(why.code())) {
      loop.security()
          .refused(Event.TOKEN, why.code().wire(), JoinCode.read(join.room()), sender.from());
    }
    if (state != State.CLOSED) {
      state = State.NEW;
      refuse(null, asRefusal(fault));
      goOnReading();
    }
  }

  private static Refusal asRefusal(Throwable fault) {
    if (fault instanceof Refusal refusal) {
      return refusal;
    }
    LOG.error("A join failed", fault);
    return Refusal.of(ErrorCode.UNAVAILABLE);
  }

  private void vote(ClientMessage.Vote vote) {
    try {
      Poll poll = pollOf(vote);
      CastBallot cast =
          loop.ballots().cast(poll, identity.voter(), vote.ballot(), loop.clock().millis());
      if (!loop.votesOnWay().tryTake(cast.bytes())) {
        throw Refusal.of(ErrorCode.BUSY);
      }
      inFlight++;
      bytesInFlight += cast.bytes();
      loop.votes().add(this, vote.id(), poll, cast);
      if (inFlight >= loop.limits().votesInFlight()
          || bytesInFlight >= SessionLimits.MAX_VOTE_BYTES) {
        holdReading();
      }
    } catch (Refusal refusal) {
      loop.meters().refused(refusal.code());
      refuse(vote.id(), refusal);
    }
  }

  private Poll pollOf(ClientMessage.Vote vote) {
    if (state != State.JOINED) {
      throw Refusal.of(ErrorCode.NOT_JOINED);
    }
    if (identity.voter() == null) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "Only voters vote");
    }
    Poll poll = room.poll(vote.poll()).orElseThrow(() -> Refusal.of(ErrorCode.UNKNOWN_POLL));
    poll.requireRun(vote.run());
    return poll;
  }

  /** The answer to a vote; it leaves with the next {@link #flush}. */
  void settled(VoteGatherer.OnWay vote, String poll, Receipt receipt) {
    inFlight--;
    bytesInFlight -= vote.bytes();
    loop.votesOnWay().give(vote.bytes());
    if (receipt instanceof Receipt.Counted counted) {
      tellOthers(vote.cast(), poll, counted.rev());
    }
    if (state == State.CLOSED) {
      return;
    }
    if (receipt instanceof Receipt.Counted counted) {
      ack(vote, poll, counted.rev());
    } else if (receipt instanceof Receipt.Superseded superseded) {
      ack(vote, poll, superseded.rev());
      if (inFlight == 0) {
        // None of its own votes was the later one.
        tellIfNews(poll, superseded.rev(), superseded.ballot());
      }
    } else if (receipt instanceof Receipt.Repeated repeated) {
      ack(vote, poll, repeated.rev());
    } else if (receipt instanceof Receipt.Refused refused) {
      outbound.write(Json.write(Messages.error(vote.id(), refused.why())));
    }
  }

  /** Whoever has no other connection, nearly everybody, costs one look here. */
  private void tellOthers(CastBallot cast, String poll, long rev) {
    boolean closed = state == State.CLOSED;
    if (closed || room.mayHaveSeveral(cast.voter())) {
      knows(poll, rev, cast.ballot());
      Object by = closed ? null : this;
      room.ballotCounted(new CountedBallot(cast.voter(), poll, cast.run(), rev, cast.ballot(), by));
    }
  }

  private void ack(VoteGatherer.OnWay vote, String poll, long rev) {
    String receipt = loop.receipts().sign(poll, rev, identity.voter());
    outbound.write(Messages.ackText(vote.id(), poll, Revision.begin(rev), receipt));
    room.expectsTally(poll, this);
    loop.meters().acked(System.nanoTime() - vote.at());
  }

  void flush() {
    if (state != State.CLOSED) {
      outbound.flush();
      goOnReading();
    }
  }

  private void refuse(String message, Refusal why) {
    reply(Messages.error(message, why));
  }

  private void reply(Map<String, Object> message) {
    if (state != State.CLOSED) {
      outbound.write(Json.write(message));
      outbound.flush();
    }
  }

  /**
   * Sends a shared frame, whether the receiver is behind or not; one that is hopelessly behind is
   * closed.
   */
  void send(ByteBuf frame) {
    if (state == State.CLOSED) {
      return;
    }
    if (outbound.pendingBytes() > MAX_PENDING_BYTES) {
      close(CloseCode.TOO_SLOW);
    } else {
      outbound.send(frame);
    }
  }

  /**
   * Sends a tally unless the receiver is behind; it then gets the newest when it has caught up.
   * Whether it was sent.
   */
  boolean sendTally(ByteBuf frame) {
    if (state == State.CLOSED) {
      return false;
    }
    if (!behind && outbound.isWritable()) {
      outbound.send(frame);
      return true;
    }
    if (!behind) {
      fallBehind(new TallyCatchUp(presenter));
    }
    return false;
  }

  private void fallBehind(TallyCatchUp begun) {
    behind = true;
    catchUp = begun;
    behindSince = System.nanoTime();
    owe(outbound.pendingBytes());
    loop.watchBehind(this);
  }

  /** What waits for a receiver that is behind is taken of the share of all of them. */
  private void owe(long bytes) {
    loop.sending().take(bytes - owed);
    owed = bytes;
  }

  /** Since when the receiver is behind, by {@link System#nanoTime}. */
  long behindSince() {
    return behindSince;
  }

  /** Ends the connection of a receiver that is behind, and lets go of what waits for it. */
  void cut() {
    if (state != State.CLOSED) {
      LOG.debug("Connection {} is cut: others need the memory of what waits for it", id);
      closed(CloseCode.TOO_SLOW.status());
      socket.cut();
    }
  }

  /** Looks whether a receiver that was behind has caught up; whether it is still to be watched. */
  boolean checkBehind(long now) {
    if (state == State.CLOSED) {
      return false;
    }
    if (outbound.isWritable()) {
      behind = !catchUp.goOn(room.tallies(presenter), outbound);
      behindSince = now;
      flush();
      owe(behind ? outbound.pendingBytes() : 0);
    } else if (now - behindSince > loop.limits().slowReceiverMs() * 1_000_000) {
      close(CloseCode.TOO_SLOW);
    } else {
      owe(outbound.pendingBytes());
    }
    return behind && state != State.CLOSED;
  }

  /**
   * Ends connections that never joined or that fell silent, and asks the quiet ones for a sign of
   * life.
   */
  void checkAlive(long now) {
    if (told != null && now - openedAt > MISSED_WITHIN_NANOS) {
      told.hasMissedNothing();
    }
    goOnReading();
    long quietMs = (now - heardAt) / 1_000_000;
    boolean neverJoined = state == State.NEW || state == State.JOINING;
    SessionTimes times = loop.limits().times();
    if (neverJoined && (now - openedAt) / 1_000_000 > times.joinWithinMs()) {
      close(CloseCode.NO_JOIN);
    } else if (quietMs > (paused ? times.stuckAfterMs() : times.silentAfterMs())) {
      close(CloseCode.SILENT);
    } else if (quietMs > Math.min(times.pingAfterMs(), socket.pingAfterAtMostMs())
        && !pinged
        && state != State.CLOSED) {
      pinged = true;
      socket.ping();
    }
  }

  @Override
  public void bye(long retryAfterMs) {
    reply(Messages.bye(retryAfterMs));
    close(CloseCode.RESTART);
  }

  void close(CloseCode why) {
    if (state != State.CLOSED) {
      LOG.debug("Connection {} is closed: {} {}", id, why.status(), why.reason());
      outbound.flush();
      closed(why.status());
      // A paused socket would never hear the other side's close frame.
      socket.resume();
      socket.close(why.status(), why.reason());
    }
  }

  @Override
  public void closed(int status) {
    if (state == State.CLOSED) {
      return;
    }
    boolean joined = state == State.JOINED;
    state = State.CLOSED;
    loop.vertx().cancelTimer(restTimer);
    outbound.release();
    owe(0);
    if (joined) {
      room.remove(this);
      loop.rooms().release(room);
    }
    loop.closed(this, status, System.nanoTime() - openedAt);
  }

  /** Whether this tally on its way, whatever it is, was not yet offered to this session. */
  boolean isNewHere(Object tally) {
    boolean isNew = offered != tally;
    offered = tally;
    return isNew;
  }

  /** Ends a presenter's connection if the key that it was opened with has been replaced since. */
  void closeIfRevoked(Room now) {
    if (identity.isRevokedIn(now)) {
      close(CloseCode.REVOKED);
    }
  }

  boolean isPresenter() {
    return presenter;
  }

  /** The voter whose connection this is; nothing for presenters and onlookers. */
  Optional<String> voter() {
    return Optional.ofNullable(identity.voter());
  }

  FrameWriter outbound() {
    return outbound;
  }

  @Override
  public int inFlight() {
    return inFlight;
  }

  Session nextOfVoter() {
    return nextOfVoter;
  }

  void nextOfVoter(Session next) {
    nextOfVoter = next;
  }

  int seat() {
    return seat;
  }

  void seat(int newSeat) {
    seat = newSeat;
  }
}
