package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SecurityHeadersTest {
  private static final List<String> FOR_ALL =
      List.of(
          "x-content-type-options: nosniff",
          "cross-origin-resource-policy: same-origin",
          "referrer-policy: no-referrer",
          "content-security-policy: default-src 'none'",
          "cross-origin-opener-policy: same-origin",
          "permissions-policy: camera=()",
          "cache-control: no-");

  private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";

  @Test
  void everyAnswerHasSecurityHeaders() throws IOException {
    try (HttpKit hub = new HttpKit()) {
      String room = hub.room().path();
      answers(hub, "GET /" + HOST, 200);
      answers(hub, "HEAD /r/AAAAAA" + HOST, 200);
      answers(hub, "GET /r/aaaaaa" + HOST, 302);
      answers(hub, "GET " + room + HOST, 200);
      answers(hub, "GET /nothing" + HOST, 404);
      answers(hub, "GET /assets/nothing" + HOST, 404);
      answers(hub, "GET /api/v1/%zz" + HOST, 400);
      answers(hub, "DELETE " + room + HOST, 401);
      answers(hub, "PUT " + room + HOST, 405);
      answers(hub, "POST /api/v1/rooms" + HOST + "Content-Length: 9999999\r\n", 413);
      answers(hub, "GET /" + "x".repeat(10_000) + HOST, 414);
      answers(hub, "GET /" + HOST + "X-Long: " + "x".repeat(10_000) + "\r\n", 431);
      answers(hub, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n", 400);
      answers(hub, "NO REQUEST AT ALL\r\n", 400);
      answers(hub, "GET /ws" + HOST, 426);
      answers(hub, "POST /ws" + HOST, 426);
      answers(hub, handshake("Origin: https://evil.example\r\n"), 403);
    }
  }

  @Test
  void anHttpsAddressEnablesStrictTransportSecurity() throws IOException {
    HttpSettings secure = HttpSettings.DEFAULT.withPublicUrl("https://vote.example.org");
    try (HttpKit hub = new HttpKit(secure)) {
      for (String request :
          List.of("GET /" + HOST, "GET /ws" + HOST, "GET /" + "x".repeat(10_000) + HOST)) {
        assertThat(answer(hub, request)).contains("strict-transport-security: max-age=31536000\r");
      }
    }
    try (HttpKit hub = new HttpKit(secure.withHstsSubdomains())) {
      for (String request : List.of("GET /" + HOST, "GET /" + "x".repeat(10_000) + HOST)) {
        assertThat(answer(hub, request))
            .contains("strict-transport-security: max-age=31536000; includesubdomains");
      }
    }
    try (HttpKit hub = new HttpKit()) {
      assertThat(answer(hub, "GET /" + HOST)).doesNotContain("strict-transport-security");
    }
  }

  @Test
  void aProxyWithoutWebSocketUpgradeGetsAHelpfulError() throws IOException {
    try (HttpKit hub = new HttpKit()) {
      assertThat(answer(hub, "GET /ws" + HOST + "Sec-WebSocket-Version: 13\r\n"))
          .contains("upgrade: websocket", "sec-websocket-version: 13", "a proxy did not forward");
    }
  }

  @Test
  void aHandshakeOfAnotherVersionOrWithABodyIsRefused() throws IOException {
    try (HttpKit hub = new HttpKit()) {
      assertThat(answer(hub, handshake("").replace("Version: 13", "Version: 8"))).contains(" 426 ");
      assertThat(answer(hub, handshake("Content-Length: 5\r\n"))).contains(" 400 ");
      assertThat(answer(hub, handshake("").replace("c3RyYW5n", "c3Ry"))).contains(" 400 ");
    }
  }

  private static String handshake(String more) {
    return "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: c3RyYW5nZSBrZXlzIGhlcg==\r\n"
        + more;
  }

  private static void answers(HttpKit hub, String request, int status) throws IOException {
    String answer = answer(hub, request);
    assertThat(answer).as(request).matches("(?s)http/1.[01] " + status + " .*");
    assertThat(answer).as(request).contains(FOR_ALL);
    if (status >= 400 && status != 404) {
      assertThat(answer).as(request).contains("content-type: application/problem+json");
    }
  }

  /** The answer, until the end of the connection or a pause. */
  private static String answer(HttpKit hub, String request) throws IOException {
    StringBuilder answer = new StringBuilder();
    try (Socket socket = new Socket("localhost", hub.port)) {
      socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
      socket.setSoTimeout(60_000);
      for (int c; !answer.toString().contains("}") && (c = socket.getInputStream().read()) >= 0; ) {
        answer.append((char) c);
      }
    }
    return answer.toString().toLowerCase(Locale.ROOT);
  }
}
