package io.votehub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import io.votehub.memory.MemoryBudget;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Mark;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import io.votehub.poll.Revision;
import io.votehub.poll.Tally;
import io.votehub.poll.VoterId;
import io.votehub.redis.Keyspace;
import io.votehub.redis.RedisLink;
import io.votehub.redis.RedisServer;
import io.votehub.redis.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class RedisLedgerTest extends LedgerContract {
  private static RedisServer server;
  private final Vertx vertx = Vertx.vertx();
  private RedisLink link;
  private RedisLedger ledger;

  @BeforeAll
  static void startRedis() throws Exception {
    server = RedisServer.start();
  }

  @AfterAll
  static void stopRedis() throws Exception {
    server.close();
  }

  @BeforeEach
  void connect() throws Exception {
    server.flushAll();
    link = server.connect(vertx);
    ledger = new RedisLedger(link);
  }

  @AfterEach
  void disconnect() {
    await(link.close());
    await(vertx.close());
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public void pass(long ms) {
    await(vertx.timer(ms));
  }

  private static Script ofBefore(String file) {
    return Script.of(RedisLedgerTest.class, "without-marks/page.lua", "without-marks/" + file);
  }

  private Response onPage(Script script, String... args) {
    Keyspace keys = link.keyspace();
    return await(
        link.run(
            script,
            List.of(keys.key("p", "page"), keys.key("p", "voters"), keys.key("p", "cells")),
            List.of(args)));
  }

  private RecordResult.Recorded confirmed(CastBallot cast) {
    RecordResult.Recorded recorded =
        (RecordResult.Recorded) await(ledger.record("p", List.of(cast)));
    if (!recorded.range().isEmpty()) {
      await(ledger.confirm("p", recorded.range()));
    }
    return recorded;
  }

  /** The scripts are those of the version before marks, as an instance that still runs has them. */
  @Test
  void anInstanceOfAVersionWithoutMarksCountsOnTheSamePage() {
    Mark mark = new Mark(1, 2);
    CastBallot marked = new CastBallot("x", 1, "X", List.of("a", "b"), 0, mark);
    CastBallot bare = new CastBallot("y", 1, "Y", List.of("a"), 0);
    String token = await(ledger.lock("p")).orElseThrow();
    await(
        ledger.install(
            "p",
            token,
            new Page(
                1,
                PollState.OPEN,
                new Page.Terms(1, true, OptionalLong.empty(), 0, 9),
                Map.of("x", new Page.Standing(7, marked)))));
    Script before = ofBefore("record.lua");

    Response repeat = onPage(before, "1", "x", "1", "X", "2", "a", "b");
    assertThat(repeat.get(2).get(0).toLong()).isEqualTo(7);
    assertThat(onPage(ofBefore("standing.lua"), "x")).hasToString("X");
    assertThat(onPage(before, "1", "y", "1", "Y", "1", "a").get(2).get(0).toLong()).isZero();
    await(ledger.confirm("p", new RevisionRange(Revision.of(1, 1), Revision.of(1, 1))));

    assertThat(confirmed(bare.withMark(mark)).receipts())
        .containsExactly(new Receipt.Repeated(Revision.of(1, 1)));
    assertThat(confirmed(marked.withMark(new Mark(3, 4))).receipts())
        .containsExactly(new Receipt.Repeated(7, mark));
    assertThat(onPage(before, "1", "x", "1", "Z", "1", "b").get(2).get(0).toLong()).isZero();
    assertThat(await(ledger.tally("p")).orElseThrow().cells()).isEqualTo(Map.of("a", 1L, "b", 1L));
    assertThat(await(ledger.tally("p")).orElseThrow().ballots()).isEqualTo(2);
  }

  private static CastBallot anyCast(Random random) {
    String name = "v" + random.nextInt(6);
    String voter = random.nextInt(4) == 0 ? VoterId.ofMember(1 + name.charAt(1), name) : name;
    int run = random.nextInt(12) == 0 ? 2 : 1;
    if (random.nextInt(8) == 0) {
      return CastBallot.withdrawal(voter, run, 0);
    }
    // The array of a packed ballot has another header from 16 elements on.
    int cells = random.nextInt(5) == 0 ? 11 + random.nextInt(5) : 1 + random.nextInt(3);
    List<String> all = new ArrayList<>();
    IntStream.range(0, cells).forEach(i -> all.add("cell" + i));
    if (random.nextInt(6) == 0) {
      // It must not be taken for the mark of a ballot without that cell.
      all.add("a-cell-as-long-as-mark");
    }
    Mark mark = random.nextInt(3) == 0 ? null : new Mark(random.nextInt(2), 7);
    return new CastBallot(voter, run, "B" + cells, all, 0, mark);
  }

  private static void install(Ledger at, boolean change) {
    Page.Terms terms = new Page.Terms(1, change, OptionalLong.empty(), 0, 100);
    String token = await(at.lock("p")).orElseThrow();
    assertThat(await(at.install("p", token, new Page(70_000, PollState.OPEN, terms, Map.of()))))
        .isTrue();
  }

  /** Some batches stay pending, as those of writers that crashed do. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void whateverABatchHoldsItIsCountedAsInMemory(int seed) {
    Random random = new Random(seed);
    Ledger memory = new MemoryLedger(new SettableClock(), MemoryBudget.of(1 << 20).standing());
    boolean change = seed % 2 == 0;
    install(memory, change);
    install(ledger, change);
    for (int i = 0; i < 60; i++) {
      List<CastBallot> batch =
          IntStream.rangeClosed(0, random.nextInt(9)).mapToObj(n -> anyCast(random)).toList();

      RecordResult.Recorded there = (RecordResult.Recorded) await(ledger.record("p", batch));

      // Refusals are equal by their words.
      assertThat(there).as("%s", batch).hasToString(await(memory.record("p", batch)).toString());
      if (random.nextInt(4) > 0 && !there.range().isEmpty()) {
        await(memory.confirm("p", there.range()));
        await(ledger.confirm("p", there.range()));
      }
    }
    Tally counted = await(ledger.tally("p")).orElseThrow();
    assertThat(counted.cells()).isEqualTo(await(memory.tally("p")).orElseThrow().cells());
    assertThat(counted.ballots()).isEqualTo(await(memory.tally("p")).orElseThrow().ballots());
  }

  @Test
  void aBatchOfMoreBallotsThanAScriptReadsAtOnceIsCountedWhole() {
    install(ledger, true);
    List<CastBallot> batch =
        IntStream.range(0, 2_500)
            .mapToObj(i -> new CastBallot("v" + i, 1, "B" + i, List.of("c" + i % 7), 0))
            .toList();

    RecordResult.Recorded recorded = (RecordResult.Recorded) await(ledger.record("p", batch));

    assertThat(recorded.receipts()).allMatch(Receipt.Counted.class::isInstance);
    assertThat(await(ledger.confirm("p", recorded.range()))).isEqualTo(ConfirmResult.CONFIRMED);
    assertThat(await(ledger.record("p", batch)))
        .isInstanceOfSatisfying(
            RecordResult.Recorded.class,
            again -> assertThat(again.receipts()).allMatch(Receipt.Repeated.class::isInstance));
    assertThat(await(ledger.standing(List.of("p"), "v2499")).ballots().get("p").ballot())
        .isEqualTo("B2499");
  }
}
