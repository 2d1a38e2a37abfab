package io.votehub.count;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.bus.BallotsQuery;
import io.votehub.memory.MemoryBudget;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import io.votehub.poll.StandingBallot;
import io.votehub.poll.Tally;
import io.votehub.poll.VoterId;
import io.votehub.store.MemoryStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/**
 * The invariant of counting: whatever the order of votes, changes, repeats, store faults, crashes,
 * closes and resets, the final tally equals the recount of the journal, and what an oracle allows
 * that knows no ledgers and epochs.
 */
class TallyLawTest {
  private static final PollSettings OFFERS_ABSTENTION =
      new PollSettings(
          true, PollSettings.Results.LIVE, false, 0, true, true, false, Optional.empty(), Map.of());

  /** One step in the life of a poll. */
  sealed interface Step {
    record Vote(String voter, String choice, MemoryStore.Fault fault) implements Step {}

    record Withdraw(String voter, MemoryStore.Fault fault) implements Step {}

    record Crash() implements Step {}

    record CloseAndReopen() implements Step {}

    record Reset() implements Step {}
  }

  /** What may stand, according to the answers to voters. */
  private static final class Oracle {
    /** The choices that may stand for a voter: one, if the last answer was an ack. */
    final Map<String, Set<String>> possible = new HashMap<>();

    void told(String voter, String choice, Receipt receipt) {
      if (receipt instanceof Receipt.Refused) {
        possible.computeIfAbsent(voter, v -> new HashSet<>(Set.of("none"))).add(choice);
      } else {
        possible.put(voter, new HashSet<>(Set.of(choice)));
      }
    }

    void allows(Map<String, String> standing) {
      possible.forEach(
          (voter, choices) -> assertThat(choices).contains(standing.getOrDefault(voter, "none")));
      assertThat(possible.keySet()).containsAll(standing.keySet());
    }
  }

  @Property(tries = 300)
  void theFinalTallyEqualsTheRecountAndTheAcknowledgedVotes(@ForAll("lives") List<Step> life) {
    try (CountingKit kit = new CountingKit(OFFERS_ABSTENTION)) {
      live(kit, life);
    }
  }

  @Property(tries = 100)
  void inAnElectorateTheSameHoldsWithEachBallotCountedByItsWeight(
      @ForAll("lives") List<Step> life, @ForAll @IntRange(min = 1, max = 1_000_000) int weight) {
    List<Step> lifeOfMembers = life.stream().map(step -> ofMembers(step, weight)).toList();
    MemoryBudget memory = MemoryBudget.of(1 << 26);
    try (CountingKit kit = new CountingKit(OFFERS_ABSTENTION, memory, Optional.of("roll"))) {
      live(kit, lifeOfMembers);
    }
  }

  /** The same step of a member; "v" has the given weight, the others 1, 2 and 3. */
  private static Step ofMembers(Step step, int weight) {
    if (step instanceof Step.Vote vote) {
      return new Step.Vote(member(vote.voter(), weight), vote.choice(), vote.fault());
    }
    return step instanceof Step.Withdraw withdraw
        ? new Step.Withdraw(member(withdraw.voter(), weight), withdraw.fault())
        : step;
  }

  private static String member(String voter, int weight) {
    return VoterId.ofMember(voter.equals("v") ? weight : voter.charAt(0) - 'v', voter);
  }

  private static void live(CountingKit kit, List<Step> life) {
    kit.open();
    Oracle oracle = new Oracle();
    for (Step step : life) {
      take(kit, oracle, step);
    }
    await(kit.polls.close(ROOM, kit.poll));
    Tally result = await(kit.polls.standings().of(ROOM, kit.poll)).tally();

    Map<String, String> standing = standing(kit, oracle);
    oracle.allows(standing);
    Map<String, Long> recount = new HashMap<>();
    standing.forEach(
        (voter, choice) -> {
          recount.merge(cell(choice), VoterId.weight(voter), Long::sum);
          if (VoterId.isMember(voter)) {
            recount.merge(Tally.WEIGHT, VoterId.weight(voter), Long::sum);
          }
        });
    assertThat(result.cells()).isEqualTo(recount);
    assertThat(read(kit, result)).isEqualTo(asTheStandingSay(standing));
    assertThat(result.ballots()).isEqualTo(standing.size());
    assertThat(result.last()).isTrue();
  }

