package io.votehub.store;

import static io.votehub.store.StoreContract.ROOM;
import static io.votehub.store.StoreContract.await;
import static io.votehub.store.StoreContract.draft;
import static io.votehub.store.StoreContract.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.AdmissionRules;
import io.votehub.poll.KeyRing;
import io.votehub.poll.PlayerRules;
import io.votehub.poll.ReactionSettings;
import io.votehub.poll.Room;
import io.votehub.poll.RoomKey;
import io.votehub.poll.RoomRole;
import io.votehub.poll.Stage;
import io.votehub.poll.Suspension;
import io.votehub.poll.Team;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The contract of every store about rooms. */
interface RoomsContract extends StoreUnderTest {
  @Test
  default void aRoomIsStoredOncePerCode() {
    assertThat(await(store().addRoom(ROOM))).isTrue();
    assertThat(await(store().addRoom(new Room(ROOM.code(), "Another", 6)))).isFalse();

    assertThat(await(store().room(ROOM.code()))).contains(ROOM);
    assertThat(await(store().room("ZZZ999"))).isEmpty();
  }

  @Test
  default void aRoomIsChangedOrReportedAsUnknown() {
    await(store().addRoom(ROOM));

    assertThat(await(store().updateRoom(ROOM.code(), room -> room.withTitle("New"))))
        .contains(ROOM.withTitle("New"));
    assertThat(await(store().updateRoom("ZZZ999", room -> room))).isEmpty();
    assertThat(await(store().room(ROOM.code())).orElseThrow().title()).isEqualTo("New");
  }

  @Test
  default void aRoomKeepsItsIdAndTheVersionOfItsToken() {
    Room room = new Room("ABC235", "", 6, Optional.of("room-1"), 3);
    await(store().addRoom(room));

    assertThat(await(store().room("ABC235"))).contains(room);
    assertThat(await(store().updateRoom("ABC235", r -> r.withTokenVersion(4))))
        .contains(room.withTokenVersion(4));
    assertThat(await(store().room("ABC235"))).contains(room.withTokenVersion(4));
    for (String call : List.of("one", "two")) {
      Room renewed =
          await(store().updateRoom("ABC235", r -> r.renewed(r.tokenVersion(), call))).orElseThrow();
      assertThat(renewed.renewal()).contains(call);
      assertThat(await(store().room("ABC235"))).contains(renewed);
    }
  }

  @Test
  default void whomARoomLetsInIsKept() {
    AdmissionRules rules =
        AdmissionRules.OPEN
            .withPasscode(Optional.of("012345"))
            .withLock(true)
            .without("one")
            .without("another");
    await(store().addRoom(new Room("LCK234", "", 6)));

    await(store().updateRoom("LCK234", room -> room.withAdmission(rules)));

    assertThat(await(store().room("LCK234")).orElseThrow().admission()).isEqualTo(rules);
  }

  @Test
  default void aRoomKeepsTheKeysOfThoseWhoHelp() {
    RoomKey ana = new RoomKey("k1", RoomRole.MODERATOR, "Ana", 7);
    RoomKey bo = new RoomKey("k2", RoomRole.PRESENTER, "", 8);
    await(store().addRoom(ROOM));

    await(store().updateRoom(ROOM.code(), room -> room.withKeys(room.keys().with(ana).with(bo))));
    await(store().updateRoom(ROOM.code(), room -> room.withKeys(room.keys().without("k1"))));

    assertThat(await(store().room(ROOM.code())))
        .contains(ROOM.withKeys(new KeyRing(3, List.of(bo))));
  }

  @Test
  default void theReactionsOfARoomAreKept() {
    await(store().addRoom(ROOM));
    ReactionSettings chosen = ReactionSettings.DEFAULT.changed(List.of("👍", "👩‍🔬"), true);

    await(store().updateRoom(ROOM.code(), room -> room.withReactions(chosen)));

    assertThat(await(store().room(ROOM.code()))).contains(ROOM.withReactions(chosen));
    ReactionSettings none = chosen.changed(List.of(), true);
    await(store().updateRoom(ROOM.code(), room -> room.withReactions(none)));
    assertThat(await(store().room(ROOM.code()))).contains(ROOM.withReactions(none));
  }

  @Test
  default void theStageOfARoomIsStored() {
    Stage poll =
        Stage.FOLLOW.replacedBy(
            Stage.read(Map.of("poll", "p1"), List.of(), 0), OptionalLong.empty());
    Stage lobby =
        poll.replacedBy(Stage.read(Map.of("lobby", true), List.of(), 0), OptionalLong.of(1));
    await(store().addRoom(ROOM));

    Stage coffee =
        Stage.read(Map.of("break", Map.of("title", "Coffee", "seconds", 60)), List.of(), 5)
            .withRev(3);
    for (Stage stage : List.of(poll, coffee, lobby)) {
      await(store().updateRoom(ROOM.code(), room -> room.withStage(stage)));
      assertThat(await(store().room(ROOM.code()))).contains(ROOM.withStage(stage));
    }
    await(store().updateRoom(ROOM.code(), room -> room.withTitle("New")));
    assertThat(await(store().room(ROOM.code()))).contains(ROOM.withTitle("New").withStage(lobby));
  }

