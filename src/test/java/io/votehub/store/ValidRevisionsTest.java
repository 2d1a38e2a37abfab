package io.votehub.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.json.Json;
import io.votehub.poll.Revision;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ValidRevisionsTest {
  @Property
  void exactlyTheRevisionsFoundAreValid(
      @ForAll @IntRange(min = 1, max = 2_000_000) int epoch,
      @ForAll @Size(max = 60) Set<@LongRange(min = 1, max = 100) Long> found) {
    ValidRevisions validity = validity(epoch, found);

    for (long counter = 1; counter <= 110; counter++) {
      assertThat(validity.counts(Revision.of(epoch, counter)))
          .as("counter %d", counter)
          .isEqualTo(found.contains(counter));
    }
  }

  @Property
  void holesAreExactlyTheMissingRevisionsBelowTheLast(
      @ForAll @Size(max = 60) Set<@LongRange(min = 1, max = 100) Long> found) {
    ValidRevisions validity = validity(3, found);

    long last = found.stream().mapToLong(each -> each).max().orElse(0);
    List<Long> missing =
        LongStream.rangeClosed(1, last).filter(each -> !found.contains(each)).boxed().toList();
    assertThat(validity).isEqualTo(ValidRevisions.of(last, missing));
  }

  @Property
  void theWrittenFormIsReadUnchanged(
      @ForAll @Size(max = 60) Set<@LongRange(min = 1, max = 100) Long> found) {
    PollRecord record =
        StoreContract.draft("p", 1).raised().raised().withValidity(Map.of(1, validity(1, found)));

    assertThat(RecordJson.poll(RecordJson.poll(record))).isEqualTo(record);
  }

  @Test
  void manyHolesInARowAreWrittenCompactly() throws Exception {
    PollRecord record =
        StoreContract.draft("p", 1)
            .raised()
            .raised()
            .withoutSuperseded(LongStream.of(Revision.of(1, 3), Revision.of(1, 1_000_000)));

    assertThat(Json.write(RecordJson.poll(record)))
        .contains("\"last\":1000000,\"gaps\":[0,2,1,999996]");
    assertThat(record.counts(Revision.of(1, 3))).isTrue();
    assertThat(record.counts(Revision.of(1, 4))).isFalse();
    assertThat(record.counts(Revision.of(1, 999_999))).isFalse();
    assertThat(record.counts(Revision.of(1, 1_000_000))).isTrue();
    assertThat(record.sweepBefore()).isEqualTo(2);
    assertThat(RecordJson.poll(RecordJson.poll(record))).isEqualTo(record);
  }

  @Test
  void fewHolesAreWrittenInTheOlderFormat() throws Exception {
    PollRecord record =
        StoreContract.draft("p", 1)
            .raised()
            .raised()
            .withoutSuperseded(LongStream.of(Revision.of(1, 3), Revision.of(1, 5)));

    assertThat(Json.write(RecordJson.poll(record))).contains("\"last\":5,\"holes\":[1,2,4]");
    assertThat(RecordJson.poll(RecordJson.poll(record))).isEqualTo(record);
  }

  @Test
  void theOlderFormatOfHolesIsReadToo() throws Exception {
    Map<String, Object> json = RecordJson.poll(StoreContract.draft("p", 1));
    json.put("validity", Json.readObject("{\"1\":{\"last\":9,\"holes\":[3,4,7]}}"));

    ValidRevisions validity = RecordJson.poll(json).validity().get(1);

    assertThat(LongStream.rangeClosed(1, 9).filter(c -> !validity.counts(Revision.of(1, c))))
        .containsExactly(3L, 4L, 7L);
  }

  private static ValidRevisions validity(int epoch, Set<Long> counters) {
    ValidRevisions.Found found = new ValidRevisions.Found();
    new TreeSet<>(counters).forEach(counter -> found.add(Revision.of(epoch, counter)));
    return found.validity();
  }
}
