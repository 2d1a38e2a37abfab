package io.votehub.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboundMessagesTest {
  private static final Map<String, Object> MESSAGE = Map.of("type", "x");

  private final RoomKit kit = new RoomKit();
  private final RoomKit.Client client = kit.connect();
  private final FakeWriter writer = new FakeWriter();
  private final OutboundMessages messages = new OutboundMessages(client.session(), writer);

  @AfterEach
  void stop() {
    kit.everybodyLeaves();
    kit.close();
  }

  @Test
  void aRefusalNamesTheMessageThatItAnswers() {
    kit.turn(() -> messages.sendError("7", Refusal.of(ErrorCode.BUSY)));

    assertThat(writer.sent).singleElement().asString().contains("\"id\":\"7\"", "\"busy\"");
  }

  @Test
  void whatOthersCauseIsNotQueuedBeyondTheBoundAndEndsTheConnection() {
    writer.pending = OutboundMessages.MAX_PENDING_BYTES;
    kit.turn(() -> messages.sendBounded(MESSAGE));
    assertThat(writer.sent).hasSize(1);
    assertThat(client.closedWith).isZero();

    writer.pending++;
    kit.turn(() -> messages.sendBounded(MESSAGE));
    assertThat(writer.sent).hasSize(1);
    assertThat(client.closedWith).isEqualTo(CloseCode.TOO_SLOW.status());
  }

  @Test
  void aSharedFrameKeepsToTheBoundTooAndStaysItsOwners() {
    ByteBuf frame = Unpooled.copiedBuffer("shared", UTF_8);
    kit.turn(() -> messages.sendBounded(frame));
    writer.pending = OutboundMessages.MAX_PENDING_BYTES + 1;
    kit.turn(() -> messages.sendBounded(frame));

    assertThat(writer.sent).containsExactly("shared");
    assertThat(client.closedWith).isEqualTo(CloseCode.TOO_SLOW.status());
    assertThat(frame.refCnt()).isEqualTo(1);
    frame.release();
  }

  @Test
  void anAnswerIsSentToASlowReceiverToo() {
    writer.pending = OutboundMessages.MAX_PENDING_BYTES + 1;

    kit.turn(() -> messages.send(MESSAGE));

    assertThat(writer.sent).hasSize(1);
    assertThat(client.closedWith).isZero();
  }

  @Test
  void nothingIsWrittenToAClosedSession() {
    client.leave();

    kit.turn(
        () -> {
          messages.send(MESSAGE);
          messages.sendBounded(MESSAGE);
          messages.sendBounded(Unpooled.EMPTY_BUFFER);
        });

    assertThat(writer.sent).isEmpty();
  }
}
