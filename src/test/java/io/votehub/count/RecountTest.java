package io.votehub.count;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.draft.PollSpec;
import io.votehub.memory.MemoryBudget;
import io.votehub.memory.MemoryShare;
import io.votehub.method.VotingMethods;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import io.votehub.store.PollRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Results of polls whose journals do not fit into the memory for reading, and their export. */
class RecountTest {
  private static final int VOTERS = 260;
  private static final int SHOWN = VotingMethods.standard().get("words").maxCells();

  /** Takes two partitions of voters, and of cells. */
  private static final long SMALL = 20_000;

  private static final long AMPLE = 1 << 24;
  private CountingKit kit;
  private String poll;

  @AfterEach
  void stop() {
    assertThat(kit.memory.reading().used()).as("memory still taken").isZero();
    kit.close();
  }

  /** A poll for words; every voter has voted twice, the last one has withdrawn. */
  private Map<String, Long> vote(long readingBytes) {
    MemoryBudget all = MemoryBudget.of(1 << 26);
    kit =
        new CountingKit(
            PollSettings.DEFAULT,
            new MemoryBudget(
                all.standing(),
                all.rooms(),
                all.votes(),
                new MemoryShare("reading", readingBytes),
                all.closed(),
                all.bodies(),
                all.answers(),
                all.sending()));
    PollSpec spec =
        new PollSpec("Which?", "words", List.of(), PollSettings.DEFAULT.withOwn(Map.of("max", 1)));
    poll = await(kit.polls.create(ROOM, spec)).id();
    await(kit.polls.open(ROOM, poll, OptionalInt.empty()));
    write(voter -> "first" + voter);
    write(RecountTest::word);
    await(kit.writer.write(poll, List.of(CastBallot.withdrawal("voter" + VOTERS, 1, 0))));
    Map<String, Long> sums = new HashMap<>();
    for (int voter = 0; voter < VOTERS; voter++) {
      sums.merge(word(voter), 1L, Long::sum);
    }
    return sums;
  }

  /** Some words of ten voters each, and one of each other voter. */
  private static String word(int voter) {
    return voter < 50 ? "common" + voter % 5 : "rare" + voter;
  }

  private void write(IntFunction<String> words) {
    List<CastBallot> casts = new ArrayList<>();
    for (int voter = 0; voter <= VOTERS; voter++) {
      String word = words.apply(voter);
      casts.add(
          new CastBallot("voter" + voter, 1, "{\"words\":[\"" + word + "\"]}", List.of(word), 0));
    }
    await(kit.writer.write(poll, casts));
  }

  private PollRecord record() {
    return await(kit.store.poll(poll)).orElseThrow();
  }

  private Tally close() {
    await(kit.polls.close(ROOM, poll));
    return record().result().orElseThrow();
  }

  private void isTheResult(Tally result, Map<String, Long> sums) {
    assertThat(result.ballots()).isEqualTo(VOTERS);
    assertThat(result.last()).isTrue();
    assertThat(result.cells()).hasSize(SHOWN);
    assertThat(result.more()).isEqualTo(sums.size() - SHOWN);
    assertThat(sums).containsAllEntriesOf(result.cells());
    for (int i = 0; i < 5; i++) {
      assertThat(result.cells()).as("the most frequent").containsEntry("common" + i, 10L);
    }
  }

  @Test
  void aJournalThatFitsIsReadOnce() {
    Map<String, Long> sums = vote(AMPLE);
    int reads = kit.store.journalReads();

    isTheResult(close(), sums);

    assertThat(kit.store.journalReads() - reads).isEqualTo(1);
  }

  @Test
  void aJournalThatDoesNotFitIsReadInPartsWithTheSameResult() {
    Map<String, Long> sums = vote(SMALL);
    int reads = kit.store.journalReads();

    isTheResult(close(), sums);

    assertThat(kit.store.journalReads() - reads).isBetween(5, 30);
  }

