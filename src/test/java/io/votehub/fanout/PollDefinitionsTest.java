package io.votehub.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.votehub.poll.Poll;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PollDefinitionsTest {
  private static final long FIRST = Revision.of(1, 0);

  private final Map<String, Poll> there = new HashMap<>();
  private int reads;
  private final PollDefinitions definitions =
      new PollDefinitions(
          id -> {
            reads++;
            return Future.succeededFuture(Optional.ofNullable(there.get(id)));
          });

  @Test
  void aPollIsReadOncePerEpoch() {
    there.put("p", FanoutContract.poll("ABC234"));

    assertThat(definitions.of("p", FIRST).result()).isPresent();
    assertThat(definitions.of("p", FIRST + 7).result()).isPresent();
    assertThat(reads).isEqualTo(1);
    assertThat(definitions.of("p", Revision.of(2, 0)).result()).isPresent();
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void aDeletedPollIsNotCachedEvenIfATallyFollows() {
    there.put("p", FanoutContract.poll("ABC234"));
    definitions.of("p", FIRST);
    there.remove("p");

    definitions.deleted("p");
    assertThat(definitions.size()).isZero();
    assertThat(definitions.of("p", FIRST + 1).result()).isEmpty();
    assertThat(definitions.size()).isZero();
  }

  @Test
  void theCacheHasAtMostAsManyPollsAsARoom() {
    for (int i = 0; i < 3 * Room.MAX_POLLS; i++) {
      there.put("p" + i, FanoutContract.poll("ABC234"));
      definitions.of("p" + i, FIRST);
    }

    assertThat(definitions.size()).isEqualTo(Room.MAX_POLLS);
  }
}
