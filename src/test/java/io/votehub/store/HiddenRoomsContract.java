package io.votehub.store;

import static io.votehub.store.StoreContract.await;
import static io.votehub.store.StoreContract.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What every store does with the rooms of a hub's own. */
interface HiddenRoomsContract {
  /** A store without rooms. */
  Store beneath();

  private static Room room(String code, long createdAt) {
    return new Room(code, "", createdAt, Optional.of("id of " + code), 0);
  }

  private static Poll poll(String id, Room room) {
    Poll.Times now = new Poll.Times(OptionalLong.of(1), OptionalLong.empty(), OptionalLong.empty());
    List<Option> options = List.of(new Option("a", "a"), new Option("b", "b"));
    return Poll.draft(id, room.code(), "", "single", options, PollSettings.DEFAULT, 1)
        .withState(PollState.OPEN, now);
  }

  @Test
  default void aHiddenRoomTakesBallotsAndNobodyElseSeesIt() {
    HiddenRooms mine = new HiddenRooms(beneath());
    HiddenRooms another = new HiddenRooms(beneath());
    Room room = room("0ABC23", 5);
    Poll poll = poll("h", room);
    JournalEntry ballot = entry(1, 1, "v", "{\"choice\":\"a\"}");

    await(mine.open(room, List.of(poll)));
    await(mine.raiseEpoch("h"));

    assertThat(await(mine.append("h", List.of(ballot)))).isEqualTo(1);
    assertThat(await(mine.room("0ABC23"))).contains(room);
    assertThat(await(mine.poll("h")).map(PollRecord::poll)).contains(poll);
    assertThat(await(mine.polls("0ABC23"))).extracting(PollRecord::epoch).containsExactly(1);
    List<JournalEntry> read = new ArrayList<>();
    await(mine.readJournal("h", read::add));
    assertThat(read).containsExactly(ballot);

    assertThat(await(another.room("0ABC23"))).isEmpty();
    assertThat(await(another.polls("0ABC23"))).isEmpty();
    assertThat(await(beneath().countRooms())).isZero();
    assertThat(await(beneath().rooms("", 10))).isEmpty();
    List<PollRecord> watched = new ArrayList<>();
    await(beneath().pollsToWatch(0, watched::add));
    assertThat(watched).isEmpty();
    CollectingVisitor told = new CollectingVisitor();
    await(beneath().readAll(told));
    assertThat(told.all()).isEmpty();
  }

  @Test
  default void aClosedHiddenRoomLeavesNothing() {
    HiddenRooms mine = new HiddenRooms(beneath());
    Room room = room("0ABC23", 5);
    await(mine.open(room, List.of(poll("h", room), poll("i", room))));
    await(mine.append("h", List.of(entry(0, 1, "v", "{\"choice\":\"a\"}"))));

    await(mine.close("0ABC23"));

    assertThat(await(mine.room("0ABC23"))).isEmpty();
    assertThat(await(beneath().poll("h"))).isEmpty();
    assertThat(await(beneath().poll("i"))).isEmpty();
    assertThat(await(mine.append("h", List.of(entry(0, 2, "v", "{\"choice\":\"a\"}")))))
        .isNegative();
  }

  @Test
  default void whatACrashedInstanceLeftIsRemovedAndWhatIsInUseStays() {
    HiddenRooms crashed = new HiddenRooms(beneath());
    HiddenRooms young = new HiddenRooms(beneath());
    HiddenRooms mine = new HiddenRooms(beneath());
    Room left = room("0AAA22", 5);
    Room used = room("0BBB22", 90);
    Room own = room("0CCC22", 5);
    await(crashed.open(left, List.of(poll("left", left))));
    await(young.open(used, List.of(poll("used", used))));
    await(mine.open(own, List.of(poll("own", own))));

    assertThat(await(mine.removeOlder(50))).containsExactly("left");

    assertThat(await(beneath().poll("left"))).isEmpty();
    assertThat(await(young.poll("used"))).isPresent();
    assertThat(await(mine.poll("own"))).isPresent();
  }

  @Test
  default void aChangeOfAHiddenPollIsStoredWithoutOpeningItForOthers() {
    HiddenRooms mine = new HiddenRooms(beneath());
    Room room = room("0ABC23", 5);
    await(mine.open(room, List.of(poll("h", room))));

    Optional<PollRecord> changed =
        await(
            mine.updatePoll(
                "h",
                record -> {
                  assertThat(record.poll().state()).isEqualTo(PollState.OPEN);
                  return record.raised();
                }));

    assertThat(changed.map(record -> record.poll().state())).contains(PollState.OPEN);
    assertThat(await(mine.poll("h")).map(PollRecord::epoch)).contains(1);
    assertThat(await(beneath().poll("h")).map(record -> record.poll().state()))
        .contains(PollState.DRAFT);
  }

  @Test
  default void aRoomThatPeopleCouldJoinIsNotHidden() {
    HiddenRooms mine = new HiddenRooms(beneath());
    Room room = room("ABC234", 5);

    assertThatThrownBy(() -> mine.open(room, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
