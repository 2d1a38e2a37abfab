package io.votehub.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.votehub.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the votes that a server of channels passes on by HTTP, in memory, and publishes the tally
 * through that server. Nothing is durable, and a vote that comes twice counts twice.
 */
public final class VoteHandler {
  /** How the server passes votes on, and takes what is to be published. */
  enum Api {
    /** Remote calls with an answer each; an API of JSON commands. */
    CENTRIFUGO("/api/publish") {
      @Override
      String choice(JsonObject body) {
        return body.getJsonObject("data").getString("choice");
      }

      @Override
      String answer(long rev) {
        return "{\"result\":{\"data\":{\"rev\":" + rev + "}}}";
      }

      @Override
      String publication(Map<String, Object> tally) {
        return Json.write(Map.of("channel", CentrifugoDialect.CHANNEL, "data", tally));
      }
    },
    /** Messages as they came, which an empty answer keeps from being published. */
    NCHAN(NchanPeer.PUBLISH) {
      @Override
      String choice(JsonObject body) {
        return body.getString("choice");
      }

      @Override
      String answer(long rev) {
        return "";
      }

      @Override
      String publication(Map<String, Object> tally) {
        return Json.write(tally);
      }
    };

    private final String path;

    Api(String path) {
      this.path = path;
    }

    abstract String choice(JsonObject body);

    /** Empty for none. */
    abstract String answer(long rev);

    abstract String publication(Map<String, Object> tally);
  }

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final HttpClient client;
  private final Api api;
  private final int server;
  private long rev;
  private long published;

  private VoteHandler(Vertx vertx, Api api, int server) {
    this.client = vertx.createHttpClient();
    this.api = api;
    this.server = server;
  }

  /**
   * Serves until it is killed.
   *
   * @param args the name of the {@link Api}, the handler's port, that of the server, and the
   *     milliseconds between two tallies
   */
  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx();
    vertx.runOnContext(
        start -> {
          VoteHandler handler =
              new VoteHandler(vertx, Api.valueOf(args[0]), Integer.parseInt(args[2]));
          vertx
              .createHttpServer()
              .requestHandler(handler::count)
              .listen(Integer.parseInt(args[1]), "127.0.0.1")
              .onFailure(fault -> System.exit(1));
          vertx.setPeriodic(Long.parseLong(args[3]), tick -> handler.publish());
        });
  }

  private void count(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              counts.merge(api.choice(new JsonObject(body)), 1, Integer::sum);
              rev++;
              String answer = api.answer(rev);
              if (answer.isEmpty()) {
                request.response().setStatusCode(204).end();
              } else {
                request.response().putHeader("Content-Type", "application/json").end(answer);
              }
            });
  }

  private void publish() {
    if (published == rev) {
      return;
    }
    published = rev;
    List<Map<String, Object>> options =
        counts.entrySet().stream()
            .map(
                each ->
                    Map.<String, Object>of(
                        "id", each.getKey(),
                        "votes", each.getValue(),
                        "share", each.getValue() / (double) rev))
            .toList();
    Map<String, Object> tally = new LinkedHashMap<>();
    tally.put("type", "tally");
    tally.put("poll", "p");
    tally.put("rev", rev);
    tally.put("ballots", rev);
    tally.put("final", false);
    tally.put("result", Map.of("method", "single", "options", options, "winners", List.of("a")));
    String message = api.publication(tally);
    client
        .request(HttpMethod.POST, server, "127.0.0.1", api.path)
        .compose(request -> request.send(message))
        .compose(response -> response.end())
        .onFailure(fault -> System.err.println("Not published: " + fault));
  }
}
