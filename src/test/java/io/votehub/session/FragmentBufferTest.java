package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FragmentBufferTest {
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
  private final FragmentBuffer fragments = new FragmentBuffer(allocator);

  @Test
  void fragmentsBecomeOneMessageAndTheNextStartsEmpty() {
    for (String expected : new String[] {"abc", "xyz"}) {
      expected.chars().forEach(c -> assertThat(append(String.valueOf((char) c))).isTrue());

      ByteBuf message = fragments.take();
      assertThat(message.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
      message.release();
    }
    assertThat(allocator.metric().usedHeapMemory()).isZero();
  }

  @Test
  void aMessageThatBecomesTooLongIsDiscarded() {
    String half = "x".repeat(SessionLimits.MAX_MESSAGE_BYTES / 2);

    assertThat(append(half)).isTrue();
    assertThat(append(half)).isTrue();
    assertThat(append("x")).isFalse();
    assertThat(allocator.metric().usedHeapMemory()).isZero();
  }

  @Test
  void anIncompleteMessageIsReleased() {
    append("abc");

    fragments.release();
    fragments.release();

    assertThat(allocator.metric().usedHeapMemory()).isZero();
  }

  private boolean append(String text) {
    return fragments.append(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
  }
}
