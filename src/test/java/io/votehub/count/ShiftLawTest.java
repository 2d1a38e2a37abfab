package io.votehub.count;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.memory.MemoryBudget;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Shift;
import io.votehub.poll.Tally;
import io.votehub.poll.VoterId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever happens in two rounds, the shift is that of a join that knows only the last choice of
 * each voter; its rows add up to the votes in the first round of those who voted in both, and its
 * columns to theirs in the second.
 */
class ShiftLawTest {
  private static final PollSettings OFFERS_ABSTENTION =
      new PollSettings(
          true, PollSettings.Results.LIVE, false, 0, true, true, false, Optional.empty(), Map.of());
  private static final String NONE = "none";
  private static final String REOPEN = "reopen";

  /** A voter's choice; or that all is closed and opened again, or lost from memory. */
  record Step(String voter, String choice) {}

  @Property(tries = 60)
  void theShiftIsThatOfAnIndependentJoin(
      @ForAll("rounds") List<Step> first, @ForAll("rounds") List<Step> second) {
    try (CountingKit kit = new CountingKit(OFFERS_ABSTENTION)) {
      agrees(kit, first, second);
    }
  }

  @Property(tries = 25)
  void inAnElectorateVotesMoveWithTheirWeight(
      @ForAll("rounds") List<Step> first, @ForAll("rounds") List<Step> second) {
    MemoryBudget memory = MemoryBudget.of(1 << 26);
    try (CountingKit kit = new CountingKit(OFFERS_ABSTENTION, memory, Optional.of("roll"))) {
      agrees(kit, members(first), members(second));
    }
  }

  private static List<Step> members(List<Step> steps) {
    return steps.stream()
        .map(
            step -> new Step(VoterId.ofMember(step.voter().charAt(0), step.voter()), step.choice()))
        .toList();
  }

  private static void agrees(CountingKit kit, List<Step> first, List<Step> second) {
    kit.open();
    Map<String, String> before = live(kit, kit.poll, first);
    await(kit.polls.close(ROOM, kit.poll));
    Poll again = await(kit.polls.again(ROOM, kit.poll, OptionalInt.empty()));
    Map<String, String> after = live(kit, again.id(), second);
    await(kit.polls.close(ROOM, again.id()));
    Tally result = await(kit.polls.standings().of(ROOM, again.id())).tally();
    Shift shift = result.shift().orElseThrow();

    Map<String, Map<String, Long>> moves = new HashMap<>();
    before.forEach(
        (voter, from) -> {
          if (after.containsKey(voter)) {
            moves
                .computeIfAbsent(from, row -> new HashMap<>())
                .merge(after.get(voter), VoterId.weight(voter), Long::sum);
          }
        });
    assertThat(shift.moves()).isEqualTo(moves);
    for (String choice : List.of("a", "b", "c", Shift.ABSTAINED)) {
      long row = moves.getOrDefault(choice, Map.of()).values().stream().mapToLong(n -> n).sum();
      long column = moves.values().stream().mapToLong(to -> to.getOrDefault(choice, 0L)).sum();
      assertThat(row).isEqualTo(weight(before, choice, after));
      assertThat(column).isEqualTo(weight(after, choice, before));
      assertThat(shift.first().getOrDefault(choice, 0L)).isEqualTo(weight(before, choice, before));
      String cell = choice.equals(Shift.ABSTAINED) ? Tally.ABSTENTIONS : choice;
      assertThat(result.at(cell)).isEqualTo(weight(after, choice, after));
    }
    assertThat(shift.firstOnly()).isEqualTo(only(before, after));
    assertThat(shift.secondOnly()).isEqualTo(only(after, before));
  }

  /** The votes for a choice of those who are also in the other round. */
  private static long weight(Map<String, String> round, String choice, Map<String, String> other) {
    return round.entrySet().stream()
        .filter(each -> each.getValue().equals(choice) && other.containsKey(each.getKey()))
        .mapToLong(each -> VoterId.weight(each.getKey()))
        .sum();
  }

  private static long only(Map<String, String> round, Map<String, String> other) {
    return round.keySet().stream()
        .filter(voter -> !other.containsKey(voter))
        .mapToLong(VoterId::weight)
        .sum();
  }

  /** What stands in the end. */
  private static Map<String, String> live(CountingKit kit, String poll, List<Step> steps) {
    Map<String, String> standing = new HashMap<>();
    for (Step step : steps) {
      if (step.choice().equals(REOPEN)) {
        await(kit.polls.close(ROOM, poll));
        kit.restart();
        await(kit.polls.reopen(ROOM, poll, OptionalInt.empty()));
      } else if (step.choice().equals(NONE)) {
        kit.send(poll, CastBallot.withdrawal(step.voter(), 1, 0));
        standing.remove(step.voter());
      } else {
        kit.send(poll, CountingKit.cast(step.voter(), step.choice()));
        boolean abstains = step.choice().equals(CountingKit.ABSTAINS);
        standing.put(step.voter(), abstains ? Shift.ABSTAINED : step.choice());
      }
    }
    return standing;
  }

  @Provide
  Arbitrary<List<Step>> rounds() {
    return Combinators.combine(
            Arbitraries.of("v", "w", "x", "y", "z"),
            Arbitraries.of("a", "b", "c", "a", "b", CountingKit.ABSTAINS, NONE, REOPEN))
        .as(Step::new)
        .list()
        .ofMaxSize(14);
  }
}
