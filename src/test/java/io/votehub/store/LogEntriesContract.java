package io.votehub.store;

import static io.votehub.store.StoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of every store about the hub's log. */
interface LogEntriesContract {
  /** A store without entries. */
  Store log();

  @Test
  default void entriesAreReadInTheOrderInWhichTheyWereAdded() {
    List<String> texts = IntStream.range(0, 300).mapToObj(i -> "Wäre 😀 " + i).toList();
    for (int i = 0; i < texts.size(); i++) {
      assertThat(await(log().addLogEntry(i, texts.get(i)))).isTrue();
    }

    assertThat(await(log().logSize())).isEqualTo(300);
    assertThat(await(log().logEntries(0, 1_000))).isEqualTo(texts);
    assertThat(await(log().logEntries(255, 3))).isEqualTo(texts.subList(255, 258));
    assertThat(await(log().logEntries(300, 3))).isEmpty();
  }

  @Test
  default void aPlaceIsTakenOnce() {
    await(log().addLogEntry(0, "first"));

    assertThat(await(log().addLogEntry(0, "another"))).isFalse();
    assertThat(await(log().addLogEntry(0, "first"))).isFalse();

    assertThat(await(log().logEntries(0, 9))).containsExactly("first");
  }

  @Test
  default void ofManyWhoAddAtTheSamePlaceOneSucceeds() {
    List<Future<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(log().addLogEntry(0, "of " + i));
    }

    assertThat(all.stream().filter(StoreContract::await)).hasSize(1);
    assertThat(await(log().logSize())).isEqualTo(1);
  }

  @Test
  default void noEntryLeavesAGap() {
    assertThatThrownBy(() -> await(log().addLogEntry(1, "too far")))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(await(log().logSize())).isZero();
  }

  @Test
  default void anEntryIsNeitherEmptyNorLong() {
    assertThatThrownBy(() -> log().addLogEntry(0, "")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> log().addLogEntry(0, "x".repeat(LogEntries.MAX_ENTRY + 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
