package io.votehub.room;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.count.CountingKit;
import io.votehub.draft.PollSpec;
import io.votehub.json.Json;
import io.votehub.memory.MemoryBudget;
import io.votehub.method.VotingMethod;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Ballot;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What comparisons of rules cost, and what becomes of them. */
class ComparisonsTest {
  private static String open(CountingKit kit, String count, int options) {
    List<String> labels = Collections.nCopies(options, "An option");
    Map<String, Object> json =
        Map.of(
            "question",
            "?",
            "method",
            "ranked",
            "options",
            labels,
            "settings",
            Map.of("count", count));
    PollSpec spec = PollSpec.read(json, VotingMethods.standard());
    String id = await(kit.polls.create(ROOM, spec)).id();
    await(kit.polls.open(ROOM, id, OptionalInt.empty()));
    return id;
  }

  private static void rank(CountingKit kit, String poll, String voter, List<String> ranking) {
    Poll open = await(kit.polls.get(ROOM, poll));
    VotingMethod method = VotingMethods.standard().of(open);
    Ballot read = method.read(open, Map.of("ranking", ranking));
    kit.send(poll, new CastBallot(voter, open.run(), Json.write(read.value()), read.cells(), 1));
  }

  @Test
  void aComparisonIsMadeOnceUntilThePollIsReopened() {
    try (CountingKit kit = new CountingKit()) {
      String poll = open(kit, "schulze", 3);
      rank(kit, poll, "v", List.of("a", "b", "c"));
      await(kit.polls.close(ROOM, poll));
      int before = kit.store.journalReads();
      Promise<Void> held = Promise.promise();
      kit.store.holdJournals(held.future());
      List<Future<String>> asked = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        asked.add(kit.polls.comparisons().of(ROOM, poll));
      }
      held.complete();
      String made = await(asked.get(0));
      int reads = kit.store.journalReads() - before;

      assertThat(asked).allSatisfy(each -> assertThat(await(each)).isEqualTo(made));
      assertThat(await(kit.polls.comparisons().of(ROOM, poll))).isEqualTo(made);
      assertThat(kit.store.journalReads() - before).isEqualTo(reads);

      await(kit.polls.reopen(ROOM, poll, OptionalInt.empty()));
      rank(kit, poll, "w", List.of("c", "b", "a"));
      rank(kit, poll, "x", List.of("c", "b", "a"));
      await(kit.polls.close(ROOM, poll));
      assertThat(await(kit.polls.comparisons().of(ROOM, poll))).contains("\"ballots\":3");
    }
  }

  @Test
  void whereTheTallyHasTheRankingsNoJournalIsRead() {
    try (CountingKit kit = new CountingKit()) {
      String poll = open(kit, "irv", 3);
      rank(kit, poll, "v", List.of("b", "a"));
      await(kit.polls.close(ROOM, poll));
      int before = kit.store.journalReads();

      assertThat(await(kit.polls.comparisons().of(ROOM, poll))).contains("\"winner\":\"b\"");

      assertThat(kit.store.journalReads()).isEqualTo(before);
    }
  }

  @Test
  void moreDistinctBallotsThanTheMemoryHoldsAreRefusedAndTheMemoryIsGivenBack() {
    MemoryBudget memory = MemoryBudget.of(1 << 19);
    try (CountingKit kit = new CountingKit(PollSettings.DEFAULT, memory)) {
      String poll = open(kit, "borda", 9);
      Random random = new Random(1);
      for (int i = 0; i < 400; i++) {
        List<String> ranking =
            new ArrayList<>(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i"));
        Collections.shuffle(ranking, random);
        rank(kit, poll, "voter" + i, ranking);
      }
      await(kit.polls.close(ROOM, poll));

      assertThatThrownBy(() -> await(kit.polls.comparisons().of(ROOM, poll)))
          .isInstanceOfSatisfying(
              Refusal.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.BUSY));

      assertThat(memory.reading().used()).isZero();
    }
  }
}
