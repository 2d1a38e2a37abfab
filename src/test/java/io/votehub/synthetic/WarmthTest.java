package io.votehub.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When the hub may warm up, and when it has. */
class WarmthTest {
  private final AtomicLong votes = new AtomicLong(7);
  private final AtomicLong connections = new AtomicLong(7);
  private final AtomicLong nanos = new AtomicLong(5);
  private final Warmth warmth =
      new Warmth(
          new Warmth.Activity(votes::get, connections::get, () -> 0),
          new Warmth.Needed(100, 50),
          nanos::get);

  private void later(long ms) {
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(ms));
  }

  @Test
  void itIsCalmBeforeTheFirstVoter() {
    assertThat(warmth.isCalm()).isTrue();
  }

  @Test
  void aConnectionOrAVoteEndsTheCalmForSomeSeconds() {
    for (AtomicLong each : new AtomicLong[] {connections, votes}) {
      each.incrementAndGet();
      assertThat(warmth.isCalm()).isFalse();
      later(4_000);
      assertThat(warmth.isCalm()).isFalse();
      later(1_001);
      assertThat(warmth.isCalm()).isTrue();
    }
  }

  @Test
  void aRoomThatGoesOnVotingIsNeverCalm() {
    for (int i = 0; i < 20; i++) {
      votes.incrementAndGet();
      later(4_000);
      assertThat(warmth.isCalm()).isFalse();
    }
  }

  @Test
  void votesOfVotersWarmTheHubAsMuchAsItsOwn() {
    votes.set(60);
    for (int i = 0; i < 39; i++) {
      warmth.voted();
    }
    assertThat(warmth.hasVotes()).isFalse();

    warmth.voted();

    assertThat(warmth.hasVotes()).isTrue();
  }

  @Test
  void connectionsOfVotersWarmTheHubAsMuchAsJoinsOfItsOwn() {
    connections.set(30);
    for (int i = 0; i < 19; i++) {
      warmth.joined();
    }
    assertThat(warmth.hasJoins()).isFalse();

    warmth.joined();

    assertThat(warmth.hasJoins()).isTrue();
    assertThat(warmth.hasVotes()).isFalse();
  }
}