  @Test
  default void aSuspensionIsKeptAndTakenBack() {
    await(store().addRoom(ROOM));
    Suspension on = Suspension.NONE.changed(OptionalLong.of(7));

    await(store().updateRoom(ROOM.code(), room -> room.withSuspension(on)));
    assertThat(await(store().room(ROOM.code()))).map(Room::suspension).contains(on);
    Suspension off = on.changed(OptionalLong.empty());
    await(store().updateRoom(ROOM.code(), room -> room.withSuspension(off)));
    assertThat(await(store().room(ROOM.code()))).map(Room::suspension).contains(off);
  }

  @Test
  default void aRoomKeepsHowItsPlayersAreCalledAndInWhichTeams() {
    await(store().addRoom(ROOM));
    PlayerRules rules =
        new PlayerRules(
            true, "de", List.of(new Team("1", "Rot", 1), new Team("2", "Blau", 2)), true, 3);

    await(store().updateRoom(ROOM.code(), room -> room.withPlayers(rules)));

    assertThat(await(store().room(ROOM.code()))).map(Room::players).contains(rules);
  }

  @Test
  default void roomsAreListedInTheOrderOfTheirCodes() {
    await(store().addRoom(ROOM));
    await(store().addRoom(new Room("ZZZ234", "Last", 6)));
    await(store().addRoom(new Room("AAA234", "First", 6)));

    assertThat(await(store().rooms("", 2)).stream().map(Room::code))
        .containsExactly("AAA234", ROOM.code());
    assertThat(await(store().rooms(ROOM.code(), 9)).stream().map(Room::code))
        .containsExactly("ZZZ234");
  }

  @Test
  default void aDeletedRoomIsGoneWithItsPolls() {
    await(store().addRoom(ROOM));
    await(store().addPoll(draft("p", 1)));
    await(store().append("p", List.of(entry(1, 1, "x", "1"))));

    assertThat(await(store().deleteRoom(ROOM.code()))).isTrue();
    assertThat(await(store().deleteRoom(ROOM.code()))).isFalse();

    assertThat(await(store().room(ROOM.code()))).isEmpty();
    assertThat(await(store().poll("p"))).isEmpty();
    assertThat(journal("p")).isEmpty();
  }

  @Test
  default void unusedRoomsAreFoundAndDeletedCompletely() {
    await(store().addRoom(ROOM));
    await(store().addRoom(new Room("USED22", "", 5)));
    await(store().addPoll(draft("p", 1)));
    await(store().append("p", List.of(entry(1, 1, "x", "1"))));
    await(store().noteUse("USED22", 2_000));
    await(store().noteUse("USED22", 1_500));
    await(store().noteUse("ZZZ999", 2_000));
    await(store().updateRoom("USED22", room -> room.withTitle("Changed")));

    assertThat(await(store().countRooms())).isEqualTo(2);
    assertThat(await(store().unusedRooms(5, 9_000, 10))).isEmpty();
    assertThat(await(store().unusedRooms(2_000, 9_000, 10))).containsExactly(ROOM.code());
    assertThat(await(store().unusedRooms(9_000, 9_000, 1))).hasSize(1);
    assertThat(await(store().deleteUnusedRoom("USED22", 2_000))).isFalse();
    assertThat(await(store().deleteUnusedRoom(ROOM.code(), 2_000))).isTrue();
    assertThat(await(store().deleteUnusedRoom(ROOM.code(), 2_000))).isFalse();

    assertThat(await(store().room(ROOM.code()))).isEmpty();
    assertThat(await(store().poll("p"))).isEmpty();
    assertThat(journal("p")).isEmpty();
    assertThat(await(store().room("USED22"))).isPresent();
    assertThat(await(store().countRooms())).isEqualTo(1);
  }

  @Test
  default void aRoomUsedBetweenTheSearchAndTheDeletionIsKept() {
    await(store().addRoom(ROOM));
    assertThat(await(store().unusedRooms(2_000, 9_000, 10))).containsExactly(ROOM.code());

    await(store().noteUse(ROOM.code(), 8_000));

    assertThat(await(store().deleteUnusedRoom(ROOM.code(), 2_000))).isFalse();
    assertThat(await(store().room(ROOM.code()))).contains(ROOM);
  }
}
