package io.votehub.browser;

import static io.votehub.RunningHub.await;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network between pages and a hub, which can be cut, restored, redirected to another hub, or go
 * silent. Some browser versions keep WebSockets open when emulating offline mode; this proxy does
 * not.
 *
 * <p>While silent, connections stay open and nothing passes in either direction, as when a phone
 * leaves its access point; what was sent meanwhile is lost.
 */
final class NetworkProxy implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
  private final NetClient client = vertx.createNetClient();
  private final NetServer server;
  private volatile int hubPort;
  private volatile boolean cut;
  private volatile boolean silent;
  private volatile boolean blocked;

  NetworkProxy(int hubPort) {
    this.hubPort = hubPort;
    this.server =
        await(vertx.createNetServer().connectHandler(this::connected).listen(0, "127.0.0.1"));
  }

  int port() {
    return server.actualPort();
  }

  /** Closes all connections, and each new one at once. */
  void cut() {
    cut = true;
    sockets.forEach(NetSocket::close);
  }

  void silence() {
    silent = true;
  }

  /** Forwards again; connections that were cut or silenced stay closed. */
  void mend() {
    if (silent) {
      sockets.forEach(NetSocket::close);
    }
    silent = false;
    cut = false;
  }

  /** From now on answers WebSocket handshakes like a proxy without WebSocket support. */
  void blockWebSockets() {
    blocked = true;
    sockets.forEach(NetSocket::close);
  }

  void leadTo(int otherHubPort) {
    hubPort = otherHubPort;
  }

  private void connected(NetSocket page) {
    if (cut) {
      page.close();
      return;
    }
    // Nothing that the page sends may be lost before the connection to the hub is open.
    page.pause();
    client
        .connect(hubPort, "127.0.0.1")
        .onSuccess(hub -> join(page, hub))
        .onFailure(fault -> page.close());
  }

  private void join(NetSocket page, NetSocket hub) {
    pass(page, hub);
    pass(hub, page);
    page.resume();
    if (cut) {
      page.close();
    }
  }

  private void pass(NetSocket from, NetSocket to) {
    sockets.add(from);
    from.handler(
        bytes -> {
          if (blocked && bytes.toString().contains("Upgrade: websocket")) {
            from.end(Buffer.buffer("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
          } else {
            write(to, bytes);
          }
        });
    from.exceptionHandler(fault -> from.close());
    from.closeHandler(
        gone -> {
          sockets.remove(from);
          to.close();
        });
  }

  private void write(NetSocket to, Buffer bytes) {
    if (!silent) {
      to.write(bytes);
    }
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
