package io.votehub.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SecureShuffleTest {
  @Test
  void shufflingLosesAndAddsNothing() {
    List<Integer> list = numbers(50_000);

    SecureShuffle.of(list);

    assertThat(list).isNotEqualTo(numbers(50_000));
    assertThat(list.stream().sorted().toList()).isEqualTo(numbers(50_000));
  }

  /**
   * Chi-square over the six orders of three, with 5 degrees of freedom; above 30 once in 65,000.
   */
  @Test
  void everyOrderIsEquallyLikely() {
    int times = 6_000;
    Map<List<Integer>, Integer> seen = new HashMap<>();
    for (int i = 0; i < times; i++) {
      List<Integer> list = numbers(3);
      SecureShuffle.of(list);
      seen.merge(list, 1, Integer::sum);
    }

    double expected = times / 6.0;
    double chiSquare =
        seen.values().stream().mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    assertThat(seen).hasSize(6);
    assertThat(chiSquare).isLessThan(30);
  }

  private static List<Integer> numbers(int count) {
    return new ArrayList<>(IntStream.range(0, count).boxed().toList());
  }
}
