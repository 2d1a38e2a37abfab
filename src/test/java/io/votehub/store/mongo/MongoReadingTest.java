package io.votehub.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import io.votehub.poll.Room;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.StoreContract;
import io.votehub.store.StoreException;
import io.votehub.store.StoreMeter;
import io.votehub.store.StoreVisitor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands sent to a replica set, as recorded by a substitute. */
class MongoReadingTest {
  private final Vertx vertx = Vertx.vertx();
  private MongoStandIn server;
  private MongoStore store;

  @BeforeEach
  void open() throws IOException {
    server = MongoStandIn.start();
    store = StoreContract.await(MongoStore.open(vertx, server.uri("test"), StoreMeter.NONE));
    StoreContract.await(store.addRoom(StoreContract.ROOM));
    StoreContract.await(store.addPoll(StoreContract.draft("p", 1)));
    StoreContract.await(store.append("p", List.of(StoreContract.entry(1, 1, "x", "1"))));
  }

  @AfterEach
  void close() {
    StoreContract.await(store.close());
    server.close();
    StoreContract.await(vertx.close());
  }

  private List<Document> finds(String collection) {
    return server.commands("find").stream()
        .filter(each -> each.get("find").equals(collection))
        .toList();
  }

  /** Without the search for interrupted deletions, which goes on since the store's start. */
  private List<Document> findsOfThePoll() {
    return finds("polls").stream()
        .filter(each -> each.get("filter").equals(new Document("_id", "p")))
        .toList();
  }

