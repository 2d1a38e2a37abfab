package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.SoftAuthenticator;
import io.votehub.http.StandInIssuer;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.limit.LimitKit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is begun on one instance of a cluster ends on another, and once over both. */
@Tag("slow")
class ClusterSignInTest {
  private static final String PASSWORD = "violet tractor hums softly";
  private static final String ADDRESS = "http://localhost:8080";

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private ClusterEngines engines;
  private StandInIssuer issuer;
  private RunningHub one;
  private RunningHub two;

  @BeforeEach
  void start() {
    engines = new ClusterEngines();
    issuer = new StandInIssuer();
    one = hub("one");
    two = hub("two");
  }

  private RunningHub hub(String instance) {
    Map<String, String> settings = new HashMap<>(engines.settings(instance));
    settings.put("VOTEHUB_ACCOUNTS_ENABLED", "true");
    settings.put("VOTEHUB_PUBLIC_URL", ADDRESS);
    settings.put("VOTEHUB_LIMITS_CHALLENGE", "on");
    settings.put("VOTEHUB_ACCOUNTS_OIDC_ISSUER", issuer.address());
    settings.put("VOTEHUB_ACCOUNTS_OIDC_CLIENT_ID", StandInIssuer.CLIENT);
    settings.put("VOTEHUB_ACCOUNTS_OIDC_CLIENT_SECRET", "s3cret");
    return new RunningHub(folder, settings);
  }

  @AfterEach
  void stop() {
    one.close();
    two.close();
    issuer.close();
    engines.close();
  }

  private HttpResponse<String> call(RunningHub hub, String method, String path, Map<String, ?> json)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.port() + "/api/v1" + path))
            .header("Sec-Fetch-Site", "same-origin")
            .header("Content-Type", "application/json")
            .method(
                method,
                json.isEmpty()
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(Json.write(json)));
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(each -> each.getKey() + "=" + each.getValue())
              .collect(Collectors.joining("; ")));
    }
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    for (String cookie : response.headers().allValues("Set-Cookie")) {
      String pair = cookie.substring(0, cookie.indexOf(';'));
      String name = pair.substring(0, pair.indexOf('='));
      if (cookie.contains("Max-Age=0")) {
        cookies.remove(name);
      } else {
        cookies.put(name, pair.substring(pair.indexOf('=') + 1));
      }
    }
    return response;
  }

  private static Map<String, Object> json(HttpResponse<String> response) {
    try {
      return Json.readObject(response.body());
    } catch (BadJsonException fault) {
      throw new AssertionError(response.body(), fault);
    }
  }

  private void signIn() throws IOException, InterruptedException {
    Map<String, String> account = Map.of("mail", "a@example.org", "password", PASSWORD);
    assertThat(call(one, "POST", "/account", account).statusCode()).isEqualTo(201);
    assertThat(call(one, "POST", "/session", account).statusCode()).isEqualTo(201);
  }

  private static Map<?, ?> options(HttpResponse<String> begun) {
    return (Map<?, ?>) json(begun).get("publicKey");
  }

  @Test
  void aPasskeyProofBegunOnOneInstanceEndsOnTheOtherOnce()
      throws IOException, InterruptedException {
    signIn();
    SoftAuthenticator authenticator = new SoftAuthenticator(ADDRESS);
    Map<?, ?> adding = options(call(one, "POST", "/account/passkeys/challenge", Map.of()));
    HttpResponse<String> added =
        call(two, "POST", "/account/passkeys", Map.of("credential", authenticator.create(adding)));
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    cookies.clear();
    Map<?, ?> asked = options(call(one, "POST", "/session/passkey/challenge", Map.of()));
    Map<String, String> begun = Map.copyOf(cookies);
    Map<String, Object> proof = Map.of("credential", authenticator.get(asked));

    HttpResponse<String> proved = call(two, "POST", "/session/passkey", proof);

    assertThat(proved.statusCode()).as(proved.body()).isEqualTo(201);
    assertThat(call(one, "GET", "/account", Map.of()).statusCode()).isEqualTo(200);
    for (RunningHub hub : new RunningHub[] {one, two}) {
      cookies.clear();
      cookies.putAll(begun);
      assertThat(call(hub, "POST", "/session/passkey", proof).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void aSignInWithAProviderBegunOnOneInstanceEndsOnTheOtherOnce()
      throws IOException, InterruptedException {
    signIn();
    String location =
        (String) json(call(one, "POST", "/auth/oidc/start", Map.of("link", true))).get("location");
    Map<String, String> begun = Map.copyOf(cookies);
    URI back = URI.create(fromIssuer(location));
    String callback = "/auth/oidc/callback?" + back.getRawQuery();

    HttpResponse<String> linked = call(two, "GET", callback, Map.of());

    assertThat(linked.headers().firstValue("Location")).contains("/account?linked=oidc");
    for (RunningHub hub : new RunningHub[] {one, two}) {
      cookies.clear();
      cookies.putAll(begun);
      assertThat(
              call(hub, "GET", callback, Map.of()).headers().firstValue("Location").orElseThrow())
          .startsWith("/account?problem=late");
    }
  }

  /** Where the issuer sends the browser back to. */
  private String fromIssuer(String location) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(HttpRequest.newBuilder(URI.create(location)).build(), BodyHandlers.ofString());
    return response.headers().firstValue("Location").orElseThrow();
  }

  @Test
  @SuppressWarnings("unchecked")
  void aProofOfWorkAskedForByOneInstanceIsTakenByTheOtherOnce()
      throws IOException, InterruptedException {
    String voters = "/rooms/" + one.room().code() + "/voters";
    Map<String, Object> challenge =
        (Map<String, Object>) json(call(one, "POST", voters, Map.of())).get("challenge");
    Map<String, String> proof =
        Map.of("proof", LimitKit.solve((Map<String, Object>) challenge.get("work")));

    assertThat(call(two, "POST", voters, proof).statusCode()).isEqualTo(201);
    assertThat(call(one, "POST", voters, proof).statusCode()).isEqualTo(403);
    assertThat(call(two, "POST", voters, proof).statusCode()).isEqualTo(403);
  }
}
