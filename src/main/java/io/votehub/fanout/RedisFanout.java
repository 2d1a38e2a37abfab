package io.votehub.fanout;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.votehub.bus.Contexts;
import io.votehub.bus.RoomView;
import io.votehub.json.BadJsonException;
import io.votehub.method.VotingMethods;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.Tally;
import io.votehub.question.BoardChange;
import io.votehub.redis.RedisConfig;
import io.votehub.redis.RedisLink;
import io.votehub.redis.RedisSubscriptions;
import io.votehub.trace.VoteFollower;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fan-out of a cluster, over Redis pub/sub: one channel for each room, to which an instance
 * subscribes only while it has listeners of the room. A tally is sent as cells; each instance
 * computes its result once and passes one frame to its event loops.
 *
 * <p>Redis delivers at most once. Therefore rooms are read from the store after a lost subscription
 * was restored, and once each time a room falls silent, in case the last message of a burst was
 * lost.
 */
public final class RedisFanout implements Fanout {
  private static final Logger LOG = LoggerFactory.getLogger(RedisFanout.class);

  /** Reads polls and rooms from the store. */
  public record Sources(
      Function<String, Future<Optional<Poll>>> polls, Function<String, Future<RoomView>> rooms) {}

  private final Vertx vertx;
  private final Context context;
  private final RedisLink redis;
  private final RoomChannel channels;
  private final PollDefinitions.Reads reads = new PollDefinitions.Reads();
  private final VoteFollower follower;
  private final LocalFanout local;
  private final ClusterPresence presence;
  private final CrossInstanceVoters elsewhere;
  private final ConnectedVoters connected;
  private final RedisSubscriptions subscriptions;
  private final FollowedRooms followed;
  private final RoomCatchUp catchUp;

