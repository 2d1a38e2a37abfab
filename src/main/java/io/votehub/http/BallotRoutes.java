package io.votehub.http;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.votehub.bus.BusReply;
import io.votehub.bus.CachedBallotReader;
import io.votehub.bus.VoteBatch;
import io.votehub.bus.VoteReceipts;
import io.votehub.fanout.CountedBallot;
import io.votehub.fanout.Fanout;
import io.votehub.identity.Pseudonyms;
import io.votehub.memory.MemoryShare;
import io.votehub.poll.BallotProof;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Mark;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.StandingBallot;
import io.votehub.proof.BallotProofs;
import io.votehub.protocol.ClientMessage;
import io.votehub.protocol.Messages;
import io.votehub.room.Polls;
import io.votehub.trace.VoteFollower;
import io.votehub.wording.AudienceFilter;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Voting over HTTP, with the same ballots, counters and receipts as over WebSocket. */
final class BallotRoutes {
  private static final Set<String> FIELDS = Set.of("id", "run", "ballot", "mark");

  private final Polls polls;
  private final EventBus bus;
  private final CachedBallotReader ballots;
  private final Pseudonyms pseudonyms;
  private final BallotProofs proofs;
  private final InstantSource clock;
  private final int counters;
  private final MemoryShare voteMemory;
  private final Fanout fanout;
  private final VoteFollower follower;

  BallotRoutes(HttpParts parts) {
    this.polls = parts.polls();
    this.bus = parts.vertx().eventBus();
    this.ballots = new CachedBallotReader(parts.methods(), AudienceFilter.loaded());
    this.pseudonyms = parts.tokens().pseudonyms();
    this.proofs = new BallotProofs(parts.receipts().get()::sign);
    this.clock = parts.clock();
    this.counters = parts.counters();
    this.voteMemory = parts.memory().votes();
    this.fanout = parts.fanout();
    this.follower = parts.follower();
  }

  /** Casts the ballot; completes once it is counted and durable. */
  Future<Reply> cast(RoomRequest request) {
    // Not RequestAuthorizer.poll: a voter who knows a draft's id is told that it is not open.
    return onCallerContext(request.ctx().vertx(), polls.get(request.room().code(), request.poll()))
        .compose(
            poll -> {
              Map<String, Object> json = BodyReader.object(request.ctx(), FIELDS);
              Object id = id(json);
              poll.requireRun(run(json));
              if (poll.state() == PollState.DRAFT) {
                throw Refusal.of(ErrorCode.NOT_OPEN);
              }
              String voter = request.who().orElseThrow().voter();
              Optional<Mark> mark = mark(json);
              CastBallot bare = read(request, poll, ballot(json), id);
              CastBallot cast = mark.map(bare::withMark).orElse(bare);
              return onCallerContext(request.ctx().vertx(), count(poll, voter, cast))
                  .map(stands -> Reply.created(ack(id, poll, stands, cast)));
            });
  }

  static Object id(Map<String, Object> json) {
    Object id = json.get("id");
    boolean valid = id instanceof String text && text.length() <= ClientMessage.MAX_ID;
    if (json.containsKey("id") && !valid) {
      throw Refusal.field(
          "/id", "Must be a text of at most " + ClientMessage.MAX_ID + " characters");
    }
    return id;
  }

  static OptionalLong run(Map<String, Object> json) {
    Object run = json.get("run");
    if (run == null) {
      return OptionalLong.empty();
    }
    if (run instanceof Integer || run instanceof Long) {
      return OptionalLong.of(((Number) run).longValue());
    }
    throw Refusal.field("/run", "Must be a whole number, the run of the poll");
  }

  private static Optional<Mark> mark(Map<String, Object> json) {
    Object mark = json.get("mark");
    if (mark == null) {
      return Optional.empty();
    }
    return Optional.of(mark)
        .filter(String.class::isInstance)
        .flatMap(text -> Mark.read((String) text))
        .or(
            () -> {
              throw Refusal.field(
                  "/mark", "Must be 16 random bytes as " + Mark.CHARS + " characters of base64url");
            });
  }

