package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client of server-sent events of a room. */
public final class EventClient implements AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpResponse<InputStream> answer;
  private final BlockingQueue<Map<String, Object>> heard = new LinkedBlockingQueue<>();

  private EventClient(HttpResponse<InputStream> answer) {
    this.answer = answer;
    Thread reader = new Thread(this::read, "events");
    reader.setDaemon(true);
    reader.start();
  }

  static HttpResponse<InputStream> ask(int port, String path, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException fault) {
      throw new AssertionError(fault);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stop);
    }
  }

  static EventClient open(int port, String room, String token) {
    return tryOpen(port, room, token).orElseThrow(() -> new AssertionError("It does not open"));
  }

  /** Looks on without becoming a voter. */
  public static EventClient watch(int port, String room) {
    return opened(ask(port, "/api/v1/rooms/" + room + "/events?watch=true", null))
        .orElseThrow(() -> new AssertionError("It does not open"));
  }

  /** Empty if the hub, or a proxy in front of it, answers with another status than 200. */
  public static Optional<EventClient> tryOpen(int port, String room, String token) {
    return opened(ask(port, "/api/v1/rooms/" + room + "/events", token));
  }

  private static Optional<EventClient> opened(HttpResponse<InputStream> answer) {
    if (answer.statusCode() != 200) {
      return Optional.empty();
    }
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
    return Optional.of(new EventClient(answer));
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      String type = "message";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event: ")) {
          type = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
          Map<String, Object> json = Json.readObject(line.substring("data: ".length()));
          if ("close".equals(type)) {
            json.put("type", "close");
          }
          heard.add(json);
          type = "message";
        }
      }
      heard.add(Map.of("type", "cut"));
    } catch (IOException | BadJsonException ended) {
      heard.add(Map.of("type", "cut"));
    }
  }

  Map<String, Object> await(String type) {
    return await(message -> type.equals(message.get("type")));
  }

  Map<String, Object> await(Predicate<Map<String, Object>> wanted) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      Map<String, Object> message = next(until);
      if (wanted.test(message)) {
        return message;
      }
    }
  }

  /** The next message, or one of the type {@code cut} after the last one. */
  public Map<String, Object> next(long untilNanos) {
    try {
      Map<String, Object> message =
          heard.poll(Math.max(0, untilNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
      assertThat(message).as("in time").isNotNull();
      return message;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stop);
    }
  }

  @Override
  public void close() {
    try {
      answer.body().close();
    } catch (IOException fault) {
      throw new AssertionError(fault);
    }
  }
}
