package io.votehub.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.Mark;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JournalBytesTest {
  private static final byte[] NO_MARKS = {};

  private record Cast(int gap, String voter, String ballot, long at, Mark mark) {}

  @Provide
  Arbitrary<List<JournalEntry>> entries() {
    Arbitrary<Mark> mark =
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(Mark::new).injectNull(0.4);
    return Combinators.combine(
            Arbitraries.integers().between(1, 1_000_000),
            Arbitraries.strings().ofMinLength(1).ofMaxLength(40),
            Arbitraries.strings().ofMaxLength(60),
            Arbitraries.longs(),
            mark)
        .as(Cast::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(200)
        .map(JournalBytesTest::journal);
  }

  private static List<JournalEntry> journal(List<Cast> casts) {
    List<JournalEntry> entries = new ArrayList<>();
    long rev = 1L << 33;
    for (Cast cast : casts) {
      rev += cast.gap;
      entries.add(new JournalEntry(rev, cast.voter, cast.ballot, cast.at, cast.mark));
    }
    return entries;
  }

  private static List<JournalEntry> read(byte[] ballots, byte[] marks, long first) {
    List<JournalEntry> read = new ArrayList<>();
    JournalBytes.read(ballots, marks, first, read::add);
    return read;
  }

  private static List<JournalEntry> bare(List<JournalEntry> entries) {
    return entries.stream()
        .map(each -> new JournalEntry(each.rev(), each.voter(), each.ballot(), each.at()))
        .toList();
  }

  @Property(tries = 200)
  void whatIsWrittenIsReadWithItsMarks(@ForAll("entries") List<JournalEntry> entries) {
    byte[] ballots = JournalBytes.of(entries);
    byte[] marks = JournalBytes.marksOf(entries);

    assertThat(read(ballots, marks, entries.get(0).rev())).isEqualTo(entries);
  }

  @Property(tries = 100)
  void theBytesOfBallotsAreTheSameWithAndWithoutMarks(
      @ForAll("entries") List<JournalEntry> entries) {
    byte[] ballots = JournalBytes.of(entries);

    assertThat(ballots).isEqualTo(JournalBytes.of(bare(entries)));
    assertThat(JournalBytes.marksOf(bare(entries))).isEmpty();
    assertThat(read(ballots, NO_MARKS, entries.get(0).rev())).isEqualTo(bare(entries));
  }

  /** As version 1.0 wrote two ballots: distance, voter, ballot, time. */
  @Test
  void bytesOfAVersionWithoutMarksAreRead() {
    byte[] two =
        HexFormat.of().parseHex("00" + "0178" + "027b7d" + "e807" + "03" + "0179" + "00" + "e907");

    assertThat(read(two, NO_MARKS, 5))
        .containsExactly(new JournalEntry(5, "x", "{}", 1000), new JournalEntry(8, "y", "", 1001));
  }

  @Test
  void aMarkCostsSeventeenBytes() {
    List<JournalEntry> entries = new ArrayList<>();
    for (int i = 1; i <= 128; i++) {
      entries.add(new JournalEntry(i, "v", "{}", 0, new Mark(i, i)));
    }

    assertThat(JournalBytes.marksOf(entries)).hasSize(128 * 17);
  }
}
