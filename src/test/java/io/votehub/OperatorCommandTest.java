package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.votehub.config.Config;
import io.votehub.config.ConfigException;
import io.votehub.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code votehub operator add MAIL} beside a hub's data folder. */
@Tag("slow")
class OperatorCommandTest {
  private static final String MAIL = "night@example.org";
  private static final String PASSWORD = "violet tractor hums softly";
  private static final Map<String, String> ACCOUNTS = Map.of("VOTEHUB_ACCOUNTS_ENABLED", "true");

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    RunningHub.await(vertx.close());
  }

  private String add(String mail, String accounts) throws ConfigException, IOException {
    Config settings =
        Config.read(
            Optional.empty(),
            Map.of("VOTEHUB_ACCOUNTS_ENABLED", accounts, "VOTEHUB_DATA_DIR", folder.toString()));
    return OperatorCommand.Add.link(settings, vertx, mail);
  }

  private HttpResponse<String> send(
      RunningHub hub, String method, String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.port() + path))
            .header("Sec-Fetch-Site", "same-origin")
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(Json.write(body)))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> setPassword(RunningHub hub, String link)
      throws IOException, InterruptedException {
    String secret = link.substring(link.indexOf("#k=") + 3);
    return send(hub, "PUT", "/api/v1/account/reset", Map.of("token", secret, "password", PASSWORD));
  }

  private boolean isOperator(RunningHub hub) throws IOException, InterruptedException {
    HttpResponse<String> signedIn =
        send(hub, "POST", "/api/v1/session", Map.of("mail", MAIL, "password", PASSWORD));
    assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(201);
    String cookies =
        signedIn.headers().allValues("Set-Cookie").stream()
            .map(each -> each.substring(0, each.indexOf(';')))
            .collect(Collectors.joining("; "));
    return http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.port() + "/api/v1/account"))
                .header("Sec-Fetch-Site", "same-origin")
                .header("Cookie", cookies)
                .build(),
            BodyHandlers.ofString())
        .body()
        .contains("\"operator\":true");
  }

  @Test
  void theLinkMakesAnOperatorOfAHubThatIsStartedAfterwards() throws Exception {
    String link = add(MAIL, "true");

    assertThat(link).startsWith("http://localhost:8080/account/reset#k=");
    try (RunningHub hub = new RunningHub(folder, ACCOUNTS)) {
      assertThat(setPassword(hub, link).statusCode()).isEqualTo(204);
      assertThat(isOperator(hub)).isTrue();
      assertThat(setPassword(hub, link).statusCode()).as("a link is for once").isGreaterThan(399);
    }
  }

  @Test
  void anAccountThatIsThereBecomesAnOperatorsAndKeepsItsPassword() throws Exception {
    try (RunningHub hub = new RunningHub(folder, ACCOUNTS)) {
      Map<String, Object> account = Map.of("mail", MAIL, "password", PASSWORD);
      assertThat(send(hub, "POST", "/api/v1/account", account).statusCode()).isEqualTo(201);
      assertThat(isOperator(hub)).isFalse();
    }

    add(MAIL, "true");

    try (RunningHub hub = new RunningHub(folder, ACCOUNTS)) {
      assertThat(isOperator(hub)).isTrue();
    }
  }

  @Test
  void whileTheHubRunsItIsRefusedWithWhatToDoAndTheHubGoesOn() throws Exception {
    try (RunningHub hub = new RunningHub(folder, ACCOUNTS)) {
      Map<String, Object> account = Map.of("mail", MAIL, "password", PASSWORD);
      send(hub, "POST", "/api/v1/account", account);

      assertThatThrownBy(() -> add(MAIL, "true"))
          .isInstanceOf(StoreWork.Failed.class)
          .hasMessageContainingAll(folder.toString(), "A hub is running", "Stop it first");

      assertThat(isOperator(hub)).isFalse();
    }
  }

  @Test
  void whatIsNoMailAddressAndAHubWithoutAccountsAreRefusedWithTheReason() {
    assertThatThrownBy(() -> add("night", "true"))
        .isInstanceOf(StoreWork.Failed.class)
        .hasMessageContaining("Not a mail address");
    assertThatThrownBy(() -> add(MAIL, "false"))
        .isInstanceOf(StoreWork.Failed.class)
        .hasMessageContaining("accounts.enabled");
  }
}
