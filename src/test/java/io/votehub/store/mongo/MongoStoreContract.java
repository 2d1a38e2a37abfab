package io.votehub.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.MongoClient;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Mark;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import io.votehub.poll.Tally;
import io.votehub.store.CollectingVisitor;
import io.votehub.store.JournalConflictException;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import io.votehub.store.StoreContract;
import io.votehub.store.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of the store on MongoDB beyond that of every store. */
abstract class MongoStoreContract extends StoreContract {
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

  private MongoStore open() {
    MongoStore opened =
        await(MongoStore.open(vertx, uri, (writes, nanos) -> written.addAndGet(writes)));
    stores.add(opened);
    return opened;
  }

  @Override
  public Store store() {
    return store;
  }

  private void prepare() {
    await(store.addRoom(ROOM));
    await(store.addPoll(draft("p", 1)));
    await(store.raiseEpoch("p"));
  }

  private long count(String collection) {
    return await(database.count(collection, new JsonObject()));
  }

  private static List<JournalEntry> entries(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> entry(1, i, "v" + i, "" + i)).toList();
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
  void ballotsAreStoredInRunsHoweverTheyCome() {
    prepare();
    List<JournalEntry> all = entries(1, 1_000);

    await(store.append("p", all.subList(0, 600)));
    for (int i = 600; i < 1_000; i += 2) {
      await(store.append("p", all.subList(i, i + 2)));
    }

    assertThat(journal("p")).isEqualTo(all);
    assertThat(count("ballots")).isEqualTo(1 + 1_000 / RunDocuments.BLOCK);
  }

  @Test
  void runsThatComeInAnyOrderAreReadInTheOrderOfRevisions() {
    prepare();
    MongoStore other = open();
    List<JournalEntry> all = entries(1, 400);

    await(store.append("p", all.subList(150, 290)));
    await(other.append("p", all.subList(290, 400)));
    await(other.append("p", all.subList(0, 3)));
    await(store.append("p", all.subList(3, 150)));

    assertThat(journal("p")).isEqualTo(all);
  }

  @Test
  void ofTwoInstancesThatRaceForARevisionExactlyOneWins() {
    prepare();
    MongoStore other = open();
    Random random = new Random(16);
    for (int round = 0; round < 40; round++) {
      int begin = 1 + round * 400;
      int shared = begin + 60 + random.nextInt(200);
      // They have one revision in common, at least, and neither begins nor end where the other
      // does.
      List<JournalEntry> left = of("left", begin + random.nextInt(60), shared);
      List<JournalEntry> right =
          of("right", shared - random.nextInt(50), shared + 1 + random.nextInt(99));

      Future<Integer> first = store.append("p", left);
      Future<Integer> second = other.append("p", right);
      await(Future.join(first, second).otherwiseEmpty());

      assertThat(first.succeeded() && second.succeeded()).as("both of round %s", round).isFalse();
      for (Future<Integer> each : List.of(first, second)) {
        if (each.failed()) {
          assertThat(each.cause()).isInstanceOf(JournalConflictException.class);
        }
      }
      List<JournalEntry> found = journal("p");
      assertThat(found.stream().map(JournalEntry::rev)).doesNotHaveDuplicates();
      assertThat(first.failed() || found.containsAll(left)).isTrue();
      assertThat(second.failed() || found.containsAll(right)).isTrue();
    }
  }

