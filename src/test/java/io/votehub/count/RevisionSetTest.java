package io.votehub.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RevisionSetTest {
  private final RevisionSet set = new RevisionSet(new long[] {2, 5, 6});

  private List<Long> found(long... journal) {
    return LongStream.of(journal).filter(set::isNext).boxed().toList();
  }

  @Test
  void eachRevisionOfTheSetIsFoundOnceAmongTheOthers() {
    assertThat(found(1, 2, 3, 4, 5)).containsExactly(2L, 5L);
    assertThat(set.found()).isEqualTo(2);
    assertThat(found(6, 7)).containsExactly(6L);

    assertThat(set.found()).isEqualTo(3);
    assertThatCode(set::requireAll).doesNotThrowAnyException();
  }

  @Test
  void aRevisionThatTheJournalLacksIsMissed() {
    found(1, 2, 6, 7);

    assertThatThrownBy(set::requireAll).isInstanceOf(StaleEpochException.class);
  }
}
