package io.votehub.jvm;

import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.transport.Transport;
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

  /** Builds a Vert.x with this transport, or with NIO if it is not available. Logs the choice. */
  public Vertx build(VertxBuilder builder) {
    boolean epoll = Transport.EPOLL != null && Transport.EPOLL.available();
    if (this == EPOLL && !epoll) {
      LOG.warn("http.transport: epoll is not available on this machine, falling back to nio");
    }
    boolean chosen = this != NIO && epoll;
    LOG.info("Network transport: {}", chosen ? "epoll" : "nio");
    return builder.withTransport(chosen ? Transport.EPOLL : Transport.NIO).build();
  }
}