  private static Optional<Map<String, ?>> ballot(Map<String, Object> json) {
    if (json.containsKey("ballot") && json.get("ballot") == null) {
      return Optional.empty();
    }
    if (!(json.get("ballot") instanceof Map<?, ?> map)) {
      throw Refusal.of(
          ErrorCode.BAD_BALLOT, "The vote needs a 'ballot', an object, or null to take it back");
    }
    @SuppressWarnings("unchecked")
    Map<String, Object> fields = (Map<String, Object>) map;
    return Optional.of(fields);
  }

  private CastBallot read(
      RoomRequest request, Poll poll, Optional<Map<String, ?>> given, Object id) {
    String voter = pseudonyms.countedAs(request.room(), poll, request.who().orElseThrow().voter());
    CastBallot cast = ballots.cast(poll, voter, given, request.room().wordRules(), clock.millis());
    if (!follower.isOn() || poll.isSecret()) {
      return cast;
    }
    VoteFollower.Way way = VoteFollower.Way.request(RequestGate.id(request.ctx()));
    String parent = RequestGate.traceparent(request.ctx());
    return cast.followedBy(follower.received(way, (String) id, poll.room(), poll.id(), parent));
  }

  private Future<StandingBallot> count(Poll poll, String voter, CastBallot cast) {
    if (!voteMemory.tryTake(cast.bytes())) {
      throw Refusal.of(ErrorCode.BUSY);
    }
    VoteBatch batch = new VoteBatch(poll, List.of(cast));
    return BusReply.request(bus, VoteBatch.address(poll.id(), counters), batch, VoteReceipts.class)
        .compose(answer -> answer.at(0))
        .onComplete(
            answered -> {
              voteMemory.give(cast.bytes());
              if (cast.followed() != null) {
                cast.followed().answered(receipt(answered));
              }
            })
        .map(
            receipt -> {
              if (receipt instanceof Receipt.Counted counted) {
                publish(poll, voter, cast, counted.rev());
              }
              return standing(receipt, cast);
            });
  }

  private static Receipt receipt(AsyncResult<Receipt> answered) {
    if (answered.succeeded()) {
      return answered.result();
    }
    return new Receipt.Refused(
        answered.cause() instanceof Refusal refusal ? refusal : Refusal.of(ErrorCode.UNAVAILABLE));
  }

  private void publish(Poll poll, String voter, CastBallot cast, long rev) {
    fanout.ballotCounted(
        poll.room(),
        new CountedBallot(
            voter, poll.id(), cast.run(), rev, poll.shownBallot(cast.ballot()), cast.mark(), null));
  }

  private static StandingBallot standing(Receipt receipt, CastBallot cast) {
    if (receipt instanceof Receipt.Counted counted) {
      return new StandingBallot(counted.rev(), cast.ballot(), cast.mark());
    }
    if (receipt instanceof Receipt.Repeated repeated) {
      return new StandingBallot(repeated.rev(), cast.ballot(), repeated.mark());
    }
    if (receipt instanceof Receipt.Superseded superseded) {
      return new StandingBallot(superseded.rev(), superseded.ballot(), superseded.mark());
    }
    throw ((Receipt.Refused) receipt).why();
  }

  private Map<String, Object> ack(Object id, Poll poll, StandingBallot stands, CastBallot cast) {
    long rev = stands.rev();
    BallotProof proof =
        stands.ballot().equals(CastBallot.WITHDRAWN)
            ? proofs.withoutBallot(poll.id(), rev, cast.voter())
            : proofs.answer(poll.id(), rev, cast.voter(), stands.mark(), cast.mark());
    Map<String, Object> json =
        new LinkedHashMap<>(Messages.ack((String) id, poll.id(), Revision.begin(rev), proof));
    if (id == null) {
      json.remove("id");
    }
    return json;
  }
}
