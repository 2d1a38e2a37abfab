package io.votehub.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.bus.BallotsQuery;
import io.votehub.draft.PollSpec;
import io.votehub.memory.MemoryBudget;
import io.votehub.memory.MemoryShare;
import io.votehub.method.VotingMethods;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.poll.StandingBallot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Polls with far more ballots than may be in memory while their journals are read: they close, are
 * exported and answer their voters like small ones.
 */
class LongJournalTest {
  /** A read may use a sixteenth of it, and concurrent ones an eighth of that. */
  private static final long MEMORY = 1 << 20;

  private static final int VOTERS = 3_000;
  private static final int SHOWN = VotingMethods.standard().get("words").maxCells();

  private final CountingKit kit =
      new CountingKit(PollSettings.DEFAULT, roomForVotersAndLittleForReading());
  private final Random random = new Random(7);

  private static MemoryBudget roomForVotersAndLittleForReading() {
    MemoryBudget small = MemoryBudget.of(MEMORY);
    return new MemoryBudget(
        new MemoryShare("standing", 64 * MEMORY),
        small.rooms(),
        small.votes(),
        small.reading(),
        small.closed(),
        small.bodies(),
        small.answers(),
        small.sending());
  }

  @AfterEach
  void close() {
    kit.close();
  }

  private String words() {
    PollSpec spec =
        new PollSpec("Which?", "words", List.of(), PollSettings.DEFAULT.withOwn(Map.of("max", 3)));
    String poll = CountingKit.await(kit.polls.create(CountingKit.ROOM, spec)).id();
    CountingKit.await(kit.polls.open(CountingKit.ROOM, poll, OptionalInt.empty()));
    return poll;
  }

  /** Every voter votes twice; returns the standing words by voter. */
  private Map<String, String> voteTwice(String poll) {
    Map<String, String> standing = new HashMap<>();
    for (int round = 0; round < 2; round++) {
      List<CastBallot> casts = new ArrayList<>();
      for (int voter = 0; voter < VOTERS; voter++) {
        String word = "w" + (random.nextInt(3) == 0 ? random.nextInt(50) : random.nextInt(90_000));
        standing.put("voter" + voter, word);
        casts.add(cast("voter" + voter, word));
      }
      CountingKit.await(kit.writer.write(poll, casts));
    }
    return standing;
  }

  private static CastBallot cast(String voter, String word) {
    return new CastBallot(voter, 1, "{\"words\":[\"" + word + "\"]}", List.of(word), 0);
  }

  private static Map<String, Long> most(Map<String, String> standing, int shown) {
    Map<String, Long> sums = new TreeMap<>();
    standing.values().forEach(word -> sums.merge(word, 1L, Long::sum));
    List<Map.Entry<String, Long>> order = new ArrayList<>(sums.entrySet());
    order.sort(Map.Entry.<String, Long>comparingByValue().reversed());
    Map<String, Long> most = new HashMap<>();
    order.subList(0, shown).forEach(each -> most.put(each.getKey(), each.getValue()));
    return most;
  }

  @Test
  void theResultIsTheSumOfAllStandingBallots() {
    String poll = words();
    Map<String, String> standing = voteTwice(poll);

    CountingKit.await(kit.polls.close(CountingKit.ROOM, poll));

    var result = CountingKit.await(kit.polls.standings().of(CountingKit.ROOM, poll)).tally();
    assertThat(result.ballots()).isEqualTo(VOTERS);
    assertThat(result.cells()).isEqualTo(most(standing, SHOWN));
    assertThat(result.more()).isEqualTo(standing.values().stream().distinct().count() - SHOWN);
    assertThat(kit.memory.reading().used()).isZero();
    assertThat(kit.memory.standing().used()).as("the page is gone").isZero();
  }

  @Test
  void theExportHasEveryStandingBallotOnceInSmallParts() {
    String poll = words();
    Map<String, String> standing = voteTwice(poll);

    List<String> exported = new ArrayList<>();
    List<Integer> parts = new ArrayList<>();
    BallotExport export = CountingKit.await(kit.polls.standings().ballots(CountingKit.ROOM, poll));
    Iterator<String> part = CountingKit.await(export.next());
    while (part.hasNext()) {
      int before = exported.size();
      part.forEachRemaining(exported::add);
      parts.add(exported.size() - before);
      part = CountingKit.await(export.next());
    }
    export.close();

    assertThat(exported)
        .containsExactlyInAnyOrderElementsOf(
            standing.values().stream().map(word -> "{\"words\":[\"" + word + "\"]}").toList());
    assertThat(parts).hasSizeGreaterThan(5).allMatch(size -> size < VOTERS / 4);
    assertThat(exported).isNotEqualTo(exported.stream().sorted().toList());
    assertThat(kit.memory.reading().used()).isZero();
  }

