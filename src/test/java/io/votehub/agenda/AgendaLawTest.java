package io.votehub.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.agenda.AgendaStep.BreakStep;
import io.votehub.agenda.AgendaStep.PollStep;
import io.votehub.poll.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * A running order goes through its steps once, in their order, whatever instances, presenters and
 * clocks do meanwhile.
 */
class AgendaLawTest {
  private static final PollStep FIRST = new PollStep("1", "p", OptionalInt.of(30), 8, false);
  private static final BreakStep COFFEE = new BreakStep("2", "Coffee", OptionalInt.of(600));
  private static final PollStep LAST = new PollStep("3", "q", OptionalInt.of(20), 8, false);

  private final AgendaWorld world = new AgendaWorld(List.of(FIRST, COFFEE, LAST));

  /** What happens next in a random life of three instances. */
  private record Event(int kind, int instance, int ms) {}

  @Provide
  Arbitrary<List<Event>> events() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 9),
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(0, 700_000))
        .as(Event::new)
        .list()
        .ofMaxSize(120);
  }

  @Property(tries = 1_000)
  void noStepBeginsTwiceWhateverInstancesDoLate(@ForAll("events") List<Event> events) {
    List<AgendaStep> steps = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      steps.add(
          i % 3 == 2
              ? new BreakStep("" + i, "Break", OptionalInt.of(60))
              : new PollStep("" + i, "poll" + i, OptionalInt.of(30), 8, i % 2 == 0));
    }
    AgendaWorld random = new AgendaWorld(steps);
    random.begin();

    for (Event event : events) {
      switch (event.kind) {
        case 0, 1, 2 -> random.decide(event.instance);
        case 3, 4, 5 -> random.act(event.instance);
        case 6 -> random.pass(event.ms);
        case 7 -> random.closeDuePolls();
        case 8 -> random.pause(event.ms % 2 == 0);
        default -> random.skip();
      }
    }
    random.runToTheEnd();

    assertThat(random.opened())
        .containsExactly("poll0", "poll1", "poll3", "poll4", "poll6", "poll7");
    assertThat(random.begun()).isSorted().doesNotHaveDuplicates();
  }

  @Property(tries = 200)
  void everyPhaseHasItsWholeTimeHoweverLongTheHubWasDown(@ForAll("events") List<Event> events) {
    AgendaWorld late = new AgendaWorld(List.of(FIRST, COFFEE, LAST));
    late.begin();
    List<AgendaRun> seen = new ArrayList<>();
    List<Long> at = new ArrayList<>();
    for (int i = 0; i < 400 && late.run().isPresent(); i++) {
      AgendaRun run = late.run().get();
      if (seen.isEmpty() || seen.get(seen.size() - 1).turn() != run.turn()) {
        seen.add(run);
        at.add(late.now());
      }
      late.decide(0);
      late.act(0);
      late.closeDuePolls();
      late.pass(events.isEmpty() ? 500 : events.get(i % events.size()).ms());
    }
    for (int i = 0; i + 1 < seen.size(); i++) {
      if (seen.get(i).endsAt().isPresent()) {
        assertThat(at.get(i + 1))
            .as("the end of %s", seen.get(i))
            .isGreaterThanOrEqualTo(seen.get(i).endsAt().getAsLong());
      }
    }
    assertThat(seen.stream().map(AgendaRun::phase).distinct()).contains(AgendaRun.Phase.STARTING);
  }

  @Test
  void aPollIsOpenForItsTimeThenItsResultIsShownThenTheNextStepBegins() {
    world.begin();
    world.settle();
    assertThat(world.opened()).containsExactly("p");
    assertThat(world.stage()).isEqualTo(Stage.ofPoll("p"));
    assertThat(world.phase()).isEqualTo(AgendaRun.Phase.OPEN);

    world.pass(30_001);
    world.settle();
    assertThat(world.isClosed("p")).isTrue();
    assertThat(world.phase()).isEqualTo(AgendaRun.Phase.RESULT);

    world.pass(7_000);
    world.settle();
    assertThat(world.phase()).isEqualTo(AgendaRun.Phase.RESULT);
    world.pass(1_000);
    world.settle();
    assertThat(world.phase()).isEqualTo(AgendaRun.Phase.BREAK);
    assertThat(world.stage().pause().orElseThrow().title()).contains("Coffee");
    assertThat(world.stage().pause().orElseThrow().until())
        .isEqualTo(OptionalLong.of(world.now() + 600_000));
  }

  @Test
  void aPauseKeepsTheNextStepFromBeginningAndLetsThePollComeToItsEnd() {
    world.begin();
    world.settle();
    world.pause(true);
    world.pass(60_000);
    world.settle();
    assertThat(world.isClosed("p")).isTrue();
    assertThat(world.phase()).isEqualTo(AgendaRun.Phase.RESULT);
    world.pass(60_000);
    world.settle();
    assertThat(world.phase()).isEqualTo(AgendaRun.Phase.RESULT);

    world.skip();
    world.settle();
    assertThat(world.phase()).as("by hand").isEqualTo(AgendaRun.Phase.BREAK);

    world.pause(false);
    world.pass(600_000);
    world.settle();
    assertThat(world.opened()).containsExactly("p", "q");
  }

  @Test
  void nextClosesAnOpenPollAndThenLeavesItsResult() {
    world.begin();
    world.settle();
    world.skip();
    world.settle();
    assertThat(world.isClosed("p")).isTrue();
    assertThat(world.phase()).isEqualTo(AgendaRun.Phase.RESULT);
    world.skip();
    world.settle();
    assertThat(world.phase()).isEqualTo(AgendaRun.Phase.BREAK);
    world.skip();
    world.settle();
    world.skip();
    world.settle();
    world.skip();
    world.settle();
    assertThat(world.run()).isEmpty();
  }

  @Test
  void aPollThatSomebodyOpenedIsTakenOverAndOneThatWasClosedIsShownOnly() {
    world.openByHand("p", OptionalLong.empty());
    world.begin();
    world.settle();
    assertThat(world.opened()).as("opened by hand before").containsExactly("p");
    assertThat(world.run().orElseThrow().endsAt()).hasValue(world.now() + 30_000);
    world.closeByHand("p");
    world.settle();
    assertThat(world.phase()).isEqualTo(AgendaRun.Phase.RESULT);

    AgendaWorld voted = new AgendaWorld(List.of(FIRST, LAST));
    voted.openByHand("p", OptionalLong.empty());
    voted.closeByHand("p");
    voted.begin();
    voted.settle();
    assertThat(voted.phase()).isEqualTo(AgendaRun.Phase.RESULT);
    assertThat(voted.stage()).isEqualTo(Stage.ofPoll("p"));
    voted.pass(8_000);
    voted.settle();
    assertThat(voted.opened()).containsExactly("p", "q");
  }

  @Test
  void aDeletedPollIsPassedOverAndAResetOneHoldsTheOrder() {
    world.delete("p");
    world.begin();
    world.settle();
    assertThat(world.phase()).isEqualTo(AgendaRun.Phase.BREAK);

    AgendaWorld reset = new AgendaWorld(List.of(FIRST, LAST));
    reset.begin();
    reset.settle();
    reset.reset("p");
    reset.settle();
    assertThat(reset.phase()).isEqualTo(AgendaRun.Phase.HELD);
    assertThat(reset.run().orElseThrow().paused()).isTrue();
    reset.pause(false);
    reset.settle();
    assertThat(reset.opened()).as("once more, as it was asked for").containsExactly("p", "p");
  }

  @Test
  void anExtendedPollStaysOpenAndAReopenedOneIsWaitedFor() {
    world.begin();
    world.settle();
    world.extend("p", 60_000);
    world.pass(31_000);
    world.settle();
    assertThat(world.phase()).isEqualTo(AgendaRun.Phase.OPEN);
    world.pass(60_000);
    world.settle();
    assertThat(world.phase()).isEqualTo(AgendaRun.Phase.RESULT);

    world.openByHand("p", OptionalLong.of(world.now() + 5_000));
    world.settle();
    assertThat(world.phase()).isEqualTo(AgendaRun.Phase.OPEN);
    world.pass(5_001);
    world.settle();
    assertThat(world.phase()).isEqualTo(AgendaRun.Phase.RESULT);
  }

  @Test
  void anEarlyStepClosesOnceAllHaveAnswered() {
    AgendaWorld early =
        new AgendaWorld(List.of(new PollStep("1", "p", OptionalInt.of(30), 8, true), LAST));
    early.begin();
    early.settle();
    assertThat(early.phase()).isEqualTo(AgendaRun.Phase.OPEN);
    early.allAnswered(true);
    early.settle();
    assertThat(early.isClosed("p")).isTrue();
  }

  @Test
  void stepsAreEditedWhileTheOrderRuns() {
    world.begin();
    world.settle();
    PollStep added = new PollStep("4", "r", OptionalInt.of(5), 0, false);
    world.edit(List.of(LAST, FIRST, added));
    world.skip();
    world.settle();
    world.skip();
    world.settle();
    assertThat(world.opened()).as("what stands behind it now").containsExactly("p", "r");

    AgendaWorld removed = new AgendaWorld(List.of(FIRST, COFFEE, LAST));
    removed.begin();
    removed.settle();
    removed.edit(List.of(COFFEE, LAST));
    removed.skip();
    removed.settle();
    removed.skip();
    removed.settle();
    assertThat(removed.phase()).as("what took its place").isEqualTo(AgendaRun.Phase.BREAK);
  }

  @Test
  void theScreenFollowsThePollsAgainAfterALastBreak() {
    AgendaWorld pause = new AgendaWorld(List.of(COFFEE));
    pause.begin();
    pause.settle();
    pause.pass(600_000);
    pause.settle();
    assertThat(pause.run()).isEmpty();
    assertThat(pause.stage()).isEqualTo(Stage.FOLLOW);
  }

  @Test
  void aStepWithoutATimeWaitsForSomebody() {
    AgendaWorld open =
        new AgendaWorld(List.of(new PollStep("1", "p", OptionalInt.empty(), 8, false), LAST));
    open.begin();
    open.settle();
    open.pass(10_000_000);
    open.settle();
    assertThat(open.phase()).isEqualTo(AgendaRun.Phase.OPEN);
    open.closeByHand("p");
    open.settle();
    assertThat(open.phase()).isEqualTo(AgendaRun.Phase.RESULT);
  }

  @Test
  void whatIsKeptIsReadAsItWas() {
    Agenda agenda = new Agenda(7, List.of(FIRST, COFFEE, LAST));
    assertThat(Agenda.kept(Optional.of(agenda.text()))).isEqualTo(agenda);
    AgendaRun run =
        new AgendaMachine(agenda).begun(Optional.of("2"), 1_700_000_000_000L).orElseThrow();
    assertThat(AgendaRun.kept(run.text())).isEqualTo(run);
    AgendaRun held = run.held();
    assertThat(AgendaRun.kept(held.text())).isEqualTo(held);
  }
}
