package io.votehub.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TextTableTest {
  private static final int RECORD = Long.BYTES + Integer.BYTES;
  private final MemoryShare share = MemoryShare.unbounded();

  private TextTable table(long limit) {
    return new TextTable(
        RECORD,
        more -> {
          if (share.used() + more > limit) {
            throw new IllegalStateException("No memory");
          }
          share.take(more);
        });
  }

  @Property(tries = 200)
  void itNumbersTextsLikeAMapAndKeepsARecordOfEach(@ForAll List<String> texts) {
    TextTable table = table(Long.MAX_VALUE);
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (String text : texts) {
      String kept = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      int number = table.add(kept);
      assertThat(number).isEqualTo(numbers.computeIfAbsent(kept, any -> numbers.size()));
      table.putLong(number, 0, -7L * number);
      table.putInt(number, Long.BYTES, number);
    }
    assertThat(table.size()).isEqualTo(numbers.size());
    numbers.forEach(
        (text, number) -> {
          assertThat(table.find(text)).isEqualTo(number);
          assertThat(table.text(number)).isEqualTo(text);
          assertThat(table.getLong(number, 0)).isEqualTo(-7L * number);
          assertThat(table.getInt(number, Long.BYTES)).isEqualTo(number);
        });
    assertThat(table.find("no such text \uD83D\uDE00 " + texts)).isEqualTo(-1);
  }

  @Test
  void everyTextIsFoundWhileTheTableGrows() {
    TextTable table = table(Long.MAX_VALUE);
    for (int i = 0; i < 20_000; i++) {
      assertThat(table.add("text" + i)).isEqualTo(i);
      int earlier = (int) (i * 7L % (i + 1));
      assertThat(table.find("text" + earlier)).isEqualTo(earlier);
      assertThat(table.add("text" + earlier)).isEqualTo(earlier);
      assertThat(table.find("text" + (i + 1))).isEqualTo(-1);
    }
    assertThat(table.size()).isEqualTo(20_000);
  }

  @Test
  void aTextLongerThanAChunkIsKeptAmongShortOnes() {
    TextTable table = table(Long.MAX_VALUE);
    String longText = "\u00e4".repeat(100_000);
    for (int i = 0; i < 5_000; i++) {
      table.add("text" + i);
    }

    int number = table.add(longText);
    table.add("after");

    assertThat(table.text(number)).isEqualTo(longText);
    assertThat(table.add(longText)).isEqualTo(number);
    assertThat(table.find("after")).isEqualTo(number + 1);
    assertThat(table.find("text4999")).isEqualTo(4_999);
  }

  @Test
  void aTextTakesSomeTwentyBytesBesideItsOwnAndItsRecords() {
    TextTable table = table(Long.MAX_VALUE);
    int texts = 100_000;
    int own = 0;
    for (int i = 0; i < texts; i++) {
      String text = "a text with a number: " + i;
      own += text.length() + RECORD;
      table.add(text);
    }

    assertThat((share.used() - own) / texts).isBetween(8L, 24L);
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeItIsTaken() {
    TextTable table = table(10_000);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 10_000; i++) {
                table.add("text" + i);
              }
            })
        .isInstanceOf(IllegalStateException.class);

    assertThat(share.used()).isBetween(2_000L, 10_000L);
  }
}
