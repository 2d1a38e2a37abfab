package io.votehub.room;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.votehub.bus.AskQuery;
import io.votehub.bus.BallotsQuery;
import io.votehub.bus.BallotsView;
import io.votehub.bus.BusReply;
import io.votehub.bus.LeaderboardQuery;
import io.votehub.bus.RoomQuery;
import io.votehub.poll.Refusal;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replies to the queries of sessions when somebody joins: the room as it stands, a returning
 * voter's ballots, and the leaderboard of a quiz; and takes their questions from the floor.
 */
public final class RoomQueryVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(RoomQueryVerticle.class);

  private final RoomViews rooms;
  private final Leaderboards leaderboards;
  private final Boards boards;
  private MessageConsumer<RoomQuery> views;
  private MessageConsumer<BallotsQuery> ballots;
  private MessageConsumer<LeaderboardQuery> sums;
  private MessageConsumer<AskQuery> asks;

  public RoomQueryVerticle(RoomViews rooms, Leaderboards leaderboards, Boards boards) {
    this.rooms = rooms;
    this.leaderboards = leaderboards;
    this.boards = boards;
  }

  @Override
  public Future<?> start() {
    views =
        vertx
            .eventBus()
            .localConsumer(
                RoomQuery.ADDRESS, message -> reply(message, query -> rooms.of(query.room())));
    ballots =
        vertx
            .eventBus()
            .localConsumer(
                BallotsQuery.ADDRESS,
                message -> reply(message, query -> rooms.ballots(query).map(BallotsView::new)));
    sums =
        vertx
            .eventBus()
            .localConsumer(LeaderboardQuery.ADDRESS, message -> reply(message, leaderboards::of));
    asks = vertx.eventBus().localConsumer(AskQuery.ADDRESS, message -> reply(message, boards::ask));
    return Future.join(
        views.completion(), ballots.completion(), sums.completion(), asks.completion());
  }

  @Override
  public Future<?> stop() {
    return Future.join(
        views.unregister(), ballots.unregister(), sums.unregister(), asks.unregister());
  }

  private static <Q, A> void reply(Message<Q> message, Function<Q, Future<A>> step) {
    BusReply.replyTo(message, step)
        .onFailure(
            fault -> {
              if (!(fault instanceof Refusal)) {
                LOG.error("A query of a session failed", fault);
              }
            });
  }
}
