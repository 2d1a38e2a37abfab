package io.votehub.session;

import io.netty.buffer.ByteBuf;
import io.votehub.fanout.CountedBallot;
import io.votehub.identity.Identity;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.json.Json;
import io.votehub.limit.RateLimiter;
import io.votehub.limit.Sender;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
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
 * One client connection, from its handshake to its close.
 *
 * <pre>
 *   NEW ──join──→ JOINING ──room and ballots loaded──→ JOINED
 *    ↑               │ refused                            │
 *    └───────────────┘           any ──close──→ CLOSED ←──┘
 * </pre>
 *
 * <p>Reading is paused while the session is joining, so that a client may send a vote right behind
 * its join; while too many of its votes are unanswered; while it does not drain its write queue;
 * and for {@link SessionLimits#PAUSE_MS} after it exceeded its message rate. Votes, tallies and
 * ballots cast elsewhere are the business of {@link SessionVotes}, {@link TallyDelivery} and {@link
 * BallotSync}. Confined to its event loop.
 */
final class Session implements ConnectionDrainer.Client, ClientSocket.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final long MAX_PENDING_BYTES = 1 << 20;

  private static final Set<ErrorCode> TOKEN_ERRORS =
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
  private final FrameWriter writer;
  private final RateLimiter messageLimiter;
  private final Heartbeat heartbeat;
  private final SessionVotes votes;
  private final TallyDelivery tallies;
  private final BallotSync ballots;
  private State state = State.NEW;
  private LocalRoom room;
  private Identity identity;
  private boolean presenter;
  private long pauseTimer = -1;
  private boolean paused;
  private Object lastOffered;

  /** The index in {@link RoomMembers}. */
  private int index;

  /** The next session of the same voter in {@link RoomMembers}; null for the last. */
  private Session nextOfVoter;

  Session(LoopContext loop, String id, Sender sender, TextSocket socket) {
    this(loop, id, sender, socket, new ChannelFrameWriter(socket.channel()));
  }

  Session(LoopContext loop, String id, Sender sender, ClientSocket socket, FrameWriter writer) {
    this.loop = loop;
    this.id = id;
    this.sender = sender;
    this.socket = socket;
    this.writer = writer;
    this.heartbeat = new Heartbeat(socket, loop.limits().times());
    this.messageLimiter = new RateLimiter(loop.messageRate(), heartbeat.openedAt());
    this.votes = new SessionVotes(this, loop);
    this.tallies = new TallyDelivery(this, loop);
    this.ballots = new BallotSync(this, loop);
  }

  void start() {
    socket.setListener(this);
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
    heartbeat.received();
  }

  @Override
  public void text(String text) {
    heartbeat.received();
    ClientMessage message = ClientMessage.read(text);
    if (message instanceof ClientMessage.Vote vote) {
      votes.cast(vote);
      if (loop.limits().pacesVotes() && !messageLimiter.tryAcquire(heartbeat.receivedAt())) {
        pauseForRate();
      }
    } else if (!messageLimiter.tryAcquire(heartbeat.receivedAt())) {
      sendError(null, Refusal.of(ErrorCode.RATE_LIMITED));
      pauseForRate();
    } else if (message instanceof ClientMessage.Ping ping) {
      send(Messages.pong(ping.id().orElse(null), loop.clock().millis()));
    } else if (message instanceof ClientMessage.Join join) {
      join(join);
    } else if (message instanceof ClientMessage.Bad bad) {
      if (bad.why().code() == ErrorCode.BAD_BALLOT) {
        loop.meters().refused(ErrorCode.BAD_BALLOT);
      }
      sendError(bad.id().orElse(null), bad.why());
    }
    if (!writer.isWritable()) {
      pauseReading();
    }
  }

  private void pauseForRate() {
    if (pauseTimer < 0 && state != State.CLOSED) {
      loop.meters().limited();
      Optional<String> code = Optional.ofNullable(room).map(LocalRoom::code);
      loop.security().refused(Event.LIMIT, "messages", code, sender.from());
      pauseReading();
      pauseTimer =
          loop.vertx()
              .setTimer(
                  SessionLimits.PAUSE_MS,
                  timer -> {
                    pauseTimer = -1;
                    resumeReading();
                  });
    }
  }

  void pauseReading() {
    if (!paused && state != State.CLOSED) {
      paused = true;
      socket.pause();
    }
  }

  /** Resumes reading unless there is still a reason to pause. */
  private void resumeReading() {
    if (paused
        && state != State.CLOSED
        && state != State.JOINING
        && pauseTimer < 0
        && votes.hasCapacity()
        && writer.isWritable()) {
      paused = false;
      socket.resume();
    }
  }

  void join(ClientMessage.Join join) {
    if (state != State.NEW) {
      sendError(null, Refusal.of(ErrorCode.BAD_MESSAGE, "Joined already"));
      return;
    }
    state = State.JOINING;
    pauseReading();
    loop.joining()
        .join(join, sender)
        .onSuccess(this::joined)
        .onFailure(fault -> joinRefused(join, fault));
  }

  /**
   * Must not yield between adding the session to the room and writing the answer: the client would
   * miss, or get twice, what happens in between.
   */
  private void joined(Joining.Admission admission) {
    if (state == State.CLOSED) {
      loop.rooms().release(admission.room());
      return;
    }
    if (!loop.tryFreeSendMemory()) {
      loop.rooms().release(admission.room());
      state = State.NEW;
      sendError(null, Refusal.of(ErrorCode.BUSY));
      resumeReading();
      return;
    }
    state = State.JOINED;
    room = admission.room();
    identity = admission.identity();
    presenter = identity.role() == Identity.Role.PRESENTER;
    if (admission.returning()) {
      ballots.joinedWith(admission.ballots());
    }
    boolean hasOtherConnection = room.add(this, admission.returning());
    List<TallyFrame> all = room.tallies(presenter);
    TallyCatchUp catchUp = new TallyCatchUp(presenter);
    List<TallyFrame> initial = catchUp.initial(all);
    send(JoinedMessage.of(room, identity, loop, initial, admission.ballots()));
    if (initial.size() < all.size() || !writer.isWritable()) {
      tallies.startCatchUp(catchUp);
    }
    if (hasOtherConnection) {
      ballots.readMissed();
    }
    resumeReading();
  }

  private void joinRefused(ClientMessage.Join join, Throwable fault) {
    if (fault instanceof Refusal why && TOKEN_ERRORS.contains(why.code())) {
      loop.security()
          .refused(Event.TOKEN, why.code().wire(), JoinCode.read(join.room()), sender.from());
    }
    if (state != State.CLOSED) {
      state = State.NEW;
      sendError(null, asRefusal(fault));
      resumeReading();
    }
  }

  private static Refusal asRefusal(Throwable fault) {
    if (fault instanceof Refusal refusal) {
      return refusal;
    }
    LOG.error("A join failed", fault);
    return Refusal.of(ErrorCode.UNAVAILABLE);
  }

  /** Called for a ballot of this session's voter that was counted, from whichever connection. */
  void ballotCounted(CountedBallot ballot) {
    ballots.counted(ballot);
  }

  /** Reads the voter's ballots again: some may have been counted since they were read to join. */
  void readMissedBallots() {
    ballots.readMissed();
  }

  /** Writes what is pending, and resumes reading if that was what held it up. */
  void flush() {
    if (state != State.CLOSED) {
      writer.flush();
      resumeReading();
    }
  }

  void sendError(String messageId, Refusal why) {
    send(Messages.error(messageId, why));
  }

  /** Sends a message to this client alone. */
  private void send(Map<String, Object> message) {
    if (state != State.CLOSED) {
      writer.write(Json.write(message));
      writer.flush();
    }
  }

  /** The same, but closes a connection whose write queue exceeds its bound. */
  void sendBounded(Map<String, Object> message) {
    if (!closeIfOverflowing()) {
      send(message);
    }
  }

  /**
   * Sends a frame shared with other sessions, to a slow receiver too; closes the connection if its
   * write queue exceeds its bound. The caller keeps its reference.
   */
  void send(ByteBuf frame) {
    if (state != State.CLOSED && !closeIfOverflowing()) {
      writer.writeAndFlush(frame);
    }
  }

  private boolean closeIfOverflowing() {
    boolean overflowing = writer.pendingBytes() > MAX_PENDING_BYTES;
    if (overflowing) {
      close(CloseCode.TOO_SLOW);
    }
    return overflowing;
  }

  /**
   * Sends a tally, unless the receiver is slow: it then gets the newest once its write queue has
   * drained. Returns whether it was sent.
   */
  boolean sendTally(ByteBuf frame) {
    return state != State.CLOSED && tallies.send(frame);
  }

  /** Closes the connection if it never joined or has gone silent, and pings it if it is idle. */
  void checkAlive(long now) {
    ballots.expire(now - heartbeat.openedAt());
    resumeReading();
    if (state != State.CLOSED) {
      heartbeat.check(now, state == State.JOINED, paused).ifPresent(this::close);
    }
  }

  @Override
  public void disconnect(long retryAfterMs) {
    send(Messages.bye(retryAfterMs));
    close(CloseCode.RESTART);
  }

  void close(CloseCode why) {
    if (state != State.CLOSED) {
      LOG.debug("Connection {} is closed: {} {}", id, why.status(), why.reason());
      writer.flush();
      closed(why.status());
      // A paused socket would never read the peer's close frame.
      socket.resume();
      socket.close(why.status(), why.reason());
    }
  }

  /** Closes the connection without a close frame and discards its write queue. */
  void abort() {
    if (state != State.CLOSED) {
      LOG.debug("Connection {} is aborted: its write queue takes memory that others need", id);
      closed(CloseCode.TOO_SLOW.status());
      socket.abort();
    }
  }

  @Override
  public void closed(int status) {
    if (state == State.CLOSED) {
      return;
    }
    boolean wasJoined = state == State.JOINED;
    state = State.CLOSED;
    loop.vertx().cancelTimer(pauseTimer);
    writer.release();
    tallies.release();
    if (wasJoined) {
      room.remove(this);
      loop.rooms().release(room);
    }
    loop.closed(this, status, System.nanoTime() - heartbeat.openedAt());
  }

  /** Closes a presenter's connection whose token has been replaced since it joined. */
  void closeIfRevoked(Room current) {
    if (identity.isRevokedIn(current)) {
      close(CloseCode.REVOKED);
    }
  }

  /** Notes that a tally was offered to this session; false if it had been already. */
  boolean markOffered(Object tally) {
    boolean isNew = lastOffered != tally;
    lastOffered = tally;
    return isNew;
  }

  boolean isJoined() {
    return state == State.JOINED;
  }

  boolean isClosed() {
    return state == State.CLOSED;
  }

  boolean isPresenter() {
    return presenter;
  }

  /** The room; null until the session has joined one. */
  LocalRoom room() {
    return room;
  }

  /** Who the client is in the room; null until the session has joined one. */
  Identity identity() {
    return identity;
  }

  /** The voter whose connection this is; empty for presenters and spectators. */
  Optional<String> voter() {
    return Optional.ofNullable(identity.voter());
  }

  String id() {
    return id;
  }

  FrameWriter writer() {
    return writer;
  }

  BallotSync ballots() {
    return ballots;
  }

  TallyDelivery tallies() {
    return tallies;
  }

  /** Settles a vote; its answer is sent by the next {@link #flush}. */
  void settle(VoteBatcher.PendingVote vote, String poll, Receipt receipt) {
    votes.settle(vote, poll, receipt);
  }

  @Override
  public int votesInFlight() {
    return votes.inFlight();
  }

  Session nextOfVoter() {
    return nextOfVoter;
  }

  void nextOfVoter(Session next) {
    nextOfVoter = next;
  }

  int index() {
    return index;
  }

  void index(int newIndex) {
    index = newIndex;
  }
}
