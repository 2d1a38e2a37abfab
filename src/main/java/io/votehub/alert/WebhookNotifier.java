package io.votehub.alert;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.votehub.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Posts alerts as JSON in the format of Alertmanager's webhook (version 4), so that existing
 * receivers of its notifications work. @see <a
 * href="https://prometheus.io/docs/alerting/latest/configuration/#webhook_config">the format</a>
 */
public final class WebhookNotifier implements Notifier {
  private static final int WITHIN_MS = 10_000;

  private final HttpClient client;
  private final String url;

  /**
   * @param url an http or https address; it may hold a secret, so it is never logged
   */
  public WebhookNotifier(Vertx vertx, String url) {
    this.url = url;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(WITHIN_MS).setKeepAlive(false));
  }

  @Override
  public Future<Void> send(String instance, List<Alert> alerts) {
    RequestOptions options =
        new RequestOptions()
            .setAbsoluteURI(url)
            .setMethod(HttpMethod.POST)
            .setTimeout(WITHIN_MS)
            .putHeader("Content-Type", "application/json");
    return client
        .request(options)
        .compose(request -> request.send(Buffer.buffer(Json.write(body(instance, alerts)))))
        .compose(
            response -> {
              int status = response.statusCode();
              return status / 100 == 2
                  ? Future.<Void>succeededFuture()
                  : Future.failedFuture("The webhook answered " + status);
            })
        .timeout(2L * WITHIN_MS, TimeUnit.MILLISECONDS);
  }

  private static Map<String, Object> body(String instance, List<Alert> alerts) {
    boolean firing = alerts.stream().anyMatch(Alert::firing);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("version", "4");
    body.put("receiver", "votehub");
    body.put("status", status(firing));
    body.put("alerts", alerts.stream().map(alert -> item(instance, alert)).toList());
    return body;
  }

  private static Map<String, Object> item(String instance, Alert alert) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("status", status(alert.firing()));
    item.put(
        "labels",
        Map.of(
            "alertname", alert.name(), "severity", alert.severity().wire(), "instance", instance));
    item.put("annotations", Map.of("summary", alert.summary(), "runbook", alert.runbook()));
    if (alert.firing()) {
      item.put("startsAt", Instant.ofEpochMilli(alert.since().getAsLong()).toString());
    }
    return item;
  }

  private static String status(boolean firing) {
    return firing ? "firing" : "resolved";
  }

  @Override
  public Future<Void> close() {
    return client.close();
  }
}
