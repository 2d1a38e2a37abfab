package io.votehub.player;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.votehub.bus.BusReply;
import io.votehub.bus.PlayerQuery;
import io.votehub.bus.PlayersQuery;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers, over the event bus of the instance, who plays the quizzes of a room. */
public final class PlayersVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(PlayersVerticle.class);

  /** Beyond it clients are asked to come again; a full hall is served within seconds. */
  private static final int MAX_IN_FLIGHT = 2000;

  private final Players players;
  private final AtomicInteger inFlight = new AtomicInteger();
  private MessageConsumer<PlayerQuery> queries;
  private MessageConsumer<PlayersQuery> pages;

  public PlayersVerticle(Players players) {
    this.players = players;
  }

  @Override
  public Future<?> start() {
    queries =
        vertx.eventBus().localConsumer(PlayerQuery.ADDRESS, query -> reply(query, players::player));
    pages =
        vertx.eventBus().localConsumer(PlayersQuery.ADDRESS, query -> reply(query, players::page));
    return Future.join(queries.completion(), pages.completion());
  }

  @Override
  public Future<?> stop() {
    return Future.join(queries.unregister(), pages.unregister());
  }

  private <Q, A> void reply(Message<Q> message, Function<Q, Future<A>> step) {
    BusReply.replyTo(message, query -> bounded(query, step))
        .onFailure(
            fault -> {
              if (!(fault instanceof Refusal)) {
                LOG.error("A query about players failed", fault);
              }
            });
  }

  private <Q, A> Future<A> bounded(Q query, Function<Q, Future<A>> step) {
    if (inFlight.get() >= MAX_IN_FLIGHT) {
      return Future.failedFuture(Refusal.of(ErrorCode.BUSY));
    }
    inFlight.incrementAndGet();
    return Future.succeededFuture(query)
        .compose(step)
        .onComplete(done -> inFlight.decrementAndGet());
  }
}
