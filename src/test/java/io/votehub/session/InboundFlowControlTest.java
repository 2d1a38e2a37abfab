package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboundFlowControlTest {
  private final RoomKit kit = new RoomKit();
  private final RoomKit.Client client = kit.connect();
  private final FakeSocket socket = new FakeSocket();
  private final long now = System.nanoTime();
  private final InboundFlowControl flow =
      new InboundFlowControl(client.session(), kit.loop(), socket, now);

  @AfterEach
  void stop() {
    kit.everybodyLeaves();
    kit.close();
  }

  @Test
  void aClientThatExceedsItsMessageRateIsNotReadForAWhile() {
    kit.turn(this::exceedRate);
    assertThat(socket.paused).isTrue();

    kit.turn(flow::resume);
    assertThat(socket.paused).as("resumed before the pause is over").isTrue();

    long until = now + TimeUnit.SECONDS.toNanos(60);
    while (kit.onLoop(flow::isPaused)) {
      assertThat(System.nanoTime()).as("resumed in time").isLessThan(until);
    }
    assertThat(socket.paused).isFalse();
    assertThat(System.nanoTime() - now)
        .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(SessionLimits.PAUSE_MS - 1));
  }

  @Test
  void nothingIsReadWhileTheSessionIsJoining() {
    kit.turn(flow::pause);
    client.join(Optional.empty());

    kit.turn(flow::resume);
    assertThat(socket.paused).isTrue();

    kit.answer(new FakeRoom().view());
    kit.turn(flow::resume);
    assertThat(socket.paused).isFalse();
  }

  @Test
  void aClosedSessionIsNeitherPausedNorTimed() {
    client.leave();

    kit.turn(
        () -> {
          flow.pause();
          exceedRate();
        });

    assertThat(socket.paused).isFalse();
    assertThat(flow.isPaused()).isFalse();
  }

  private void exceedRate() {
    int acquired = 0;
    while (flow.tryAcquire(now)) {
      acquired++;
    }
    assertThat(acquired).as("the burst").isPositive();
  }
}
