package io.votehub.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HashPartitionTest {
  private static final int TEXTS = 4_000;

  private static List<HashPartition> all(HashPartition first) {
    List<HashPartition> all = new ArrayList<>(List.of(first));
    while (!all.get(all.size() - 1).isLast()) {
      all.add(all.get(all.size() - 1).next());
    }
    return all;
  }

  private static long held(HashPartition partition) {
    return IntStream.range(0, TEXTS).filter(i -> partition.holds("text" + i)).count();
  }

  @Test
  void theWholeIsOnePartitionOfAllTexts() {
    HashPartition whole = HashPartition.whole();

    assertThat(held(whole)).isEqualTo(TEXTS);
    assertThat(whole.isLast()).isTrue();
  }

  @Test
  void thereAreAtLeastAsManyPartitionsAsWanted() {
    assertThat(all(HashPartition.of(1))).hasSize(1);
    assertThat(all(HashPartition.of(2))).hasSize(2);
    assertThat(all(HashPartition.of(3))).hasSize(4);
    assertThat(all(HashPartition.of(4))).hasSize(4);
    assertThat(HashPartition.of(Long.MAX_VALUE).of()).isEqualTo(1 << 16);
    assertThat(HashPartition.of(Long.MAX_VALUE).canBeHalved()).isFalse();
    assertThat(HashPartition.of(1 << 15).canBeHalved()).isTrue();
  }

  @Test
  void everyTextIsInOnePartitionAndTheyAreAboutEquallyLarge() {
    List<Long> sizes = all(HashPartition.of(4)).stream().map(HashPartitionTest::held).toList();

    assertThat(sizes.stream().mapToLong(Long::longValue).sum()).isEqualTo(TEXTS);
    assertThat(sizes).as("%s", sizes).allMatch(size -> size > TEXTS / 8 && size < TEXTS / 2);
  }

  @Test
  void aPartitionIsTheSumOfItsHalvesAndTheRestFollows() {
    HashPartition second = HashPartition.of(2).next();
    HashPartition half = second.half();

    assertThat(held(half) + held(half.next())).isEqualTo(held(second));
    assertThat(half.next().isLast()).isTrue();
    assertThat(held(half)).isPositive();
  }

  @Test
  void nobodyCanForeseeWhichTextsShareAPartition() {
    HashPartition one = HashPartition.of(2);
    HashPartition other = HashPartition.of(2);

    assertThat(
            IntStream.range(0, TEXTS).filter(i -> one.holds("text" + i) != other.holds("text" + i)))
        .as("texts that are in another half")
        .hasSizeGreaterThan(TEXTS / 4);
  }
}
