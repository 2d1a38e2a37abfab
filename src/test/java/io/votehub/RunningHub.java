package io.votehub;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.votehub.config.Config;
import io.votehub.config.ConfigException;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.session.VoterClient;
import io.votehub.tls.TestAuthority;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A hub in this process on a free port, with its clients: a presenter over HTTP, voters over
 * WebSocket.
 */
public final class RunningHub implements AutoCloseable {
  private final Vertx clients = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpClient http;
  private final Optional<TestAuthority> authority;
  private final List<VoterClient> voters = new ArrayList<>();
  private final Instance hub;
  private boolean stopped;

  /** A room and its presenter's token. */
  public record Room(String code, String token) {}

  public RunningHub(Path data, Map<String, String> settings) {
    this(data, settings, Optional.empty());
  }

  /**
   * A hub whose clients use TLS.
   *
   * @param settings with certificate and key
   * @param authority the only one that the clients trust
   */
  public static RunningHub overTls(
      Path data, Map<String, String> settings, TestAuthority authority) {
    return new RunningHub(data, settings, Optional.of(authority));
  }

  private RunningHub(Path data, Map<String, String> settings, Optional<TestAuthority> authority) {
    this.authority = authority;
    HttpClient.Builder client = HttpClient.newBuilder();
    authority.ifPresent(own -> client.sslContext(own.sslContext()));
    http = client.build();
    Map<String, String> environment = new HashMap<>(settings);
    // A test makes the calls of an hour in a second.
    environment.putIfAbsent("VOTEHUB_LIMITS_ENABLED", "false");
    // Votes of its own would be between those that a test counts.
    environment.putIfAbsent("VOTEHUB_SYNTHETIC_INTERVAL_MS", "0");
    // Each event loop binds a free port of its own, so only the first loop has clients.
    environment.putIfAbsent("VOTEHUB_HTTP_PORT", "0");
    environment.put("VOTEHUB_HTTP_HOST", "127.0.0.1");
    environment.put("VOTEHUB_HTTP_EVENT_LOOPS", "2");
    environment.put("VOTEHUB_DATA_DIR", data.toString());
    try {
      Config config = Config.read(Optional.empty(), environment);
      hub = await(Instance.start(config));
    } catch (ConfigException fault) {
      throw new AssertionError(fault);
    }
  }

  public RunningHub(Path data) {
    this(data, Map.of());
  }

  public int port() {
    return hub.port();
  }

  public Vertx clients() {
    return clients;
  }

  public VoterClient connect() {
    WebSocketConnectOptions options = new WebSocketConnectOptions().setPort(hub.port());
    authority.ifPresent(own -> options.setSsl(true).setSslOptions(own.clientOptions()));
    VoterClient voter = VoterClient.connect(clients, options);
    voters.add(voter);
    return voter;
  }

  public VoterClient join(Room room) {
    VoterClient voter = connect();
    voter.join(room.code());
    return voter;
  }

  public Room room() {
    Map<String, Object> made = post("/api/v1/rooms", null, Map.of("title", "A room"));
    return new Room((String) made.get("code"), (String) made.get("token"));
  }

  /** A draft with the options a, b and c; the id of the poll. */
  public String draft(Room room, Map<String, Object> settings) {
    Map<String, Object> poll =
        post(
            "/api/v1/rooms/" + room.code() + "/polls",
            room.token(),
            Map.of(
                "question",
                "Which?",
                "method",
                "single",
                "options",
                List.of("A", "B", "C"),
                "settings",
                settings));
    return (String) poll.get("id");
  }

  public String openPoll(Room room, Map<String, Object> settings) {
    String poll = draft(room, settings);
    step(room, poll, "open", Map.of());
    return poll;
  }

  /** A presenter's call on a poll, such as open or close; the poll after it. */
  public Map<String, Object> step(Room room, String poll, String step, Map<String, Object> body) {
    return post("/api/v1/rooms/" + room.code() + "/polls/" + poll + "/" + step, room.token(), body);
  }

  public Map<String, Object> post(String path, String token, Map<String, Object> body) {
    HttpResponse<String> answer = call("POST", path, token, Json.write(body));
    if (answer.statusCode() >= 300) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return object(answer);
  }

  public Map<String, Object> get(String path, String token) {
    return object(call("GET", path, token, null));
  }

  /** What a presenter gets as a file for spreadsheets. */
  public String csv(String path, String token) {
    return send("GET", path, token, null, "text/csv").body();
  }

  public HttpResponse<String> call(String method, String path, String token, String body) {
    return send(method, path, token, body, "application/json");
  }

  /** Sends a picture to a room; its id. */
  public String sendPicture(Room room, byte[] picture) {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/api/v1/rooms/" + room.code() + "/images"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(picture))
            .header("Content-Type", "image/jpeg")
            .header("Authorization", "Bearer " + room.token())
            .build();
    return (String) object(answer(request)).get("id");
  }

  private HttpResponse<String> send(
      String method, String path, String token, String body, String accept) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .header("Accept", accept);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return answer(request.build());
  }

  private HttpResponse<String> answer(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException fault) {
      throw new AssertionError(fault);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stop);
    }
  }

  private URI uri(String path) {
    String scheme = authority.isPresent() ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + hub.port() + path);
  }

  private static Map<String, Object> object(HttpResponse<String> answer) {
    try {
      return Json.readObject(answer.body());
    } catch (BadJsonException fault) {
      throw new AssertionError(answer.body(), fault);
    }
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("No answer within 60 s", late);
    }
  }

  /** Stops the hub as an operator would; its clients stay. */
  public void stopHub() {
    if (!stopped) {
      stopped = true;
      await(hub.stop());
    }
  }

  @Override
  public void close() {
    stopHub();
    voters.forEach(VoterClient::close);
    await(clients.close());
  }
}