  private static List<JournalEntry> of(String voter, int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> entry(1, i, voter + i, "" + i)).toList();
  }

  /** Makes the database one of a version that wrote a document a ballot. */
  private void writeAsAnOlderVersion() {
    await(store.close());
    await(database.removeDocument("meta", new JsonObject().put("_id", "ballots-in-runs")));
    store = open();
    assertThat(store.writesRuns()).isFalse();
  }

  @Test
  void ballotsOfAnOlderVersionAreReadBesideRuns() {
    prepare();
    writeAsAnOlderVersion();
    List<JournalEntry> all = entries(1, 500);
    await(store.append("p", all.subList(0, 100)));
    await(store.append("p", all.subList(200, 260)));
    assertThat(count("ballots")).isEqualTo(160);

    await(store.writeRuns());
    await(store.append("p", all.subList(100, 200)));
    await(store.append("p", all.subList(260, 500)));

    assertThat(journal("p")).isEqualTo(all);
    assertThat(open().writesRuns()).isTrue();
    assertThat(await(store.deletePoll("p"))).isTrue();
    assertThat(count("ballots")).isZero();
  }

  private static List<JournalEntry> markedEntries(int from, int to) {
    return entries(from, to).stream()
        .map(
            each ->
                new JournalEntry(
                    each.rev(),
                    each.voter(),
                    each.ballot(),
                    each.at(),
                    each.rev() % 3 == 0 ? null : new Mark(each.rev(), 7)))
        .toList();
  }

  @Test
  void marksAreKeptInDocumentsOfOneBallotToo() {
    prepare();
    writeAsAnOlderVersion();
    List<JournalEntry> all = markedEntries(1, 300);
    await(store.append("p", all.subList(0, 200)));
    await(store.append("p", all.subList(150, 200)));
    await(store.writeRuns());
    await(store.append("p", all.subList(100, 300)));

    assertThat(journal("p")).isEqualTo(all);
  }

  /** Of the fields of a run an instance without marks knows three. */
  @Test
  void whatAVersionWithoutMarksReadsOfARunIsUnchanged() {
    List<JournalEntry> marked = markedEntries(1, 100);
    JsonObject run = added(marked);
    JsonObject bare = added(entries(1, 100));

    assertThat(run.remove("m")).isNotNull();
    assertThat(run).isEqualTo(bare);
  }

  private static JsonObject added(List<JournalEntry> entries) {
    JsonObject update = RunDocuments.additions("p", entries).get(0).getJsonObject("u");
    return update.getJsonObject("$push").getJsonObject(RunDocuments.RUNS);
  }

  @Test
  void aBatchThatIsRepeatedAfterTheSwitchToRunsCountsOnce() {
    prepare();
    writeAsAnOlderVersion();
    List<JournalEntry> batch = entries(1, 300);
    await(store.append("p", batch.subList(0, 200)));

    await(store.writeRuns());
    await(store.append("p", batch));

    assertThat(journal("p")).isEqualTo(batch);
  }

  @Test
  void supersededBallotsOfAnOlderVersionAreRemovedBesideThoseInRuns() {
    prepare();
    writeAsAnOlderVersion();
    await(store.append("p", entries(1, 300)));
    await(store.writeRuns());
    await(store.append("p", entries(301, 600)));
    List<JournalEntry> all = journal("p");
    await(store.raiseEpoch("p"));
    List<JournalEntry> standing = all.stream().filter(e -> e.rev() % 7 < 3).toList();

    await(
        store.updatePoll(
            "p", r -> r.withoutSuperseded(standing.stream().mapToLong(JournalEntry::rev))));
    await(store.sweep("p"));

    assertThat(journal("p")).isEqualTo(standing);
    assertThat(await(store.poll("p")).orElseThrow().sweepBefore()).isZero();
  }

  @Test
  void aRunOfTheLongestBallotsIsFarBelowTheLimitOfADocument() {
    prepare();
    String longest = "x".repeat(16 * 1024);
    List<JournalEntry> all =
        IntStream.rangeClosed(1, 200).mapToObj(i -> entry(1, i, "v" + i, longest)).toList();

    await(store.append("p", all));

    assertThat(journal("p")).isEqualTo(all);
    assertThat(RunDocuments.BLOCK * longest.length()).isLessThan(16 * 1024 * 1024 / 4);
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

  private static Tally large(int cells) {
    Map<String, Long> sums = new HashMap<>();
    for (int i = 0; i < cells; i++) {
      sums.put("word.$" + i + " — 😀 " + "ü".repeat(i % 30), (long) i);
    }
    return new Tally(Revision.of(1, 0), cells, true, sums, 7);
  }

  @Test
  void aResultLargerThanADocumentIsReadUnchanged() {
    prepare();
    Tally result = large(280_000);

    await(store.updatePoll("p", record -> record.withResult(Optional.of(result))));

    MongoStore other = open();
    assertThat(await(other.poll("p")).orElseThrow().result()).contains(result);
    assertThat(await(other.polls(ROOM.code())).get(0).result()).contains(result);
    assertThat(count("results")).isGreaterThan(10);
  }

  @Test
  void aLargeResultIsKeptByOtherChangesAndRemovedWhenReplaced() {
    prepare();
    Tally first = large(6_000);
    Tally second = large(7_000);
    await(store.updatePoll("p", record -> record.withResult(Optional.of(first))));
    List<String> ids = resultIds();

    await(store.updatePoll("p", r -> r.withPoll(r.poll().withShown(Optional.of(true)))));
    await(store.raiseEpoch("p"));
    assertThat(resultIds()).isEqualTo(ids).isNotEmpty();
    assertThat(await(store.poll("p")).orElseThrow().result()).contains(first);

    await(store.updatePoll("p", record -> record.withResult(Optional.of(second))));
    assertThat(resultIds()).isNotEmpty().doesNotContainAnyElementsOf(ids);
    assertThat(await(store.poll("p")).orElseThrow().result()).contains(second);

    await(store.updatePoll("p", PollRecord::cleared));
    assertThat(await(store.poll("p")).orElseThrow().result()).isEmpty();
    assertThat(count("results")).isZero();
  }

  private List<String> resultIds() {
    FindOptions paged = new FindOptions().setBatchSize(100);
    return await(database.findWithOptions("results", new JsonObject(), paged)).stream()
        .map(each -> each.getString("_id"))
        .toList();
  }

  @Test
  void aReadDuringTheReplacementOfALargeResultIsConsistent() {
    prepare();
    Tally first = large(6_000);
    Tally second = large(7_000);
    await(store.updatePoll("p", record -> record.withResult(Optional.of(first))));

    List<Future<Optional<PollRecord>>> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Tally next = i % 2 == 0 ? second : first;
      all.add(store.updatePoll("p", record -> record.withResult(Optional.of(next))));
      all.add(store.poll("p"));
      all.add(store.poll("p"));
    }

    all.forEach(each -> assertThat(await(each).orElseThrow().result().get()).isIn(first, second));
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
