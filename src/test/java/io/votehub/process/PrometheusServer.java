package io.votehub.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real Prometheus in a process of its own. */
public final class PrometheusServer implements AutoCloseable {
  public static final String PROGRAM = "prometheus";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ServerProcess process;
  private final int port;

  private PrometheusServer(ServerProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts one with that configuration, and waits until it answers: it listens before it is ready.
   * Paths of the configuration are relative to the folder, where its data are, too.
   */
  public static PrometheusServer start(Path folder, String configuration)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("prometheus.yaml"), configuration);
    int port = FreePort.find();
    List<String> command =
        List.of(
            PROGRAM,
            "--config.file=" + file,
            "--storage.tsdb.path=" + folder.resolve("tsdb"),
            "--web.listen-address=127.0.0.1:" + port);
    PrometheusServer server =
        new PrometheusServer(ServerProcess.start(folder, Map.of(), command), port);
    server.process.await("is ready", server::isReady);
    return server;
  }

  /** The series that an expression has now, each with its labels and its value. */
  public List<JsonObject> query(String expression) {
    String path = "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8);
    try {
      HttpResponse<String> response = get(path);
      assertThat(response.statusCode()).as("%s: %s", expression, response.body()).isEqualTo(200);
      return new JsonObject(response.body())
          .getJsonObject("data").getJsonArray("result").stream()
              .map(JsonObject.class::cast)
              .toList();
    } catch (IOException fault) {
      throw new AssertionError(expression, fault);
    }
  }

  private boolean isReady() {
    try {
      return get("/-/ready").statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private HttpResponse<String> get(String path) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    try {
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException end) {
      throw new AssertionError(end);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
