package io.votehub.fanout;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageConsumer;
import io.votehub.bus.LocalCodec;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Poll;
import io.votehub.poll.Room;
import io.votehub.poll.Tally;
import io.votehub.protocol.TallyFrame;
import io.votehub.question.BoardChange;
import io.votehub.trace.VoteFollower;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The fan-out of a hub with a single instance, over the event bus of the process. A tally's result
 * is computed and its message encoded once for all listeners, and away from event loops where that
 * takes long.
 */
public final class LocalFanout implements Fanout {
  private static final DeliveryOptions LOCAL =
      new DeliveryOptions().setLocalOnly(true).setCodecName(LocalCodec.NAME);

  private final Vertx vertx;
  private final VotingMethods methods;
  private final Presence presence;
  private final VoteFollower follower;
  private final LargeTallies large;

  /** A fan-out whose votes are not followed. */
  public LocalFanout(Vertx vertx, VotingMethods methods) {
    this(vertx, methods, VoteFollower.OFF);
  }

  public LocalFanout(Vertx vertx, VotingMethods methods, VoteFollower follower) {
    this.follower = follower;
    this.vertx = vertx;
    this.methods = methods;
    this.large = new LargeTallies(vertx, methods, this::publish);
    this.presence =
        new Presence(
            vertx, (room, present) -> publish(room, new RoomEvent.PresenceChanged(present)));
  }

  @Override
  public Listening listen(String room, Consumer<RoomEvent> listener) {
    MessageConsumer<RoomEvent> consumer =
        vertx.eventBus().localConsumer(address(room), message -> listener.accept(message.body()));
    return new Listening() {
      @Override
      public Future<Void> standing() {
        return Future.succeededFuture();
      }

      @Override
      public void close() {
        consumer.unregister();
      }
    };
  }

  @Override
  public void pollChanged(Poll poll) {
    publish(poll.room(), new RoomEvent.PollChanged(poll));
  }

  @Override
  public void pollDeleted(String room, String poll) {
    publish(room, new RoomEvent.PollDeleted(poll));
  }

  @Override
  public void tallyGrown(Poll poll, Tally tally) {
    if (TallyFrame.isLarge(tally) || large.isBusyWith(poll)) {
      large.compute(poll, tally);
    } else {
      publish(poll, TallyFrame.of(poll, methods.of(poll), tally));
    }
  }

  private void publish(Poll poll, TallyFrame frame) {
    publish(poll.room(), new RoomEvent.TallyGrown(frame));
  }

  @Override
  public void tallyGrown(Poll poll, Tally tally, TallyOrigin origin) {
    tallyGrown(poll, tally);
    if (origin.isKnown() && follower.isOn()) {
      follower.delivered(poll.room(), poll.id(), tally.rev(), origin.votes(), origin.traceparent());
    }
  }

  @Override
  public void entriesChanged(Poll poll, BoardChange change) {
    publish(poll.room(), new RoomEvent.EntriesChanged(poll.id(), poll.run(), change));
  }

  @Override
  public void roomChanged(Room room, List<String> polls) {
    publish(room.code(), new RoomEvent.RoomChanged(room, polls));
  }

  @Override
  public void roomDeleted(String room) {
    publish(room, new RoomEvent.RoomDeleted());
  }

  @Override
  public void noticed(String room, RoomNotice notice) {
    publish(room, new RoomEvent.Noticed(notice));
  }

  @Override
  public boolean enter(String room, String voter, boolean returning) {
    return presence.enter(room, voter);
  }

  @Override
  public void leave(String room, String voter) {
    presence.leave(room, voter);
  }

  @Override
  public boolean mayHaveSeveral(String voter) {
    return presence.hasSeveral(voter);
  }

  @Override
  public void ballotCounted(String room, CountedBallot ballot) {
    if (!presence.here(room, List.of(ballot.voter())).isEmpty()) {
      publish(room, new RoomEvent.BallotCounted(ballot));
    }
  }

  @Override
  public int present(String room) {
    return presence.present(room);
  }

  @Override
  public Future<Integer> askPresent(String room) {
    return Future.succeededFuture(present(room));
  }

  @Override
  public Future<Set<String>> connected(String room, Collection<String> voters) {
    return Future.succeededFuture(presence.here(room, voters));
  }

  @Override
  public int rooms() {
    return presence.rooms();
  }

  void publish(String room, RoomEvent event) {
    vertx.eventBus().publish(address(room), event, LOCAL);
  }

  private static String address(String room) {
    return "votehub.room." + room;
  }
}
