package io.votehub;

import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.accounts.Accounts.OwnRoom;
import io.votehub.accounts.RoomPeople;
import io.votehub.count.CountingKit;
import io.votehub.poll.Room;
import io.votehub.poll.RoomRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of the rooms of an account that is erased. */
class AccountRoomsTest {
  private final CountingKit kit = new CountingKit();
  private final List<String> deleted = new ArrayList<>();
  private final AccountRooms rooms = new AccountRooms(kit.rooms, deleted::add);

  @AfterEach
  void stop() {
    kit.close();
  }

  private static OwnRoom own(Room room) {
    return new OwnRoom(room.code(), room.id().orElseThrow());
  }

  @Test
  void aRoomGoesWithItsPollsAndTwiceIsNoFault() {
    Room room = await(kit.rooms.create("Goes"));

    await(rooms.delete(own(room)));
    await(rooms.delete(own(room)));

    assertThat(await(kit.store.room(room.code()))).isEmpty();
    assertThat(deleted).containsExactly(room.code());
  }

  @Test
  void aRoomOfSomebodyElseThatGotTheSameCodeStays() {
    Room room = await(kit.rooms.create("Stays"));

    await(rooms.delete(new OwnRoom(room.code(), "another id")));
    await(rooms.revokeKeys(new OwnRoom(room.code(), "another id")));

    assertThat(await(kit.store.room(room.code()))).contains(room);
    assertThat(deleted).isEmpty();
  }

  @Test
  void aRoleInAnothersRoomEnds() {
    Room room = await(kit.rooms.create("Of another"));
    String key =
        await(kit.rooms.keys().add(room.code(), RoomRole.PRESENTER, "Somebody")).key().id();

    await(rooms.revokeRole(new RoomPeople.Role(room.code(), room.id().orElseThrow(), key)));

    assertThat(await(kit.rooms.get(room.code())).keys().keys()).isEmpty();
  }

  @Test
  void theOldKeysOfARoomThatIsHandedOverAreUseless() {
    Room room = await(kit.rooms.create("Goes on"));

    await(rooms.revokeKeys(own(room)));

    assertThat(await(kit.rooms.get(room.code())).tokenVersion()).isEqualTo(room.tokenVersion() + 1);
  }
}
