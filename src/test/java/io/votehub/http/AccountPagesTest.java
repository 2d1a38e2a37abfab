package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.votehub.electorate.Members;
import io.votehub.electorate.MembersVerticle;
import io.votehub.http.AccountKit.Browser;
import io.votehub.http.HttpKit.Got;
import io.votehub.identity.HubKey;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pages on which people are signed in, on a hub that other sites may embed: nobody frames them, and
 * nothing private is kept by a browser or a proxy.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountPagesTest {
  private static final String SITE = "https://intranet.example.org";
  private static final String SLIDES = "https://slides.example.org";

  @TempDir static Path folder;
  private AccountKit kit;
  private Browser owner;
  private String code;
  private String room;

  @BeforeAll
  void start() {
    kit = new AccountKit(folder, HttpSettings.DEFAULT.withEmbed(List.of(SITE)), Pages.load());
    Members members =
        new Members(
            kit.hub.vertx,
            kit.hub.store,
            () -> Future.succeededFuture(kit.people),
            HubKey.of(HttpKit.SECRET),
            kit.hub.memory.reading());
    HttpKit.await(kit.hub.vertx.deployVerticle(new MembersVerticle(members)));
    owner = kit.operator("owner@example.org");
    Map<String, Object> made = owner.post("/rooms", Map.of("title", "A room")).json();
    code = (String) made.get("code");
    room = "/rooms/" + code;
    Got listed = leading("PUT", "/embed", Map.of("origins", List.of(SLIDES)));
    assertThat(listed.status()).as(listed.text()).isEqualTo(200);
  }

  @AfterAll
  void stop() {
    kit.close();
  }

  private String token() {
    return (String) ((Map<?, ?>) ((List<?>) owner.get("/account").at("rooms")).get(0)).get("token");
  }

  private Got leading(String method, String path, Map<String, ?> body) {
    return kit.hub.ask(method, "/api/v1" + room + path).as(token()).send(body);
  }

  private String ancestors(String path) {
    Got page = owner.withCookies(kit.hub.get(path)).send();
    assertThat(page.status()).as(path).isEqualTo(200);
    return page.header("Content-Security-Policy").replaceFirst("(?s).*frame-ancestors ", "");
  }

  @Test
  void nobodyFramesAPageOnWhichSomebodyIsSignedIn() {
    assertThat(ancestors("/embed/" + code)).as("framed").isEqualTo(SITE + " " + SLIDES);
    for (String path :
        List.of(
            "/",
            "/account",
            "/account/register",
            "/account/reset",
            "/account/confirm",
            "/admin",
            "/admin/rooms",
            "/admin/limits",
            "/admin/audit",
            "/present/" + code,
            "/moderate/" + code,
            "/report/" + code,
            "/rolls/" + code,
            "/r/" + code)) {
      assertThat(ancestors(path)).as(path).isEqualTo("'none'");
      assertThat(ancestors(path + "?embed&vote")).as(path).isEqualTo("'none'");
    }
    assertThat(ancestors("/screen/" + code)).as("by the presenter's page").isEqualTo("'self'");
  }

  @Test
  void answersAndErrorsOfTheApiAreNeitherFramedNorKept() {
    String roll = (String) leading("POST", "/electorates", Map.of("title", "Members")).at("id");
    for (String path :
        List.of(
            "/account",
            "/account/export",
            "/account/keys",
            "/account/offers",
            "/account/passkeys",
            "/account/providers",
            "/account/roles",
            "/session",
            "/admin/accounts",
            "/admin/audit",
            "/admin/limits",
            "/admin/rooms",
            room + "/people",
            room + "/keys",
            room + "/token",
            room + "/admission",
            room + "/export",
            room + "/report",
            room + "/results",
            room + "/electorates",
            room + "/electorates/" + roll + "/members",
            room + "/electorates/" + roll + "/mails")) {
      Got allowed =
          path.startsWith(room)
              ? kit.hub.get("/api/v1" + path).as(token()).send()
              : owner.get(path);
      assertThat(allowed.status()).as(path).isEqualTo(200);
      for (Got got : List.of(allowed, kit.hub.get("/api/v1" + path).send())) {
        assertThat(got.header("Cache-Control")).as(path).isEqualTo("no-store");
        assertThat(got.header("Content-Security-Policy"))
            .as(path)
            .isEqualTo("default-src 'none'; frame-ancestors 'none'");
      }
    }
  }

  @Test
  void overAnAddressOfTheNetworkWithoutHttpsNobodySignsIn() throws IOException {
    assertThat(raw("GET", "/api/v1/session")).contains(" 200 ", "\"secure\":false");
    for (String path : List.of("/api/v1/session", "/api/v1/account", "/api/v1/account/reset")) {
      assertThat(raw("POST", path))
          .as(path)
          .contains(" 403 ", "Accounts need https")
          .doesNotContain("Set-Cookie");
    }
  }

  /** The answer to a browser that knows the hub by an address of its network. */
  private String raw(String method, String path) throws IOException {
    String body = "{}";
    String request =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: 192.168.1.20:8080\r\nSec-Fetch-Site: same-origin\r\n"
            + "Connection: close\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    try (Socket socket = new Socket("localhost", kit.hub.port)) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