  @Test
  void whereNoPartFitsTheCloseIsBusyAndSucceedsLater() {
    vote(20);

    assertThatThrownBy(() -> await(kit.counting().closing().close(poll, kit.aim(poll))))
        .isInstanceOfSatisfying(
            Refusal.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.BUSY));
  }

  @Test
  void allCellsOfARunningPollAreThereAtOnceHoweverFewTheResultShows() {
    Map<String, Long> sums = vote(AMPLE);

    Tally whole = await(kit.counting().recount().tallyOfAllCells(record()));

    assertThat(whole.cells()).isEqualTo(sums);
    assertThat(whole.ballots()).isEqualTo(VOTERS);
    assertThat(whole.more()).isZero();
  }

  @Test
  void allCellsThatDoNotFitTogetherAreRefusedAsBusy() {
    vote(SMALL / 2);

    assertThatThrownBy(() -> await(kit.counting().recount().tallyOfAllCells(record())))
        .isInstanceOfSatisfying(
            Refusal.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.BUSY));
  }

  @Test
  void anExportHasEveryStandingBallotOnceInRandomOrder() {
    vote(AMPLE);

    List<String> ballots = export();

    assertThat(ballots).hasSize(VOTERS).isNotEqualTo(sorted(ballots));
    assertThat(export()).as("another order each time").isNotEqualTo(ballots);
    assertThat(sorted(export())).isEqualTo(sorted(ballots));
  }

  private static List<String> sorted(List<String> ballots) {
    return ballots.stream().sorted().toList();
  }

  private void write(String... words) {
    for (int i = 0; i < words.length; i++) {
      String ballot = "{\"words\":[\"" + words[i] + "\"]}";
      CastBallot cast = new CastBallot("voter" + i, 1, ballot, List.of(words[i]), 0);
      await(kit.writer.write(poll, List.of(cast)));
    }
  }

  private List<String> export() {
    List<String> ballots = new ArrayList<>();
    try (BallotExport export = await(kit.polls.standings().ballots(ROOM, poll))) {
      for (Iterator<String> part = await(export.next());
          part.hasNext();
          part = await(export.next())) {
        part.forEachRemaining(ballots::add);
      }
    }
    return ballots;
  }

  @Test
  void anExportKeepsOnePartInMemoryAndGivesItBack() {
    vote(SMALL);
    long share = kit.memory.reading().limit();
    int parts = 0;
    int ballots = 0;
    try (BallotExport export = await(kit.polls.standings().ballots(ROOM, poll))) {
      for (Iterator<String> part = await(export.next());
          part.hasNext();
          part = await(export.next())) {
        assertThat(kit.memory.reading().used()).isBetween(1L, share / 8);
        parts++;
        while (part.hasNext()) {
          part.next();
          ballots++;
        }
      }
      assertThat(kit.memory.reading().used()).as("after the last part").isZero();
    }
    assertThat(ballots).isEqualTo(VOTERS);
    assertThat(parts).isGreaterThan(1);
  }

  @Test
  void anExportThatIsClosedEarlyGivesItsMemoryBack() {
    vote(SMALL);
    BallotExport export = await(kit.polls.standings().ballots(ROOM, poll));
    await(export.next());
    assertThat(kit.memory.reading().used()).isPositive();

    export.close();
    export.close();

    assertThat(kit.memory.reading().used()).isZero();
  }

  @Test
  void anExportIsRefusedWhileTheMemoryIsTakenAndGoesOnAfterwards() {
    vote(AMPLE);
    try (BallotExport export = await(kit.polls.standings().ballots(ROOM, poll))) {
      kit.memory.reading().take(AMPLE);
      assertThatThrownBy(() -> await(export.next()))
          .isInstanceOfSatisfying(
              Refusal.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.BUSY));
      kit.memory.reading().give(AMPLE);

      assertThat(await(export.next()).hasNext()).isTrue();
    }
  }

  @Test
  void anExportWhoseBallotsVanishInvitesToTryAgain() {
    vote(AMPLE);
    try (BallotExport export = await(kit.polls.standings().ballots(ROOM, poll))) {
      await(kit.store.deletePoll(poll));

      assertThatThrownBy(() -> await(export.next()))
          .isInstanceOfSatisfying(
              Refusal.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }
  }

  @Test
  void aPollWithoutBallotsHasAnEmptyExport() {
    vote(AMPLE);
    await(kit.polls.reset(ROOM, poll, OptionalLong.empty()));

    assertThat(export()).isEmpty();
  }

  @Test
  void theLastVoteOfAVoterStands() {
    vote(AMPLE);
    write("x", "x", "x");
    write("y");

    assertThat(export()).hasSize(VOTERS).contains("{\"words\":[\"y\"]}");
    assertThat(export()).filteredOn("{\"words\":[\"x\"]}"::equals).hasSize(2);
  }
}
