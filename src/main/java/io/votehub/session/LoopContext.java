package io.votehub.session;

import io.vertx.core.Vertx;
import io.votehub.bus.BallotsQuery;
import io.votehub.bus.CachedBallotReader;
import io.votehub.identity.Pseudonyms;
import io.votehub.identity.RollVoter;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.Tokens;
import io.votehub.limit.NewVoters;
import io.votehub.limit.Rate;
import io.votehub.limit.RequestLimits;
import io.votehub.memory.MemoryShare;
import io.votehub.poll.BallotProof;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.StandingBallot;
import io.votehub.proof.BallotProofs;
import io.votehub.trace.VoteFollower;
import io.votehub.wording.AudienceFilter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What the sessions of one event loop share, and the timers that supervise them. */
final class LoopContext {
  private static final long SLOW_CHECK_MS = 100;
  private static final long MIN_SLOW_CHECK_NANOS = 10_000_000;
  private static final long ALIVE_CHECK_MS = 1000;

  private final Vertx vertx;
  private final SessionParts sessions;
  private final RoomRegistry rooms;
  private final JoinFlow joins = new JoinFlow(this);
  private final VoteBatcher votes;
  private final AudienceFilter filter;
  private final Function<String, Optional<String>> codes;
  private final CachedBallotReader ballots;
  private final BallotProofs proofs;
  private final Rate messageRate;
  private final Set<Session> open = new HashSet<>();
  private final Set<Session> slow = new HashSet<>();
  private long slowTimer = -1;
  private long checkedAt = System.nanoTime();
  private long aliveTimer = -1;
  private final Optional<SignInWatch> signIns;

  LoopContext(Vertx vertx, SessionParts sessions) {
    this(vertx, sessions, AudienceFilter.loaded(), JoinCode::read);
  }

  /** The context of the hub's own clients on the same loop, who name rooms by any code. */
  LoopContext forOwnClients(SessionParts own) {
    return new LoopContext(vertx, own, filter, Optional::of);
  }

  private LoopContext(
      Vertx vertx,
      SessionParts sessions,
      AudienceFilter filter,
      Function<String, Optional<String>> codes) {
    this.vertx = vertx;
    this.filter = filter;
    this.codes = codes;
    this.sessions = sessions;
    this.signIns = sessions.signIns().map(known -> new SignInWatch(vertx, known));
    this.rooms =
        new RoomRegistry(
            vertx,
            sessions.fanout(),
            sessions.meters(),
            sessions.memory().rooms(),
            sessions.methods(),
            sessions.reactions());
    this.votes = new VoteBatcher(vertx, sessions.counters());
    this.ballots = new CachedBallotReader(sessions.methods(), filter);
    this.proofs = new BallotProofs(sessions.receipts().get()::sign);
    this.messageRate = Rate.of(sessions.limits().messagesPerSecond(), Duration.ofSeconds(1));
  }

  /** The code of the room that a client names; empty if it cannot be one. */
  Optional<String> code(String typed) {
    return codes.apply(typed);
  }

  /** What becomes of what voters write. */
  AudienceFilter filter() {
    return filter;
  }

  /** The ids under which voters are counted. */
  Pseudonyms pseudonyms() {
    return sessions.tokens().pseudonyms();
  }

  /** Asks for the standing ballots of a voter in a room. */
  BallotsQuery ballotsQuery(LocalRoom room, String voter) {
    if (RollVoter.read(voter).isEmpty()) {
      return new BallotsQuery(room.code(), voter);
    }
    Map<String, String> countedAs = new HashMap<>();
    for (Poll poll : room.polls(false)) {
      // A member has no ballot in the polls of other rolls.
      countedAs(room, poll, voter).ifPresent(id -> countedAs.put(poll.id(), id));
    }
    return new BallotsQuery(room.code(), voter, countedAs);
  }

  /** The id under which a voter is counted in a poll; empty for who may not vote there. */
  Optional<String> countedAs(LocalRoom room, Poll poll, String voter) {
    try {
      return Optional.of(pseudonyms().countedAs(room.room(), poll, voter));
    } catch (Refusal notEligible) {
      return Optional.empty();
    }
  }