  private static String cell(String choice) {
    return choice.equals(CountingKit.ABSTAINS) ? Tally.ABSTENTIONS : choice;
  }

  /** What the result says: the share of each option, and the number of abstentions. */
  private static Map<String, Number> read(CountingKit kit, Tally tally) {
    Poll poll = await(kit.polls.get(ROOM, kit.poll));
    Map<String, Object> result = VotingMethods.standard().of(poll).result(poll, tally);
    Map<String, Number> read = new HashMap<>();
    read.put("abstained", (Number) result.get("abstained"));
    for (Object each : (List<?>) result.get("options")) {
      Map<?, ?> option = (Map<?, ?>) each;
      read.put((String) option.get("id"), (Number) option.get("share"));
    }
    return read;
  }

  private static Map<String, Number> asTheStandingSay(Map<String, String> standing) {
    long abstained = weight(standing, CountingKit.ABSTAINS);
    long others = standing.keySet().stream().mapToLong(VoterId::weight).sum() - abstained;
    Map<String, Number> said = new HashMap<>(Map.of("abstained", abstained));
    for (String option : List.of("a", "b", "c")) {
      said.put(option, others == 0 ? 0.0 : (double) weight(standing, option) / others);
    }
    return said;
  }

  /** The weight of those for whom that choice stands. */
  private static long weight(Map<String, String> standing, String choice) {
    return standing.entrySet().stream()
        .filter(each -> each.getValue().equals(choice))
        .mapToLong(each -> VoterId.weight(each.getKey()))
        .sum();
  }

  private static void take(CountingKit kit, Oracle oracle, Step step) {
    if (step instanceof Step.Vote vote) {
      kit.store.failNextAppend(vote.fault());
      oracle.told(vote.voter(), vote.choice(), kit.vote(vote.voter(), vote.choice()));
      kit.store.failNextAppend(MemoryStore.Fault.NONE);
    } else if (step instanceof Step.Withdraw withdraw) {
      kit.store.failNextAppend(withdraw.fault());
      oracle.told(withdraw.voter(), "none", kit.withdraw(withdraw.voter()));
      kit.store.failNextAppend(MemoryStore.Fault.NONE);
    } else if (step instanceof Step.Crash) {
      kit.restart();
    } else if (step instanceof Step.CloseAndReopen) {
      await(kit.polls.close(ROOM, kit.poll));
      assertThat(await(kit.polls.reopen(ROOM, kit.poll, OptionalInt.empty())).state())
          .isEqualTo(PollState.OPEN);
    } else if (step instanceof Step.Reset) {
      await(kit.polls.reset(ROOM, kit.poll, OptionalLong.empty()));
      kit.open();
      oracle.possible.clear();
    }
  }

  private static Map<String, String> standing(CountingKit kit, Oracle oracle) {
    Map<String, String> standing = new HashMap<>();
    for (String voter : oracle.possible.keySet()) {
      StandingBallot stands =
          await(kit.rooms.views().ballots(new BallotsQuery(ROOM, voter))).get(kit.poll);
      if (stands != null) {
        standing.put(voter, stands.ballot().substring(11, 12));
      }
    }
    return standing;
  }

  @Provide
  Arbitrary<List<Step>> lives() {
    Arbitrary<MemoryStore.Fault> faults =
        Arbitraries.frequency(
            Tuple.of(8, MemoryStore.Fault.NONE),
            Tuple.of(1, MemoryStore.Fault.BEFORE),
            Tuple.of(1, MemoryStore.Fault.AFTER));
    Arbitrary<Step> votes =
        Combinators.combine(
                Arbitraries.of("v", "w", "x", "y"),
                Arbitraries.of("a", "b", "c", CountingKit.ABSTAINS),
                faults)
            .as(Step.Vote::new);
    Arbitrary<Step> withdrawals =
        Combinators.combine(Arbitraries.of("v", "w", "x", "y"), faults).as(Step.Withdraw::new);
    Arbitrary<Step> others =
        Arbitraries.frequency(
            Tuple.of(4, new Step.Crash()),
            Tuple.of(2, new Step.CloseAndReopen()),
            Tuple.of(1, new Step.Reset()));
    return Arbitraries.frequencyOf(
            Tuple.of(8, votes), Tuple.of(2, withdrawals), Tuple.of(2, others))
        .list()
        .ofMaxSize(25);
  }
}
