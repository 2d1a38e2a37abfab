package io.votehub.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Revision;
import io.votehub.store.PollRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which entries of a journal count, in the first reading and in later ones. */
class CountedRevisionsTest {
  private static final Poll POLL =
      Poll.draft("p", "ABC234", "Which?", "single", List.of(), PollSettings.DEFAULT, 0);

  /** In its third epoch; nothing is stored yet of the first two. */
  private final PollRecord record = PollRecord.of(POLL).raised().raised().raised();

  @Test
  void ballotsOfPastEpochsCountAndThoseOfTheNewOneDoNot() {
    CountedRevisions counted = CountedRevisions.before(record);

    assertThat(counted.counts(Revision.of(1, 1))).isTrue();
    assertThat(counted.counts(Revision.of(2, 9))).isTrue();
    assertThat(counted.counts(Revision.of(3, 1))).isFalse();
  }

  @Test
  void ofAPollThatGoesOnThePresentEpochCountsToo() {
    CountedRevisions counted = CountedRevisions.ofRunning(record);

    assertThat(counted.counts(Revision.of(3, 1))).isTrue();
    assertThat(counted.counts(Revision.of(4, 1))).isFalse();
  }

  @Test
  void whatIsAppendedAfterTheFirstReadingNeverCounts() {
    CountedRevisions counted = CountedRevisions.before(record);
    counted.counts(Revision.of(1, 1));
    counted.counts(Revision.of(1, 2));
    counted.settle();
    counted.restart();

    assertThat(counted.counts(Revision.of(1, 1))).isTrue();
    assertThat(counted.counts(Revision.of(1, 2))).isTrue();
    assertThat(counted.counts(Revision.of(1, 3))).isFalse();
    assertThat(counted.counts(Revision.of(2, 1))).isFalse();
  }

  @Test
  void aFirstReadingThatStartsAgainFindsTheSame() {
    CountedRevisions counted = CountedRevisions.before(record);
    counted.counts(Revision.of(1, 1));
    counted.counts(Revision.of(1, 5));
    counted.restart();
    counted.counts(Revision.of(1, 1));
    counted.settle();

    assertThat(counted.counts(Revision.of(1, 1))).isTrue();
    assertThat(counted.counts(Revision.of(1, 5))).isFalse();
  }

  @Test
  void whatWasFoundIsStoredForEachPastEpochAndHoldsFromThenOn() {
    CountedRevisions first = CountedRevisions.before(record);
    first.counts(Revision.of(1, 1));
    first.counts(Revision.of(2, 1));

    PollRecord stored = record.withValidity(first.validity()).raised();
    assertThat(stored.validity()).containsOnlyKeys(1, 2);

    CountedRevisions later = CountedRevisions.before(stored);
    assertThat(later.counts(Revision.of(1, 1))).isTrue();
    assertThat(later.counts(Revision.of(1, 2))).as("appended since").isFalse();
    assertThat(later.counts(Revision.of(3, 4))).isTrue();
    assertThat(later.validity()).containsOnlyKeys(1, 2, 3);
  }

  @Test
  void ballotsFromBeforeAResetAreVoid() {
    CountedRevisions counted = CountedRevisions.before(record.cleared().raised());

    assertThat(counted.counts(Revision.of(2, 1))).isFalse();
    assertThat(counted.counts(Revision.of(4, 1))).isTrue();
  }
}
