package io.votehub.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.memory.MemoryShare;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Mark;
import io.votehub.poll.Revision;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StandingFinderTest {
  private final MemoryShare share = MemoryShare.unbounded();
  private final ReadMemory memory = new ReadMemory(share, Long.MAX_VALUE);

  private StandingFinder finder(boolean earliest, boolean whole) {
    return new StandingFinder(
        CountedRevisions.ofRunning(PollRecord.of(RebuiltBallotsTest.POLL).raised()),
        HashPartition.whole(),
        memory,
        earliest,
        whole);
  }

  private static JournalEntry entry(int number, int voter, int ballot) {
    return new JournalEntry(
        Revision.of(1, number),
        "voter" + voter,
        ballot == 0 ? CastBallot.WITHDRAWN : "{\"choice\":\"" + "x".repeat(ballot) + "\"}",
        1_000 + number,
        ballot % 3 == 1 ? new Mark(number, -number) : null);
  }

  /** Pairs of a voter and a ballot; of those, what stands by the plain rule. */
  private static List<JournalEntry> standing(List<JournalEntry> journal, boolean earliest) {
    Map<String, JournalEntry> standing = new HashMap<>();
    for (JournalEntry entry : journal) {
      JournalEntry before = standing.get(entry.voter());
      if (entry.isWithdrawal()) {
        standing.remove(entry.voter());
      } else if (!earliest || before == null || !before.isSameBallot(entry)) {
        standing.put(entry.voter(), entry);
      }
    }
    List<JournalEntry> ordered = new ArrayList<>(standing.values());
    ordered.sort(Comparator.comparingLong(JournalEntry::rev));
    return ordered;
  }

  @Property(tries = 300)
  void whatItHoldsIsWhatStandsInTheOrderOfTheJournal(
      @ForAll @Size(max = 60) List<@IntRange(max = 63) Integer> votes, @ForAll boolean earliest) {
    List<JournalEntry> journal = new ArrayList<>();
    votes.forEach(vote -> journal.add(entry(journal.size() + 1, vote / 8, vote % 8 / 2)));
    StandingFinder finder = finder(earliest, true);
    StandingFinder bare = finder(earliest, false);
    journal.forEach(finder);
    journal.forEach(bare);
    long[] revs = LongStream.of(finder.revs()).sorted().toArray();
    List<JournalEntry> expected = standing(journal, earliest);

    List<JournalEntry> held = new ArrayList<>();
    Map<String, Long> ballots = new LinkedHashMap<>();
    HeldEntries entries = finder.hold(revs, reads()).orElseThrow();
    entries.visit(held::add);
    entries.visitBallots((ballot, weight) -> assertThat(ballots.put(ballot, weight)).isNull());

    assertThat(held).isEqualTo(expected);
    assertThat(revs).isEqualTo(expected.stream().mapToLong(JournalEntry::rev).toArray());
    assertThat(LongStream.of(bare.revs()).sorted().toArray()).isEqualTo(revs);
    long chars = expected.stream().mapToLong(each -> each.ballot().length()).sum();
    assertThat(finder.chars()).isEqualTo(chars);
    assertThat(bare.chars()).isEqualTo(chars);
    Map<String, Long> counted = new HashMap<>();
    expected.forEach(each -> counted.merge(each.ballot(), 1L, Long::sum));
    assertThat(ballots).isEqualTo(counted);
  }

  private JournalReads reads() {
    return new JournalReads(null, null, MemoryShare.unbounded());
  }

  @Test
  void equalBallotsOfDifferentWeightsAreAddedUp() {
    StandingFinder finder = finder(false, true);
    String ballot = "{\"choice\":\"a\"}";
    finder.accept(new JournalEntry(Revision.of(1, 1), "w5~x", ballot, 7));
    finder.accept(new JournalEntry(Revision.of(1, 2), "y", ballot, 7));

    Map<String, Long> ballots = new HashMap<>();
    finder.hold(finder.revs(), reads()).orElseThrow().visitBallots(ballots::put);

    assertThat(ballots).isEqualTo(Map.of(ballot, 6L));
  }

  @Test
  void aVoterWhoVotesAgainTakesNoMoreMemoryWhereOnlyRevisionsAreWanted() {
    StandingFinder finder = finder(false, false);
    finder.accept(entry(1, 1, 3));
    finder.accept(entry(2, 2, 1));
    long two = share.used();

    for (int i = 3; i < 1_000; i++) {
      finder.accept(entry(i, 1 + i % 2, i % 8));
    }

    assertThat(share.used()).isEqualTo(two);
    assertThat(finder.revs()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void aVoterTakesAtMostSixtyFourBytesWithTheId() {
    StandingFinder finder = finder(false, false);
    for (int i = 1; i <= 100_000; i++) {
      finder.accept(
          new JournalEntry(Revision.of(1, i), String.format("%022d", i), "{\"choice\":\"a\"}", 7));
    }

    assertThat(share.used() / 100_000).isBetween(40L, 64L);
    assertThat(Arrays.stream(finder.revs()).distinct().count()).isEqualTo(100_000);
  }
}
