package io.votehub.bus;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.votehub.poll.Poll;
import java.util.function.Consumer;

/** Tells the scheduler of closings, within an instance, that a poll's state or time changed. */
public final class PollNotices {
  private static final String ADDRESS = "votehub.scheduler";

  private PollNotices() {}

  /** Asks the scheduler to look at a poll; safe from any thread. */
  public static void send(Vertx vertx, Poll poll) {
    vertx.eventBus().send(ADDRESS, poll, LocalCodec.options());
  }

  /** Hears of polls until it is unregistered. */
  public static MessageConsumer<Poll> consume(Vertx vertx, Consumer<Poll> handler) {
    return vertx.eventBus().localConsumer(ADDRESS, message -> handler.accept(message.body()));
  }
}