  void start() {
    signIns.ifPresent(SignInWatch::start);
    aliveTimer =
        vertx.setPeriodic(
            ALIVE_CHECK_MS,
            timer -> {
              long now = System.nanoTime();
              List.copyOf(open).forEach(session -> session.checkAlive(now));
            });
  }

  void stop() {
    signIns.ifPresent(SignInWatch::stop);
    vertx.cancelTimer(aliveTimer);
    vertx.cancelTimer(slowTimer);
  }

  void opened(Session session) {
    open.add(session);
  }

  /**
   * Ties an open session to the sign-in of its browser, if there is one.
   *
   * @param cookies the value of the Cookie header of the handshake; may be null
   */
  void signedIn(Session session, String cookies) {
    signIns.ifPresent(watch -> watch.opened(session, cookies));
  }

  void closed(Session session, int status, long nanos) {
    open.remove(session);
    signIns.ifPresent(watch -> watch.closed(session));
    slow.remove(session);
    sessions.meters().closed(status, nanos);
  }

  /** Checks the receiver of this session regularly until it is no longer slow. */
  void watchSlow(Session session) {
    if (slow.isEmpty()) {
      slowTimer = vertx.setPeriodic(SLOW_CHECK_MS, timer -> checkSlow());
    }
    slow.add(session);
  }

  private void checkSlow() {
    long now = System.nanoTime();
    checkedAt = now;
    for (Session session : List.copyOf(slow)) {
      if (!session.tallies().checkSlow(now)) {
        slow.remove(session);
      }
    }
    while (!hasSendMemory() && !slow.isEmpty()) {
      // The one that has been slow for longest is the least likely to be alive.
      Collections.min(slow, Comparator.comparingLong(each -> each.tallies().slowSince())).abort();
    }
    if (slow.isEmpty()) {
      vertx.cancelTimer(slowTimer);
    }
  }

  private boolean hasSendMemory() {
    return sendMemory().used() <= sendMemory().limit();
  }

  /**
   * Whether the write queues of the whole instance are within their memory; if they seem not to be,
   * first accounts for slow receivers of this loop that have caught up.
   */
  boolean tryFreeSendMemory() {
    long now = System.nanoTime();
    if (!hasSendMemory() && now - checkedAt > MIN_SLOW_CHECK_NANOS) {
      checkSlow();
    }
    return hasSendMemory();
  }

  MemoryShare sendMemory() {
    return sessions.memory().sending();
  }

  List<Session> open() {
    return List.copyOf(open);
  }

  Vertx vertx() {
    return vertx;
  }

  RoomRegistry rooms() {
    return rooms;
  }

  JoinFlow joins() {
    return joins;
  }

  VoteBatcher votes() {
    return votes;
  }

  MemoryShare voteMemory() {
    return sessions.memory().votes();
  }

  RequestLimits requests() {
    return sessions.requests();
  }

  NewVoters newVoters() {
    return sessions.newVoters();
  }

  BallotProofs proofs() {
    return proofs;
  }

  /**
   * What proves that a voter's ballot counts; empty if the voter's id in the poll is no longer
   * known, as in a secret poll with a result.
   */
  Optional<BallotProof> proof(LocalRoom room, String voter, String poll, StandingBallot ballot) {
    return room.poll(poll)
        .flatMap(known -> countedAs(room, known, voter))
        .map(counted -> proofs.of(poll, ballot.rev(), counted, ballot.mark()));
  }

  Tokens tokens() {
    return sessions.tokens();
  }

  SecurityLog security() {
    return sessions.security();
  }

  CachedBallotReader ballots() {
    return ballots;
  }

  VoteFollower follower() {
    return sessions.follower();
  }

  InstantSource clock() {
    return sessions.clock();
  }

  /** The rate of the messages of each connection. */
  Rate messageRate() {
    return messageRate;
  }

  SessionLimits limits() {
    return sessions.limits();
  }

  SessionMeters meters() {
    return sessions.meters();
  }

  String newVoter() {
    return sessions.voters().get();
  }
}
