package io.votehub.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.EventClient;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * A voter whose network blocks WebSockets: receives server-sent events, votes over HTTP, and
 * reconnects with its token.
 */
final class ListeningVoter implements AutoCloseable {
  private static final long WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final String room;
  private final String poll;
  private EventClient events;
  private Map<String, Object> joined = Map.of();
  private int joins;
  private long rev;

  ListeningVoter(int port, Presenter presenter) {
    this.port = port;
    this.room = presenter.room();
    this.poll = presenter.poll();
  }

  /** Opens the stream again as the same voter, retrying until it is accepted. */
  void listen() {
    String token = (String) joined.get("token");
    long until = System.nanoTime() + WITHIN_NANOS;
    Optional<EventClient> opened = EventClient.tryOpen(port, room, token);
    while (opened.isEmpty()) {
      assertThat(System.nanoTime()).as("let in in time").isLessThan(until);
      LockSupport.parkNanos(AGAIN_NANOS);
      opened = EventClient.tryOpen(port, room, token);
    }
    events = opened.get();
    Map<String, Object> first = events.next(until);
    if (ended(first)) {
      listen();
      return;
    }
    assertThat(first).as("the first message").containsEntry("type", "joined");
    assertThat(first.get("voter")).isEqualTo(joined.getOrDefault("voter", first.get("voter")));
    joined = first;
    joins++;
    rev = 0;
  }

  private static boolean ended(Map<String, Object> message) {
    return "cut".equals(message.get("type")) || "close".equals(message.get("type"));
  }

  /** Waits for a tally that matches; one in the answer to a join counts as well. */
  Map<String, Object> awaitTally(Predicate<Map<String, Object>> wanted) {
    long until = System.nanoTime() + WITHIN_NANOS;
    while (true) {
      Map<String, Object> message = events.next(until);
      if (ended(message)) {
        listen();
        for (Object each : (List<?>) joined.get("tallies")) {
          @SuppressWarnings("unchecked")
          Map<String, Object> tally = (Map<String, Object>) each;
          if (wanted.test(tally)) {
            return tally;
          }
        }
      } else if ("tally".equals(message.get("type"))) {
        long now = ((Number) message.get("rev")).longValue();
        assertThat(now).as("no revision falls").isGreaterThanOrEqualTo(rev);
        rev = now;
        if (wanted.test(message)) {
          return message;
        }
      }
    }
  }

  /** Votes, retrying until it is acknowledged; returns the receipt. */
  String vote(String option) throws IOException, InterruptedException, BadJsonException {
    String body = Json.write(Map.of("id", "1", "ballot", Map.of("choice", option)));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:"
                        + port
                        + "/api/v1/rooms/"
                        + room
                        + "/polls/"
                        + poll
                        + "/ballots"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + joined.get("token"))
            .build();
    long until = System.nanoTime() + WITHIN_NANOS;
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    while (answer.statusCode() >= 500) {
      assertThat(System.nanoTime()).as("acknowledged in time").isLessThan(until);
      LockSupport.parkNanos(AGAIN_NANOS);
      answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    }
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return (String) Json.readObject(answer.body()).get("receipt");
  }

  /** This voter's standing ballots according to the last answer to a join. */
  Object ballots() {
    return joined.get("ballots");
  }

  /** The number of accepted joins. */
  int joins() {
    return joins;
  }

  @Override
  public void close() {
    if (events != null) {
      events.close();
    }
  }
}
