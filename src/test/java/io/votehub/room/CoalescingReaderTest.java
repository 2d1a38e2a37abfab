package io.votehub.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoalescingReaderTest {
  private final List<Promise<String>> reads = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private final CoalescingReader<String, String> gathered = new CoalescingReader<>(this::read);

  private Future<String> read(String key) {
    Promise<String> answer = Promise.promise();
    keys.add(key);
    reads.add(answer);
    return answer.future();
  }

  @Test
  void callsDuringAReadShareTheNextRead() {
    Future<String> first = gathered.get("a");
    Future<String> second = gathered.get("a");
    Future<String> third = gathered.get("a");
    assertThat(keys).containsExactly("a");

    reads.get(0).complete("old");
    assertThat(first.result()).isEqualTo("old");
    assertThat(second.isComplete()).isFalse();
    assertThat(keys).containsExactly("a", "a");

    reads.get(1).complete("new");
    assertThat(second.result()).isEqualTo("new");
    assertThat(third.result()).isEqualTo("new");
    assertThat(keys).hasSize(2);
  }

  @Test
  void aCallAfterACompletedReadStartsAnotherRead() {
    gathered.get("a");
    reads.get(0).complete("old");

    Future<String> later = gathered.get("a");
    reads.get(1).complete("new");

    assertThat(later.result()).isEqualTo("new");
  }

  @Test
  void readsOfDifferentKeysDoNotWaitForEachOther() {
    gathered.get("a");
    gathered.get("b");

    assertThat(keys).containsExactly("a", "b");
  }

  @Test
  void aFailedReadFailsOnlyForItsOwnCallers() {
    Future<String> first = gathered.get("a");
    Future<String> second = gathered.get("a");

    reads.get(0).fail("away");
    reads.get(1).complete("back");

    assertThat(first.failed()).isTrue();
    assertThat(second.result()).isEqualTo("back");
  }

  @Test
  void aReadThatThrowsDoesNotStopTheNext() {
    CoalescingReader<String, String> throwing =
        new CoalescingReader<>(
            key -> {
              throw new IllegalStateException(key);
            });

    assertThat(throwing.get("a").failed()).isTrue();
    assertThat(throwing.get("a").failed()).isTrue();
  }
}
