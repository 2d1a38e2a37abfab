package io.votehub.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every chunk of these files has live pages, and most pages of most chunks are unused. */
@Tag("slow")
class ShrinkingTest {
  private static final int ENTRIES = 6_000;
  private static final int ENTRY_CHARS = 500;

  @TempDir Path folder;
  private final Random random = new Random(11);
  private final Map<Integer, String> expected = new HashMap<>();
  private MVStore store;
  private OrderedFile file;
  private MVMap<Integer, String> entries;
  private MVMap<String, Long> marks;
  private Shrinking shrinking;

  @BeforeEach
  void open() throws Exception {
    store = DataFile.open(folder, EmbeddedStore.FILE, "");
    file = (OrderedFile) store.getFileStore();
    entries = store.openMap("entries");
    marks = store.openMap("marks");
    shrinking = new Shrinking(store, file);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aFileOfWhichMostLiesUnusedWithinItsChunksShrinks() {
    hollow();
    FileUsage before = FileUsage.of(file);
    assertThat(before.hollow()).as("%s", before).isGreaterThan(before.live());

    shrinking.check();
    int steps = untilItEnds();

    FileUsage after = FileUsage.of(file);
    assertThat(after.blocks()).as("%d steps to %s", steps, after).isLessThan(2 * after.live());
    assertThat(new HashMap<>(entries)).isEqualTo(expected);
  }

  @Test
  void itWritesAtMostThreeTimesWhatIsLive() {
    hollow();
    FileUsage before = FileUsage.of(file);
    long written = file.written();

    shrinking.check();
    int steps = untilItEnds();

    long perStep = 8 * OrderedFile.BLOCK_BYTES;
    assertThat(file.written() - written)
        .isLessThan(3 * before.live() * OrderedFile.BLOCK_BYTES + steps * perStep);
  }

  @Test
  void theFileDoesNotGrowMuchMeanwhile() {
    hollow();
    long before = file.blocks();
    long most = before;

    shrinking.check();
    while (shrinking.isDue()) {
      stepAndCommit();
      most = Math.max(most, file.blocks());
    }

    assertThat(most - before).isLessThan((8 << 20) / OrderedFile.BLOCK_BYTES);
  }

  @Test
  void whileOthersWriteItWritesNoMoreThanHalfAsMuchAsTheyAndTheFileStaysBounded() {
    fill();
    long own = 0;
    long others = 0;
    for (int i = 0; i < 1_200; i++) {
      long begun = file.written();
      changeSome(5);
      long changed = file.written();
      others += changed - begun;
      if (shrinking.isDueUnderLoad()) {
        stepAndCommit();
        own += file.written() - changed;
      }
    }

    FileUsage usage = FileUsage.of(file);
    assertThat(own).as("others wrote %d", others).isPositive().isLessThan(others * 6 / 10);
    assertThat(usage.blocks()).as("%s", usage).isLessThan(5 * usage.live());
    assertThat(new HashMap<>(entries)).isEqualTo(expected);
  }

  @Test
  void aFileThatGrewInSmallCommitsIsSmallOnceNobodyWritesAnyMore() {
    for (int i = 0; i < ENTRIES; i += 5) {
      for (int entry = i; entry < i + 5; entry++) {
        // As with ids, neighbours in time are none in the map.
        put(Integer.reverse(entry));
      }
      commit();
      if (shrinking.isDueUnderLoad()) {
        stepAndCommit();
      }
    }
    FileUsage before = FileUsage.of(file);
    assertThat(shrinking.isDue()).as("%s", before).isTrue();

    int steps = untilItEnds();

    FileUsage after = FileUsage.of(file);
    assertThat(after.blocks())
        .as("%s, %d steps to %s", before, steps, after)
        .isLessThan(2 * after.live());
    assertThat(new HashMap<>(entries)).isEqualTo(expected);
  }

  @Test
  void aFileThatIsMostlyLiveStaysAsItIs() {
    fill();

    shrinking.check();

    assertThat(shrinking.isDue()).as("%s", FileUsage.of(file)).isFalse();
  }

  private int untilItEnds() {
    int steps = 0;
    while (shrinking.isDue()) {
      stepAndCommit();
      steps++;
    }
    return steps;
  }

  private void stepAndCommit() {
    if (shrinking.step() == Shrinking.Step.WAITED) {
      marks.put("tick", store.getCurrentVersion());
    }
    commit();
  }

  private void commit() {
    store.commit();
    store.sync();
    shrinking.committed();
  }

  private void fill() {
    for (int i = 0; i < ENTRIES; i++) {
      put(i);
    }
    commit();
  }

  private void hollow() {
    fill();
    for (int commits = 0; commits < 120; commits++) {
      for (int i = 0; i < 40; i++) {
        put(random.nextInt(ENTRIES));
      }
      store.commit();
      store.sync();
    }
  }

  private void changeSome(int howMany) {
    for (int i = 0; i < howMany; i++) {
      put(random.nextInt(ENTRIES));
    }
    commit();
  }

  /** Incompressible, or the file would be small. */
  private void put(int entry) {
    String text =
        random
            .ints(ENTRY_CHARS, ' ', '~')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    entries.put(entry, text);
    expected.put(entry, text);
  }
}
