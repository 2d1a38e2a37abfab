package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BallotUpdatesTest {
  private final Map<String, String> sent = new LinkedHashMap<>();

  private static boolean mark(BallotUpdates updates, String poll, long rev, String ballot) {
    return updates.mark(poll, rev, ballot, each -> true);
  }

  @Test
  void aBallotIsNewsOnceAndNeverAfterANewerOne() {
    BallotUpdates updates = new BallotUpdates();

    assertThat(mark(updates, "p", 5, "a")).isTrue();
    assertThat(mark(updates, "p", 5, "a")).isFalse();
    assertThat(mark(updates, "p", 4, "b")).isFalse();
    assertThat(mark(updates, "p", 6, "b")).isTrue();
    assertThat(mark(updates, "q", 1, "a")).isTrue();
    assertThat(updates.revs()).isEqualTo(Map.of("p", 6L, "q", 1L));
  }

  @Test
  void whatIsKnownOfPollsThatAreGoneIsForgottenWhenItBecomesMuch() {
    BallotUpdates updates = new BallotUpdates();
    IntStream.range(0, 256).forEach(i -> mark(updates, "p" + i, 1, "a"));
    assertThat(updates.revs()).hasSize(256);

    updates.mark("new", 1, "a", poll -> poll.equals("p7"));

    assertThat(updates.revs()).containsOnlyKeys("p7", "new");
  }

  @Test
  void onlyAConnectionThatJoinedWithBallotsCanHaveMissedSome() {
    BallotUpdates fresh = new BallotUpdates();
    BallotUpdates returning = new BallotUpdates(Map.of());
    assertThat(fresh.mayHaveMissed()).isFalse();
    assertThat(returning.mayHaveMissed()).isTrue();

    returning.clearMissed();

    assertThat(returning.mayHaveMissed()).isFalse();
    returning.missed(Map.of("p", "a"), Map.of(), sent::put);
    fresh.missed(Map.of("p", "a"), Map.of(), sent::put);
    assertThat(sent).isEmpty();
  }

  @Test
  void whatWasCountedWhileItJoinedIsSentOnce() {
    BallotUpdates updates =
        new BallotUpdates(Map.of("same", "a", "changed", "a", "withdrawn", "a"));
    Map<String, String> now = Map.of("same", "a", "changed", "b", "first", "c");

    updates.missed(now, updates.revs(), sent::put);
    assertThat(sent).isEqualTo(Map.of("changed", "b", "first", "c", "withdrawn", ""));

    sent.clear();
    updates.missed(now, updates.revs(), sent::put);
    assertThat(sent).isEmpty();
  }

  @Test
  void aBallotThatWasSentDuringTheReadIsNotReplacedByAnOlderOne() {
    BallotUpdates updates = new BallotUpdates(Map.of("p", "a", "q", "a"));
    mark(updates, "q", 3, "b");
    Map<String, Long> before = updates.revs();

    mark(updates, "p", 9, "c");
    updates.missed(Map.of("p", "b", "q", "c"), before, sent::put);

    assertThat(sent).isEqualTo(Map.of("q", "c"));
  }

  @Test
  void aBallotThatTheConnectionWasSentIsNotMissed() {
    BallotUpdates updates = new BallotUpdates(Map.of("p", "a"));
    mark(updates, "p", 9, "b");

    updates.missed(Map.of("p", "b"), updates.revs(), sent::put);

    assertThat(sent).isEmpty();
  }
}
