package io.votehub.session;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.vertx.core.transport.Transport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The output of a {@link FrameWriter} on every transport of this machine. */
class FrameWriterTest {
  private static final int FRAMES = 300;
  private static final String FILLING = "ö".repeat(1000);

  static Stream<Transport> transports() {
    return Stream.of(Transport.EPOLL, Transport.NIO)
        .filter(each -> each != null && each.available());
  }

  @Property(tries = 300)
  void aFrameEqualsThatOfTheNettyEncoder(@ForAll @StringLength(max = 300) String text) {
    assertThat(encoded(text)).isEqualTo(encodedByNetty(text));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 65_537})
  void lengthsAreEncodedAsByTheNettyEncoder(int length) {
    assertThat(encoded("x".repeat(length))).isEqualTo(encodedByNetty("x".repeat(length)));
    // Half as many characters as bytes, so that counting characters would be noticed.
    String wide = "é".repeat(length / 2) + "x".repeat(length % 2);
    assertThat(encoded(wide)).isEqualTo(encodedByNetty(wide));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDE00", "a\uD83Db", "\uDE00\uD83D", "😀", "日本", "\0\n\""})
  void unpairedSurrogatesAreReplacedAsByTheNettyEncoder(String text) {
    for (String padded : List.of(text, text.repeat(42), text.repeat(126))) {
      assertThat(encoded(padded)).isEqualTo(encodedByNetty(padded));
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void messagesOfOneEventLoopTurnAreSentInOrder(Transport transport) throws Exception {
    List<String> texts = List.of("", "a", "ö".repeat(100), "x".repeat(70_000), "last");
    byte[] wanted = bytes(texts.stream().map(FrameWriterTest::encodedByNetty).toList());
    try (SocketKit kit = new SocketKit(transport)) {
      SocketKit.Pair pair = kit.open();
      kit.onLoop(
          () -> {
            FrameWriter outbound = new ChannelFrameWriter(pair.channel());
            texts.forEach(outbound::write);
            outbound.flush();
            return null;
          });

      assertThat(pair.client().bytes(wanted.length)).isEqualTo(wanted);
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void aSharedFrameIsSentToAllAndReleased(Transport transport) throws Exception {
    try (SocketKit kit = new SocketKit(transport)) {
      List<SocketKit.Pair> pairs = kit.open(20);
      ByteBuf frame = FrameWriter.encode(UnpooledByteBufAllocator.DEFAULT, "shared");
      kit.onLoop(
          () -> {
            for (SocketKit.Pair pair : pairs) {
              FrameWriter outbound = new ChannelFrameWriter(pair.channel());
              outbound.write("own");
              outbound.writeAndFlush(frame);
              outbound.writeAndFlush(frame);
            }
            return null;
          });

      for (SocketKit.Pair pair : pairs) {
        assertThat(List.of(pair.client().text(), pair.client().text(), pair.client().text()))
            .containsExactly("own", "shared", "shared");
      }
      kit.await("all let go of it", () -> frame.refCnt() == 1);
      assertThat(frame.readerIndex()).isZero();
      frame.release();
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void bytesThatTheSocketDoesNotAcceptAreSentLaterInOrder(Transport transport) throws Exception {
    try (SocketKit kit = new SocketKit(transport)) {
      SocketKit.Pair pair = kit.open();
      List<ByteBuf> frames = new ArrayList<>();
      FrameWriter outbound = kit.onLoop(() -> new ChannelFrameWriter(pair.channel()));
      kit.onLoop(
          () -> {
            for (int i = 0; i < FRAMES; i++) {
              if (i % 3 == 0) {
                outbound.write(numbered(i));
              } else {
                frames.add(FrameWriter.encode(outbound.allocator(), numbered(i)));
                outbound.writeAndFlush(frames.get(frames.size() - 1));
              }
              if (i == 1 || i == FRAMES / 2) {
                pair.ping("ping " + i);
              }
            }
            outbound.flush();
            return null;
          });
      assertThat(kit.onLoop(outbound::pendingBytes)).as("bytes that wait").isPositive();
      assertThat(kit.onLoop(outbound::isWritable)).isFalse();

      List<String> texts = new ArrayList<>();
      List<String> pings = new ArrayList<>();
      while (texts.size() < FRAMES || pings.size() < 2) {
        RawReceiver.Frame next = pair.client().frame();
        boolean text = next.kind() == RawReceiver.TEXT;
        assertThat(text || next.kind() == RawReceiver.PING).as("a text or a ping").isTrue();
        (text ? texts : pings).add(next.text());
        if (next.text().equals("ping 1")) {
          assertThat(texts).as("texts before the first ping").hasSize(2);
        }
      }

      assertThat(texts).isEqualTo(IntStream.range(0, FRAMES).mapToObj(this::numbered).toList());
      assertThat(pings).containsExactly("ping 1", "ping " + FRAMES / 2);
      kit.await("nothing waits", () -> outbound.pendingBytes() == 0 && outbound.isWritable());
      kit.await("nobody holds a frame", () -> frames.stream().allMatch(each -> each.refCnt() == 1));
      frames.forEach(ByteBuf::release);
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void aDisconnectDuringABroadcastAffectsNobodyElseAndLeaksNoBuffer(Transport transport)
      throws Exception {
    try (SocketKit kit = new SocketKit(transport)) {
      List<SocketKit.Pair> pairs = kit.open(4);
      List<ChannelFrameWriter> outbounds =
          kit.onLoop(
              () -> pairs.stream().map(pair -> new ChannelFrameWriter(pair.channel())).toList());
      List<ByteBuf> frames = new ArrayList<>();
      kit.onLoop(
          () -> {
            for (int i = 0; i < FRAMES; i++) {
              if (i == FRAMES / 3) {
                // It has much queued and its receiver has gone, which the hub notices when
                // writing.
                pairs.get(1).client().reset();
              } else if (i == FRAMES / 2) {
                pairs.get(2).channel().close();
              }
              ByteBuf frame = FrameWriter.encode(outbounds.get(0).allocator(), numbered(i));
              frames.add(frame);
              outbounds.forEach(outbound -> outbound.writeAndFlush(frame));
            }
            return null;
          });

      for (int standing : new int[] {0, 3}) {
        for (int i = 0; i < FRAMES; i++) {
          assertThat(pairs.get(standing).client().text()).isEqualTo(numbered(i));
        }
      }
      kit.await("both are closed", () -> !isOpen(pairs.get(1)) && !isOpen(pairs.get(2)));
      kit.await("nobody holds a frame", () -> frames.stream().allMatch(each -> each.refCnt() == 1));
      frames.forEach(ByteBuf::release);
    }
  }

  @Test
  void aReusedFileDescriptorIsNotWrittenTo() throws Exception {
    Transport epoll = Transport.EPOLL;
    Assumptions.assumeTrue(epoll != null && epoll.available());
    try (SocketKit kit = new SocketKit(epoll)) {
      SocketKit.Pair old = kit.open();
      FrameWriter outbound = kit.onLoop(() -> new ChannelFrameWriter(old.channel()));
      Path descriptor = Path.of("/proc/self/fd/" + ((UnixChannel) old.channel()).fd().intValue());
      old.channel().close().syncUninterruptibly();
      List<SocketKit.Pair> others = kit.open(8);
      assertThat(Files.exists(descriptor)).as("the number is in use again").isTrue();

      ByteBuf frame = FrameWriter.encode(UnpooledByteBufAllocator.DEFAULT, "not for others");
      kit.onLoop(
          () -> {
            outbound.writeAndFlush(frame);
            outbound.write("nor this");
            outbound.flush();
            outbound.release();
            for (SocketKit.Pair other : others) {
              FrameWriter own = new ChannelFrameWriter(other.channel());
              own.write("own");
              own.flush();
            }
            return null;
          });

      for (SocketKit.Pair other : others) {
        assertThat(other.client().text()).isEqualTo("own");
        assertThat(isOpen(other)).isTrue();
      }
      assertThat(frame.refCnt()).isEqualTo(1);
      frame.release();
    }
  }

  @Test
  void unsentFramesAreReleased() throws Exception {
    try (SocketKit kit = new SocketKit(Transport.NIO)) {
      SocketKit.Pair pair = kit.open();
      kit.onLoop(
          () -> {
            FrameWriter outbound = new ChannelFrameWriter(pair.channel());
            outbound.write("never sent");
            outbound.release();
            outbound.release();
            outbound.flush();
            outbound.write("sent");
            outbound.flush();
            return null;
          });

      assertThat(pair.client().text()).isEqualTo("sent");
    }
  }

  private String numbered(int i) {
    return i + FILLING;
  }

  private static boolean isOpen(SocketKit.Pair pair) {
    return pair.channel().isOpen();
  }

  private static String encoded(String text) {
    ByteBuf frame = FrameWriter.encode(UnpooledByteBufAllocator.DEFAULT, text);
    try {
      return ByteBufUtil.hexDump(frame);
    } finally {
      frame.release();
    }
  }

  private static String encodedByNetty(String text) {
    EmbeddedChannel channel = new EmbeddedChannel(new WebSocket13FrameEncoder(false));
    channel.writeOutbound(new TextWebSocketFrame(text));
    String frame =
        channel.outboundMessages().stream()
            .map(part -> ByteBufUtil.hexDump((ByteBuf) part))
            .collect(joining());
    channel.finishAndReleaseAll();
    return frame;
  }

  private static byte[] bytes(List<String> frames) {
    return ByteBufUtil.decodeHexDump(String.join("", frames));
  }
}
