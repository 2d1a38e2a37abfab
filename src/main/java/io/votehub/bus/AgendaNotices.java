package io.votehub.bus;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Consumer;

/** Tells the driver of an instance that a room's running order goes on. */
public final class AgendaNotices {
  /** The kind of the room's notice that its running order has changed; sessions tell presenters. */
  public static final String NOTICE = "agenda";

  /**
   * The kind of the notice which step begins soon: {@code at}, and {@code poll} or {@code break};
   * empty if none does any more. Sessions tell big screens.
   */
  public static final String UPCOMING = "agenda-upcoming";

  private static final String ADDRESS = "votehub.agenda";

  private AgendaNotices() {}

  /** Tells the driver of a room; safe from any thread. */
  public static void send(Vertx vertx, String room) {
    vertx.eventBus().send(ADDRESS, room, LocalCodec.options());
  }

  /** Receives the codes of rooms until the consumer is unregistered. */
  public static MessageConsumer<String> consume(Vertx vertx, Consumer<String> handler) {
    return vertx.eventBus().localConsumer(ADDRESS, message -> handler.accept(message.body()));
  }
}
