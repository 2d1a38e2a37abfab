package io.votehub.rolling;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Voters without a socket, who keep changing their votes over HTTP. */
final class HttpVoters implements AutoCloseable {
  private static final int THINK_LEAST_MS = 1000;
  private static final int THINK_MORE_MS = 2000;
  private static final long RETRY_MS = 500;
  private static final long ANSWER_WITHIN_MS = 10_000;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpClient client;
  private final int port;
  private final Voter.Question question;
  private final List<One> voters = new ArrayList<>();

  /** Confined to the event loop. */
  private final class One {
    private final Random random;
    private String token;
    private String choice;
    private String acked;
    private int acks;
    private int again;
    private final List<String> faults = new ArrayList<>();
    private boolean voting = true;

    private One(Random random) {
      this.random = random;
    }

    private void introduce() {
      post("/voters", Map.of(), null)
          .onComplete(
              answer -> {
                if (answer.succeeded() && answer.result().get("token") != null) {
                  token = (String) answer.result().get("token");
                  think();
                } else {
                  vertx.setTimer(RETRY_MS, later -> introduce());
                }
              });
    }

    private void think() {
      if (!voting) {
        return;
      }
      vertx.setTimer(
          THINK_LEAST_MS + random.nextInt(THINK_MORE_MS),
          decided -> {
            if (voting) {
              List<String> others =
                  question.options().stream().filter(option -> !option.equals(acked)).toList();
              choice = others.get(random.nextInt(others.size()));
              transmit();
            }
          });
    }

    private void transmit() {
      post(
              "/polls/" + question.poll() + "/ballots",
              Map.of("ballot", Map.of("choice", choice)),
              token)
          .onComplete(
              answer -> {
                if (answer.succeeded() && "ack".equals(answer.result().get("type"))) {
                  acked = choice;
                  choice = null;
                  acks++;
                  think();
                } else {
                  again++;
                  if (answer.succeeded() && !isRetry(answer.result())) {
                    faults.add(answer.result().toString());
                  }
                  vertx.setTimer(RETRY_MS, later -> transmit());
                }
              });
    }
  }

  private HttpVoters(int size, int port, Voter.Question question) {
    this.port = port;
    this.question = question;
    client =
        vertx
            .httpClientBuilder()
            .with(new HttpClientOptions())
            .with(new PoolOptions().setHttp1MaxSize(size))
            .build();
  }

  static HttpVoters seat(int size, int port, Voter.Question question) {
    HttpVoters all = new HttpVoters(size, port, question);
    all.onLoop(
        loop -> {
          for (int i = 0; i < size; i++) {
            One voter = all.new One(new Random(-i));
            all.voters.add(voter);
            voter.introduce();
          }
          return size;
        });
    return all;
  }

  private static boolean isRetry(Map<String, Object> answer) {
    return answer.get("status") instanceof Number status && status.intValue() >= 500;
  }

  private Future<Map<String, Object>> post(String path, Map<String, Object> body, String token) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI("/api/v1/rooms/" + question.room() + path)
            .setIdleTimeout(ANSWER_WITHIN_MS)
            .putHeader("Content-Type", "application/json");
    if (token != null) {
      options.putHeader("Authorization", "Bearer " + token);
    }
    return client
        .request(options)
        .compose(request -> request.send(Buffer.buffer(Json.write(body))))
        .compose(HttpClientResponse::body)
        .map(HttpVoters::object);
  }

  /** What is not JSON comes from nginx, which has no hub to ask. */
  private static Map<String, Object> object(Buffer body) {
    try {
      return Json.readObject(body.toString());
    } catch (BadJsonException fault) {
      return Map.of("status", 502, "text", body.toString());
    }
  }

  private <T> T onLoop(Function<List<One>, T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    vertx.runOnContext(turn -> answer.complete(work.apply(voters)));
    return answer.orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** Nobody votes anew; what was begun is brought to its end. */
  void settle() {
    onLoop(
        all -> {
          all.forEach(voter -> voter.voting = false);
          return all.size();
        });
  }

  /** How many have a vote that is not acknowledged. */
  int unsettled() {
    return onLoop(
        all ->
            (int)
                all.stream().filter(voter -> voter.choice != null || voter.acked == null).count());
  }

  int acks() {
    return onLoop(all -> all.stream().mapToInt(voter -> voter.acks).sum());
  }

  /** How often a vote was sent again. */
  int again() {
    return onLoop(all -> all.stream().mapToInt(voter -> voter.again).sum());
  }

  List<String> faults() {
    return onLoop(all -> all.stream().flatMap(voter -> voter.faults.stream()).toList());
  }

  /** What was acknowledged last, by token. */
  Map<String, String> acknowledged() {
    return onLoop(
        all -> {
          Map<String, String> acknowledged = new HashMap<>();
          all.forEach(voter -> acknowledged.put(voter.token, voter.acked));
          return acknowledged;
        });
  }

  @Override
  public void close() {
    settle();
    client.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
