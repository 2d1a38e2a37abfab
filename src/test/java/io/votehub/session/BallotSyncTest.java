package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.fanout.CountedBallot;
import io.votehub.fanout.RoomEvent;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Mark;
import io.votehub.poll.Poll;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.poll.StandingBallot;
import io.votehub.proof.TagHash;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The connections of one voter show the same ballots. */
class BallotSyncTest {
  private static final String VOTER = "w";
  private static final String A = "{\"choice\":\"a\"}";
  private static final String B = "{\"choice\":\"b\"}";

  private final RoomKit kit = new RoomKit();
  private final FakeRoom room = new FakeRoom();
  private final Poll poll = room.open(room.make());

  @AfterEach
  void stop() {
    kit.everybodyLeaves();
    kit.close();
  }

  private RoomKit.Client returning(Map<String, String> ballots) {
    RoomKit.Client client = kit.joining(Optional.of(kit.voterToken(room.room, VOTER)));
    if (!kit.roomQueries.isEmpty()) {
      kit.answer(room.view());
    }
    kit.answerBallots(ballots);
    return client;
  }

  private static final Mark ONE = new Mark(1, 2);

  private void counted(int run, long rev, String ballot, Object by) {
    kit.tell(
        new RoomEvent.BallotCounted(
            new CountedBallot(VOTER, poll.id(), run, rev, ballot, ONE, by)));
  }

  @Test
  void aReturningVoterJoinsWithTheBallotsThatStand() {
    RoomKit.Client client = returning(Map.of(poll.id(), A));

    assertThat(client.last()).containsEntry("ballots", Map.of(poll.id(), Map.of("choice", "a")));
  }

  @Test
  void aBallotCastElsewhereIsSentWithItsReceiptToAllButTheOneThatCastIt() {
    RoomKit.Client one = returning(Map.of());
    RoomKit.Client two = returning(Map.of());

    counted(1, 5, A, one.session());

    assertThat(one.types()).containsExactly("joined");
    assertThat(two.last()).containsEntry("type", "ballot").containsEntry("poll", poll.id());
    assertThat(two.last()).containsEntry("ballot", Map.of("choice", "a"));
    String receipt = (String) two.last().get("receipt");
    assertThat(two.last()).containsEntry("mark", ONE.text());
    assertThat(two.last()).containsEntry("tag", new TagHash().text(poll.id(), ONE, receipt));
  }

  @Test
  void aReturningVoterIsToldReceiptTagAndMarkOfWhatStands() {
    RoomKit.Client client = kit.joining(Optional.of(kit.voterToken(room.room, VOTER)));
    kit.answer(room.view());
    kit.answerStanding(Map.of(poll.id(), new StandingBallot(7, A, ONE)));

    Map<?, ?> all = (Map<?, ?>) client.last().get("receipts");
    Map<?, ?> told = (Map<?, ?>) all.get(poll.id());
    String receipt = (String) told.get("receipt");
    assertThat(receipt).hasSize(16);
    assertThat(told)
        .isEqualTo(
            Map.of(
                "receipt",
                receipt,
                "tag",
                new TagHash().text(poll.id(), ONE, receipt),
                "mark",
                ONE.text()));
  }

  @Test
  void ofABallotWithoutAMarkThereIsAReceiptAlone() {
    RoomKit.Client client = returning(Map.of(poll.id(), A));

    Map<?, ?> all = (Map<?, ?>) client.last().get("receipts");
    assertThat(((Map<?, ?>) all.get(poll.id())).keySet()).isEqualTo(Set.of("receipt"));
  }

  @Test
  void whoHasNoBallotIsToldOfNoReceipt() {
    assertThat(returning(Map.of()).last()).doesNotContainKey("receipts");
  }

  @Test
  void ofBallotsThatArriveOutOfOrderTheNewestStays() {
    RoomKit.Client client = returning(Map.of());

    counted(1, 6, B, null);
    counted(1, 5, A, null);
    counted(1, 6, B, null);

    assertThat(client.heard("ballot")).hasSize(1);
    assertThat(client.last()).containsEntry("ballot", Map.of("choice", "b"));
  }

  @Test
  void whoseVoteIsAnsweredAfterALaterOneCameIsToldWhichStands() {
    RoomKit.Client client = returning(Map.of());
    RoomKit.Client other = returning(Map.of());
    kit.fanout.mayHaveSeveral = true;
    client.votes("1", poll.id(), "a");
    counted(1, 9, B, other.session());
    kit.receipts(new Receipt.Counted(5));

    assertThat(client.heard("ack")).hasSize(1);
    kit.answerStanding(Map.of(poll.id(), new StandingBallot(9, B, ONE)));

    assertThat(client.last())
        .containsEntry("type", "ballot")
        .containsEntry("ballot", Map.of("choice", "b"))
        .containsEntry("mark", ONE.text());
  }

  @Test
  void aBallotOfAnEarlierRunIsNotShown() {
    RoomKit.Client client = returning(Map.of());

    counted(2, 5, A, null);

    assertThat(client.types()).containsExactly("joined");
  }

  @Test
  void whoHasAnotherConnectionWhenJoiningIsSentWhatWasCountedMeanwhile() {
    returning(Map.of());
    kit.fanout.hasOther = true;
    RoomKit.Client client = returning(Map.of());
    assertThat(kit.ballotQueries).hasSize(1);

    kit.answerBallots(Map.of(poll.id(), A));

    assertThat(client.last()).containsEntry("ballot", Map.of("choice", "a"));
  }

  @Test
  void whoIsFoundOnAnotherInstanceIsSentWhatWasCountedThere() {
    RoomKit.Client client = returning(Map.of(poll.id(), A));
    kit.tell(new RoomEvent.FoundElsewhere(Set.of("somebody else")));
    assertThat(kit.ballotQueries).isEmpty();

    kit.tell(new RoomEvent.FoundElsewhere(Set.of(VOTER)));
    kit.answerBallots(Map.of(poll.id(), B));

    assertThat(client.last()).containsEntry("ballot", Map.of("choice", "b"));
  }

  @Test
  void aReadThatFailsLeavesTheBallotAsItWas() {
    RoomKit.Client client = returning(Map.of(poll.id(), A));

    kit.tell(new RoomEvent.FoundElsewhere(Set.of(VOTER)));
    kit.answerBallots(0, Optional.of(Refusal.of(ErrorCode.UNAVAILABLE)));

    assertThat(client.types()).containsExactly("joined");
  }

  @Test
  void onceAConnectionIsOldEnoughNothingWasMissed() {
    RoomKit.Client client = returning(Map.of());
    kit.turn(() -> client.session().ballots().expire(TimeUnit.SECONDS.toNanos(20)));
    kit.tell(new RoomEvent.FoundElsewhere(Set.of(VOTER)));
    assertThat(kit.ballotQueries).hasSize(1);
    kit.answerBallots(Map.of());

    kit.turn(() -> client.session().ballots().expire(TimeUnit.SECONDS.toNanos(20) + 1));
    kit.tell(new RoomEvent.FoundElsewhere(Set.of(VOTER)));

    assertThat(kit.ballotQueries).isEmpty();
  }

  @Test
  void aNewVoterHasMissedNothing() {
    RoomKit.Client client = kit.joining();
    kit.answer(room.view());
    String voter = client.session().identity().voter();

    kit.tell(new RoomEvent.FoundElsewhere(Set.of(voter)));

    assertThat(kit.ballotQueries).isEmpty();
  }
}
