package io.votehub.store;

import static io.votehub.store.StoreContract.ROOM;
import static io.votehub.store.StoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of every store about the records of rooms. */
interface RoomRecordsContract {
  /** A store without rooms. */
  Store records();

  private void put(String room, String key, String text) {
    await(records().changeRecord(room, key, before -> Optional.of(text)));
  }

  private List<String> keys(String prefix, String after, int atMost) {
    return await(records().records(ROOM.code(), prefix, after, atMost)).stream()
        .map(RoomRecord::key)
        .toList();
  }

  @Test
  default void aRecordIsReadAsItWasWritten() {
    await(records().addRoom(ROOM));
    String text = "{\"text\":\"Wäre — “das” 😀 $set . möglich?\"}";

    Optional<String> written =
        await(records().changeRecord(ROOM.code(), "a/b.$c", before -> Optional.of(text)));

    assertThat(written).contains(text);
    assertThat(await(records().record(ROOM.code(), "a/b.$c"))).contains(text);
    assertThat(await(records().record(ROOM.code(), "a/b"))).isEmpty();
    assertThat(await(records().record("ZZZ999", "a/b.$c"))).isEmpty();
  }

  @Test
  default void aRecordIsChangedInOneStepAndARefusedChangeLeavesIt() {
    await(records().addRoom(ROOM));

    List<Future<Optional<String>>> changes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      changes.add(
          records()
              .changeRecord(
                  ROOM.code(),
                  "count",
                  before -> Optional.of("" + (Integer.parseInt(before.orElse("0")) + 1))));
    }
    changes.forEach(StoreContract::await);
    assertThatThrownBy(
            () ->
                await(
                    records()
                        .changeRecord(
                            ROOM.code(),
                            "count",
                            before -> {
                              throw Refusal.of(ErrorCode.ALREADY_VOTED);
                            })))
        .isInstanceOf(Refusal.class);

    assertThat(await(records().record(ROOM.code(), "count"))).contains("20");
  }

  @Test
  default void onlyOneOfManyAddsARecord() {
    await(records().addRoom(ROOM));

    List<Future<Optional<String>>> claims = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String own = "claim " + i;
      claims.add(
          records().changeRecord(ROOM.code(), "name/x", before -> Optional.of(before.orElse(own))));
    }

    String winner = await(claims.get(0)).orElseThrow();
    claims.forEach(claim -> assertThat(await(claim)).contains(winner));
  }

  @Test
  default void anEmptyResultDeletesARecord() {
    await(records().addRoom(ROOM));
    put(ROOM.code(), "a", "1");

    assertThat(await(records().changeRecord(ROOM.code(), "a", before -> Optional.empty())))
        .isEmpty();
    assertThat(await(records().changeRecord(ROOM.code(), "b", before -> before))).isEmpty();

    assertThat(keys("", "", 9)).isEmpty();
    put(ROOM.code(), "a", "2");
    assertThat(await(records().record(ROOM.code(), "a"))).contains("2");
  }

  @Test
  default void recordsAreListedInPagesByTheirKeys() {
    await(records().addRoom(ROOM));
    await(records().addRoom(new Room("ABC235", "Another", 6)));
    for (String key : List.of("b/2", "b/10", "a/1", "b/1", "bb/1", "c/1")) {
      put(ROOM.code(), key, key);
    }
    put("ABC235", "b/7", "of another room");

    assertThat(keys("b/", "", 9)).containsExactly("b/1", "b/10", "b/2");
    assertThat(keys("b/", "b/1", 1)).containsExactly("b/10");
    assertThat(keys("b/", "a/1", 2)).containsExactly("b/1", "b/10");
    assertThat(keys("b/", "b/2", 2)).isEmpty();
    assertThat(keys("", "", 9)).containsExactly("a/1", "b/1", "b/10", "b/2", "bb/1", "c/1");
    assertThat(await(records().records(ROOM.code(), "c", "", 9)))
        .containsExactly(new RoomRecord(ROOM.code(), "c/1", "c/1"));
  }

  @Test
  default void roomsAreFoundByTheKeyOfARecordUntilItIsGone() {
    String other = "ABC235";
    String third = "ZZC236";
    for (String code : List.of(third, ROOM.code(), other)) {
      await(records().addRoom(new Room(code, "One of three", 6)));
      put(code, "image/x", "{}");
      put(code, "image/x", "{\"changed\":true}");
    }
    put(other, "image/xy", "{}");
    put(other, "image/x/y", "{}");
    List<String> all = Stream.of(third, ROOM.code(), other).sorted().toList();

    assertThat(await(records().roomsWith("image/x", "", 9))).isEqualTo(all);
    assertThat(await(records().roomsWith("image/x", "", 1))).isEqualTo(all.subList(0, 1));
    assertThat(await(records().roomsWith("image/x", all.get(0), 9))).isEqualTo(all.subList(1, 3));
    assertThat(await(records().roomsWith("image/xy", "", 9))).containsExactly(other);
    assertThat(await(records().roomsWith("image/", "", 9))).isEmpty();

    await(records().deleteRoom(third));
    await(records().deleteRecords(other, "image/"));
    assertThat(await(records().roomsWith("image/x", "", 9))).containsExactly(ROOM.code());
    await(records().changeRecord(ROOM.code(), "image/x", before -> Optional.empty()));
    assertThat(await(records().roomsWith("image/x", "", 9))).isEmpty();
  }

  @Test
  default void recordsAreDeletedByTheBeginningOfTheirKeys() {
    await(records().addRoom(ROOM));
    for (String key : List.of("a/1", "b/1", "b/2", "bb/1")) {
      put(ROOM.code(), key, key);
    }

    await(records().deleteRecords(ROOM.code(), "b/"));
    await(records().deleteRecords(ROOM.code(), "b/"));

    assertThat(keys("", "", 9)).containsExactly("a/1", "bb/1");
  }

  @Test
  default void recordsAreDeletedWithTheirRoom() {
    await(records().addRoom(ROOM));
    put(ROOM.code(), "a", "1");

    await(records().deleteRoom(ROOM.code()));

    assertThat(await(records().record(ROOM.code(), "a"))).isEmpty();
    assertThatThrownBy(() -> put(ROOM.code(), "a", "2")).isInstanceOf(Refusal.class);
    await(records().addRoom(ROOM));
    assertThat(keys("", "", 9)).isEmpty();
  }

  @Test
  default void aRecordThatIsTooLargeIsRefused() {
    await(records().addRoom(ROOM));
    String most = "x".repeat(RoomRecord.MAX_TEXT);
    put(ROOM.code(), "a", most);

    assertThatThrownBy(() -> put(ROOM.code(), "a", most + "x")).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> put(ROOM.code(), "a".repeat(201), "x")).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> put(ROOM.code(), "ä", "x"))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(await(records().record(ROOM.code(), "a"))).contains(most);
  }

  @Test
  default void aVisitTellsTheRecordsOfARoom() {
    await(records().addRoom(ROOM));
    put(ROOM.code(), "a/1", "one");
    put(ROOM.code(), "a/2", "two");
    CollectingVisitor told = new CollectingVisitor();

    await(records().readAll(told));

    assertThat(told.all())
        .contains(
            new RoomRecord(ROOM.code(), "a/1", "one"), new RoomRecord(ROOM.code(), "a/2", "two"));
  }
}
