package io.votehub.jvm;

import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.transport.Transport;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The network transports of Netty that the hub can use. */
public enum Transports {
  /** Epoll if available, else NIO. */
  AUTO,
  /** Native, on Linux only. */
  EPOLL,
  /** Java's own, available everywhere. */
  NIO;

  private static final Logger LOG = LoggerFactory.getLogger(Transports.class);

  /**
   * Builds a Vert.x with this transport, or with NIO if it is not available. Logs the choice.
   *
   * @param accept decides whether to serve a connection that a server has accepted, before anything
   *     is read from it; called on the thread that accepts, and must return at once
   */
  public Vertx build(VertxBuilder builder, Predicate<Channel> accept) {
    boolean epoll = Transport.EPOLL != null && Transport.EPOLL.available();
    if (this == EPOLL && !epoll) {
      LOG.warn("http.transport: epoll is not available on this machine, falling back to nio");
    }
    boolean chosen = this != NIO && epoll;
    LOG.info("Network transport: {}", chosen ? "epoll" : "nio");
    return builder
        .withTransport(new GuardedTransport(chosen ? Transport.EPOLL : Transport.NIO, accept))
        .build();
  }
}
