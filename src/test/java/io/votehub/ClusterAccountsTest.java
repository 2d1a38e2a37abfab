package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.WebSocketConnectOptions;
import io.votehub.json.Json;
import io.votehub.session.VoterClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts of a cluster live in MongoDB alone: every instance knows the same. */
@Tag("slow")
class ClusterAccountsTest {
  private static final String PASSWORD = "violet tractor hums softly";

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private ClusterEngines engines;
  private RunningHub one;
  private RunningHub two;

  @BeforeEach
  void start() {
    engines = new ClusterEngines();
    one = hub("one");
    two = hub("two");
  }

  private RunningHub hub(String instance) {
    Map<String, String> settings = new HashMap<>(engines.settings(instance));
    settings.put("VOTEHUB_ACCOUNTS_ENABLED", "true");
    return new RunningHub(folder, settings);
  }

  @AfterEach
  void stop() {
    one.close();
    two.close();
    engines.close();
  }

  @Test
  void aSessionThatEndsOnOneInstanceIsRefusedOnTheOtherAndItsSocketsCloseThoughRedisLostAll()
      throws IOException, InterruptedException {
    String account = Json.write(Map.of("mail", "a@example.org", "password", PASSWORD));
    assertThat(call(one, "POST", "/account", "", account).statusCode()).isEqualTo(201);
    HttpResponse<String> signedIn = call(one, "POST", "/session", "", account);
    String cookie =
        signedIn.headers().allValues("Set-Cookie").stream()
            .filter(each -> each.startsWith("votehub="))
            .map(each -> each.substring(0, each.indexOf(';')))
            .findFirst()
            .orElseThrow();
    assertThat(call(two, "GET", "/account", cookie, null).statusCode()).isEqualTo(200);
    RunningHub.Room room = one.room();
    VoterClient presenter = connect(cookie);
    presenter.join(room.code(), Optional.of(room.token()));
    VoterClient voter = connect(cookie);
    voter.join(room.code());

    engines.redis.flushAll();
    assertThat(call(two, "GET", "/account", cookie, null).statusCode()).isEqualTo(200);
    assertThat(call(one, "DELETE", "/session", cookie, null).statusCode()).isEqualTo(204);
    long ended = System.nanoTime();

    assertThat(call(two, "GET", "/account", cookie, null).statusCode()).isEqualTo(401);
    assertThat(presenter.awaitClose()).isEqualTo(4503);
    assertThat(System.nanoTime() - ended).isLessThan(5_000_000_000L);
    voter.send(Map.of("type", "ping", "id", "still here"));
    voter.await(message -> "pong".equals(message.get("type")));
  }

  private VoterClient connect(String cookie) {
    return VoterClient.connect(
        two.clients(),
        new WebSocketConnectOptions().setPort(two.port()).addHeader("Cookie", cookie));
  }

  private HttpResponse<String> call(
      RunningHub hub, String method, String path, String cookie, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.port() + "/api/v1" + path))
            .header("Sec-Fetch-Site", "same-origin")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
