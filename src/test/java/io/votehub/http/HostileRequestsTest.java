package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HostileRequestsTest {
  private static HttpKit hub;
  private static Made room;

  @BeforeAll
  static void start() {
    hub = new HttpKit();
    room = hub.room();
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static HttpKit.Ask makePoll() {
    return hub.post(room.path() + "/polls").as(room.token());
  }

  @Test
  void aBodyThatIsNotAJsonObjectIsABadMessage() {
    for (String body : List.of("", "{", "[]", "\"x\"", "{}{}", "{\"a\":1,\"a\":2}", "\uFEFF{}")) {
      Got got = hub.post("/api/v1/rooms").send(body);
      assertThat(got.status()).as(body).isEqualTo(400);
      assertThat(got.json())
          .containsEntry("code", "bad-message")
          .containsEntry("status", 400)
          .containsEntry("type", "urn:votehub:problem:bad-message")
          .containsKeys("title", "detail");
    }
    assertThat(hub.post("/api/v1/rooms").send(new byte[] {'"', (byte) 0xC3, '"'}).status())
        .isEqualTo(400);
  }

  @Test
  void jsonNestedTooDeepIsABadMessage() {
    Got got = makePoll().send("{\"question\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}");
    assertThat(got.at("code")).isEqualTo("bad-message");
  }

  @Test
  void aBodyOfAnotherMediaTypeIsRefused() {
    for (String type :
        List.of(
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/json; charset=utf-16")) {
      Got got = hub.post("/api/v1/rooms").with("Content-Type", type).send("{\"title\":\"x\"}");
      assertThat(got.status()).as(type).isEqualTo(415);
      assertThat(got.at("code")).isEqualTo("bad-message");
    }
    assertThat(
            hub.post("/api/v1/rooms")
                .with("Content-Type", "application/json; charset=UTF-8")
                .send("{\"title\":\"x\"}")
                .status())
        .isEqualTo(201);
  }

  @Test
  void aTooLongBodyIsRefusedAndTheHubKeepsServing() {
    byte[] long10 = new byte[10 * 1024 * 1024];
    Got got = makePoll().send(long10);
    assertThat(got.status()).isEqualTo(413);
    assertThat(got.at("code")).isEqualTo("too-large");
    assertThat(hub.get(room.path()).send().status()).isEqualTo(200);
  }

  @Test
  void aTooLongChunkedBodyIsRefusedToo() throws IOException {
    try (Socket socket = new Socket("localhost", hub.port)) {
      String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
      String head = "POST /api/v1/rooms HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 17; i++) {
        socket.getOutputStream().write(chunk.getBytes(StandardCharsets.US_ASCII));
      }
      assertThat(answer(socket)).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void aBodyThatArrivesTooSlowlyIsAborted() throws IOException {
    HttpSettings hasty = new HttpSettings(Optional.empty(), true, 1000, 300);
    try (HttpKit one = new HttpKit(hasty);
        Socket socket = new Socket("localhost", one.port)) {
      String head = "POST /api/v1/rooms HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      assertThat(answer(socket)).startsWith("HTTP/1.1 408 ");
      assertThat(socket.getInputStream().readAllBytes()).isNotNull();
    }
  }

  @Test
  void aMalformedPathIsRefused() throws IOException {
    for (String path : List.of("/api/v1/rooms/%E0%A4%A", "/r/%zz", "/assets/%", "/api/v1/%2")) {
      try (Socket socket = new Socket("localhost", hub.port)) {
        String head = "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        assertThat(answer(socket)).as(path).startsWith("HTTP/1.1 40");
      }
    }
  }

  @Test
  void anInvalidHostIsNotUsedInLinks() throws IOException {
    for (String host : List.of("", ":8080", "a b", "<x>", "evil.example/r", "x".repeat(300))) {
      try (Socket socket = new Socket("localhost", hub.port)) {
        String head = "GET " + room.path() + "/qr.svg HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        assertThat(answer(socket)).as(host).startsWith("HTTP/1.1 400 ");
      }
    }
  }

  private static String answer(Socket socket) throws IOException {
    socket.setSoTimeout(60_000);
    return new String(socket.getInputStream().readNBytes(64), StandardCharsets.US_ASCII);
  }

  @Test
  void tenThousandOptionsAreReportedAsOneError() {
    Got got =
        makePoll()
            .send(
                Map.of(
                    "question", "?",
                    "method", "single",
                    "options", Collections.nCopies(10_000, "x")));
    assertThat(got.pointers()).containsExactly("/options");
  }

  @Test
  void controlCharactersAreRemovedAndIsolatesClosed() {
    Got got =
        makePoll()
            .send(
                Map.of(
                    "question", "a\u0000b\u202Ec\nd",
                    "method", "single",
                    "options", List.of("\u2066x\u2069\u0007", "\u2067y", "e\u0301")));
    assertThat(got.at("question")).isEqualTo("abc d");
    assertThat(((List<?>) got.at("options")).stream().map(o -> ((Map<?, ?>) o).get("label")))
        .isEqualTo(List.of("\u2066x\u2069", "\u2067y\u2069", "\u00E9"));
  }

  @Test
  void forgedTokensAreRefusedEvenWhereNoneIsNeeded() {
    String[] parts = room.token().split("\\.", -1);
    String claims = base64("{\"room\":\"" + room.code() + "\",\"role\":\"presenter\"}");
    assertThat(claims).as("what nobody signed").isNotEqualTo(parts[1]);
    String none = base64("{\"alg\":\"none\",\"typ\":\"JWT\"}");
    for (String forged :
        List.of(
            none + "." + claims + ".",
            none + "." + claims,
            parts[0] + "." + claims + "." + parts[2],
            parts[0] + "." + parts[1] + ".",
            none + "." + parts[1] + "." + parts[2],
            "x".repeat(5000),
            "..",
            "a.b.c",
            "")) {
      Got got = hub.get(room.path()).as(forged).send();
      assertThat(got.status()).as(forged).isEqualTo(401);
      assertThat(got.at("code")).isEqualTo("bad-token");
      assertThat(got.header("WWW-Authenticate")).isEqualTo("Bearer");
    }
    assertThat(hub.get(room.path()).with("Authorization", "Basic eDp5").send().status())
        .isEqualTo(401);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void unknownPathsAndMethodsAreProblemDocumentsToo() {
    Got path = hub.get("/api/v1/nothing").send();
    assertThat(path.status()).isEqualTo(404);
    assertThat(path.header("Content-Type")).isEqualTo("application/problem+json");
    Got method = hub.ask("PUT", room.path()).send("{}");
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.header("Allow").split(", ?", -1))
        .containsExactlyInAnyOrder("GET", "PATCH", "DELETE");
    for (String code : List.of("%00", "%E0%A4", "..%2f..", "AAAA00", "x".repeat(2000))) {
      Got got = hub.get("/api/v1/rooms/" + code).send();
      assertThat(got.status()).as(code).isIn(400, 404);
      assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
  }

  @Test
  void aHarmlessRequestIdIsEchoed() {
    assertThat(hub.get("/").with("X-Request-Id", "abc.1-2_3").send().header("X-Request-Id"))
        .isEqualTo("abc.1-2_3");
    assertThat(hub.get("/").with("X-Request-Id", "a b<c>").send().header("X-Request-Id"))
        .matches("[A-Za-z0-9_-]{16}");
    assertThat(hub.get("/api/v1/x").send().header("Referrer-Policy")).isEqualTo("no-referrer");
  }
}
