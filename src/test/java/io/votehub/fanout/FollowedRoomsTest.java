package io.votehub.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FollowedRoomsTest {
  private final List<String> calls = new ArrayList<>();
  private final Promise<Void> subscribed = Promise.promise();
  private final FollowedRooms rooms =
      new FollowedRooms(
          new FollowedRooms.Subscriber() {
            @Override
            public Future<Void> subscribe(String room) {
              calls.add("subscribe " + room);
              return subscribed.future();
            }

            @Override
            public void unsubscribe(String room) {
              calls.add("unsubscribe " + room);
            }
          },
          () ->
              new PollDefinitions(
                  id -> Future.succeededFuture(Optional.empty()), new PollDefinitions.Reads()));

  @Test
  void allListenersOfARoomShareOneSubscription() {
    Future<Void> first = rooms.follow("A");
    Future<Void> second = rooms.follow("A");
    rooms.unfollow("A");

    assertThat(calls).containsExactly("subscribe A");
    assertThat(rooms.has("A")).isTrue();
    assertThat(List.of(first, second)).noneMatch(Future::isComplete);
    subscribed.complete();
    assertThat(List.of(first, second)).allMatch(Future::succeeded);
  }

  @Test
  void theSubscriptionEndsWithTheLastListenerAndANewOneBeginsAnother() {
    rooms.follow("A");
    rooms.follow("B");
    rooms.unfollow("A");
    assertThat(rooms.all()).containsExactly("B");
    assertThat(rooms.definitions("A")).isEmpty();

    rooms.follow("A");

    assertThat(calls).containsExactly("subscribe A", "subscribe B", "unsubscribe A", "subscribe A");
  }

  @Test
  void theDefinitionsOfARoomLastAsLongAsItIsFollowed() {
    rooms.follow("A");
    PollDefinitions definitions = rooms.definitions("A").orElseThrow();
    rooms.follow("A");
    assertThat(rooms.definitions("A")).containsSame(definitions);

    rooms.unfollow("A");
    rooms.unfollow("A");
    rooms.follow("A");

    assertThat(rooms.definitions("A").orElseThrow()).isNotSameAs(definitions);
  }

  @Test
  void removingAListenerOfARoomThatIsNotFollowedChangesNothing() {
    rooms.unfollow("A");

    assertThat(calls).isEmpty();
  }
}