  @Test
  void anUnreadExportLeavesMemoryForTheClose() {
    String poll = words();
    voteTwice(poll);
    List<BallotExport> waiting = new ArrayList<>();
    Refusal refused = null;
    while (refused == null) {
      BallotExport export =
          CountingKit.await(kit.polls.standings().ballots(CountingKit.ROOM, poll));
      waiting.add(export);
      refused = (Refusal) CountingKit.await(export.next().transform(CountingKit::fault));
    }

    Poll closed = CountingKit.await(kit.polls.close(CountingKit.ROOM, poll));

    assertThat(refused.code()).isEqualTo(ErrorCode.BUSY);
    assertThat(closed.rev()).isPositive();
    waiting.forEach(BallotExport::close);
    assertThat(kit.memory.reading().used()).isZero();
  }

  @Test
  void votersGetTheirBallotsOfAClosedPollThatIsTooLargeToCache() {
    String poll = words();
    Map<String, String> standing = voteTwice(poll);
    CountingKit.await(kit.polls.close(CountingKit.ROOM, poll));

    for (String voter : List.of("voter0", "voter17", "voter2999")) {
      Map<String, StandingBallot> ballots =
          CountingKit.await(kit.rooms.views().ballots(new BallotsQuery(CountingKit.ROOM, voter)));
      assertThat(ballots.get(poll).ballot())
          .isEqualTo("{\"words\":[\"" + standing.get(voter) + "\"]}");
    }
    assertThat(
            CountingKit.await(
                kit.rooms.views().ballots(new BallotsQuery(CountingKit.ROOM, "nobody"))))
        .isEmpty();
    assertThat(kit.memory.closed().used()).isLessThanOrEqualTo(kit.memory.closed().limit());
  }

  @Test
  void aRebuiltPageHoldsExactlyTheStandingBallots() {
    String poll = words();
    voteTwice(poll);
    Map<String, Long> before =
        CountingKit.await(kit.polls.standings().of(CountingKit.ROOM, poll)).tally().cells();
    long used = kit.memory.standing().used();

    CountingKit.await(kit.ledger.drop(poll, Integer.MAX_VALUE));
    assertThat(kit.memory.standing().used()).isZero();
    Map<String, Long> after =
        CountingKit.await(kit.polls.standings().of(CountingKit.ROOM, poll)).tally().cells();

    assertThat(after).isEqualTo(before);
    assertThat(kit.memory.standing().used()).as("neither more nor less").isEqualTo(used);
  }

  @Test
  void aPollTooLargeForTheLedgerIsNotLoadedButCanBeClosed() {
    String poll = words();
    voteTwice(poll);
    CountingKit.await(kit.ledger.drop(poll, Integer.MAX_VALUE));
    kit.memory.standing().take(kit.memory.standing().limit() - 1_000);

    Receipt refused =
        CountingKit.await(kit.writer.write(poll, List.of(cast("new", "word")))).get(0);
    CountingKit.await(kit.polls.close(CountingKit.ROOM, poll));

    assertThat(refused).isInstanceOf(Receipt.Refused.class);
    assertThat(((Receipt.Refused) refused).why().code()).isEqualTo(ErrorCode.BUSY);
    assertThat(
            CountingKit.await(kit.polls.standings().of(CountingKit.ROOM, poll)).tally().ballots())
        .isEqualTo(VOTERS);
    assertThat(kit.memory.standing().used()).isEqualTo(kit.memory.standing().limit() - 1_000);
  }

  @Test
  void aSplitPartHoldsEachTextOnce() {
    HashPartition piece = HashPartition.of(4);
    for (int text = 0; text < 1_000; text++) {
      String each = "text" + text;
      int holders = 0;
      for (HashPartition some = piece; ; some = some.next()) {
        boolean held = some.holds(each);
        boolean inAHalf = some.half().holds(each) || some.half().next().holds(each);
        assertThat(inAHalf).isEqualTo(held);
        holders += held ? 1 : 0;
        if (some.isLast()) {
          break;
        }
      }
      assertThat(holders).isEqualTo(1);
    }
    assertThat(Optional.of(piece.half().of())).contains(8);
  }
}
