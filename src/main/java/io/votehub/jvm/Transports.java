package io.votehub.jvm;

import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways in which the operating system serves sockets to the hub. */
public enum Transports {
  /** Epoll where there is one. */
  AUTO,
  /** Linux's own. */
  EPOLL,
  /** Java's, which is everywhere. */
  NIO;

  private static final Logger LOG = LoggerFactory.getLogger(Transports.class);

  /**
   * Builds a Vert.x that serves its sockets in this way, or by NIO where the machine does not allow
   * it, and logs which one that is.
   */
  public Vertx build(VertxBuilder builder) {
    boolean epoll = Transport.EPOLL != null && Transport.EPOLL.available();
    if (this == EPOLL && !epoll) {
      LOG.warn("There is no epoll on this machine, so http.transport is not followed");
    }
    boolean chosen = this != NIO && epoll;
    LOG.info("Sockets are served by {}", chosen ? "epoll" : "nio");
    return builder.withTransport(chosen ? Transport.EPOLL : Transport.NIO).build();
  }
}
