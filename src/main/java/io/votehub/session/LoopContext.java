package io.votehub.session;

import io.vertx.core.Vertx;
import io.votehub.bus.CachedBallotReader;
import io.votehub.identity.ReceiptSigner;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.Tokens;
import io.votehub.limit.Rate;
import io.votehub.limit.RequestLimits;
import io.votehub.memory.MemoryShare;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the sessions of one event loop share, and the timers that look after them. */
final class LoopContext {
  private static final long BEHIND_EVERY_MS = 100;
  private static final long BEHIND_AT_MOST_EVERY_NANOS = 10_000_000;
  private static final long ALIVE_EVERY_MS = 1000;

  private final Vertx vertx;
  private final SessionParts sessions;
  private final RoomRegistry rooms;
  private final Joining joining = new Joining(this);
  private final VoteGatherer votes;
  private final CachedBallotReader ballots;
  private final ReceiptSigner receipts;
  private final Rate messageRate;
  private final Set<Session> open = new HashSet<>();
  private final Set<Session> behind = new HashSet<>();
  private long behindTimer = -1;
  private long checkedAt = System.nanoTime();
  private long aliveTimer = -1;

  LoopContext(Vertx vertx, SessionParts sessions) {
    this.vertx = vertx;
    this.sessions = sessions;
    this.rooms = new RoomRegistry(vertx, sessions.fanout(), sessions.meters());
    this.votes = new VoteGatherer(vertx, sessions.counters());
    this.ballots = new CachedBallotReader(sessions.methods());
    this.receipts = sessions.receipts().get();
    this.messageRate = Rate.of(sessions.limits().messagesPerSecond(), Duration.ofSeconds(1));
  }

  void start() {
    aliveTimer =
        vertx.setPeriodic(
            ALIVE_EVERY_MS,
            timer -> {
              long now = System.nanoTime();
              List.copyOf(open).forEach(session -> session.checkAlive(now));
            });
  }

  void stop() {
    vertx.cancelTimer(aliveTimer);
    vertx.cancelTimer(behindTimer);
  }

  void opened(Session session) {
    open.add(session);
  }

  void closed(Session session, int status, long nanos) {
    open.remove(session);
    behind.remove(session);
    sessions.meters().closed(status, nanos);
  }

  void watchBehind(Session session) {
    if (behind.isEmpty()) {
      behindTimer = vertx.setPeriodic(BEHIND_EVERY_MS, timer -> checkBehind());
    }
    behind.add(session);
  }

  private void checkBehind() {
    long now = System.nanoTime();
    checkedAt = now;
    for (Session session : List.copyOf(behind)) {
      if (!session.checkBehind(now)) {
        behind.remove(session);
      }
    }
    while (!hasRoomToSend() && !behind.isEmpty()) {
      // Who waits longest is the least likely to be there still.
      Collections.min(behind, Comparator.comparingLong(Session::behindSince)).cut();
    }
    if (behind.isEmpty()) {
      vertx.cancelTimer(behindTimer);
    }
  }

  /** Whether what waits for receivers of the whole instance is within its bounds. */
  boolean hasRoomToSend() {
    return sending().used() <= sending().limit();
  }

  /** The same for whoever would add to it: looks first who has caught up meanwhile. */
  boolean makeRoomToSend() {
    long now = System.nanoTime();
    if (!hasRoomToSend() && now - checkedAt > BEHIND_AT_MOST_EVERY_NANOS) {
      checkBehind();
    }
    return hasRoomToSend();
  }

  MemoryShare sending() {
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

  Joining joining() {
    return joining;
  }

  VoteGatherer votes() {
    return votes;
  }

  MemoryShare votesOnWay() {
    return sessions.memory().votes();
  }

  RequestLimits requests() {
    return sessions.requests();
  }

  ReceiptSigner receipts() {
    return receipts;
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
