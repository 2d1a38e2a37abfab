package io.votehub.room;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.count.CountingKit;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.store.PollRecord;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What those see who come in the middle of something. */
class LookingOnTest {
  private final CountingKit kit = new CountingKit();

  @AfterEach
  void stop() {
    kit.close();
  }

  @Test
  void aReadDuringTheCloseReturnsTheResult() {
    kit.open();
    kit.vote("x", "a");
    PollRecord whenItWasOpen = await(kit.store.poll(kit.poll)).orElseThrow();
    await(kit.polls.close(ROOM, kit.poll));

    Polls.Standings seen = await(kit.polls.standings(whenItWasOpen));

    assertThat(seen.poll().state()).isEqualTo(PollState.CLOSED);
    assertThat(seen.tally().last()).isTrue();
    assertThat(seen.tally().cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void aReturningVoterGetsTheStandingBallotWhileTheLedgerIsLost() {
    kit.open();
    kit.vote("x", "a");

    kit.restart();

    assertThat(await(kit.rooms.ballots(ROOM, "x"))).containsOnlyKeys(kit.poll);
  }

  @Test
  void aReadReturnsTheFullTallyThoughTheLedgerPageIsLostRepeatedly() {
    kit.open();
    kit.vote("x", "a");

    kit.lossesBeforeTally.set(3);

    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void aReadIsRefusedAsRetryableIfNoLedgerPageLasts() {
    kit.open();
    kit.vote("x", "a");

    kit.lossesBeforeTally.set(Integer.MAX_VALUE);

    assertThatThrownBy(kit::cells)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE));
  }
}
