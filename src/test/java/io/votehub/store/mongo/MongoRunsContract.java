package io.votehub.store.mongo;

import static io.votehub.store.StoreContract.await;
import static io.votehub.store.StoreContract.entry;
import static io.votehub.store.mongo.MongoUnderTest.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.votehub.poll.Mark;
import io.votehub.store.JournalConflictException;
import io.votehub.store.JournalEntry;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of the store on MongoDB about documents that hold runs of ballots. */
interface MongoRunsContract extends MongoUnderTest {
  /** Makes the database one of a version that wrote a document a ballot. */
  void writeAsAnOlderVersion();

  @Test
  default void ballotsAreStoredInRunsHoweverTheyCome() {
    prepare();
    List<JournalEntry> all = entries(1, 1_000);

    await(store().append("p", all.subList(0, 600)));
    for (int i = 600; i < 1_000; i += 2) {
      await(store().append("p", all.subList(i, i + 2)));
    }

    assertThat(journal("p")).isEqualTo(all);
    assertThat(count("ballots")).isEqualTo(1 + 1_000 / RunDocuments.BLOCK);
  }

  @Test
  default void runsThatComeInAnyOrderAreReadInTheOrderOfRevisions() {
    prepare();
    MongoStore other = open();
    List<JournalEntry> all = entries(1, 400);

    await(store().append("p", all.subList(150, 290)));
    await(other.append("p", all.subList(290, 400)));
    await(other.append("p", all.subList(0, 3)));
    await(store().append("p", all.subList(3, 150)));

    assertThat(journal("p")).isEqualTo(all);
  }

  @Test
  default void ofTwoInstancesThatRaceForARevisionExactlyOneWins() {
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

      Future<Integer> first = store().append("p", left);
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

  @Test
  default void ballotsOfAnOlderVersionAreReadBesideRuns() {
    prepare();
    writeAsAnOlderVersion();
    List<JournalEntry> all = entries(1, 500);
    await(store().append("p", all.subList(0, 100)));
    await(store().append("p", all.subList(200, 260)));
    assertThat(count("ballots")).isEqualTo(160);

    await(store().writeRuns());
    await(store().append("p", all.subList(100, 200)));
    await(store().append("p", all.subList(260, 500)));

    assertThat(journal("p")).isEqualTo(all);
    assertThat(open().writesRuns()).isTrue();
    assertThat(await(store().deletePoll("p"))).isTrue();
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
  default void marksAreKeptInDocumentsOfOneBallotToo() {
    prepare();
    writeAsAnOlderVersion();
    List<JournalEntry> all = markedEntries(1, 300);
    await(store().append("p", all.subList(0, 200)));
    await(store().append("p", all.subList(150, 200)));
    await(store().writeRuns());
    await(store().append("p", all.subList(100, 300)));

    assertThat(journal("p")).isEqualTo(all);
  }

  /** Of the fields of a run an instance without marks knows three. */
  @Test
  default void whatAVersionWithoutMarksReadsOfARunIsUnchanged() {
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
  default void aBatchThatIsRepeatedAfterTheSwitchToRunsCountsOnce() {
    prepare();
    writeAsAnOlderVersion();
    List<JournalEntry> batch = entries(1, 300);
    await(store().append("p", batch.subList(0, 200)));

    await(store().writeRuns());
    await(store().append("p", batch));

    assertThat(journal("p")).isEqualTo(batch);
  }

  @Test
  default void supersededBallotsOfAnOlderVersionAreRemovedBesideThoseInRuns() {
    prepare();
    writeAsAnOlderVersion();
    await(store().append("p", entries(1, 300)));
    await(store().writeRuns());
    await(store().append("p", entries(301, 600)));
    List<JournalEntry> all = journal("p");
    await(store().raiseEpoch("p"));
    List<JournalEntry> standing = all.stream().filter(e -> e.rev() % 7 < 3).toList();

    await(
        store()
            .updatePoll(
                "p", r -> r.withoutSuperseded(standing.stream().mapToLong(JournalEntry::rev))));
    await(store().sweep("p"));

    assertThat(journal("p")).isEqualTo(standing);
    assertThat(await(store().poll("p")).orElseThrow().sweepBefore()).isZero();
  }

  @Test
  default void aRunOfTheLongestBallotsIsFarBelowTheLimitOfADocument() {
    prepare();
    String longest = "x".repeat(16 * 1024);
    List<JournalEntry> all =
        IntStream.rangeClosed(1, 200).mapToObj(i -> entry(1, i, "v" + i, longest)).toList();

    await(store().append("p", all));

    assertThat(journal("p")).isEqualTo(all);
    assertThat(RunDocuments.BLOCK * longest.length()).isLessThan(16 * 1024 * 1024 / 4);
  }
}
