package io.votehub.session;

import io.votehub.bus.BallotsQuery;
import io.votehub.bus.BallotsView;
import io.votehub.bus.BusReply;
import io.votehub.fanout.CountedBallot;
import io.votehub.poll.BallotProof;
import io.votehub.poll.CastBallot;
import io.votehub.poll.StandingBallot;
import io.votehub.protocol.Messages;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the connections of one voter in step: publishes the ballots that this session casts, and
 * sends the client those that the voter's other connections cast. Confined to the session's event
 * loop.
 */
final class BallotSync {
  private static final Logger LOG = LoggerFactory.getLogger(BallotSync.class);

  /** By then every instance has reported the presence of the voter to this one. */
  private static final long MISSED_WITHIN_NANOS = 20_000_000_000L;

  private final Session session;
  private final LoopContext loop;

  /** Null until the client was sent a ballot, or may have missed one; most never need it. */
  private BallotUpdates updates;

  BallotSync(Session session, LoopContext loop) {
    this.session = session;
    this.loop = loop;
  }

  /**
   * The session of a returning voter has joined.
   *
   * @param ballots the voter's standing ballots, by poll
   */
  void joinedWith(Map<String, StandingBallot> ballots) {
    updates = new BallotUpdates(texts(ballots));
  }

  private static Map<String, String> texts(Map<String, StandingBallot> ballots) {
    Map<String, String> texts = new HashMap<>();
    ballots.forEach((poll, standing) -> texts.put(poll, standing.ballot()));
    return texts;
  }

  /** Once the session is old enough, no ballot counted while it joined can have been missed. */
  void expire(long sessionAgeNanos) {
    if (updates != null && sessionAgeNanos > MISSED_WITHIN_NANOS) {
      updates.clearMissed();
    }
  }

  /** Reads the voter's ballots again and sends those that were missed, if any can have been. */
  void readMissed() {
    if (!session.isJoined() || updates == null || !updates.mayHaveMissed()) {
      return;
    }
    Map<String, Long> before = updates.revs();
    BallotsQuery query = loop.ballotsQuery(session.room(), session.identity().voter());
    BusReply.request(loop.vertx().eventBus(), BallotsQuery.ADDRESS, query, BallotsView.class)
        .onSuccess(
            view ->
                updates.missed(
                    texts(view.ballots()),
                    before,
                    (poll, ballot) -> send(poll, ballot, view.ballots().get(poll))))
        .onFailure(
            fault -> LOG.debug("Connection {} may show an earlier ballot", session.id(), fault));
  }

  /**
   * A later ballot was counted, and told the client, before the client's own one was answered: so
   * it is told after the answer which of them stands.
   */
  private void tellWhatStands(String poll) {
    BallotsQuery query = loop.ballotsQuery(session.room(), session.identity().voter());
    BusReply.request(loop.vertx().eventBus(), BallotsQuery.ADDRESS, query, BallotsView.class)
        .onSuccess(
            view -> {
              StandingBallot stands = view.ballots().get(poll);
              if (!session.isClosed()) {
                send(poll, stands == null ? CastBallot.WITHDRAWN : stands.ballot(), stands);
              }
            })
        .onFailure(
            fault -> LOG.debug("Connection {} may show an earlier ballot", session.id(), fault));
  }

  /** A ballot of the voter was counted, from whichever connection. */
  void counted(CountedBallot ballot) {
    boolean current =
        session.room().poll(ballot.poll()).filter(poll -> poll.run() == ballot.run()).isPresent();
    if (session.isJoined() && ballot.by() != session && current) {
      StandingBallot stands = new StandingBallot(ballot.rev(), ballot.ballot(), ballot.mark());
      sendIfNew(ballot.poll(), stands);
    }
  }

  /** Sends a ballot with its receipt unless the client knows of it, or of a newer one. */
  void sendIfNew(String poll, StandingBallot ballot) {
    String shown = shown(poll, ballot.ballot());
    if (markKnown(poll, ballot.rev(), shown)) {
      send(poll, shown, ballot);
    }
  }

  private boolean markKnown(String poll, long rev, String ballot) {
    if (updates == null) {
      updates = new BallotUpdates();
    }
    return updates.mark(poll, rev, ballot, each -> session.room().poll(each).isPresent());
  }

  /** What clients are told of a ballot; of a poll that is gone they are told nothing anyway. */
  private String shown(String poll, String ballot) {
    return session.room().poll(poll).map(known -> known.shownBallot(ballot)).orElse(ballot);
  }

  /**
   * @param ballot null if it is not known under which revision nothing stands any more
   */
  private void send(String poll, String shown, StandingBallot ballot) {
    BallotProof proof =
        Optional.ofNullable(ballot)
            .flatMap(of -> loop.proof(session.room(), session.identity().voter(), poll, of))
            .orElse(null);
    session.messages().sendBounded(Messages.ballot(poll, shown, proof));
  }

  /**
   * Publishes a ballot of this session to the voter's other connections. Voters with a single
   * connection, nearly all of them, cost one lookup here.
   */
  void publish(CastBallot cast, String poll, long rev) {
    boolean closed = session.isClosed();
    String voter = session.identity().voter();
    if (closed || session.room().mayHaveSeveral(voter)) {
      String shown = shown(poll, cast.ballot());
      if (!markKnown(poll, rev, shown) && !closed) {
        tellWhatStands(poll);
      }
      Object by = closed ? null : session;
      session
          .room()
          .ballotCounted(new CountedBallot(voter, poll, cast.run(), rev, shown, cast.mark(), by));
    }
  }
}
