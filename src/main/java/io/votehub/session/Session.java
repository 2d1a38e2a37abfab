package io.votehub.session;

import io.netty.buffer.ByteBuf;
import io.votehub.identity.Identity;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.limit.Sender;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.protocol.ClientMessage;
import io.votehub.protocol.Messages;
import java.util.Optional;
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
 * <p>What it takes in is read by {@link InboundMessages} and held back by {@link
 * InboundFlowControl}, what it sends by {@link OutboundMessages}. Its join, its votes, tallies and
 * ballots cast elsewhere are the business of {@link JoinFlow}, {@link SessionVotes}, {@link
 * TallyDelivery} and {@link BallotSync}. Confined to its event loop.
 */
final class Session implements ConnectionDrainer.Client, ClientSocket.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

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
  private final OutboundMessages messages;
  private final Heartbeat heartbeat;
  private final InboundFlowControl inbound;
  private final InboundMessages received;
  private final SessionVotes votes;
  private final TallyDelivery tallies;
  private final BallotSync ballots;
  private State state = State.NEW;
  private LocalRoom room;
  private Identity identity;
  private boolean presenter;
  private boolean moderates;
  private boolean followsEntries;
  private Object lastOffered;

  /** Null until it is needed, which for most connections it never is; so is the next one. */
  private SessionPlayer player;

  private SessionAsks asks;

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
    this.messages = new OutboundMessages(this, writer);
    this.heartbeat = new Heartbeat(socket, loop.limits().times());
    this.inbound = new InboundFlowControl(this, loop, socket, heartbeat.openedAt());
    this.votes = new SessionVotes(this, loop);
    this.received = new InboundMessages(this, loop, heartbeat, votes);
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
        .ifPresentOrElse(
            this::close,
            () ->
                LOG.atDebug()
                    .addKeyValue("connection", id)
                    .log("Connection {}: {}", id, fault.toString()));
  }

  @Override
  public void pong() {
    heartbeat.received();
  }

  @Override
  public void text(String text) {
    received.read(text);
  }

  /** Whether the session has capacity for another message of its client. */
  boolean canRead() {
    return state != State.CLOSED
        && state != State.JOINING
        && votes.hasCapacity()
        && writer.isWritable();
  }

  void join(ClientMessage.Join join) {
    followsEntries = join.entries();
    loop.joins().begin(this, join);
  }

  /** Begins to join; false if the session has begun before. */
  boolean tryBeginJoin() {
    if (state != State.NEW) {
      return false;
    }
    state = State.JOINING;
    return true;
  }

  /** Reads nothing until it is decided whether the session joins, unless it is. */
  void awaitJoin() {
    if (state == State.JOINING) {
      inbound.pause();
    }
  }

  /** The session is of that room from now on. */
  void joined(LocalRoom newRoom, Identity newIdentity) {
    state = State.JOINED;
    room = newRoom;
    identity = newIdentity;
    presenter = newIdentity.seesHidden();
    moderates = newIdentity.moderates();
  }

  /** Answers why the client may not join; it may try again. */
  void joinRefused(Refusal why) {
    if (state != State.CLOSED) {
      state = State.NEW;
      messages.sendError(null, why);
      inbound.resume();
    }
  }

  /** Writes what is pending, and resumes reading if that was what held it up. */
  void flush() {
    if (state != State.CLOSED) {
      writer.flush();
      inbound.resume();
    }
  }

  /** Whether {@link #sendTally} would send one now. */
  boolean takesTally() {
    return state != State.CLOSED && tallies.isReady();
  }

  /**
   * Sends a tally, unless the receiver is slow: it then gets the newest once its write queue has
   * drained. Returns whether it was sent.
   */
  boolean sendTally(ByteBuf frame) {
    return state != State.CLOSED && tallies.send(frame);
  }

  /**
   * Sends what changed of a poll's questions; a slow receiver gets it once its write queue has
   * drained.
   *
   * @param since how many changes were known before
   */
  void sendEntries(ByteBuf frame, String poll, long since) {
    if (state != State.CLOSED) {
      tallies.sendEntries(frame, poll, since);
    }
  }

  /** Closes the connection if it never joined or has gone silent, and pings it if it is idle. */
  void checkAlive(long now) {
    ballots.expire(now - heartbeat.openedAt());
    inbound.resume();
    if (state != State.CLOSED) {
      heartbeat.check(now, state == State.JOINED, inbound.isPaused()).ifPresent(this::closeIdle);
    }
  }

  private void closeIdle(CloseCode why) {
    if (why == CloseCode.NO_JOIN) {
      loop.security().refused(Event.HANDSHAKE, "no-join", Optional.empty(), sender.from());
    }
    close(why);
  }

  @Override
  public void disconnect(long retryAfterMs) {
    messages.send(Messages.bye(retryAfterMs));
    close(CloseCode.RESTART);
  }

  void close(CloseCode why) {
    if (state != State.CLOSED) {
      LOG.atDebug()
          .addKeyValue("connection", id)
          .log("Connection {} is closed: {} {}", id, why.status(), why.reason());
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
      LOG.atDebug()
          .addKeyValue("connection", id)
          .log("Connection {} is aborted: its write queue takes memory that others need", id);
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
    inbound.release();
    writer.release();
    tallies.release();
    if (wasJoined) {
      room.remove(this);
      loop.rooms().release(room);
    }
    loop.closed(this, status, System.nanoTime() - heartbeat.openedAt());
  }

  /** Notes that a tally was offered to this session; false if it had been already. */
  boolean markOffered(Object tally) {
    boolean isNew = lastOffered != tally;
    lastOffered = tally;
    return isNew;
  }

  /** Whether that tally was the last that {@link #markOffered} noted. */
  boolean wasOffered(Object tally) {
    return lastOffered == tally;
  }

  boolean isJoined() {
    return state == State.JOINED;
  }

  boolean isClosed() {
    return state == State.CLOSED;
  }

  /** Whether the client sees drafts and hidden results. */
  boolean isPresenter() {
    return presenter;
  }

  /** Whether the client sees texts and questions that are hidden, or not approved yet. */
  boolean moderates() {
    return moderates;
  }

  /** Whether the client puts lists of texts together from what changed. */
  boolean followsEntries() {
    return followsEntries;
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

  /** Where the client connects from. */
  Sender sender() {
    return sender;
  }

  /** The questions that its voter asks. */
  SessionAsks asks() {
    if (asks == null) {
      asks = new SessionAsks(this, loop);
    }
    return asks;
  }

  InboundFlowControl inbound() {
    return inbound;
  }

  /** The messages to the client. */
  OutboundMessages messages() {
    return messages;
  }

  FrameWriter writer() {
    return writer;
  }

  /** Whom the voter is in quizzes. */
  SessionPlayer player() {
    if (player == null) {
      player = new SessionPlayer(this, loop);
    }
    return player;
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
