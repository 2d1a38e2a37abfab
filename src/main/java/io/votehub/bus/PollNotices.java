package io.votehub.bus;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.votehub.poll.Poll;
import java.util.function.Consumer;

/** Notifies the scheduler of an instance that a poll's state or closing time changed. */
public final class PollNotices {
  private static final String ADDRESS = "votehub.scheduler";

  private PollNotices() {}

  /** Notifies the scheduler of a changed poll; safe from any thread. */
  public static void send(Vertx vertx, Poll poll) {
    vertx.eventBus().send(ADDRESS, poll, LocalCodec.options());
  }

  /** Receives notices until the consumer is unregistered. */
  public static MessageConsumer<Poll> consume(Vertx vertx, Consumer<Poll> handler) {
    return vertx.eventBus().localConsumer(ADDRESS, message -> handler.accept(message.body()));
  }
}
