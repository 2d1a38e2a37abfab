package io.votehub.smoke;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls a hub like its clients do, and fails with a message if an answer is not as expected. */
final class HubClient {
  private static final Duration WITHIN = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(WITHIN).build();
  private final URI hub;

  HubClient(URI hub) {
    this.hub = hub;
  }

  String page(String path) throws IOException, InterruptedException {
    return send("GET", path, null, null, "text/html");
  }

  Map<String, Object> get(String path, String token) throws IOException, InterruptedException {
    return object("GET", path, token, null);
  }

  Map<String, Object> post(String path, String token, Map<String, Object> body)
      throws IOException, InterruptedException {
    return object("POST", path, token, Json.write(body));
  }

  String csv(String path, String token) throws IOException, InterruptedException {
    return send("GET", path, token, null, "text/csv");
  }

  String delete(String path, String token) throws IOException, InterruptedException {
    return send("DELETE", path, token, null, "application/json");
  }

  private Map<String, Object> object(String method, String path, String token, String body)
      throws IOException, InterruptedException {
    try {
      return Json.readObject(send(method, path, token, body, "application/json"));
    } catch (BadJsonException fault) {
      throw new IOException(method + " " + path + " was not answered in JSON", fault);
    }
  }

  private String send(String method, String path, String token, String body, String accept)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(hub.resolve(path))
            .timeout(WITHIN)
            .header("Accept", accept)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(
          method + " " + path + " was answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  /** Joins as a new voter, votes, and waits for the acknowledgement. */
  void voteOverWebSocket(String room, String poll, Map<String, Object> ballot)
      throws IOException, InterruptedException {
    Messages messages = new Messages();
    URI address = URI.create(hub.toString().replaceFirst("^http", "ws")).resolve("/ws");
    WebSocket socket = connect(address, messages);
    try {
      send(socket, Map.of("type", "join", "room", room));
      messages.await("joined");
      send(socket, Map.of("type", "vote", "id", "1", "poll", poll, "ballot", ballot));
      messages.await("ack");
    } finally {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
      socket.abort();
    }
  }

  private WebSocket connect(URI address, Messages messages)
      throws IOException, InterruptedException {
    try {
      return http.newWebSocketBuilder()
          .connectTimeout(WITHIN)
          .subprotocols("votehub.v1")
          .buildAsync(address, messages)
          .get(WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException fault) {
      throw new IOException(
          "No WebSocket at " + address + ": does the proxy pass upgrades on?", fault);
    }
  }

  private static void send(WebSocket socket, Map<String, Object> message) {
    socket.sendText(Json.write(message), true);
  }

  /** Receives whole messages of a WebSocket. */
  private static final class Messages implements WebSocket.Listener {
    private static final int MAX_WAITING = 1000;

    private final StringBuilder begun = new StringBuilder();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>(MAX_WAITING);

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      begun.append(part);
      if (last) {
        heard.offer(begun.toString());
        begun.setLength(0);
      }
      socket.request(1);
      return null;
    }

    void await(String type) throws IOException, InterruptedException {
      long until = System.nanoTime() + WITHIN.toNanos();
      while (true) {
        String text = heard.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (text == null) {
          throw new IOException("No \"" + type + "\" within " + WITHIN.toSeconds() + " s");
        }
        if (text.contains("\"type\":\"" + type + "\"")) {
          return;
        }
        if (text.contains("\"type\":\"error\"")) {
          throw new IOException("The hub answered " + text);
        }
      }
    }
  }
}
