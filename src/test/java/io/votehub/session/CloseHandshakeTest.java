package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CloseHandshakeTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final CloseHandshake handshake = new CloseHandshake(channel);

  @BeforeEach
  void stopTheClock() {
    channel.freezeTime();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void theCloseFrameOfAClientIsAnsweredWithItsCodeAndEndsTheConnection() {
    assertThat(handshake.received(new CloseWebSocketFrame(4000, "enough"))).isTrue();

    assertThat(sentStatus()).isEqualTo(4000);
    assertThat(handshake.status()).isEqualTo(4000);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aCloseFrameWithoutACodeIsAnsweredWithoutOne() {
    handshake.received(new CloseWebSocketFrame());

    assertThat(sentStatus()).isEqualTo(-1);
    assertThat(handshake.status()).isEqualTo(CloseHandshake.NO_STATUS);
  }

  @Test
  void theAnswerToTheOwnCloseFrameEndsTheConnection() {
    handshake.begin(1012, "restart");
    assertThat(channel.isOpen()).isTrue();

    assertThat(handshake.received(new CloseWebSocketFrame(1012, ""))).isFalse();

    assertThat(channel.isOpen()).isFalse();
    assertThat(sentStatus()).isEqualTo(1012);
    assertThat(channel.<Object>readOutbound()).as("a second close frame").isNull();
  }

  @Test
  void aClientThatDoesNotAnswerIsDisconnectedAfterTheTimeout() {
    handshake.begin(1012, "restart");

    advance(SessionLimits.CLOSE_TIMEOUT_MS - 1);
    assertThat(channel.isOpen()).isTrue();
    advance(1);

    assertThat(channel.isOpen()).isFalse();
    assertThat(handshake.status()).isEqualTo(ClientSocket.ABNORMAL_CLOSURE);
  }

  @Test
  void onlyTheFirstCloseFrameOfTheHubIsSent() {
    handshake.begin(4413, "receiver too slow");
    handshake.begin(1012, "restart");

    assertThat(sentStatus()).isEqualTo(4413);
    assertThat(channel.<Object>readOutbound()).isNull();
  }

  @Test
  void nothingIsLeftToDoOnceTheConnectionHasEnded() {
    handshake.begin(1012, "restart");
    handshake.ended();

    advance(SessionLimits.CLOSE_TIMEOUT_MS);

    assertThat(channel.isOpen()).as("closed by a timer that was cancelled").isTrue();
  }

  @Test
  void aReservedCodeIsAProtocolError() {
    assertThatThrownBy(() -> handshake.received(frame(1005, "")))
        .isInstanceOfSatisfying(
            CorruptedWebSocketFrameException.class,
            fault ->
                assertThat(fault.closeStatus()).isEqualTo(WebSocketCloseStatus.PROTOCOL_ERROR));
    assertThat(handshake.isBegun()).isFalse();
  }

  @Test
  void aReasonThatEndsInTheMiddleOfACharacterIsInvalid() {
    assertThatThrownBy(() -> handshake.received(frame(1000, "\u00c3")))
        .isInstanceOfSatisfying(
            CorruptedWebSocketFrameException.class,
            fault ->
                assertThat(fault.closeStatus())
                    .isEqualTo(WebSocketCloseStatus.INVALID_PAYLOAD_DATA));
  }

  /** A close frame whose reason has one byte a character. */
  private static CloseWebSocketFrame frame(int code, String reason) {
    ByteBuf content = Unpooled.buffer().writeShort(code);
    reason.chars().forEach(content::writeByte);
    return new CloseWebSocketFrame(true, 0, content);
  }

  private void advance(long ms) {
    channel.advanceTimeBy(ms, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  private int sentStatus() {
    CloseWebSocketFrame sent = channel.readOutbound();
    try {
      return sent.statusCode();
    } finally {
      sent.release();
    }
  }
}
