package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.votehub.Scripted;
import io.votehub.poll.ErrorCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketHandshakesTest {
  private final Scripted<HttpServerRequest> request = new Scripted<>(HttpServerRequest.class, null);
  private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();
  private boolean hasCapacity = true;
  private final WebSocketHandshakes handshakes =
      new WebSocketHandshakes(
          new Origins(List.of(), Optional.of("https://vote.example")), () -> hasCapacity);

  /** A valid handshake. */
  WebSocketHandshakesTest() {
    headers
        .add("Host", "vote.example")
        .add("Upgrade", "websocket")
        .add("Connection", "Upgrade")
        .add("Sec-WebSocket-Version", "13")
        .add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
        .add("Origin", "https://vote.example");
    request.answer("headers", call -> headers);
    request.answer("method", call -> HttpMethod.GET);
    request.answer("version", call -> HttpVersion.HTTP_1_1);
  }

  private int status() {
    return handshakes
        .rejection(request.proxy())
        .map(WebSocketHandshakes.Rejection::status)
        .orElse(101);
  }

  private ErrorCode code() {
    return handshakes.rejection(request.proxy()).orElseThrow().refusal().code();
  }

  @Test
  void aValidHandshakeIsAccepted() {
    assertThat(status()).isEqualTo(101);
  }

  @ParameterizedTest
  @ValueSource(strings = {"upgrade", "keep-alive, Upgrade", "Upgrade , keep-alive"})
  void theConnectionHeaderMayHaveOtherWords(String connection) {
    headers.set("Connection", connection).set("Upgrade", "WebSocket");

    assertThat(status()).isEqualTo(101);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Upgrade", "Connection"})
  void whereAProxyDropsTheUpgradeTheAnswerSaysSo(String header) {
    headers.remove(header);

    assertThat(status()).isEqualTo(426);
    assertThat(handshakes.rejection(request.proxy()).orElseThrow().refusal().getMessage())
        .contains("proxy");
    headers.set(header, "upgraded, keep-alive");
    assertThat(status()).isEqualTo(426);
  }

  @Test
  void onlyGetUpgrades() {
    request.answer("method", call -> HttpMethod.POST);

    assertThat(status()).isEqualTo(426);
  }

  @Test
  void anotherVersionOfTheProtocolIsRefused() {
    headers.set("Sec-WebSocket-Version", "8");
    assertThat(status()).isEqualTo(426);

    headers.remove("Sec-WebSocket-Version");
    assertThat(status()).isEqualTo(426);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short==", "dGhlIHNhbXBsZSBub25jZQ==x", "dGhlIHNhbXBsZSBub25jZQ"})
  void aKeyThatIsNoneIsRefused(String key) {
    headers.set("Sec-WebSocket-Key", key);

    assertThat(status()).isEqualTo(400);
  }

  @Test
  void aHandshakeWithoutAKeyOrWithABodyIsRefused() {
    headers.set("Content-Length", "0");
    assertThat(status()).isEqualTo(101);

    headers.set("Content-Length", "1");
    assertThat(status()).isEqualTo(400);
    headers.remove("Content-Length").set("Transfer-Encoding", "chunked");
    assertThat(status()).isEqualTo(400);
    headers.remove("Transfer-Encoding").remove("Sec-WebSocket-Key");
    assertThat(status()).isEqualTo(400);
  }

  @Test
  void httpBefore11DoesNotUpgrade() {
    request.answer("version", call -> HttpVersion.HTTP_1_0);

    assertThat(status()).isEqualTo(400);
  }

  @Test
  void pagesOfOtherOriginsAreForbidden() {
    headers.set("Origin", "https://evil.example");

    assertThat(status()).isEqualTo(403);
    assertThat(code()).isEqualTo(ErrorCode.FORBIDDEN);
  }

  @Test
  void beyondTheConnectionLimitTheHubIsBusy() {
    hasCapacity = false;

    assertThat(status()).isEqualTo(503);
    assertThat(code()).isEqualTo(ErrorCode.BUSY);
  }
}
