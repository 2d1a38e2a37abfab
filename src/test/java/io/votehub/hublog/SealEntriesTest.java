package io.votehub.hublog;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.hublog.LogTask.Told;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSeal;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.Tally;
import io.votehub.store.PollRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the log has yet to say of a poll, however much of it was missed. */
class SealEntriesTest {
  private static final String ROOT = "A".repeat(43);

  private static PollRecord record(PollState state, int seal, boolean isSealed, int runs) {
    Poll poll =
        Poll.draft(
            "p", "R", "Who?", "single", List.of(new Option("a", "A")), PollSettings.DEFAULT, 1);
    for (int run = 1; run < runs; run++) {
      poll = poll.withNextRun();
    }
    Poll now =
        poll.withState(state, Poll.Times.NONE)
            .withSeal(new PollSeal(seal, isSealed ? Optional.of(ROOT) : Optional.empty(), 1));
    return PollRecord.of(now)
        .withResult(isSealed ? Optional.of(new Tally(1, 7, true, Map.of())) : Optional.empty());
  }

  /** The types of all entries that are added, until nothing is left to be said. */
  private static List<String> told(Told before, Optional<PollRecord> record) {
    List<String> types = new ArrayList<>();
    Optional<Told> told = Optional.of(before);
    while (told.isPresent()) {
      Optional<SealEntries.Entry> entry = SealEntries.next("p", told.get(), record, 9);
      if (entry.isEmpty()) {
        break;
      }
      types.add(entry.get().text().replaceAll(".*\"type\":\"([a-z]+)\".*", "$1"));
      told = entry.get().then();
    }
    return types;
  }

  @Test
  void aSealIsToldOnce() {
    PollRecord sealed = record(PollState.CLOSED, 1, true, 1);

    assertThat(told(Told.NOTHING, Optional.of(sealed))).containsExactly("seal");
    assertThat(told(new Told(1, false, 1), Optional.of(sealed))).isEmpty();
    assertThat(SealEntries.next("p", Told.NOTHING, Optional.of(sealed), 9).orElseThrow().text())
        .isEqualTo(
            "{\"at\":9,\"poll\":\"p\",\"root\":\""
                + ROOT
                + "\",\"seal\":1,\"size\":8,\"type\":\"seal\"}");
  }

  @Test
  void whatWasMissedIsToldInItsOrder() {
    assertThat(told(new Told(1, false, 1), Optional.of(record(PollState.CLOSED, 2, true, 1))))
        .containsExactly("reopen", "seal");
    assertThat(told(new Told(1, false, 1), Optional.of(record(PollState.CLOSED, 2, true, 2))))
        .containsExactly("reset", "seal");
    assertThat(told(new Told(1, false, 1), Optional.empty())).containsExactly("delete");
  }

  @Test
  void aPollThatIsOpenAgainIsToldOnce() {
    assertThat(told(new Told(1, false, 1), Optional.of(record(PollState.OPEN, 1, false, 1))))
        .containsExactly("reopen");
    assertThat(told(new Told(1, true, 1), Optional.of(record(PollState.OPEN, 1, false, 1))))
        .isEmpty();
    assertThat(told(new Told(1, true, 1), Optional.of(record(PollState.CLOSING, 1, false, 1))))
        .isEmpty();
  }

  @Test
  void aPollWithoutASealIsNotToldOf() {
    assertThat(told(Told.NOTHING, Optional.empty())).isEmpty();
    assertThat(told(Told.NOTHING, Optional.of(record(PollState.OPEN, 0, false, 3)))).isEmpty();
    assertThat(told(Told.NOTHING, Optional.of(record(PollState.DRAFT, 0, false, 2)))).isEmpty();
  }
}
