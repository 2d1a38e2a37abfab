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
 * Counts the votes that Centrifugo passes on, in memory, and publishes the tally. Nothing is
 * durable, and a vote that comes twice counts twice.
 */
public final class CentrifugoHandler {
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final HttpClient client;
  private final int centrifugo;
  private long rev;
  private long published;

  private CentrifugoHandler(Vertx vertx, int centrifugo) {
    this.client = vertx.createHttpClient();
    this.centrifugo = centrifugo;
  }

  /**
   * Serves until it is killed.
   *
   * @param args its port, that of Centrifugo, and the milliseconds between two tallies
   */
  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx();
    vertx.runOnContext(
        start -> {
          CentrifugoHandler handler = new CentrifugoHandler(vertx, Integer.parseInt(args[1]));
          vertx
              .createHttpServer()
              .requestHandler(handler::count)
              .listen(Integer.parseInt(args[0]), "127.0.0.1")
              .onFailure(fault -> System.exit(1));
          vertx.setPeriodic(Long.parseLong(args[2]), tick -> handler.publish());
        });
  }

  private void count(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              String choice = new JsonObject(body).getJsonObject("data").getString("choice");
              counts.merge(choice, 1, Integer::sum);
              rev++;
              request
                  .response()
                  .putHeader("Content-Type", "application/json")
                  .end("{\"result\":{\"data\":{\"rev\":" + rev + "}}}");
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
    String message = Json.write(Map.of("channel", CentrifugoDialect.CHANNEL, "data", tally));
    client
        .request(HttpMethod.POST, centrifugo, "127.0.0.1", "/api/publish")
        .compose(request -> request.send(message))
        .compose(response -> response.end())
        .onFailure(fault -> System.err.println("Not published: " + fault));
  }
}
