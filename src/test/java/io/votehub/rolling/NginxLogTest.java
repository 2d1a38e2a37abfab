package io.votehub.rolling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.votehub.RunningHub;
import io.votehub.session.VoterClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped nginx and the hubs log the same id for a request. */
class NginxLogTest {
  private static final long WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);

  @TempDir private Path folder;

  private static String requestId(int port, String given) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/version?token=secret"));
    if (given != null) {
      request.header("X-Request-Id", given);
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofString())
        .headers()
        .firstValue("X-Request-Id")
        .orElseThrow();
  }

  private List<JsonObject> awaitLines(int count) throws Exception {
    long until = System.nanoTime() + WITHIN_NANOS;
    while (true) {
      List<String> lines = Files.readAllLines(folder.resolve("access.log"));
      if (lines.size() >= count) {
        return lines.stream().map(JsonObject::new).toList();
      }
      assertThat(System.nanoTime()).as(lines.toString()).isLessThan(until);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Test
  void aRequestHasOneNameInTheJsonLinesOfNginxAndOfTheHub() throws Exception {
    assumeTrue(Nginx.installed().isPresent(), "nginx is not installed");
    try (RunningHub hub = new RunningHub(folder.resolve("data"));
        Nginx nginx = Nginx.start(Nginx.installed().get(), folder, List.of(hub.port()))) {
      String own = requestId(nginx.port(), null);
      assertThat(requestId(nginx.port(), "from-a.client_1")).isEqualTo("from-a.client_1");
      assertThat(requestId(nginx.port(), "not harmless")).doesNotContain(" ");
      VoterClient voter =
          VoterClient.connect(
              hub.clients(),
              new WebSocketConnectOptions()
                  .setHost("127.0.0.1")
                  .setPort(nginx.port())
                  .setURI("/ws")
                  .addHeader("X-Request-Id", "the-socket"));
      assertThat(voter.socket().headers().get("X-Request-Id")).isEqualTo("the-socket");
      voter.close();

      List<JsonObject> lines = awaitLines(4);
      assertThat(lines)
          .extracting(line -> line.getString("request"))
          .contains(own, "from-a.client_1", "the-socket")
          .doesNotContain("not harmless");
      assertThat(lines)
          .allSatisfy(
              line -> {
                assertThat(line.getString("status")).isIn("200", "101");
                assertThat(line.encode()).doesNotContain("secret");
              });
    }
  }
}
