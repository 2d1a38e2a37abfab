package io.votehub.store.mongo;

import com.mongodb.MongoClientSettings;
import com.mongodb.connection.TransportSettings;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.ext.mongo.impl.config.MongoClientOptionsParser;
import java.util.Optional;
import java.util.UUID;

/**
 * Creates clients of MongoDB whose connections are served by the event loops of Vert.x. The client
 * does so by itself only on transports that it knows by their class; on any other the driver starts
 * threads of its own, and each reply wakes one of them and then the event loop.
 */
final class DriverClient {
  private DriverClient() {}

  /**
   * A client that connects when it is used; may ask DNS, so it is not to be called on an event
   * loop.
   *
   * @param config of the Vert.x client
   */
  static MongoClient create(Vertx vertx, JsonObject config) {
    EventLoopGroup loops = ((VertxInternal) vertx).nettyEventLoopGroup();
    Optional<Class<? extends SocketChannel>> sockets = sockets(loops);
    if (sockets.isEmpty()) {
      return MongoClient.create(vertx, config);
    }
    MongoClientSettings settings =
        MongoClientSettings.builder(new MongoClientOptionsParser(vertx, config).settings())
            .transportSettings(
                TransportSettings.nettyBuilder()
                    .eventLoopGroup(loops)
                    .socketChannelClass(sockets.get())
                    .build())
            .build();
    return MongoClient.createWithMongoSettings(
        vertx, config, UUID.randomUUID().toString(), settings);
  }

  /** The sockets that these loops serve. */
  private static Optional<Class<? extends SocketChannel>> sockets(EventLoopGroup loops) {
    if (!(loops instanceof IoEventLoopGroup io)) {
      return Optional.empty();
    }
    if (io.isIoType(EpollIoHandler.class)) {
      return Optional.of(EpollSocketChannel.class);
    }
    return io.isIoType(NioIoHandler.class) ? Optional.of(NioSocketChannel.class) : Optional.empty();
  }
}
