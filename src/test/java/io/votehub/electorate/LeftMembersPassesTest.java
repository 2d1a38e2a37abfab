package io.votehub.electorate;

import static io.votehub.store.StoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.votehub.people.People;
import io.votehub.people.RollMember;
import io.votehub.people.embedded.EmbeddedPeople;
import io.votehub.poll.Room;
import io.votehub.poll.VoterRoll;
import io.votehub.store.MemoryStore;
import io.votehub.store.Store;
import io.votehub.store.StoreMeter;
import io.votehub.store.embedded.EmbeddedStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** There are more rolls, and more rooms, than are read at once. */
class LeftMembersPassesTest {
  private static final int ROLLS_AT_ONCE = 4;

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final MemoryStore store = new MemoryStore();
  private People people;

  @BeforeEach
  void open() {
    people = await(EmbeddedPeople.open(vertx, folder, InstantSource.system()));
  }

  @AfterEach
  void close() {
    await(people.close());
    await(vertx.close());
  }

  private void addMembers(String roll) {
    await(
        people.addMembers(
            List.of(
                new RollMember(roll, "m1", "c1", 1, Map.of()),
                new RollMember(roll, "m2", "c2", 3, Map.of()))));
  }

  private List<String> rollsWithMembers() {
    return await(people.members("", 10_000)).stream().map(RollMember::roll).distinct().toList();
  }

  @Test
  void membersOfEveryPassAreDeletedAndThoseOfRoomsAreKept() {
    for (int i = 10; i < 22; i++) {
      addMembers("roll" + i);
    }
    Room room = new Room("ABC234", "A room", 0);
    await(
        store.addRoom(
            room.withRoll(new VoterRoll("roll11", "Members", 0))
                .withRoll(new VoterRoll("roll20", "Board", 0))));

    await(LeftMembers.delete(store, people, ROLLS_AT_ONCE));

    assertThat(rollsWithMembers()).containsExactly("roll11", "roll20");
    assertThat(await(people.members("", 10))).hasSize(4);
  }

  @Test
  void noRoomIsPassedOver() {
    IntStream.range(1_000, 2_200)
        .forEach(
            i ->
                await(
                    store.addRoom(
                        new Room("R" + i, "A room", 0)
                            .withRoll(new VoterRoll("roll" + i, "Members", 0)))));
    List<String> kept = List.of("roll1000", "roll1499", "roll1500", "roll2000", "roll2199");
    kept.forEach(this::addMembers);
    addMembers("roll999");

    await(LeftMembers.delete(store, people));

    assertThat(rollsWithMembers()).containsExactlyElementsOf(kept);
  }

  @Test
  void nothingIsDeletedWhileTheRoomsCannotBeRead() {
    addMembers("roll1");
    Store away = await(EmbeddedStore.open(vertx, folder, StoreMeter.NONE));
    await(away.close());

    assertThatThrownBy(() -> await(LeftMembers.delete(away, people))).isNotNull();

    assertThat(rollsWithMembers()).containsExactly("roll1");
  }
}
