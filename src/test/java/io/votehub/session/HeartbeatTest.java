package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private static final SessionTimes TIMES = SessionTimes.DEFAULT;

  private final FakeSocket socket = new FakeSocket();
  private final Heartbeat heartbeat = new Heartbeat(socket, TIMES);

  @Test
  void anIdleConnectionIsPingedOnceAndClosedIfItStaysSilent() {
    assertThat(heartbeat.check(after(TIMES.pingAfterMs() - 1000), true, false)).isEmpty();
    assertThat(socket.pings).isZero();

    assertThat(heartbeat.check(after(TIMES.pingAfterMs() + 1000), true, false)).isEmpty();
    assertThat(heartbeat.check(after(TIMES.pingAfterMs() + 2000), true, false)).isEmpty();
    assertThat(socket.pings).isEqualTo(1);

    assertThat(heartbeat.check(after(TIMES.silentAfterMs() + 1000), true, false))
        .contains(CloseCode.SILENT);
  }

  @Test
  void anyReceivedMessagePostponesTheNextPing() {
    heartbeat.check(after(TIMES.pingAfterMs() + 1000), true, false);
    heartbeat.received();
    heartbeat.check(after(TIMES.pingAfterMs() + 2000), true, false);

    assertThat(socket.pings).isEqualTo(2);
  }

  @Test
  void aConnectionThatDoesNotJoinInTimeIsClosed() {
    assertThat(heartbeat.check(after(TIMES.joinWithinMs() - 1000), false, false)).isEmpty();
    assertThat(heartbeat.check(after(TIMES.joinWithinMs() + 1000), false, false))
        .contains(CloseCode.NO_JOIN);
  }

  @Test
  void whileReadingIsPausedSilenceIsToleratedForLonger() {
    assertThat(heartbeat.check(after(TIMES.silentAfterMs() + 1000), true, true)).isEmpty();
    assertThat(heartbeat.check(after(TIMES.stuckAfterMs() + 1000), true, true))
        .contains(CloseCode.SILENT);
  }

  @Test
  void aTransportMayShortenThePingInterval() {
    socket.maxPingIntervalMs = 5000;

    heartbeat.check(after(6000), true, false);

    assertThat(socket.pings).isEqualTo(1);
  }

  private long after(long ms) {
    return heartbeat.openedAt() + TimeUnit.MILLISECONDS.toNanos(ms);
  }
}
