package io.votehub.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.memory.MemoryShare;
import org.junit.jupiter.api.Test;

class ReadMemoryTest {
  private final MemoryShare share = new MemoryShare("reading", 1_000);
  private final ReadMemory memory = new ReadMemory(share, 100);

  @Test
  void whatAReadingKeepsIsTakenFromTheShareUpToItsLimit() {
    memory.add(60);
    memory.add(40);
    assertThat(share.used()).isEqualTo(100);
    assertThat(memory.bytes()).isEqualTo(100);

    assertThatThrownBy(() -> memory.add(1)).isInstanceOf(ReadMemory.TooMuch.class);

    assertThat(share.used()).as("nothing more was taken").isEqualTo(100);
  }

  @Test
  void whatItKeepsNoLongerMakesRoom() {
    memory.add(100);
    memory.add(-30);
    memory.add(30);

    assertThat(share.used()).isEqualTo(100);
  }

  @Test
  void allOfItIsGivenBackOnce() {
    memory.add(80);

    memory.release();
    memory.release();

    assertThat(share.used()).isZero();
    assertThat(memory.bytes()).isZero();
  }
}
