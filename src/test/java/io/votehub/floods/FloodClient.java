package io.votehub.floods;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.votehub.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/** The connections of floods: WebSockets, HTTP calls, and malformed bytes. */
final class FloodClient {
  private static final int MAX_MESSAGE = 1 << 24;
  private static final int CONNECTIONS = 100;
  private static final int RECEIVE_BYTES = 4 * 1024;

  private static final Buffer HANDSHAKE =
      Buffer.buffer(
          """
          GET /ws HTTP/1.1\r
          Host: localhost\r
          Upgrade: websocket\r
          Connection: Upgrade\r
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
          Sec-WebSocket-Version: 13\r
          \r
          """);

  private final Vertx vertx;
  private final int port;
  private final WebSocketClient sockets;
  private final WebClient http;
  private final NetClient net;

  FloodClient(Vertx vertx, int port) {
    this.vertx = vertx;
    this.port = port;
    this.sockets =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxFrameSize(MAX_MESSAGE)
                .setMaxMessageSize(MAX_MESSAGE)
                .setMaxConnections(10_000));
    this.http =
        WebClient.create(
            vertx,
            new WebClientOptions().setIdleTimeout(20),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    this.net = vertx.createNetClient(new NetClientOptions().setReceiveBufferSize(RECEIVE_BYTES));
  }

  Vertx vertx() {
    return vertx;
  }

  /**
   * A socket that has joined the room as a new voter.
   *
   * @param listener hears every message after the answer to the join
   */
  Future<WebSocket> join(String room, Consumer<String> listener) {
    return sockets
        .connect(new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI("/ws"))
        .compose(
            socket ->
                Future.future(
                    joined -> {
                      socket.textMessageHandler(
                          text -> {
                            if (joined.future().isComplete()) {
                              listener.accept(text);
                            } else if (text.startsWith("{\"type\":\"joined\"")) {
                              joined.complete(socket);
                            } else {
                              joined.tryFail(text);
                              socket.close();
                            }
                          });
                      socket.closeHandler(closed -> joined.tryFail("closed"));
                      socket.writeTextMessage(Json.write(Map.of("type", "join", "room", room)));
                    }));
  }

  /**
   * Joins the room as a new voter and then reads nothing. What is sent to it stays in the system's
   * buffers; a paused WebSocket of Vert.x would buffer some messages in this process.
   */
  Future<NetSocket> joinUnread(String room) {
    return net.connect(port, "127.0.0.1")
        .compose(
            socket ->
                Future.future(
                    joined -> {
                      StringBuilder heard = new StringBuilder();
                      socket.closeHandler(closed -> joined.tryFail("closed"));
                      socket.handler(
                          bytes -> {
                            boolean upgraded = heard.indexOf("\r\n\r\n") >= 0;
                            heard.append(bytes.toString(StandardCharsets.ISO_8859_1));
                            if (!upgraded && heard.indexOf("\r\n\r\n") >= 0) {
                              socket.write(frame(Map.of("type", "join", "room", room)));
                            } else if (heard.indexOf("\"type\":\"joined\"") >= 0) {
                              socket.pause();
                              joined.tryComplete(socket);
                            } else if (heard.indexOf("\"type\":\"error\"") >= 0) {
                              joined.tryFail(heard.toString());
                              socket.close();
                            }
                          });
                      socket.write(HANDSHAKE);
                    }));
  }

  /** A short text frame with a mask of zeros, which leaves the payload unchanged. */
  private static Buffer frame(Map<String, ?> message) {
    byte[] text = Json.write(message).getBytes(StandardCharsets.UTF_8);
    return Buffer.buffer()
        .appendByte((byte) 0x81)
        .appendByte((byte) (0x80 | text.length))
        .appendInt(0)
        .appendBytes(text);
  }

  /** Sends bytes to the hub's port without reading the answer. */
  Future<NetSocket> raw(Buffer bytes) {
    return net.connect(port, "127.0.0.1")
        .compose(
            socket -> {
              socket.pause();
              return socket.write(bytes).map(socket).onFailure(cut -> socket.close());
            });
  }

  /** A call with a body; without one if it is null. */
  Future<HttpResponse<Buffer>> call(String path, String token, Map<String, ?> body) {
    return call(path, token, body == null ? null : Buffer.buffer(Json.write(body)));
  }

  /** A call with a raw body; without one if it is null. */
  Future<HttpResponse<Buffer>> call(String path, String token, Buffer body) {
    var request =
        http.request(HttpMethod.POST, port, "127.0.0.1", path)
            .putHeader("Content-Type", "application/json")
            .timeout(15_000);
    if (token != null) {
      request.putHeader("Authorization", "Bearer " + token);
    }
    return body == null ? request.send() : request.sendBuffer(body);
  }
}
