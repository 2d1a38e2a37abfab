package io.votehub.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.Revision;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class ValidityTest {
  @Property
  void exactlyWhatWasFoundCounts(
      @ForAll @IntRange(min = 1, max = 2_000_000) int epoch,
      @ForAll @Size(max = 60) Set<@LongRange(min = 1, max = 100) Long> found) {
    Validity validity = validity(epoch, found);

    for (long counter = 1; counter <= 110; counter++) {
      assertThat(validity.counts(Revision.of(epoch, counter)))
          .as("counter %d", counter)
          .isEqualTo(found.contains(counter));
    }
  }

  @Property
  void theHolesAreExactlyTheMissingOnesBelowTheLast(
      @ForAll @Size(max = 60) Set<@LongRange(min = 1, max = 100) Long> found) {
    Validity validity = validity(3, found);

    long last = found.stream().mapToLong(each -> each).max().orElse(0);
    List<Long> missing =
        LongStream.rangeClosed(1, last).filter(each -> !found.contains(each)).boxed().toList();
    assertThat(validity).isEqualTo(new Validity(last, missing));
  }

  private static Validity validity(int epoch, Set<Long> counters) {
    Validity.Found found = new Validity.Found();
    new TreeSet<>(counters).forEach(counter -> found.add(Revision.of(epoch, counter)));
    return found.validity();
  }
}
