package io.votehub.count;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static io.votehub.count.CountingKit.cast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClosedPollReceiptsTest {
  private final CountingKit kit = new CountingKit();
  private final ClosedPollReceipts receipts = new ClosedPollReceipts(kit.counting());

  @AfterEach
  void stop() {
    kit.close();
  }

  @Test
  void aBallotThatStandsInTheResultIsAcknowledgedAndAnyOtherIsLate() {
    kit.open();
    Receipt.Counted counted = (Receipt.Counted) kit.vote("x", "a");
    close();
    kit.clock.advance(400);

    List<Receipt> all = receiptsOf(cast("x", "a"), cast("x", "b"), cast("y", "a"));

    assertThat(all.get(0)).isEqualTo(new Receipt.Repeated(counted.rev()));
    assertThat(refusal(all.get(1)).lateMs()).isEqualTo(400);
    assertThat(refusal(all.get(2)).code()).isEqualTo(ErrorCode.NOT_OPEN);
  }

  @Test
  void aWithdrawalIsAcknowledgedIfNoBallotOfItsVoterStands() {
    kit.open();
    kit.vote("x", "a");
    Poll closed = close();

    List<Receipt> all =
        receiptsOf(CastBallot.withdrawal("y", 1, 0), CastBallot.withdrawal("x", 1, 0));

    assertThat(all.get(0)).isEqualTo(new Receipt.Repeated(closed.rev()));
    assertThat(refusal(all.get(1)).lateMs()).isZero();
  }

  @Test
  void aBallotOfAnEarlierRunDoesNotCountThoughAnEqualOneStands() {
    kit.open();
    await(kit.polls.reset(ROOM, kit.poll, OptionalLong.empty()));
    kit.open();
    kit.vote("x", "a");
    close();

    assertThat(refusal(receiptsOf(cast("x", "a")).get(0)).code()).isEqualTo(ErrorCode.POLL_CHANGED);
  }

  @Test
  void aPollThatBecameADraftRefusesBallotsByTheirRun() {
    kit.open();
    await(kit.polls.reset(ROOM, kit.poll, OptionalLong.empty()));

    CastBallot ofThisRun = new CastBallot("y", 2, "{\"choice\":\"a\"}", List.of("a"), 0);
    List<Receipt> all = receiptsOf(cast("x", "a"), ofThisRun);

    assertThat(refusal(all.get(0)).code()).isEqualTo(ErrorCode.POLL_CHANGED);
    assertThat(refusal(all.get(1)).code()).isEqualTo(ErrorCode.NOT_OPEN);
  }

  @Test
  void whileTheStoreHasThePollOpenTheCallerDecides() {
    kit.open();
    Receipt another = new Receipt.Refused(Refusal.of(ErrorCode.BUSY));

    List<Receipt> all =
        await(
            receipts.receipts(
                kit.poll,
                List.of(cast("x", "a")),
                epoch -> {
                  assertThat(epoch).isEqualTo(await(kit.store.poll(kit.poll)).get().epoch());
                  return Future.succeededFuture(List.of(another));
                }));

    assertThat(all).containsExactly(another);
  }

  @Test
  void aCloseThatIsUnderWayIsWaitedFor() {
    kit.open();
    Receipt.Counted counted = (Receipt.Counted) kit.vote("x", "a");
    Promise<Void> journalReadable = Promise.promise();
    kit.store.holdJournals(journalReadable.future());
    kit.polls.close(ROOM, kit.poll);
    while (await(kit.store.poll(kit.poll)).orElseThrow().poll().state() != PollState.CLOSING) {
      LockSupport.parkNanos(2_000_000);
    }

    Future<List<Receipt>> asked = ask(cast("x", "a"));
    assertThat(asked.isComplete()).isFalse();
    journalReadable.complete();

    assertThat(await(asked)).containsExactly(new Receipt.Repeated(counted.rev()));
  }

  @Test
  void aPollThatIsGoneIsUnknown() {
    await(kit.polls.delete(ROOM, kit.poll, OptionalLong.empty()));

    assertThatThrownBy(() -> receiptsOf(cast("x", "a")))
        .isInstanceOfSatisfying(
            Refusal.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.UNKNOWN_POLL));
  }

  private Poll close() {
    return await(kit.polls.close(ROOM, kit.poll));
  }

  private List<Receipt> receiptsOf(CastBallot... casts) {
    return await(ask(casts));
  }

  private Future<List<Receipt>> ask(CastBallot... casts) {
    return receipts.receipts(
        kit.poll,
        List.of(casts),
        epoch -> Future.failedFuture(new AssertionError("The poll is not open")));
  }

  private static Refusal refusal(Receipt receipt) {
    return ((Receipt.Refused) receipt).why();
  }
}
