package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.votehub.bus.VoteBatch;
import io.votehub.bus.VoteReceipts;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VoteBatcherTest {
  private static final Receipt COUNTED = new Receipt.Counted(Revision.of(1, 7));

  private final RoomKit kit = new RoomKit();
  private final FakeRoom room = new FakeRoom();
  private final Poll poll = room.open(room.make());
  private final Poll other = room.open(room.make());
  private final List<RoomKit.Client> voters = new ArrayList<>();

  @BeforeEach
  void join() {
    for (int i = 0; i < 3; i++) {
      voters.add(kit.joining());
    }
    kit.answer(room.view());
  }

  @AfterEach
  void stop() {
    kit.everybodyLeaves();
    kit.close();
  }

  private void vote(int voter, String id, Poll on) {
    voters.get(voter).session().text(RoomKit.vote(id, on.id(), "a"));
  }

  private static VoteReceipts later(Future<Receipt> receipt) {
    List<Receipt> none = new ArrayList<>();
    none.add(null);
    return new VoteReceipts(none, Map.of(0, receipt));
  }

  @Test
  void theVotesOfOneTurnGoToTheirCounterTogetherOneBatchForEachPoll() {
    kit.turn(
        () -> {
          vote(0, "1", poll);
          vote(1, "2", other);
          vote(2, "3", poll);
        });

    assertThat(kit.voteBatches)
        .extracting(each -> each.body().poll().id())
        .containsExactlyInAnyOrder(poll.id(), other.id());
    VoteBatch ofPoll =
        kit.voteBatches.stream()
            .map(each -> each.body())
            .filter(each -> each.poll().id().equals(poll.id()))
            .findFirst()
            .orElseThrow();
    assertThat(ofPoll.casts())
        .extracting(CastBallot::voter)
        .containsExactly(
            voters.get(0).session().identity().voter(), voters.get(2).session().identity().voter());
    while (!kit.voteBatches.isEmpty()) {
      kit.refuseVotes(Refusal.of(ErrorCode.BUSY));
    }
  }

  @Test
  void eachVoterGetsTheReceiptOfTheOwnVote() {
    kit.turn(
        () -> {
          vote(0, "1", poll);
          vote(1, "2", poll);
          vote(2, "3", poll);
        });

    kit.receipts(COUNTED, new Receipt.Refused(Refusal.of(ErrorCode.NOT_OPEN)), COUNTED);

    assertThat(voters.get(0).last()).containsEntry("type", "ack").containsEntry("id", "1");
    assertThat(voters.get(1).last()).containsEntry("code", "not-open").containsEntry("id", "2");
    assertThat(voters.get(2).last()).containsEntry("type", "ack").containsEntry("id", "3");
  }

  @Test
  void aFullBatchIsSentWithoutWaitingForMore() {
    CastBallot large = new CastBallot("v", 1, "b".repeat(VoteBatch.MAX_BYTES / 4), List.of(), 0);
    Session session = voters.get(0).session();
    kit.turn(
        () -> {
          VoteBatcher batcher = new VoteBatcher(Vertx.currentContext().owner(), 1);
          for (int i = 0; i < 5; i++) {
            batcher.add(session, "v" + i, poll, large);
          }
        });

    assertThat(kit.voteBatches)
        .extracting(each -> each.body().casts().size())
        .containsExactly(2, 2, 1);
  }

  @Test
  void aRefusalOfAWholeBatchIsToldWithItsCode() {
    kit.turn(() -> vote(0, "1", poll));
    kit.refuseVotes(Refusal.of(ErrorCode.UNKNOWN_POLL));

    assertThat(voters.get(0).last()).containsEntry("id", "1").containsEntry("code", "unknown-poll");
  }

  @Test
  void aCounterThatIsNotThereMakesVotesUnavailable() {
    kit.turn(() -> vote(0, "1", poll));
    kit.turn(() -> kit.voteBatches.remove(0).fail(1, "the counter has crashed"));

    assertThat(voters.get(0).last()).containsEntry("id", "1").containsEntry("code", "unavailable");
  }

  @Test
  void aDelayedVoteIsAnsweredWhenItsReceiptComes() {
    Promise<Receipt> receipt = Promise.promise();
    kit.turn(() -> vote(0, "1", poll));
    kit.receipts(later(receipt.future()));
    assertThat(voters.get(0).types()).containsExactly("joined");

    kit.turn(() -> receipt.complete(COUNTED));

    assertThat(voters.get(0).last()).containsEntry("type", "ack").containsEntry("id", "1");
    assertThat(voters.get(0).session().votesInFlight()).isZero();
  }

  @Test
  void aDelayedVoteThatCannotBeCountedIsRefused() {
    for (Throwable fault :
        List.of(new IllegalStateException("unexpected"), Refusal.of(ErrorCode.BUSY))) {
      kit.turn(() -> vote(0, "1", poll));
      kit.receipts(later(Future.failedFuture(fault)));

      String code = fault instanceof Refusal ? "busy" : "unavailable";
      assertThat(voters.get(0).last()).containsEntry("id", "1").containsEntry("code", code);
    }
    assertThat(voters.get(0).session().votesInFlight()).isZero();
  }

  @Test
  void votesOfOneVoterThatAreDelayedAreAnsweredInTheirOrder() {
    kit.turn(
        () -> {
          vote(0, "1", poll);
          vote(0, "2", poll);
        });
    List<Receipt> none = new ArrayList<>();
    none.add(null);
    none.add(null);
    Future<Receipt> receipt = Future.succeededFuture(COUNTED);

    kit.receipts(new VoteReceipts(none, Map.of(0, receipt, 1, receipt)));

    assertThat(voters.get(0).heard("ack"))
        .extracting(each -> each.get("id"))
        .containsExactly("1", "2");
  }
}
