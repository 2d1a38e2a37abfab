package io.votehub.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.session.VoterClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The common setup of tests of a room on three instances: processes of the packaged jar on one
 * Redis and one store, which can be killed. They run for the whole class.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ThreeHubsTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private Vertx vertx;
  private Hubs hubs;

  /** The room of the test, once made. */
  protected String room;

  /** Its presenter's key. */
  protected String token;

  @BeforeAll
  void startHubs(@TempDir Path folder) throws IOException, InterruptedException {
    vertx = Vertx.vertx();
    hubs = Hubs.start(3, folder);
  }

  @AfterAll
  void stopHubs() throws IOException, InterruptedException, TimeoutException {
    hubs.close();
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  /** Kills an instance at once, like a crash; it stays down. */
  protected void kill(int hub) throws InterruptedException {
    hubs.kill(hub);
  }

  /** Connects to an instance, without joining. */
  protected VoterClient connect(int hub) {
    return VoterClient.connect(vertx, hubs.ports().get(hub));
  }

  /** Makes the test's room. */
  protected void makeRoom(String title) throws IOException, InterruptedException {
    Map<String, Object> made = call(0, "POST", "", null, Map.of("title", title));
    room = (String) made.get("code");
    token = (String) made.get("token");
  }

  /**
   * Calls an instance, and gives the answer, which must be a success.
   *
   * @param path after {@code /api/v1/rooms}
   * @param by the caller's key or token, or null
   * @param body as JSON, or null
   */
  protected Map<String, Object> call(int hub, String method, String path, String by, Object body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(request(hub, method, path, by, body), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    try {
      return Json.readObject(answer.body());
    } catch (BadJsonException fault) {
      throw new AssertionError(answer.body(), fault);
    }
  }

  /** Makes the same call without waiting for the answer, which may never come. */
  protected void callAndForget(int hub, String method, String path, String by) {
    http.sendAsync(request(hub, method, path, by, null), BodyHandlers.discarding());
  }

  private HttpRequest request(int hub, String method, String path, String by, Object body) {
    BodyPublisher sent =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.write(body));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + hubs.ports().get(hub) + "/api/v1/rooms" + path))
            .method(method, sent)
            .header("Content-Type", "application/json");
    Optional.ofNullable(by).ifPresent(known -> request.header("Authorization", "Bearer " + known));
    return request.build();
  }
}
