package io.votehub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PeersChoiceTest {
  @Test
  void withoutWordsEverythingRunsThreeTimes() {
    assertThat(PeersChoice.of(List.of()))
        .isEqualTo(new PeersChoice(3, PeersScenario.ALL, Peers.ALL));
  }

  @Test
  void oneWordIsEnoughForAScenarioAndJoinedWordsMustAllBeOfIt() {
    assertThat(names("evening")).hasSize(2).allMatch(name -> name.contains("vening"));
    assertThat(names("three+evening")).singleElement().asString().startsWith("Three");
    assertThat(names("hall", "three")).hasSize(4);
  }

  @Test
  void aPeerIsChosenByTheBeginningOfItsName() {
    PeersChoice choice = PeersChoice.of(List.of("rounds=1", "centrifugo", "bun"));

    assertThat(choice.rounds()).isEqualTo(1);
    assertThat(choice.scenarios()).isEqualTo(PeersScenario.ALL);
    assertThat(choice.peers())
        .extracting(Peer::name)
        .containsExactly("bun 1.4.5", "centrifugo 6.9.1, memory", "centrifugo 6.9.1, redis");
  }

  @Test
  void severalChoicesAreSeparatedByAStroke() {
    List<PeersChoice> choices =
        PeersChoice.all(List.of("rounds=1", "one+evening", "/", "hall", "bun", "/", "three"));

    assertThat(choices).extracting(PeersChoice::rounds).containsExactly(1, 3, 3);
    assertThat(choices).extracting(choice -> choice.scenarios().size()).containsExactly(1, 1, 3);
    assertThat(choices).extracting(choice -> choice.peers().size()).containsExactly(7, 1, 7);
  }

  @Test
  void aChoiceMayBeMeasuredLater() {
    List<PeersChoice> choices =
        PeersChoice.all(List.of("one+evening", "after=600", "/", "one+evening"));

    assertThat(choices)
        .flatExtracting(PeersChoice::scenarios)
        .extracting(each -> each.load().warmupSeconds())
        .containsExactly(600, 120);
  }

  @Test
  void aWordThatChoosesNothingIsAMistake() {
    assertThatThrownBy(() -> PeersChoice.of(List.of("evning"))).hasMessageContaining("evning");
  }

  @Test
  void whoDoesNotAckTakesNoPartWhereVotersWaitForAcks() {
    Peer silent = Peers.ALL.stream().filter(peer -> !peer.acks()).findFirst().orElseThrow();

    assertThat(PeersScenario.ALL)
        .filteredOn(scenario -> scenario.isFor(silent))
        .extracting(PeersScenario::name)
        .containsExactly(
            "Evening: 2,000 connected, 1,000 votes/s, 10 Hz",
            "Fan-out: 2,000 connected, a tally every 5 ms",
            "Steady: 2,000 connected, a tally every 40 ms",
            "Hall: 15,000 connected, 5,000 votes/s, 10 Hz");
  }

  private static List<String> names(String... words) {
    return PeersChoice.of(List.of(words)).scenarios().stream().map(PeersScenario::name).toList();
  }
}
