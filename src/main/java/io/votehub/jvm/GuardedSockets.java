package io.votehub.jvm;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.spi.transport.Transport;
import java.net.SocketAddress;
import java.util.concurrent.ThreadFactory;
import java.util.function.Predicate;

/**
 * The sockets of another transport, whose servers close connections that are not to be served as
 * soon as they are accepted: Vert.x itself tells of a connection only after its TLS handshake.
 */
final class GuardedSockets implements Transport {
  private final Transport sockets;
  private final Predicate<Channel> accept;

  GuardedSockets(Transport sockets, Predicate<Channel> accept) {
    this.sockets = sockets;
    this.accept = accept;
  }

  /** Stands before the handler that gives accepted connections to their event loops. */
  @ChannelHandler.Sharable
  private static final class Guard extends ChannelInboundHandlerAdapter {
    private final Predicate<Channel> accept;

    private Guard(Predicate<Channel> accept) {
      this.accept = accept;
    }

    @Override
    public void channelRead(ChannelHandlerContext server, Object accepted) {
      if (accepted instanceof Channel connection && !accept.test(connection)) {
        // It belongs to no event loop yet, which an ordinary close needs.
        connection.unsafe().closeForcibly();
      } else {
        server.fireChannelRead(accepted);
      }
    }
  }

  @Override
  public void configure(TcpConfig options, boolean domainSocket, ServerBootstrap bootstrap) {
    sockets.configure(options, domainSocket, bootstrap);
    bootstrap.handler(new Guard(accept));
  }

  @Override
  public boolean supportsDomainSockets() {
    return sockets.supportsDomainSockets();
  }

  @Override
  public boolean supportFileRegion() {
    return sockets.supportFileRegion();
  }

  @Override
  public boolean isAvailable() {
    return sockets.isAvailable();
  }

  @Override
  public Throwable unavailabilityCause() {
    return sockets.unavailabilityCause();
  }

  @Override
  public SocketAddress convert(io.vertx.core.net.SocketAddress address) {
    return sockets.convert(address);
  }

  @Override
  public io.vertx.core.net.SocketAddress convert(SocketAddress address) {
    return sockets.convert(address);
  }

  @Override
  public IoHandlerFactory ioHandlerFactory() {
    return sockets.ioHandlerFactory();
  }

  @Override
  public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory factory, int ioRatio) {
    return sockets.eventLoopGroup(type, threads, factory, ioRatio);
  }

  @Override
  public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
    return sockets.datagramChannelFactory();
  }

  @Override
  @SuppressWarnings("deprecation") // The interface asks for it.
  public DatagramChannel datagramChannel(InternetProtocolFamily family) {
    return sockets.datagramChannel(family);
  }

  @Override
  public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
    return sockets.channelFactory(domainSocket);
  }

  @Override
  public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
    return sockets.serverChannelFactory(domainSocket);
  }

  @Override
  public void configure(DatagramChannel channel, DatagramSocketOptions options) {
    sockets.configure(channel, options);
  }

  @Override
  public void configure(TcpConfig options, boolean domainSocket, Bootstrap bootstrap) {
    sockets.configure(options, domainSocket, bootstrap);
  }
}
