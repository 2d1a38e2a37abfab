package io.votehub.session;

import io.votehub.identity.Identity;
import io.votehub.json.Json;
import io.votehub.poll.BallotProof;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.FollowedVote;
import io.votehub.poll.Mark;
import io.votehub.poll.Poll;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import io.votehub.poll.StandingBallot;
import io.votehub.protocol.ClientMessage;
import io.votehub.protocol.Messages;
import io.votehub.trace.VoteFollower;

/**
 * The votes of one session: validates and submits them, and answers each once it is counted and
 * durable, or refused. Their number and size in flight are bounded: past the bound the session
 * stops reading until half of them are answered. Confined to the session's event loop.
 */
final class SessionVotes {
  private final Session session;
  private final LoopContext loop;
  private int inFlight;
  private int bytesInFlight;

  /** Null if there is none to remember. */
  private CountedAs previous;

  /** The id under which the session's voter is counted in a poll. */
  private record CountedAs(Identity who, Room room, Poll poll, String voter) {}

  SessionVotes(Session session, LoopContext loop) {
    this.session = session;
    this.loop = loop;
  }

  /** How many votes have no answer yet. */
  int inFlight() {
    return inFlight;
  }

  /** Whether few enough votes are in flight to read on. */
  boolean hasCapacity() {
    return inFlight <= loop.limits().votesInFlight() / 2
        && bytesInFlight <= SessionLimits.MAX_VOTE_BYTES / 2;
  }

  private boolean isFull() {
    return inFlight >= loop.limits().votesInFlight()
        || bytesInFlight >= SessionLimits.MAX_VOTE_BYTES;
  }

  /** Submits a vote, or answers at once why it is refused. */
  void cast(ClientMessage.Vote vote) {
    try {
      Poll poll = pollOf(vote);
      String voter = countedAs(session.room().room(), poll);
      CastBallot cast =
          loop.ballots()
              .cast(
                  poll,
                  voter,
                  vote.ballot(),
                  session.room().room().wordRules(),
                  loop.clock().millis());
      if (vote.mark().isPresent()) {
        cast = cast.withMark(vote.mark().get());
      }
      if (!loop.voteMemory().tryTake(cast.bytes())) {
        throw Refusal.of(ErrorCode.BUSY);
      }
      if (loop.follower().isOn() && !poll.isSecret()) {
        cast = cast.followedBy(follow(vote, poll));
      }
      inFlight++;
      bytesInFlight += cast.bytes();
      loop.votes().add(session, vote.id(), poll, cast);
      if (isFull()) {
        session.inbound().pause();
      }
    } catch (Refusal refusal) {
      loop.meters().refused(refusal.code());
      session.messages().sendError(vote.id(), refusal);
    }
  }

  /**
   * The id under which the vote is counted. The one of the previous vote is remembered, because a
   * member's costs a hash; nothing is kept of secret polls, whose keys are destroyed. All three are
   * immutable, so the same objects give the same id.
   */
  @SuppressWarnings("ReferenceEquality")
  private String countedAs(Room room, Poll poll) {
    Identity who = session.identity();
    if (previous != null && previous.who == who && previous.room == room && previous.poll == poll) {
      return previous.voter;
    }
    String voter = loop.pseudonyms().countedAs(room, poll, who.voter());
    previous = poll.isSecret() ? null : new CountedAs(who, room, poll, voter);
    return voter;
  }

  private FollowedVote follow(ClientMessage.Vote vote, Poll poll) {
    return loop.follower()
        .received(VoteFollower.Way.socket(session.id()), vote.id(), poll.room(), poll.id(), null);
  }

  private Poll pollOf(ClientMessage.Vote vote) {
    if (!session.isJoined()) {
      throw Refusal.of(ErrorCode.NOT_JOINED);
    }
    if (session.identity().voter() == null) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "Only voters vote");
    }
    session.room().room().requireInUse();
    Poll poll =
        session.room().poll(vote.poll()).orElseThrow(() -> Refusal.of(ErrorCode.UNKNOWN_POLL));
    poll.requireRun(vote.run());
    return poll;
  }

  /** Settles a vote; its answer is sent by the session's next flush. */
  void settle(VoteBatcher.PendingVote vote, String poll, Receipt receipt) {
    inFlight--;
    bytesInFlight -= vote.bytes();
    loop.voteMemory().give(vote.bytes());
    settleAndAnswer(vote, poll, receipt);
    FollowedVote followed = vote.cast().followed();
    if (followed != null) {
      followed.answered(receipt);
    }
  }

  private void settleAndAnswer(VoteBatcher.PendingVote vote, String poll, Receipt receipt) {
    if (receipt instanceof Receipt.Counted counted) {
      session.ballots().publish(vote.cast(), poll, counted.rev());
    }
    if (session.isClosed()) {
      return;
    }
    if (receipt instanceof Receipt.Counted counted) {
      ack(vote, poll, counted.rev(), vote.cast().mark());
    } else if (receipt instanceof Receipt.Superseded superseded) {
      acknowledgeSuperseded(vote, poll, superseded);
      if (inFlight == 0) {
        // The superseding ballot came from another connection.
        session
            .ballots()
            .sendIfNew(
                poll, new StandingBallot(superseded.rev(), superseded.ballot(), superseded.mark()));
      }
    } else if (receipt instanceof Receipt.Repeated repeated) {
      ack(vote, poll, repeated.rev(), repeated.mark());
    } else if (receipt instanceof Receipt.Refused refused) {
      session.writer().write(Json.write(Messages.error(vote.id(), refused.why())));
    }
  }

  private void acknowledgeSuperseded(
      VoteBatcher.PendingVote vote, String poll, Receipt.Superseded superseded) {
    if (superseded.ballot().equals(CastBallot.WITHDRAWN)) {
      String voter = vote.cast().voter();
      ack(vote, poll, superseded.rev(), loop.proofs().withoutBallot(poll, superseded.rev(), voter));
    } else {
      ack(vote, poll, superseded.rev(), superseded.mark());
    }
  }

  private void ack(VoteBatcher.PendingVote vote, String poll, long rev, Mark mark) {
    CastBallot cast = vote.cast();
    ack(vote, poll, rev, loop.proofs().answer(poll, rev, cast.voter(), mark, cast.mark()));
  }

  private void ack(VoteBatcher.PendingVote vote, String poll, long rev, BallotProof proof) {
    session.writer().write(Messages.ackText(vote.id(), poll, Revision.begin(rev), proof));
    session.room().prioritiseTally(poll, session);
    loop.meters().acked(System.nanoTime() - vote.receivedAt());
  }
}
