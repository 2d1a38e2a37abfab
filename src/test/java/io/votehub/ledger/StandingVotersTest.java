package io.votehub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.CastBallot;
import io.votehub.poll.Mark;
import io.votehub.poll.Revision;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StandingVotersTest {
  private static final int RUN = 3;

  /** A ballot of a voter; none takes the voter's ballot away. */
  record Step(String voter, String ballot, String cell, boolean marked) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of("x", "y", "wähler", "a-voter-of-twenty-two"),
            Arbitraries.of("", "{\"choice\":\"a\"}", "{\"choice\":\"b\"}", "gone"),
            Arbitraries.of("a", "b"),
            Arbitraries.of(true, false))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  private static CastBallot cast(Step step, int at) {
    Mark mark = step.marked ? new Mark(at, -at) : null;
    return new CastBallot(step.voter, RUN, step.ballot, List.of(step.cell), at, mark);
  }

  @Property
  void whateverHappensItHoldsWhatAMapByVoterWould(@ForAll("steps") List<Step> steps) {
    StandingVoters voters = new StandingVoters();
    Map<String, Page.Standing> expected = new HashMap<>();
    int at = 0;
    for (Step step : steps) {
      at++;
      if (step.ballot.equals("gone")) {
        voters.remove(step.voter);
        expected.remove(step.voter);
      } else {
        long rev = Revision.of(1, at);
        long growth = voters.growth(voters.place(step.voter), cast(step, at));
        long before = voters.bytes();
        voters.put(rev, cast(step, at));
        assertThat(voters.bytes() - before).as("the growth that was told").isEqualTo(growth);
        expected.put(step.voter, new Page.Standing(rev, cast(step, at)));
      }
    }

    assertThat(voters.size()).isEqualTo(expected.size());
    assertThat(voters.byVoter(RUN)).isEqualTo(expected);
    assertThat(voters.find("nobody")).isNull();
    expected.forEach(
        (voter, standing) ->
            assertThat(voters.find(voter))
                .isEqualTo(
                    new StandingVoters.Standing(
                        standing.rev(),
                        standing.cast().ballot(),
                        standing.cast().cells(),
                        standing.cast().mark(),
                        standing.cast().at())));
  }

  @Test
  void aBallotThatStandsForNobodyIsForgotten() {
    StandingVoters voters = new StandingVoters();
    voters.put(Revision.of(1, 1), cast(new Step("x", "first", "a", true), 1));
    long bytes = voters.bytes();

    for (int i = 2; i < 10_000; i++) {
      voters.put(Revision.of(1, i), cast(new Step("x", "b" + (10_000 + i), "a", true), i));
    }
    voters.put(Revision.of(1, 10_000), cast(new Step("x", "first", "a", true), 1));

    assertThat(voters.bytes()).isEqualTo(bytes);
  }

  @Test
  @Tag("slow")
  void aVoterTakesLessThanAHundredBytesOfTheHeapAndNoMoreThanIsAccounted() {
    int number = 200_000;
    StandingVoters voters = new StandingVoters();
    long before = usedHeap();
    for (int i = 0; i < number; i++) {
      String voter = String.format("%022d", i);
      voters.put(Revision.of(1, i + 1), cast(new Step(voter, "{\"choice\":\"a\"}", "a", true), i));
    }

    double heap = (usedHeap() - before) / (double) number;

    assertThat(voters.size()).isEqualTo(number);
    assertThat(voters.bytes() / (double) number).isLessThan(100);
    assertThat(heap).isPositive().isLessThan(voters.bytes() / (double) number);
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
