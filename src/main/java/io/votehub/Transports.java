package io.votehub;

import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.transport.Transport;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways in which the operating system serves sockets to the hub. */
enum Transports {
  /** The first of the others that this machine allows, in their order, which is that of speed. */
  AUTO,
  /** Linux. */
  EPOLL,
  /**
   * Newer kernels of Linux, but not where a container forbids. Not first: its sockets block, so a
   * frame that many share cannot go straight to each of them as it does with epoll.
   */
  IO_URING,
  /** Everywhere. */
  NIO;

  private static final Logger LOG = LoggerFactory.getLogger(Transports.class);

  /**
   * Builds a Vert.x that serves its sockets in this way, and logs which one that is.
   *
   * @throws IllegalStateException if this very way was asked for and the machine does not allow it
   */
  Vertx build(VertxBuilder builder) {
    if (this != AUTO) {
      return tell(builder.withTransport(transport()).build(), this);
    }
    for (Transports each : List.of(EPOLL, IO_URING)) {
      if (each.transport() == null || !each.transport().available()) {
        continue;
      }
      try {
        return tell(builder.withTransport(each.transport()).build(), each);
      } catch (RuntimeException fault) {
        LOG.warn("Sockets cannot be served by {}: {}", Kind.lower(each), fault.toString());
      }
    }
    return tell(builder.withTransport(Transport.NIO).build(), NIO);
  }

  private Vertx tell(Vertx vertx, Transports chosen) {
    LOG.info("Sockets are served by {}", Kind.lower(chosen));
    return vertx;
  }

  private Transport transport() {
    return switch (this) {
      case IO_URING -> Transport.IO_URING;
      case EPOLL -> Transport.EPOLL;
      case NIO, AUTO -> Transport.NIO;
    };
  }
}
