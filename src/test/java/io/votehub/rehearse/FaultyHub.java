package io.votehub.rehearse;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.List;
import java.util.Map;

/** A proxy in front of a hub that acknowledges some votes without forwarding them. */
final class FaultyHub extends VerticleBase {
  private static final int MAX_PHONES = 1000;

  private final int port;
  private final int loseEvery;
  private HttpClient http;
  private WebSocketClient sockets;
  private HttpServer server;
  private int votes;
  private final Promise<String> room = Promise.promise();

  /**
   * @param port of the real hub
   * @param loseEvery which vote is lost; 0 for none
   */
  FaultyHub(int port, int loseEvery) {
    this.port = port;
    this.loseEvery = loseEvery;
  }

  @Override
  public Future<?> start() {
    http = vertx.createHttpClient();
    sockets =
        vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(MAX_PHONES));
    return vertx
        .createHttpServer(new HttpServerOptions().setWebSocketSubProtocols(List.of("votehub.v1")))
        .webSocketHandler(this::relay)
        .requestHandler(this::forward)
        .listen(0, "127.0.0.1")
        .onSuccess(listening -> server = listening);
  }

  int port() {
    return server.actualPort();
  }

  /** The room that phones join, once the first did. */
  Future<String> room() {
    return room.future();
  }

  private void forward(HttpServerRequest request) {
    MultiMap headers = request.headers();
    RequestOptions options =
        new RequestOptions()
            .setMethod(request.method())
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI(request.uri());
    for (String name : new String[] {"Authorization", "Content-Type", "Accept"}) {
      if (headers.contains(name)) {
        options.putHeader(name, headers.get(name));
      }
    }
    request
        .body()
        .compose(body -> http.request(options).compose(call -> call.send(body)))
        .compose(
            answer ->
                answer
                    .body()
                    .compose(
                        body -> request.response().setStatusCode(answer.statusCode()).end(body)))
        .onFailure(fault -> request.response().setStatusCode(502).end(fault.toString()));
  }

  private void relay(ServerWebSocket phone) {
    phone.pause();
    sockets
        .connect(port, "127.0.0.1", "/ws")
        .onFailure(fault -> phone.close())
        .onSuccess(
            hub -> {
              hub.textMessageHandler(phone::writeTextMessage);
              hub.closeHandler(closed -> phone.close());
              phone.closeHandler(closed -> hub.close());
              phone.textMessageHandler(text -> fromPhone(phone, hub, text));
              phone.resume();
            });
  }

  private void fromPhone(ServerWebSocket phone, WebSocket hub, String text) {
    Map<String, Object> message = read(text);
    if ("join".equals(message.get("type"))) {
      room.tryComplete(String.valueOf(message.get("room")));
    }
    if ("vote".equals(message.get("type")) && loseEvery > 0 && ++votes % loseEvery == 0) {
      phone.writeTextMessage(
          Json.write(
              Map.of(
                  "type",
                  "ack",
                  "id",
                  message.get("id"),
                  "poll",
                  message.get("poll"),
                  "rev",
                  1,
                  "receipt",
                  "forged")));
    } else {
      hub.writeTextMessage(text);
    }
  }

  private static Map<String, Object> read(String text) {
    try {
      return Json.readObject(text);
    } catch (BadJsonException fault) {
      throw new AssertionError(text, fault);
    }
  }

  @Override
  public Future<?> stop() {
    return server.close().eventually(sockets::close).eventually(http::close);
  }
}
