package io.votehub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class VoteFrameTest {
  /** Payloads on both sides of 126 bytes, from which on a frame has a longer header. */
  @Property(tries = 200)
  void holdsTheVoteAsTextThatAServerUnmasks(
      @ForAll @IntRange(min = 1) int number, @ForAll @StringLength(max = 200) String poll) {
    String ascii = poll.replaceAll("[^a-z]", "x");
    VoteFrame frame =
        new VoteFrame(0, "{\"id\":", ",\"poll\":\"" + ascii + "\",\"choice\":\"", "\"}");
    ByteBuffer out = ByteBuffer.allocate(1000);

    frame.write(out, number, (byte) 'c');
    frame.write(out, 1, (byte) 'd');

    out.flip();
    assertThat(text(out))
        .isEqualTo("{\"id\":%d,\"poll\":\"%s\",\"choice\":\"c\"}".formatted(number, ascii));
    assertThat(text(out)).startsWith("{\"id\":1,").endsWith("\"d\"}");
    assertThat(out.hasRemaining()).isFalse();
  }

  @Property(tries = 20)
  void idsStartWhereTheDialectSays(@ForAll @IntRange(min = 0, max = 9) int first) {
    ByteBuffer out = ByteBuffer.allocate(100);

    new VoteFrame(first, "[", ",", "]").write(out, 1, (byte) 'a');

    assertThat(text(out.flip())).isEqualTo("[" + (first + 1) + ",a]");
  }

  private static String text(ByteBuffer in) {
    assertThat(in.get()).isEqualTo((byte) 0x81);
    int length = in.get() & 0x7F;
    if (length == 126) {
      length = in.getShort();
      assertThat(length).isGreaterThan(125);
    }
    byte[] mask = new byte[4];
    in.get(mask);
    byte[] payload = new byte[length];
    in.get(payload);
    for (int i = 0; i < length; i++) {
      payload[i] ^= mask[i % mask.length];
    }
    return new String(payload, StandardCharsets.US_ASCII);
  }
}