  /**
   * @param instance this instance's id
   */
  public RedisFanout(
      Vertx vertx,
      RedisConfig config,
      RedisLink redis,
      String instance,
      VotingMethods methods,
      Sources sources,
      VoteFollower follower) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.redis = redis;
    this.channels = new RoomChannel(redis.keyspace());
    this.follower = follower;
    this.local = new LocalFanout(vertx, methods);
    this.presence =
        new ClusterPresence(
            vertx,
            redis,
            instance,
            (room, voters) -> local.publish(room, new RoomEvent.PresenceChanged(voters)));
    this.elsewhere =
        new CrossInstanceVoters(
            vertx,
            instance,
            presence.local(),
            (room, message) ->
                publish(room, message, () -> LOG.debug("The message is not retried")));
    this.connected =
        new ConnectedVoters(
            vertx, instance, new RoomVoters(), room -> listen(room, event -> {}), this::noticed);
    this.subscriptions =
        new RedisSubscriptions(
            vertx,
            config,
            redis,
            instance,
            new RedisSubscriptions.Listener() {
              @Override
              public void message(String channel, String text) {
                context.runOnContext(turn -> received(channels.room(channel), text));
              }

              @Override
              public void restored() {
                context.runOnContext(turn -> followed.all().forEach(catchUp::catchUp));
              }
            });
    this.followed =
        new FollowedRooms(new Following(), () -> new PollDefinitions(sources.polls(), reads));
    this.catchUp = new RoomCatchUp(vertx, context, sources.rooms(), followed::has, local);
  }

  private final class RoomVoters implements ConnectedVoters.Voters {
    @Override
    public Set<String> here(String room, Collection<String> voters) {
      return presence.local().here(room, voters);
    }

    @Override
    public Future<Map<String, Integer>> reported(String room) {
      return presence.ask(room);
    }
  }

  /** Counts a room's voters while its messages are received. */
  private final class Following implements FollowedRooms.Subscriber {
    @Override
    public Future<Void> subscribe(String room) {
      presence.follow(room);
      return subscriptions.subscribe(channels.name(room));
    }

    @Override
    public void unsubscribe(String room) {
      presence.unfollow(room);
      subscriptions.unsubscribe(channels.name(room));
    }
  }

  /** Connects. Fails if Redis cannot be reached now. */
  public Future<Void> start() {
    return subscriptions
        .start()
        .onSuccess(
            up ->
                context.runOnContext(
                    turn -> {
                      presence.start();
                      elsewhere.start();
                      catchUp.start();
                    }));
  }

  /** Removes this instance's presence and closes the connection. */
  public Future<Void> close() {
    catchUp.stop();
    elsewhere.stop();
    return presence.stop().eventually(subscriptions::close);
  }

  /** Whether messages are received, as far as is known. */
  public boolean isUp() {
    return subscriptions.isUp();
  }

  /** How often the connection for messages was made anew. */
  public long reconnections() {
    return subscriptions.reconnections();
  }

  /** How often the definition of a poll was found in the cache. */
  public long definitionsCached() {
    return reads.cached().sum();
  }

  /** How often the definition of a poll was read from the store. */
  public long definitionsStored() {
    return reads.stored().sum();
  }

  /** The round trip of the last probe message to this instance; empty before the first one. */
  public OptionalLong lagMs() {
    return subscriptions.lagMs();
  }

  @Override
  public Listening listen(String room, Consumer<RoomEvent> listener) {
    Listening here = local.listen(room, listener);
    Promise<Void> standing = Contexts.promise(vertx);
    context.runOnContext(turn -> followed.follow(room).onComplete(standing));
    return new Listening() {
      @Override
      public Future<Void> standing() {
        return redis.isUp()
            ? standing.future()
            : Future.failedFuture(Refusal.of(ErrorCode.UNAVAILABLE, "Redis cannot be reached"));
      }

      @Override
      public void close() {
        here.close();
        context.runOnContext(turn -> followed.unfollow(room));
      }
    };
  }

  private void received(String room, String text) {
    Optional<PollDefinitions> definitions = followed.definitions(room);
    if (definitions.isEmpty()) {
      return;
    }
    try {
      received(room, definitions.get(), RoomChannel.read(text));
    } catch (BadJsonException fault) {
      LOG.atWarn()
          .addKeyValue("room", room)
          .log("A message of room {} could not be decoded: {}", room, fault.getMessage());
    }
  }

  private void received(String room, PollDefinitions definitions, RoomChannel.Message message) {
    if (message instanceof RoomChannel.TallyGrown grown) {
      catchUp.received(room, System.nanoTime());
      definitions
          .of(grown.poll(), grown.tally().rev())
          .onSuccess(found -> found.ifPresent(poll -> deliver(poll, grown)))
          .onFailure(
              fault ->
                  LOG.atWarn()
                      .addKeyValue("room", room)
                      .addKeyValue("poll", grown.poll())
                      .setCause(fault)
                      .log("The tally of poll {} could not be shown", grown.poll()));
    } else if (message instanceof RoomChannel.PollChanged changed) {
      definitions.changed(changed.poll());
      local.pollChanged(changed.poll());
    } else if (message instanceof RoomChannel.PollDeleted deleted) {
      definitions.deleted(deleted.poll());
      local.pollDeleted(room, deleted.poll());
    } else if (message instanceof RoomChannel.EntriesChanged changed) {
      catchUp.received(room, System.nanoTime());
      local.publish(
          room, new RoomEvent.EntriesChanged(changed.poll(), changed.run(), changed.change()));
    } else if (message instanceof RoomChannel.RoomChanged changed) {
      local.roomChanged(changed.room(), changed.polls());
    } else if (message instanceof RoomChannel.Noticed noticed) {
      if (!connected.received(room, noticed.notice())) {
        local.noticed(room, noticed.notice());
      }
    } else if (message instanceof RoomChannel.RoomDeleted) {
      local.roomDeleted(room);
    } else if (message instanceof RoomChannel.Present present) {
      presence.received(room, present.instance(), present.voters());
    } else if (message instanceof RoomChannel.Voters voters) {
      Set<String> found = elsewhere.received(room, voters);
      if (!found.isEmpty()) {
        local.publish(room, new RoomEvent.FoundElsewhere(found));
      }
    } else if (message instanceof RoomChannel.Ballots ballots) {
      elsewhere
          .received(room, ballots)
          .forEach(ballot -> local.publish(room, new RoomEvent.BallotCounted(ballot)));
    }
  }

  private void deliver(Poll poll, RoomChannel.TallyGrown grown) {
    local.tallyGrown(poll, grown.tally());
    TallyOrigin from = grown.origin();
    if (from.isKnown() && follower.isOn()) {
      follower.delivered(
          poll.room(), poll.id(), grown.tally().rev(), from.votes(), from.traceparent());
    }
  }

  private void publish(String room, RoomChannel.Message message, Runnable fallback) {
    String text = RoomChannel.write(message);
    redis
        .send(Request.cmd(Command.PUBLISH).arg(channels.name(room)).arg(text))
        .onFailure(
            fault -> {
              LOG.debug("A message of room {} could not be published", room, fault);
              fallback.run();
            });
  }

  @Override
  public void pollChanged(Poll poll) {
    publish(poll.room(), new RoomChannel.PollChanged(poll), () -> local.pollChanged(poll));
  }

  @Override
  public void pollDeleted(String room, String poll) {
    publish(room, new RoomChannel.PollDeleted(poll), () -> local.pollDeleted(room, poll));
  }

  @Override
  public void tallyGrown(Poll poll, Tally tally) {
    tallyGrown(poll, tally, TallyOrigin.UNKNOWN);
  }

  @Override
  public void tallyGrown(Poll poll, Tally tally, TallyOrigin origin) {
    publish(
        poll.room(),
        new RoomChannel.TallyGrown(poll.id(), tally, origin),
        () -> local.tallyGrown(poll, tally));
  }

  @Override
  public void entriesChanged(Poll poll, BoardChange change) {
    publish(
        poll.room(),
        new RoomChannel.EntriesChanged(poll.id(), poll.run(), change),
        () -> local.entriesChanged(poll, change));
  }

  @Override
  public void roomChanged(Room room, List<String> polls) {
    publish(
        room.code(),
        new RoomChannel.RoomChanged(room, polls),
        () -> local.roomChanged(room, polls));
  }

  @Override
  public void roomDeleted(String room) {
    publish(room, new RoomChannel.RoomDeleted(), () -> local.roomDeleted(room));
  }

  @Override
  public void noticed(String room, RoomNotice notice) {
    publish(room, new RoomChannel.Noticed(notice), () -> local.noticed(room, notice));
  }

  @Override
  public boolean enter(String room, String voter, boolean returning) {
    boolean another = presence.enter(room, voter);
    if (returning) {
      elsewhere.joined(room, voter);
    }
    return another;
  }

  @Override
  public void leave(String room, String voter) {
    if (presence.leave(room, voter)) {
      elsewhere.left(room, voter);
    }
  }

  @Override
  public boolean mayHaveSeveral(String voter) {
    return presence.local().hasSeveral(voter) || elsewhere.has(voter);
  }

  @Override
  public void ballotCounted(String room, CountedBallot ballot) {
    if (!presence.local().here(room, List.of(ballot.voter())).isEmpty()) {
      local.publish(room, new RoomEvent.BallotCounted(ballot));
    }
    // A voter without a connection here may have one on any instance.
    if (ballot.by() == null || elsewhere.has(ballot.voter())) {
      elsewhere.counted(room, ballot);
    }
  }

  @Override
  public int present(String room) {
    return presence.present(room);
  }

  @Override
  public Future<Integer> askPresent(String room) {
    return presence.askPresent(room);
  }

  @Override
  public Future<Set<String>> connected(String room, Collection<String> voters) {
    return connected.find(room, voters);
  }

  @Override
  public int rooms() {
    return presence.rooms();
  }
}
