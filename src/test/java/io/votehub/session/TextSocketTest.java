package io.votehub.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TextSocketTest {
  private final SocketKit kit = new SocketKit(Transport.NIO);
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
  private SocketKit.Pair pair;
  private RawReceiver client;

  @BeforeEach
  void open() throws IOException, InterruptedException {
    pair = kit.open();
    client = pair.client();
    kit.onLoop(
        () -> {
          pair.server().setListener(new Told());
          return null;
        });
  }

  @AfterEach
  void part() throws IOException {
    kit.close();
  }

  private class Told implements ClientSocket.Listener {
    @Override
    public void text(String message) {
      told.add((Vertx.currentContext() == kit.context() ? "" : "elsewhere: ") + message);
    }

    @Override
    public void binary() {
      told.add("binary");
    }

    @Override
    public void pong() {
      told.add("pong");
    }

    @Override
    public void failed(Throwable fault) {
      told.add(fault.getClass().getSimpleName());
    }

    @Override
    public void closed(int status) {
      told.add("closed " + status);
    }
  }

  private String next() throws InterruptedException {
    return told.poll(60, TimeUnit.SECONDS);
  }

  private void onLoop(Runnable step) {
    kit.onLoop(
        () -> {
          step.run();
          return null;
        });
  }

  private static byte[] goodbye(int code, String reason) {
    byte[] words = reason.getBytes(UTF_8);
    return ByteBuffer.allocate(2 + words.length).putShort((short) code).put(words).array();
  }

  @Test
  void fragmentedMessagesArriveCompleteAndInOrder() throws Exception {
    byte[] word = "grün".getBytes(UTF_8);
    client.send(RawReceiver.TEXT, "one");
    client.send(RawReceiver.BEGUN_TEXT, new byte[] {word[0], word[1], word[2]});
    client.send(RawReceiver.PING, "between");
    client.send(RawReceiver.GOES_ON, new byte[] {word[3]});
    client.send(RawReceiver.LAST, new byte[] {word[4]});
    client.send(RawReceiver.TEXT, "");
    client.send(RawReceiver.PONG, "");
    client.send(RawReceiver.BINARY, "x");

    assertThat(next()).isEqualTo("one");
    assertThat(next()).isEqualTo("grün");
    assertThat(next()).isEmpty();
    assertThat(next()).isEqualTo("pong");
    assertThat(next()).isEqualTo("binary");
    assertThat(client.frame()).isEqualTo(new RawReceiver.Frame(RawReceiver.PONG, "between"));
  }

  @Test
  void aPausedSocketDeliversEverythingInOrderAfterResuming() throws Exception {
    onLoop(pair.server()::pause);
    for (int i = 0; i < 1_000; i++) {
      client.send(RawReceiver.TEXT, "m" + i);
    }
    onLoop(() -> {});
    assertThat(told).isEmpty();

    onLoop(pair.server()::resume);
    for (int i = 0; i < 1_000; i++) {
      assertThat(next()).isEqualTo("m" + i);
    }
  }

  @Test
  void pausingBetweenBufferedMessagesDelaysTheRest() throws Exception {
    onLoop(
        () ->
            pair.server()
                .setListener(
                    new SocketKit.Deaf() {
                      @Override
                      public void text(String message) {
                        told.add(message);
                        pair.server().pause();
                      }
                    }));
    onLoop(pair.server()::pause);
    for (int i = 0; i < 20; i++) {
      client.send(RawReceiver.TEXT, "m" + i);
    }

    for (int i = 0; i < 20; i++) {
      onLoop(pair.server()::resume);
      assertThat(next()).isEqualTo("m" + i);
      assertThat(told).isEmpty();
    }
  }

  @Test
  void tooLongMessagesAreReportedAsSuch() throws Exception {
    String half = "x".repeat(SessionLimits.MAX_MESSAGE_BYTES / 2 + 1);
    client.send(RawReceiver.BEGUN_TEXT, half);
    client.send(RawReceiver.LAST, half);

    assertThat(next()).isEqualTo(TooLongFrameException.class.getSimpleName());
    assertThat(next()).isEqualTo("closed " + ClientSocket.ABNORMAL_CLOSURE);
    assertThat(client.isAtEnd()).isTrue();
  }

  @Test
  void malformedFramesAreReportedAsSuch() throws Exception {
    client.send(0x83, "of a kind that is not known");

    assertThat(next()).isEqualTo(CorruptedWebSocketFrameException.class.getSimpleName());
    assertThat(client.isAtEnd()).isTrue();
  }

  @Test
  void aCloseFrameIsAnsweredWithItsCodeAndEndsTheConnection() throws Exception {
    client.send(RawReceiver.CLOSE, goodbye(4000, "enough"));
    client.send(RawReceiver.TEXT, "more");

    assertThat(next()).isEqualTo("closed 4000");
    assertThat(client.frame())
        .isEqualTo(new RawReceiver.Frame(RawReceiver.CLOSE, new String(goodbye(4000, ""), UTF_8)));
    assertThat(client.isAtEnd()).isTrue();
    assertThat(told).doesNotContain("more");
  }

  @Test
  void aCloseFrameWithoutACodeIsAnsweredWithoutOne() throws Exception {
    client.send(RawReceiver.CLOSE, "");

    assertThat(next()).isEqualTo("closed " + CloseHandshake.NO_STATUS);
    assertThat(client.frame()).isEqualTo(new RawReceiver.Frame(RawReceiver.CLOSE, ""));
    assertThat(client.isAtEnd()).isTrue();
  }

  @Test
  void afterSendingACloseFrameOnlyTheAnswerIsAwaited() throws Exception {
    onLoop(() -> pair.server().close(4410, "quiet"));
    assertThat(client.frame().text()).isEqualTo(new String(goodbye(4410, "quiet"), UTF_8));
    client.send(RawReceiver.TEXT, "late");
    client.send(RawReceiver.CLOSE, goodbye(4410, ""));

    assertThat(client.isAtEnd()).isTrue();
    assertThat(next()).isEqualTo("closed 4410");
  }

  @Test
  void anAbruptDisconnectIsReported() throws Exception {
    client.reset();

    String first = next();
    assertThat(first.startsWith("closed") ? first : next())
        .isEqualTo("closed " + ClientSocket.ABNORMAL_CLOSURE);
  }

  @Test
  void nothingOfVertxStaysInThePipeline() {
    Map<String, ChannelHandler> handlers = kit.onLoop(() -> pair.channel().pipeline().toMap());

    assertThat(handlers.values())
        .noneMatch(handler -> handler.getClass().getName().startsWith("io.vertx"))
        .anyMatch(TextSocket.class::isInstance);
  }

  /** A socket on a channel that keeps what it is given, used on the event loop. */
  private EmbeddedChannel embedded(Runnable whenFailed) {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.config().setAllocator(allocator);
    channel.freezeTime();
    TextSocket socket = new TextSocket(channel, (ContextInternal) kit.context());
    socket.setListener(
        new Told() {
          @Override
          public void failed(Throwable fault) {
            super.failed(fault);
            whenFailed.run();
          }
        });
    channel.pipeline().addLast(socket);
    return channel;
  }

  private static TextSocket socket(EmbeddedChannel channel) {
    return channel.pipeline().get(TextSocket.class);
  }

  @Test
  void whatWasReadButNotDeliveredIsReleasedWhenTheConnectionEnds() {
    onLoop(
        () -> {
          EmbeddedChannel channel = embedded(() -> {});
          TextWebSocketFrame fragment =
              new TextWebSocketFrame(false, 0, Unpooled.copiedBuffer("a", UTF_8));
          channel.writeInbound(fragment);
          assertThat(allocator.metric().usedHeapMemory()).isPositive();
          socket(channel).pause();
          TextWebSocketFrame held = new TextWebSocketFrame("held");
          channel.writeInbound(held);
          assertThat(held.refCnt()).isEqualTo(1);

          channel.close();
          channel.runPendingTasks();

          assertThat(held.refCnt()).isZero();
          assertThat(allocator.metric().usedHeapMemory()).as("of the fragment").isZero();
        });
  }

  @Test
  void aBrokenFrameEndsTheConnectionAtOnceUnlessTheClientIsToldWhy() {
    onLoop(
        () -> {
          EmbeddedChannel untold = embedded(() -> {});
          untold.pipeline().fireExceptionCaught(new TooLongFrameException());
          assertThat(untold.isOpen()).isFalse();

          EmbeddedChannel[] told = new EmbeddedChannel[1];
          told[0] = embedded(() -> socket(told[0]).close(1009, "message too big"));
          told[0].pipeline().fireExceptionCaught(new TooLongFrameException());
          assertThat(told[0].isOpen()).as("until the close frame is answered").isTrue();

          told[0].pipeline().fireExceptionCaught(new TooLongFrameException());
          assertThat(told[0].isOpen()).as("no answer can come any more").isFalse();
        });
  }

  @Test
  void noTimerIsLeftOnceTheConnectionHasEnded() {
    onLoop(
        () -> {
          EmbeddedChannel channel = embedded(() -> {});
          socket(channel).close(1012, "restart");
          assertThat(channel.runScheduledPendingTasks()).isPositive();

          channel.close();
          channel.runPendingTasks();

          assertThat(channel.runScheduledPendingTasks()).as("no task is left").isNegative();
        });
  }
}
