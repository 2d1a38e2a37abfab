package io.votehub.synthetic;

import static io.votehub.synthetic.TrialHub.awaitTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The hub votes by itself, and says how long that takes. */
class SyntheticVoterTest {
  private static final SyntheticOptions QUICK = new SyntheticOptions(5, 10_000, 60_000, 8, 0, 0);

  private TrialHub hub;

  @AfterEach
  void close() {
    hub.close();
  }

  private void awaitVotes(long more) {
    long before = hub.seen();
    awaitTrue("more votes are seen", () -> hub.seen() >= before + more);
  }

  @Test
  void itMeasuresTheTimeFromAVoteToTheScreen() {
    hub = new TrialHub(QUICK);

    awaitVotes(20);

    assertThat(hub.latency()).isPositive().isLessThan(10);
    assertThat(hub.own.connections()).isEqualTo(2);
    assertThat(hub.stored()).hasSize(1);
  }

  @Test
  void itsVotesAndConnectionsAreNoVoters() {
    hub = new TrialHub(QUICK);

    awaitVotes(20);

    assertThat(hub.voters.find("votehub.votes").counters())
        .isNotEmpty()
        .allSatisfy(votes -> assertThat(votes.count()).isZero());
    assertThat(hub.voters.get("votehub.connections").gauge().value()).isZero();
    assertThat(hub.voters.get("votehub.ack").timer().count()).isZero();
    assertThat(hub.voters.get("votehub.tally.lag").timer().count()).isZero();
    assertThat(hub.voters.get("votehub.ledger.pages").functionCounter().count()).isZero();
    assertThat(hub.voters.find("votehub.limited").counters())
        .extracting(Counter::count)
        .containsOnly(0.0);
  }

  @Test
  void aStoreThatHangsShowsInTheLatencyAndAsFailures() {
    hub = new TrialHub(new SyntheticOptions(5, 200, 60_000, 8, 0, 0));
    awaitVotes(3);

    hub.pause();

    awaitTrue("the latency grows", () -> hub.latency() > 1.5);
    awaitTrue("votes time out", () -> hub.failures("timeout") >= 2);

    hub.resume();

    awaitVotes(3);
    awaitTrue("the latency is that of a vote again", () -> hub.latency() < 1);
  }

  @Test
  void itMovesToAnotherRoomAndNothingStaysOfTheFormerOne() {
    hub = new TrialHub(new SyntheticOptions(1, 10_000, 50, 8, 0, 0));
    awaitVotes(1);
    List<String> before = hub.stored();

    awaitTrue("another room", () -> !hub.stored().isEmpty() && !hub.stored().equals(before));

    awaitVotes(2);
    assertThat(hub.stored()).hasSizeLessThanOrEqualTo(1).doesNotContainAnyElementsOf(before);
    assertThat(before).noneMatch(hub::hasPage);
  }

  @Test
  void whereItStopsNothingIsLeft() {
    hub = new TrialHub(new SyntheticOptions(5, 10_000, 60_000, 16, 1_000_000, 0));
    awaitVotes(3);
    awaitTrue("the audience is there", () -> hub.own.connections() > 10);
    List<String> polls = hub.stored();

    hub.stopVoting();

    assertThat(polls).isNotEmpty().noneMatch(hub::hasPage);
    assertThat(hub.stored()).isEmpty();
    awaitTrue("all connections are closed", () -> hub.own.connections() == 0);
  }

  @Test
  void theHubIsWarmOnceEnoughJoinedAndEnoughVotesWereCounted() {
    hub = new TrialHub(new SyntheticOptions(50, 10_000, 60_000, 24, 300, 100));
    assertThat(hub.voter.isWarm()).isFalse();
    assertThat(hub.registry.get("votehub.warm").gauge().value()).isZero();

    awaitTrue("warm", hub.voter::isWarm);

    assertThat(hub.registry.get("votehub.warm").gauge().value()).isOne();
    awaitTrue("the audience has left", () -> hub.own.connections() == 2);
    assertThat(hub.own.openings()).isBetween(100L, 200L);
  }

  @Test
  void joinsAloneWarmTheHubWhereVotesAreEnough() {
    hub = new TrialHub(new SyntheticOptions(50, 10_000, 60_000, 24, 0, 100));

    awaitTrue("warm", hub.voter::isWarm);

    assertThat(hub.own.openings()).isBetween(100L, 200L);
    awaitTrue("the audience has left", () -> hub.own.connections() == 2);
  }

  @Test
  void theAudienceIsNeverLargerThanAllowed() {
    hub = new TrialHub(new SyntheticOptions(50, 10_000, 60_000, 24, 0, 1_000_000));
    AtomicInteger most = new AtomicInteger();

    awaitTrue(
        "many have come",
        () -> {
          most.accumulateAndGet(hub.own.connections(), Math::max);
          return hub.own.openings() >= 300;
        });

    assertThat(most.get()).isGreaterThan(16).isLessThanOrEqualTo(24 + WarmUp.JOIN_AT_ONCE + 4);
  }

  @Test
  void theAudienceLeavesWhenVotersCome() {
    hub = new TrialHub(new SyntheticOptions(5, 10_000, 60_000, 32, 100_000_000, 0));
    awaitTrue("the audience is there", () -> hub.own.connections() > 20);

    hub.connections.incrementAndGet();

    awaitTrue("the audience has left", () -> hub.own.connections() <= 2);
    awaitVotes(3);
    assertThat(hub.voter.isWarm()).isFalse();
  }
}
