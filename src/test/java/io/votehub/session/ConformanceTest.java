package io.votehub.session;

import static io.votehub.session.RawReceiver.BEGUN_TEXT;
import static io.votehub.session.RawReceiver.BINARY;
import static io.votehub.session.RawReceiver.CLOSE;
import static io.votehub.session.RawReceiver.GOES_ON;
import static io.votehub.session.RawReceiver.LAST;
import static io.votehub.session.RawReceiver.PING;
import static io.votehub.session.RawReceiver.PONG;
import static io.votehub.session.RawReceiver.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.vertx.core.transport.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cases of the Autobahn test suite for WebSocket servers, against a {@link TextSocket} that
 * echoes texts and closes as a {@link Session} does. Numbers are those of the suite. Left out:
 * binary messages, which are refused (1.2, parts of 9), compression, which is never agreed on (12,
 * 13), and sizes beyond 16 KiB, which are refused (parts of 9, 10); for each the refusal is a case.
 */
class ConformanceTest {
  private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};
  private static final int NO_CODE = -1;
  private static final byte[] NONE = {};
  private static SocketKit kit;

  /** The frames of the client, how they are split into writes, and the expected answers. */
  private record Case(
      String name, List<byte[]> frames, int writtenAtOnce, List<String> echoes, int closeCode) {
    @Override
    public String toString() {
      return name;
    }

    /** The same case with each byte written separately. */
    Case byteByByte() {
      return new Case(name + ", byte by byte", frames, 1, echoes, closeCode);
    }
  }

  /**
   * The expected answers to a client that sends some frames and then a close frame with code 1000.
   */
  private static final class Sends {
    private final String name;
    private final List<byte[]> frames = new ArrayList<>();
    private final List<String> echoes = new ArrayList<>();

    Sends(String name) {
      this.name = name;
    }

    Sends frame(int kind, byte[] payload) {
      frames.add(RawReceiver.encode(kind, payload, MASK));
      return this;
    }

    Sends frame(int kind, String payload) {
      return frame(kind, payload.getBytes(UTF_8));
    }

    Sends bytes(int... bytes) {
      byte[] raw = new byte[bytes.length];
      IntStream.range(0, bytes.length).forEach(i -> raw[i] = (byte) bytes[i]);
      frames.add(raw);
      return this;
    }

    Sends getsBack(int kind, byte[] payload) {
      echoes.add(shown(kind, payload));
      return this;
    }

    Sends getsBack(int kind, String payload) {
      return getsBack(kind, payload.getBytes(UTF_8));
    }

    Sends echoed(String text) {
      return frame(TEXT, text).getsBack(TEXT, text);
    }

    /** The connection stays open until the client closes it. */
    Case lives() {
      return frame(CLOSE, code(1000)).closedWith(1000);
    }

    /** The hub closes the connection. */
    Case closedWith(int code) {
      return new Case(name, frames, Integer.MAX_VALUE, echoes, code);
    }
  }

  private static final class Echo extends SocketKit.Deaf {
    private final TextSocket socket;

    Echo(TextSocket socket) {
      this.socket = socket;
    }

    @Override
    public void text(String message) {
      socket.channel().writeAndFlush(new TextWebSocketFrame(message));
    }

    @Override
    public void binary() {
      close(CloseCode.UNSUPPORTED_DATA);
    }

    @Override
    public void failed(Throwable fault) {
      CloseCode.of(fault).ifPresent(this::close);
    }

    private void close(CloseCode why) {
      socket.close(why.status(), why.reason());
    }
  }

  @BeforeAll
  static void open() {
    kit = new SocketKit(Transport.NIO);
  }

  @AfterAll
  static void close() throws IOException {
    kit.close();
  }

  private static String shown(int kind, byte[] payload) {
    return Integer.toHexString(kind) + ":" + HexFormat.of().formatHex(payload);
  }

  private static byte[] code(int code) {
    return ByteBuffer.allocate(2).putShort((short) code).array();
  }

  private static byte[] code(int code, byte[] reason) {
    return ByteBuffer.allocate(2 + reason.length).putShort((short) code).put(reason).array();
  }

  private static byte[] hex(String bytes) {
    return HexFormat.of().parseHex(bytes.replace(" ", ""));
  }

  @ParameterizedTest
  @MethodSource({
    "framing",
    "pingsAndPongs",
    "reservedBits",
    "opcodes",
    "fragmentation",
    "utf8",
    "closing",
    "limits"
  })
  void answersConformToTheWebSocketProtocol(Case given) throws Exception {
    try (RawReceiver client = connect()) {
      write(client, given);
      for (String echo : given.echoes) {
        RawReceiver.Raw raw = client.raw();
        assertThat(shown(raw.kind(), raw.payload())).isEqualTo(echo);
      }
      RawReceiver.Raw goodbye = client.raw();
      assertThat(goodbye.kind()).as("a close").isEqualTo(CLOSE);
      assertThat(closeCode(goodbye)).isEqualTo(given.closeCode);
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  private static RawReceiver connect() throws Exception {
    SocketKit.Pair pair = kit.open();
    kit.onLoop(
        () -> {
          pair.server().setListener(new Echo(pair.server()));
          return null;
        });
    return pair.client();
  }

  private static void write(RawReceiver client, Case given) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    given.frames.forEach(all::writeBytes);
    byte[] bytes = all.toByteArray();
    for (int from = 0; from < bytes.length; ) {
      int to = (int) Math.min(bytes.length, (long) from + given.writtenAtOnce);
      client.write(Arrays.copyOfRange(bytes, from, to));
      from = to;
    }
  }

  private static int closeCode(RawReceiver.Raw goodbye) {
    byte[] payload = goodbye.payload();
    return payload.length == 0 ? NO_CODE : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
  }

  static Stream<Case> framing() {
    Stream<Case> texts =
        IntStream.of(0, 125, 126, 127, 128, 4096, SessionLimits.MAX_MESSAGE_BYTES)
            .mapToObj(n -> new Sends("1.1 text of " + n + " bytes").echoed("*".repeat(n)).lives());
    return Stream.concat(
        texts.flatMap(
            each ->
                each.name.contains("4096") ? Stream.of(each, each.byteByByte()) : Stream.of(each)),
        Stream.of(
            new Sends("1.2 bytes").frame(BINARY, "**").frame(CLOSE, code(1003)).closedWith(1003),
            new Sends("1.2 bytes in two frames")
                .frame(0x02, "*")
                .frame(LAST, "*")
                .frame(CLOSE, code(1003))
                .closedWith(1003),
            new Sends("5.1 a frame without a mask").bytes(TEXT, 1, '*').closedWith(1002),
            new Sends("5.2 a length of two bytes that needs one")
                .bytes(TEXT, 0xFE, 0, 1, 0, 0, 0, 0, '*')
                .closedWith(1002),
            new Sends("5.2 a length of eight bytes that needs two")
                .bytes(TEXT, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF)
                .closedWith(1002),
            new Sends("5.2 a length below zero")
                .bytes(TEXT, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0)
                .closedWith(1002)));
  }

  static Stream<Case> pingsAndPongs() {
    byte[] noText = hex("00 ff fe fd fc fb 00 ff");
    byte[] most = new byte[125];
    Arrays.fill(most, (byte) 0xfe);
    Sends ten = new Sends("2.10 ten pings");
    for (int i = 0; i < 10; i++) {
      ten.frame(PING, "payload-" + i).getsBack(PONG, "payload-" + i);
    }
    Case tenPings = ten.lives();
    Case longest =
        new Sends("2.4 ping of 125 bytes").frame(PING, most).getsBack(PONG, most).lives();
    return Stream.of(
        new Sends("2.1 ping without payload").frame(PING, "").getsBack(PONG, "").lives(),
        new Sends("2.2 ping with text").frame(PING, "Hello").getsBack(PONG, "Hello").lives(),
        new Sends("2.3 ping with bytes").frame(PING, noText).getsBack(PONG, noText).lives(),
        longest,
        new Sends("2.5 ping of 126 bytes").frame(PING, new byte[126]).closedWith(1002),
        longest.byteByByte(),
        new Sends("2.7 pong unasked").frame(PONG, "").lives(),
        new Sends("2.8 pong unasked, with payload").frame(PONG, "unasked").lives(),
        new Sends("2.9 pong unasked, then ping")
            .frame(PONG, "unasked")
            .frame(PING, "ping")
            .getsBack(PONG, "ping")
            .lives(),
        tenPings,
        tenPings.byteByByte());
  }

  static Stream<Case> reservedBits() {
    List<Case> cases = new ArrayList<>();
    for (int rsv = 1; rsv <= 7; rsv++) {
      int bits = rsv << 4;
      Case afterText =
          new Sends("3 bits " + rsv + " in a text after another")
              .echoed("Hello")
              .frame(TEXT | bits, "Hello")
              .frame(PING, "")
              .closedWith(1002);
      cases.add(new Sends("3 bits " + rsv + " in a text").frame(TEXT | bits, "*").closedWith(1002));
      cases.add(afterText);
      cases.add(afterText.byteByByte());
      cases.add(
          new Sends("3 bits " + rsv + " in bytes").frame(BINARY | bits, "*").closedWith(1002));
      cases.add(new Sends("3 bits " + rsv + " in a ping").frame(PING | bits, "*").closedWith(1002));
      cases.add(
          new Sends("3 bits " + rsv + " in a close")
              .frame(CLOSE | bits, code(1000))
              .closedWith(1002));
    }
    return cases.stream();
  }

  static Stream<Case> opcodes() {
    return IntStream.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
        .boxed()
        .flatMap(
            opcode -> {
              String name = "4 opcode " + opcode;
              int kind = 0x80 | opcode;
              Case afterText =
                  new Sends(name + " after a text")
                      .echoed("Hello")
                      .frame(kind, "reserved")
                      .frame(PING, "")
                      .closedWith(1002);
              return Stream.of(
                  new Sends(name + " without payload").frame(kind, "").closedWith(1002),
                  new Sends(name + " with payload").frame(kind, "reserved").closedWith(1002),
                  afterText,
                  afterText.byteByByte());
            });
  }

  static Stream<Case> fragmentation() {
    Case two =
        new Sends("5.3 text in two frames")
            .frame(BEGUN_TEXT, "frag1")
            .frame(LAST, "frag2")
            .getsBack(TEXT, "frag1frag2")
            .lives();
    Case pingBetween =
        new Sends("5.6 a ping between two frames")
            .frame(BEGUN_TEXT, "frag1")
            .frame(PING, "ping")
            .frame(LAST, "frag2")
            .getsBack(PONG, "ping")
            .getsBack(TEXT, "frag1frag2")
            .lives();
    Case orphan =
        new Sends("5.9 a last frame without a first")
            .frame(LAST, "non-continuation")
            .frame(TEXT, "Hello")
            .closedWith(1002);
    Case orphanGoesOn =
        new Sends("5.12 a middle frame without a first")
            .frame(GOES_ON, "non-continuation")
            .frame(TEXT, "Hello")
            .closedWith(1002);
    Sends five = new Sends("5.19 text in five frames with pings between");
    for (int i = 1; i <= 5; i++) {
      five.frame(i == 1 ? BEGUN_TEXT : i == 5 ? LAST : GOES_ON, "fragment" + i);
      if (i == 2 || i == 4) {
        five.frame(PING, "pongme " + i).getsBack(PONG, "pongme " + i);
      }
    }
    five.getsBack(TEXT, "fragment1fragment2fragment3fragment4fragment5");
    return Stream.of(
        new Sends("5.1 a ping in two frames")
            .frame(0x09, "frag1")
            .frame(LAST, "frag2")
            .closedWith(1002),
        new Sends("5.2 a pong in two frames")
            .frame(0x0A, "frag1")
            .frame(LAST, "frag2")
            .closedWith(1002),
        two,
        two.byteByByte(),
        pingBetween,
        pingBetween.byteByByte(),
        orphan,
        orphan.byteByByte(),
        orphanGoesOn,
        orphanGoesOn.byteByByte(),
        new Sends("5.15 a last frame after a whole text in two")
            .frame(BEGUN_TEXT, "frag1")
            .frame(LAST, "frag2")
            .frame(GOES_ON, "frag3")
            .frame(TEXT, "Hello")
            .getsBack(TEXT, "frag1frag2")
            .closedWith(1002),
        new Sends("5.18 a text begun within another")
            .frame(BEGUN_TEXT, "frag1")
            .frame(TEXT, "frag2")
            .closedWith(1002),
        five.lives());
  }

  /** Valid and invalid UTF-8 byte sequences: 6.5 to 6.23. */
  private static final List<String> VALID =
      List.of(
          "",
          "48656c6c6f2dc2b540c39fc3b6c3a4c3bcc3a02d5554462d382121",
          "cebae1bdb9cf83cebcceb5",
          "00",
          "c280",
          "e0a080",
          "f0908080",
          "7f",
          "dfbf",
          "efbfbf",
          "f48fbfbf",
          "ed9fbf",
          "ee8080",
          "efbfbd",
          "41efbfbd42c3a9",
          "efbfbe",
          "f09fbfbe",
          "f09fbfbf",
          "f48fbfbe",
          "efbfb9efbfbaefbfbbefbfbc",
          "efbb bf61");

  private static final List<String> INVALID =
      List.of(
          "cebae1bdb9cf83cebcceb5eda080656469746564",
          "ce",
          "cebae1",
          "cebae1bd",
          "cebae1bdb9cf",
          "f8888080 80",
          "fc8480808080",
          "f7bfbfbf",
          "fbbfbfbfbf",
          "fdbfbfbfbfbf",
          "f4908080",
          "80",
          "bf",
          "80bf",
          "80bf80",
          "80bf80bf80bf",
          "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabac"
              + "adaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebf",
          "c020c120c220df20",
          "e020e120ee20ef20",
          "f020f120f720",
          "f820f920fa20fb20",
          "fc20fd20",
          "c0",
          "e080",
          "f08080",
          "f8808080",
          "fc80808080",
          "df",
          "efbf",
          "f7bfbf",
          "fbbfbfbf",
          "fdbfbfbfbf",
          "fe",
          "ff",
          "fefeffff",
          "c0af",
          "e080af",
          "f08080af",
          "f8808080af",
          "fc80808080af",
          "c1bf",
          "e09fbf",
          "f08fbfbf",
          "f887bfbfbf",
          "fc83bfbfbfbf",
          "c080",
          "e08080",
          "f0808080",
          "f880808080",
          "fc8080808080",
          "eda080",
          "edadbf",
          "edae80",
          "edafbf",
          "edb080",
          "edbe80",
          "edbfbf",
          "eda080edb080",
          "eda080edbfbf",
          "edadbfedb080",
          "edadbfedbfbf",
          "edae80edb080",
          "edae80edbfbf",
          "edafbfedb080",
          "edafbfedbfbf");

  static Stream<Case> utf8() {
    Stream<Case> valid =
        VALID.stream()
            .flatMap(
                text ->
                    Stream.of(
                        new Sends("6 valid " + text)
                            .frame(TEXT, hex(text))
                            .getsBack(TEXT, hex(text))
                            .lives(),
                        inFrames("6 valid, a frame a byte " + text, hex(text))
                            .getsBack(TEXT, hex(text))
                            .lives()));
    Stream<Case> invalid =
        INVALID.stream()
            .flatMap(
                text ->
                    Stream.of(
                        new Sends("6 invalid " + text).frame(TEXT, hex(text)).closedWith(1007),
                        new Sends("6 invalid after a text " + text)
                            .echoed("grün")
                            .frame(TEXT, hex(text))
                            .frame(TEXT, "more")
                            .closedWith(1007),
                        inFrames("6 invalid, a frame a byte " + text, hex(text)).closedWith(1007)));
    return Stream.concat(valid, invalid);
  }

  /** A text with one byte per frame, between two empty frames. */
  private static Sends inFrames(String name, byte[] text) {
    Sends sends = new Sends(name).frame(BEGUN_TEXT, NONE);
    for (byte each : text) {
      sends.frame(GOES_ON, new byte[] {each});
    }
    return sends.frame(LAST, NONE);
  }

  static Stream<Case> closing() {
    Stream<Case> sequences =
        Stream.of(
            new Sends("7.1.1 a text, then a close").echoed("Hello World!").lives(),
            new Sends("7.1.2 two closes")
                .frame(CLOSE, code(1000))
                .frame(CLOSE, code(1001))
                .closedWith(1000),
            new Sends("7.1.3 a ping after the close")
                .frame(CLOSE, code(1000))
                .frame(PING, "")
                .closedWith(1000),
            new Sends("7.1.4 a text after the close")
                .frame(CLOSE, code(1000))
                .frame(TEXT, "Hello")
                .closedWith(1000),
            new Sends("7.1.5 a close within a text")
                .frame(BEGUN_TEXT, "fragment1")
                .frame(CLOSE, code(1000))
                .frame(LAST, "fragment2")
                .closedWith(1000),
            new Sends("7.3.1 without payload").frame(CLOSE, "").closedWith(NO_CODE),
            new Sends("7.3.2 a payload of one byte").frame(CLOSE, "a").closedWith(1002),
            new Sends("7.3.4 with a reason")
                .frame(CLOSE, code(1000, "Hello World!".getBytes(UTF_8)))
                .closedWith(1000),
            new Sends("7.3.5 with the longest reason")
                .frame(CLOSE, code(1000, "*".repeat(123).getBytes(UTF_8)))
                .closedWith(1000),
            new Sends("7.3.6 with a reason that is too long")
                .frame(CLOSE, code(1000, "*".repeat(124).getBytes(UTF_8)))
                .closedWith(1002));
    Stream<Case> reasons =
        INVALID.stream()
            .map(
                reason ->
                    new Sends("7.5.1 a reason that is not UTF-8: " + reason)
                        .frame(CLOSE, code(1000, hex(reason)))
                        .closedWith(1007));
    Stream<Case> codes =
        IntStream.of(
                1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999,
                4000, 4999)
            .mapToObj(n -> new Sends("7.7 code " + n).frame(CLOSE, code(n)).closedWith(n));
    Stream<Case> none =
        IntStream.of(
                0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 32767, 32768,
                65535)
            .mapToObj(n -> new Sends("7.9 no code " + n).frame(CLOSE, code(n)).closedWith(1002));
    return Stream.of(sequences, reasons, codes, none).flatMap(each -> each);
  }

  static Stream<Case> limits() {
    int most = SessionLimits.MAX_MESSAGE_BYTES;
    String text = "*".repeat(most);
    return Stream.of(
        new Sends("9.1 a text of 16 KiB and a byte").frame(TEXT, text + "*").closedWith(1009),
        new Sends("9.1 a text of 64 KiB").frame(TEXT, "*".repeat(1 << 16)).closedWith(1009),
        inPieces("9.3 a text of 16 KiB in frames of 64 bytes", text, 64)
            .getsBack(TEXT, text)
            .lives(),
        inPieces("9.3 a text of 16 KiB and a byte in frames of 64", text + "*", 64)
            .closedWith(1009),
        new Sends("9.5 a text of 16 KiB written by 64 bytes").echoed(text).lives(),
        inPieces("10.1.1 frames of 1300 bytes", text, 1300).getsBack(TEXT, text).lives());
  }

  private static Sends inPieces(String name, String text, int size) {
    Sends sends = new Sends(name);
    for (int from = 0; from < text.length(); from += size) {
      int to = Math.min(text.length(), from + size);
      int kind = from == 0 ? BEGUN_TEXT : to == text.length() ? LAST : GOES_ON;
      sends.frame(kind, text.substring(from, to));
    }
    return sends;
  }
}
