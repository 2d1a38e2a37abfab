package io.votehub.store.mongo;

import static io.votehub.store.mongo.MongoResultsContract.large;
import static io.votehub.store.mongo.MongoUnderTest.entries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.store.CollectingVisitor;
import io.votehub.store.JournalConflictException;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.StoreContract;
import io.votehub.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of the store on MongoDB beyond that of every store. */
abstract class MongoStoreContract extends StoreContract
    implements MongoRunsContract, MongoResultsContract {
  private Vertx vertx;
  private AtomicInteger written;
  private List<MongoStore> stores;
  private MongoClient database;
  private String uri;
  private MongoStore store;

  /** The connection string of an unused database. */
  protected abstract String uri(String database);

  @BeforeEach
  void openInAFreshDatabase() {
    vertx = Vertx.vertx();
    written = new AtomicInteger();
    stores = new ArrayList<>();
    uri = uri("votehub_test_" + UUID.randomUUID().toString().replace("-", ""));
    database = MongoClient.create(vertx, new JsonObject().put("connection_string", uri));
    store = open();
  }

  @AfterEach
  void dropTheDatabase() {
    stores.forEach(each -> await(each.close()));
    await(database.runCommand("dropDatabase", new JsonObject().put("dropDatabase", 1)));
    await(database.close());
    await(vertx.close());
  }

  @Override
  public MongoStore open() {
    MongoStore opened =
        await(MongoStore.open(vertx, uri, (writes, nanos) -> written.addAndGet(writes)));
    stores.add(opened);
    return opened;
  }

  @Override
  public MongoStore store() {
    return store;
  }

  @Override
  public MongoClient database() {
    return database;
  }

  @Override
  public void writeAsAnOlderVersion() {
    await(store.close());
    await(database.removeDocument("meta", new JsonObject().put("_id", "ballots-in-runs")));
    store = open();
    assertThat(store.writesRuns()).isFalse();
  }

  @Test
  void oneInstanceReadsWhatAnotherWrote() {
    prepare();
    await(store.append("p", List.of(entry(1, 1, "x", "1"))));
    MongoStore other = open();

    assertThat(await(other.room(ROOM.code()))).contains(ROOM);
    assertThat(await(other.poll("p"))).isEqualTo(await(store.poll("p"))).isPresent();
    assertThat(await(other.append("p", List.of()))).isEqualTo(1);
  }

  @Test
  void aRepeatedLongBatchIsWrittenOnce() {
    prepare();
    List<JournalEntry> batch = entries(1, 2_500);
    MongoStore other = open();

    await(store.append("p", batch.subList(700, 1_900)));
    List<Future<Integer>> repeats = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      repeats.add(store.append("p", batch));
      repeats.add(other.append("p", batch.subList(i * 100, 2_000)));
    }

    repeats.forEach(each -> assertThat(await(each)).isEqualTo(1));
    assertThat(journal("p")).isEqualTo(batch);
  }

  @Test
  void aRevisionUsedTwiceIsAConflictAndOverwritesNothing() {
    prepare();
    await(store.append("p", entries(1, 10)));
    MongoStore other = open();

    List<JournalEntry> again =
        IntStream.rangeClosed(6, 15).mapToObj(i -> entry(1, i, "another", "1")).toList();

    assertThatThrownBy(() -> await(other.append("p", again)))
        .isInstanceOf(JournalConflictException.class);
    assertThat(journal("p").subList(0, 10)).isEqualTo(entries(1, 10));
  }

  @Test
  void concurrentChangesOfAPollAreNotLost() {
    prepare();
    MongoStore other = open();

    List<Future<Optional<PollRecord>>> changes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      for (MongoStore each : List.of(store, other)) {
        changes.add(
            each.updatePoll("p", r -> r.withPoll(r.poll().withPosition(r.poll().position() + 1))));
      }
    }

    changes.forEach(each -> assertThat(await(each)).isPresent());
    assertThat(await(store.poll("p")).orElseThrow().poll().position()).isEqualTo(41);
    assertThat(await(store.polls(ROOM.code())).get(0).poll().position()).isEqualTo(41);
  }

  @Test
  void concurrentChangesOfARoomAreNotLost() {
    await(store.addRoom(new Room(ROOM.code(), "", 5)));
    MongoStore other = open();

    List<Future<Optional<Room>>> changes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      for (MongoStore each : List.of(store, other)) {
        changes.add(each.updateRoom(ROOM.code(), room -> room.withTitle(room.title() + "x")));
      }
    }

    changes.forEach(each -> assertThat(await(each)).isPresent());
    assertThat(await(store.room(ROOM.code())).orElseThrow().title()).isEqualTo("x".repeat(20));
  }

  @Test
  void everyRaiseOfTheEpochIsUniqueDespiteConcurrentChanges() {
    prepare();
    MongoStore other = open();

    List<Future<Optional<PollRecord>>> raises = new ArrayList<>();
    List<Future<Optional<PollRecord>>> changes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      raises.add(store.raiseEpoch("p"));
      raises.add(other.raiseEpoch("p"));
      changes.add(store.updatePoll("p", r -> r.withPoll(r.poll().withRev(r.poll().rev() + 1))));
    }

    changes.forEach(each -> assertThat(await(each)).isPresent());
    assertThat(raises.stream().map(each -> await(each).orElseThrow().epoch()))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(2, 41).boxed().toList());
    PollRecord record = await(other.poll("p")).orElseThrow();
    assertThat(record.epoch()).isEqualTo(41);
    assertThat(record.poll().rev()).isEqualTo(21);
  }

  @Test
  void deletingARoomRemovesAllItsData() {
    prepare();
    await(store.addPoll(draft("q", 2)));
    await(store.append("p", entries(1, 2_500)));
    await(store.updatePoll("p", record -> record.withResult(Optional.of(large(6_000)))));

    assertThat(await(store.deleteRoom(ROOM.code()))).isTrue();

    for (String collection : List.of("rooms", "polls", "ballots", "results")) {
      assertThat(count(collection)).as(collection).isZero();
    }
  }

  @Test
  void aPartlyDeletedPollIsGoneAndCanBeDeletedAgain() {
    prepare();
    await(store.append("p", entries(1, 3)));
    cutShort("polls", "p", new JsonObject().put("state", "GONE"));

    assertThat(await(store.poll("p"))).isEmpty();
    assertThat(await(store.polls(ROOM.code()))).isEmpty();
    assertThat(await(store.raiseEpoch("p"))).isEmpty();
    assertThat(await(store.updatePoll("p", record -> record))).isEmpty();
    assertThat(await(store.append("p", entries(4, 5)))).isEqualTo(-1);

    assertThat(await(store.deletePoll("p"))).isTrue();
    assertThat(count("ballots")).isZero();
    assertThat(count("polls")).isZero();
  }

  @Test
  void interruptedDeletionsAreCompletedAtTheNextStart() {
    prepare();
    await(store.append("p", entries(1, 3)));
    cutShort("rooms", ROOM.code(), new JsonObject().put("gone", true));
    assertThat(await(store.room(ROOM.code()))).isEmpty();

    MongoStore next = open();
    await(next.close());

    for (String collection : List.of("rooms", "polls", "ballots")) {
      assertThat(count(collection)).as(collection).isZero();
    }
  }

  private void cutShort(String collection, String id, JsonObject mark) {
    JsonObject query = new JsonObject().put("_id", id);
    await(database.replaceDocuments(collection, query, query.copy().mergeIn(mark)));
  }

  @Test
  void aPollIsNotAddedToAnUnknownRoom() {
    assertThatThrownBy(() -> await(store.addPoll(draft("p", 1))))
        .isInstanceOf(Refusal.class)
        .hasFieldOrPropertyWithValue("code", ErrorCode.UNKNOWN_ROOM);
    assertThat(count("polls")).isZero();
  }

  @Test
  void noPollOutlivesItsRoomDespiteARace() {
    List<Future<?>> all = new ArrayList<>();
    await(store.addRoom(ROOM));
    for (int i = 0; i < 30; i++) {
      all.add(store.addPoll(draft("p" + i, i)));
      if (i == 15) {
        all.add(open().deleteRoom(ROOM.code()));
      }
    }

    await(Future.join(all).otherwiseEmpty());

    assertThat(count("rooms")).isZero();
    assertThat(count("polls")).isZero();
  }

  @Test
  void ballotsOfAnUnknownPollAreNotStored() {
    assertThat(await(store.append("q", entries(1, 3)))).isEqualTo(-1);

    assertThat(count("ballots")).isZero();
  }

  @Test
  void aLongJournalIsReadCompletelyAndRemovedByEpoch() {
    prepare();
    List<JournalEntry> first = entries(1, 4_100);
    List<JournalEntry> second = List.of(entry(2, 1, "x", "1"), entry(2, 2, "y", "1"));
    await(store.append("p", first));
    await(store.append("p", second));

    assertThat(journal("p")).hasSize(4_102).startsWith(first.get(0)).endsWith(second.get(1));
    await(store.forgetBefore("p", 2));

    assertThat(journal("p")).isEqualTo(second);
  }

  @Test
  void aDatabaseOfANewerVersionIsRefused() {
    JsonObject schema = new JsonObject().put("_id", "schema");
    await(database.replaceDocuments("meta", schema, schema.copy().put("version", 99)));

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("newer version");
    assertThat(await(database.findOne("meta", schema, null)).getInteger("version")).isEqualTo(99);
  }

  @Test
  void eachDurableWriteIsMeasured() {
    prepare();
    int before = written.get();

    await(store.append("p", entries(1, 30)));

    assertThat(written.get()).isEqualTo(before + 30);
  }

  @Test
  void aClosedStoreRefuses() {
    await(store.close());

    assertThatThrownBy(() -> await(store.room("ABC234")))
        .isInstanceOf(Refusal.class)
        .hasFieldOrPropertyWithValue("code", ErrorCode.UNAVAILABLE);
  }

  @Test
  void aPendingRemovalOfSupersededBallotsRunsAtTheNextStart() {
    List<JournalEntry> standing = closeWithSuperseded(50, 4);
    assertThat(journal("p")).hasSize(200);

    open();

    awaitJournal(standing);
  }

  @Test
  void aRoomOfAnOlderVersionCountsAsUsedNow() {
    await(store.addRoom(ROOM));
    JsonObject forget = new JsonObject().put("$unset", new JsonObject().put("usedAt", ""));
    await(database.updateCollection("rooms", new JsonObject().put("_id", ROOM.code()), forget));

    assertThat(await(store.unusedRooms(8_000, 9_000, 10))).isEmpty();
    assertThat(await(store.unusedRooms(9_001, 9_500, 10))).containsExactly(ROOM.code());
  }

  @Test
  void aPollThatChangesDuringAVisitIsVisitedAgain() {
    prepare();
    await(store.append("p", entries(1, 3)));
    CollectingVisitor told =
        new CollectingVisitor() {
          @Override
          public void ballot(JournalEntry entry) {
            super.ballot(entry);
            if (voided == 0) {
              aside(store.raiseEpoch("p"));
              aside(store.append("p", List.of(entry(2, 1, "late", "{}"))));
            }
          }
        };

    await(store.readAll(told));

    assertThat(told.voided).isOne();
    assertThat(told.all()).contains(await(store.poll("p")).orElseThrow());
    assertThat(told.all()).containsAll(journal("p"));
  }

  @Test
  void aRoomDeletedDuringAVisitIsReportedAsIncomplete() {
    prepare();
    CollectingVisitor told =
        new CollectingVisitor() {
          @Override
          public void poll(PollRecord record) {
            super.poll(record);
            aside(store.deleteRoom(ROOM.code()));
          }
        };

    await(store.readAll(told));

    assertThat(told.voided).isEqualTo(2);
    assertThat(told.all()).isEmpty();
  }

  /** Waits on a Vert.x thread, which is replaced meanwhile. */
  private static void aside(Future<?> future) {
    future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
