package io.votehub.jvm;

import io.netty.channel.Channel;
import io.vertx.core.transport.Transport;
import java.util.function.Predicate;

/**
 * A transport that asks whether to serve each connection that a server accepts.
 *
 * @param network does everything else
 * @param accept whether to serve a connection; called on the thread that accepts
 */
record GuardedTransport(Transport network, Predicate<Channel> accept) implements Transport {
  @Override
  public String name() {
    return network.name();
  }

  @Override
  public boolean available() {
    return network.available();
  }

  @Override
  public Throwable unavailabilityCause() {
    return network.unavailabilityCause();
  }

  @Override
  public io.vertx.core.spi.transport.Transport implementation() {
    return new GuardedSockets(network.implementation(), accept);
  }
}
