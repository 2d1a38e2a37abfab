package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.memory.MemoryShare;
import io.votehub.poll.Poll;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A receiver that reads slowly gets no more than it takes, and the newest once it takes it. */
class TallyDeliveryTest {
  /** As {@link RoomKit} sets it. */
  private static final long SLOW_RECEIVER_MS = 10_000;

  private final RoomKit kit = new RoomKit();
  private final FakeRoom room = new FakeRoom();
  private final Poll poll = room.open(room.make());
  private final Poll other = room.open(room.make());
  private final FakeWriter writer = new FakeWriter();
  private final MemoryShare sending = kit.memory.sending();
  private final RoomKit.Client client = kit.connect(writer);

  @BeforeEach
  void join() {
    client.join(Optional.empty());
    kit.answer(room.view());
    room.underWay.clear();
    writer.sent.clear();
  }

  @AfterEach
  void stop() {
    kit.everybodyLeaves();
    assertThat(sending.used()).as("send memory still taken").isZero();
    kit.close();
  }

  private void grow(Poll grown) {
    room.vote(grown);
    kit.deliverAll(room);
  }

  private static String revOf(Poll grown, int votes) {
    return "\"rev\":" + (grown.rev() + votes) + "}";
  }

  private void becomeSlow(long pending) {
    writer.writable = false;
    writer.pending = pending;
    grow(poll);
  }

  private boolean check() {
    return kit.onLoop(() -> client.session().tallies().checkSlow(System.nanoTime()));
  }

  private boolean checkAfter(long ms) {
    long at = client.session().tallies().slowSince() + TimeUnit.MILLISECONDS.toNanos(ms);
    return kit.onLoop(() -> client.session().tallies().checkSlow(at));
  }

  @Test
  void aReceiverThatKeepsUpGetsEveryTally() {
    grow(poll);
    grow(poll);

    assertThat(writer.sent).hasSize(2);
    assertThat(writer.sent.get(1)).contains(revOf(poll, 2));
    assertThat(sending.used()).isZero();
    assertThat(kit.registry.get("votehub.tallies.delivered").counter().count()).isEqualTo(2);
  }

  @Test
  void aSlowReceiverGetsTheNewestOfEachPollOnceItsQueueHasDrained() {
    becomeSlow(5_000);
    grow(poll);
    grow(poll);
    grow(other);
    assertThat(writer.sent).isEmpty();
    assertThat(kit.registry.get("votehub.tallies.skipped").counter().count()).isEqualTo(4);

    writer.writable = true;
    writer.pending = 0;
    int flushes = writer.flushes;
    assertThat(check()).as("still slow").isFalse();
    assertThat(writer.flushes).isGreaterThan(flushes);

    assertThat(writer.sent).hasSize(2);
    assertThat(String.join("", writer.sent)).contains(revOf(poll, 3), revOf(other, 1));
    grow(poll);
    assertThat(writer.sent).as("it keeps up again").hasSize(3);
  }

  @Test
  void theHubNoticesByItselfThatAReceiverHasCaughtUp() {
    becomeSlow(5_000);
    writer.writable = true;
    writer.pending = 0;

    kit.await("caught up", () -> !writer.sent.isEmpty());
    assertThat(writer.sent).hasSize(2);
  }

  @Test
  void whatWaitsForASlowReceiverCountsAgainstTheSendMemoryUntilItHasDrained() {
    becomeSlow(5_000);
    assertThat(sending.used()).isEqualTo(5_000);

    writer.pending = 3_000;
    assertThat(check()).isTrue();
    assertThat(sending.used()).isEqualTo(3_000);

    writer.writable = true;
    writer.pending = 10;
    check();
    assertThat(sending.used()).isZero();
  }

  @Test
  void theMemoryOfAReceiverThatLeavesIsGivenBack() {
    becomeSlow(5_000);

    client.leave();

    assertThat(sending.used()).isZero();
    assertThat(writer.released).isTrue();
    assertThat(check()).as("watched no more").isFalse();
  }

  @Test
  void aReceiverThatStaysSlowTooLongIsDisconnected() {
    becomeSlow(5_000);
    assertThat(checkAfter(SLOW_RECEIVER_MS)).isTrue();
    assertThat(client.session().isClosed()).isFalse();

    assertThat(checkAfter(SLOW_RECEIVER_MS + 1)).isFalse();

    kit.turn(() -> {});
    assertThat(client.closedWith).isEqualTo(CloseCode.TOO_SLOW.status());
  }

  @Test
  void aReceiverThatReadsALittleNowAndThenIsNotTooSlow() {
    becomeSlow(5_000);
    writer.writable = true;
    checkAfter(SLOW_RECEIVER_MS - 1);
    becomeSlow(5_000);

    assertThat(checkAfter(SLOW_RECEIVER_MS - 1)).isTrue();
    assertThat(client.session().isClosed()).isFalse();
  }

  @Test
  void whereTheSendMemoryIsExceededTheReceiverThatHasBeenSlowForLongestIsDisconnected() {
    becomeSlow(sending.limit() / 2 + 1);
    FakeWriter second = new FakeWriter();
    RoomKit.Client later = kit.connect(second);
    later.join(Optional.empty());
    second.writable = false;
    second.pending = sending.limit() / 2 + 1;
    grow(poll);
    assertThat(sending.used()).isGreaterThan(sending.limit());

    kit.await("disconnected", () -> client.session().isClosed());

    assertThat(later.session().isClosed()).isFalse();
    assertThat(client.isOpen()).as("without waiting for a close frame").isFalse();
    assertThat(sending.used()).isLessThanOrEqualTo(sending.limit());
    assertThat(List.of(client.closedWith)).containsExactly(0);
  }
}
