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

class StandingsReaderTest {
  private final CountingKit kit = new CountingKit();

  @AfterEach
  void stop() {
    kit.close();
  }

  @Test
  void aPollThatIsClosedWhileItIsReadHasItsFinalTally() {
    kit.open();
    kit.vote("x", "a");
    PollRecord whenItWasOpen = await(kit.store.poll(kit.poll)).orElseThrow();
    await(kit.polls.close(ROOM, kit.poll));

    Standings seen = await(kit.polls.standings().of(whenItWasOpen));

    assertThat(seen.poll().state()).isEqualTo(PollState.CLOSED);
    assertThat(seen.tally().last()).isTrue();
    assertThat(seen.tally().cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void aPageThatIsLostAgainAndAgainIsRebuiltAndNeverReadAsEmpty() {
    kit.open();
    kit.vote("x", "a");

    kit.lossesBeforeTally.set(3);

    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void aPageThatNeverLastsMakesTheTallyUnavailable() {
    kit.open();
    kit.vote("x", "a");

    kit.lossesBeforeTally.set(Integer.MAX_VALUE);

    assertThatThrownBy(kit::cells)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE));
  }

  @Test
  void aDraftHasAnEmptyTally() {
    Standings draft = await(kit.polls.standings().of(ROOM, kit.poll));

    assertThat(draft.poll().state()).isEqualTo(PollState.DRAFT);
    assertThat(draft.tally().cells()).isEmpty();
  }

  @Test
  void theWholeTallyOfAShortResultIsTheTallyItself() {
    kit.open();
    kit.vote("x", "a");

    assertThat(await(kit.polls.standings().whole(ROOM, kit.poll)))
        .isEqualTo(await(kit.polls.standings().of(ROOM, kit.poll)));
  }

  @Test
  void aPollOfAnotherRoomIsUnknown() {
    assertThatThrownBy(() -> await(kit.polls.standings().of("XYZ789", kit.poll)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_POLL));
  }
}
