package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Made;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages of other sites may make calls if the operator lists the site. */
class CrossOriginTest {
  private static final String SITE = "https://slides.example";
  private static HttpKit hub;
  private static Made room;

  @BeforeAll
  static void start() {
    hub = new HttpKit(HttpSettings.DEFAULT.withOrigins(List.of(SITE, "http://[::1]:81")));
    room = hub.room();
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  /**
   * The head of an answer in lower case; over a plain socket, because a client cannot set browsers'
   * own headers.
   */
  private static String head(HttpKit one, String method, String path, String... headers) {
    StringBuilder ask = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    for (String header : headers) {
      ask.append(header).append("\r\n");
    }
    try (Socket socket = new Socket("localhost", one.port)) {
      socket.setSoTimeout(60_000);
      String whole = ask.append("Connection: close\r\n\r\n").toString();
      socket.getOutputStream().write(whole.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.substring(0, answer.indexOf("\r\n\r\n") + 2).toLowerCase(java.util.Locale.ROOT);
    } catch (IOException fault) {
      throw new AssertionError(fault);
    }
  }

  private static String preflight(HttpKit one, String origin) {
    return head(
        one,
        "OPTIONS",
        room.path() + "/polls",
        "Origin: " + origin,
        "Access-Control-Request-Method: POST",
        "Access-Control-Request-Headers: authorization,content-type");
  }

  @Test
  void anAllowedOriginGetsAPreflightAnswer() {
    assertThat(preflight(hub, SITE))
        .startsWith("http/1.1 204")
        .contains("access-control-allow-origin: " + SITE + "\r\n")
        .contains("access-control-allow-methods: get, post, put, patch, delete\r\n")
        .contains("access-control-allow-headers: authorization, content-type, x-request-id\r\n")
        .contains("vary: origin\r\n")
        .doesNotContain("allow-credentials");
  }

  @Test
  void anAllowedOriginMayReadAnswersAndErrors() {
    for (String path : List.of(room.path(), "/api/v1/rooms/ZZZZZZ", room.path() + "/qr.svg")) {
      assertThat(head(hub, "GET", path, "Origin: " + SITE))
          .as(path)
          .contains("access-control-allow-origin: " + SITE + "\r\n")
          .contains("access-control-expose-headers: ")
          .contains("vary: origin\r\n")
          .doesNotContain("allow-credentials");
    }
    assertThat(head(hub, "GET", room.path() + "/qr.svg", "Origin: " + SITE))
        .contains("vary: host\r\n");
    assertThat(head(hub, "GET", room.path(), "Origin: http://[::1]:81"))
        .contains("access-control-allow-origin: http://[::1]:81\r\n");
  }

  @Test
  void anyOtherOriginGetsNoCorsHeaders() {
    for (String other :
        List.of(
            "https://evil.example",
            "http://slides.example",
            "https://slides.example.evil.example",
            "https://slides.example:444",
            "null")) {
      assertThat(preflight(hub, other)).as(other).doesNotContain("access-control").contains("vary");
      assertThat(head(hub, "GET", room.path(), "Origin: " + other))
          .as(other)
          .startsWith("http/1.1 200")
          .contains("vary: origin\r\n")
          .doesNotContain("access-control");
    }
    assertThat(head(hub, "GET", room.path())).contains("vary: origin\r\n");
  }

  @Test
  void pagesMayNotBeEmbeddedByOtherSites() {
    assertThat(head(hub, "GET", "/", "Origin: " + SITE)).doesNotContain("access-control");
  }

  @Test
  void aWildcardAllowsEachOriginByNameAndTheDefaultAllowsNone() {
    try (HttpKit open = new HttpKit(HttpSettings.DEFAULT.withOrigins(List.of("*")))) {
      assertThat(preflight(open, "https://any.example"))
          .contains("access-control-allow-origin: https://any.example\r\n")
          .doesNotContain("allow-credentials");
    }
    try (HttpKit shut = new HttpKit()) {
      assertThat(preflight(shut, SITE)).startsWith("http/1.1 405").doesNotContain("access-control");
      assertThat(head(shut, "GET", "/api/v1/rooms/ZZZZZZ", "Origin: " + SITE))
          .doesNotContain("access-control", "vary");
    }
  }
}