  @Test
  void theJournalIsReadWithMajorityConcernAfterAClusterTimeOfThePrimary() {
    BsonTimestamp time = new BsonTimestamp((1_700_000_000L << 32) | 7);
    server.tellTime(time);

    List<JournalEntry> found = new ArrayList<>();
    StoreContract.await(store.readJournal("p", found::add));

    assertThat(found).hasSize(1);
    Document concern = new Document("level", "majority").append("afterClusterTime", time);
    assertThat(finds("ballots"))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.get("readConcern")).isEqualTo(concern));
    assertThat(findsOfThePoll()).hasSize(1).noneMatch(each -> each.containsKey("readConcern"));
  }

  @Test
  void theEpochIsReadFromThePrimaryOnce() {
    server.tellTime(new BsonTimestamp(1L << 32));

    StoreContract.await(store.append("p", List.of(StoreContract.entry(1, 2, "y", "1"))));

    assertThat(findsOfThePoll())
        .singleElement()
        .satisfies(
            each ->
                assertThat(((Document) each.get("readConcern")).get("level")).isEqualTo("local"))
        .satisfies(each -> assertThat(each.get("singleBatch")).isEqualTo(true));
    assertThat(finds("ballots")).isEmpty();
  }

  @Test
  void anEpochThatCannotBeReadBecauseThePrimaryWasLostIsAskedForOnceMore() {
    AtomicInteger left = new AtomicInteger(1);
    server.answerSome(
        "find",
        command ->
            isOfEpoch(command) && left.getAndDecrement() > 0
                ? Optional.of(notPrimary())
                : Optional.empty());

    JournalEntry entry = StoreContract.entry(1, 2, "y", "1");
    assertThat(StoreContract.await(store.append("p", List.of(entry)))).isZero();
    assertThat(left).as("asked twice").hasValue(-1);
  }

  private static boolean isOfEpoch(Document find) {
    return find.get("projection") instanceof Document fields && fields.containsKey("epoch");
  }

  private static Document notPrimary() {
    return new Document("ok", 0)
        .append("code", 10107)
        .append("codeName", "NotWritablePrimary")
        .append("errmsg", "not primary");
  }

  @Test
  void everyWriteAsksForAJournaledMajority() {
    server.tellTime(new BsonTimestamp(1L << 32));

    StoreContract.await(store.append("p", List.of(StoreContract.entry(1, 2, "y", "1"))));
    StoreContract.await(store.raiseEpoch("p"));
    StoreContract.await(store.updatePoll("p", PollRecord::cleared));
    StoreContract.await(store.updateRoom("ABC234", room -> room.withTitle("New")));
    StoreContract.await(store.deleteRoom("ABC234"));

    List<Document> writes = new ArrayList<>();
    for (String name : List.of("update", "findAndModify", "delete")) {
      assertThat(server.commands(name)).as(name).isNotEmpty();
      writes.addAll(server.commands(name));
    }
    assertThat(writes)
        .allSatisfy(
            each -> {
              Document concern = (Document) each.get("writeConcern");
              assertThat(concern.get("w")).isEqualTo("majority");
              assertThat(concern.get("j")).isEqualTo(true);
            });
  }

  private static Document tooSlow() {
    return new Document("ok", 0)
        .append("code", 50)
        .append("codeName", "MaxTimeMSExpired")
        .append("errmsg", "operation exceeded time limit");
  }

  private void addBallots(int upTo) {
    StoreContract.await(
        store.append(
            "p",
            IntStream.rangeClosed(2, upTo)
                .mapToObj(rev -> StoreContract.entry(1, rev, "voter-" + rev, "1"))
                .toList()));
  }

  private static boolean isOfBallots(Document find) {
    return "ballots".equals(find.get("find"));
  }

  @Test
  void aPageThatIsNotAnsweredInTimeIsAskedForAgainWithFewerBallots() {
    addBallots(2_500);
    server.answerSome(
        "find",
        find ->
            isOfBallots(find) && ((Number) find.get("limit")).intValue() > MongoReading.PAGE / 4
                ? Optional.of(tooSlow())
                : Optional.empty());

    List<JournalEntry> found = new ArrayList<>();
    StoreContract.await(store.readJournal("p", found::add));

    assertThat(found).hasSize(2_500).doesNotHaveDuplicates();
  }

  @Test
  void aBackupContinuesWhereItWasOnceMongoDbAnswersAgain() {
    StoreContract.await(store.raiseEpoch("p"));
    addBallots(2_500);
    AtomicInteger finds = new AtomicInteger();
    server.answerSome(
        "find",
        find ->
            isOfBallots(find) && finds.incrementAndGet() > 1 && finds.get() < 6
                ? Optional.of(tooSlow())
                : Optional.empty());
    Told told = new Told();

    StoreContract.await(store.readAll(told));

    assertThat(told.ballots).hasSize(2_500).doesNotHaveDuplicates();
  }

  @Test
  void aBackupOfMongoDbThatStaysAwaySaysWhatToDo() {
    MongoClient client =
        MongoClient.create(vertx, new JsonObject().put("connection_string", server.uri("test")));
    MongoCalls calls = new MongoCalls(vertx, client, StoreMeter.NONE, new JsonObject());
    MongoResults results = new MongoResults(calls, new MongoRanges(calls));
    MongoRooms rooms = new MongoRooms(calls);
    MongoContents contents =
        new MongoContents(
            calls,
            rooms,
            new MongoPolls(calls, results),
            new MongoRoomRecords(calls, rooms),
            new MongoDeletionNotes(calls),
            1_000);
    server.answerSome("find", any -> Optional.of(tooSlow()));

    Throwable fault =
        StoreContract.await(
                contents.read(new Told()).transform(done -> Future.succeededFuture(done)))
            .cause();

    assertThat(fault)
        .isInstanceOf(StoreException.class)
        .hasMessageContainingAll("mongo.uri", "1 s", "rs.status()", "try again");
    StoreContract.await(calls.close());
  }

  /** Keeps the ballots of a reading. */
  private static final class Told implements StoreVisitor {
    private final List<JournalEntry> ballots = new ArrayList<>();

    @Override
    public void room(Room room, OptionalLong usedAt) {
      // Only ballots matter.
    }

    @Override
    public void poll(PollRecord record) {
      ballots.clear();
    }

    @Override
    public void ballot(JournalEntry entry) {
      ballots.add(entry);
    }

    @Override
    public void pollEnds(boolean whole) {
      assertThat(whole).isTrue();
    }

    @Override
    public void roomEnds(boolean whole) {
      assertThat(whole).isTrue();
    }
  }
}
