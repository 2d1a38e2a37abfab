package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PendingConnectionsTest {
  private static final int LIMIT = 8;

  /** Without those that are kept for connections whose close is under way. */
  private static final int PLACES = 7;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicLong nanos = new AtomicLong();
  private final PendingConnections pending = new PendingConnections(LIMIT, nanos::get, registry);
  private final List<Channel> accepted = new ArrayList<>();

  private boolean accept() {
    EmbeddedChannel connection = new EmbeddedChannel();
    boolean taken = pending.accept(connection);
    if (taken) {
      accepted.add(connection);
    }
    return taken;
  }

  private void fill() {
    while (accept()) {
      assertThat(accepted).hasSizeLessThanOrEqualTo(LIMIT);
    }
  }

  private void pass(long ms) {
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(ms));
  }

  private double closed() {
    return registry.get("votehub.http.connections.closed").counter().count();
  }

  @Test
  void connectionsThatHaveJustComeAreNotClosedForMore() {
    fill();

    assertThat(accept()).isFalse();
    assertThat(accepted).hasSize(PLACES).allMatch(Channel::isOpen);
    assertThat(closed()).as("refused").isEqualTo(2);
  }

  @Test
  void whoHasWaitedForLongestMakesWayForNewOnes() {
    fill();
    pass(PendingConnections.PATIENCE_MS);

    assertThat(accept()).isTrue();

    assertThat(accepted.get(0).isOpen()).isFalse();
    assertThat(accepted.subList(1, accepted.size())).allMatch(Channel::isOpen);
  }

  @Test
  void aServedConnectionFreesItsPlaceAndIsNeverClosed() {
    fill();
    pending.forget(accepted.get(0));
    assertThat(accept()).isTrue();
    pass(PendingConnections.PATIENCE_MS);

    for (int i = 0; i < PLACES; i++) {
      assertThat(accept()).isTrue();
    }

    assertThat(accepted.get(0).isOpen()).isTrue();
  }

  @Test
  void connectionsThatEndFreeTheirPlaces() {
    for (int i = 0; i < 10 * LIMIT; i++) {
      assertThat(accept()).isTrue();
      accepted.get(i).close();
    }

    assertThat(pending.count()).isZero();
    assertThat(closed()).isZero();
  }

  /** A blocked event loop closes nothing, so its connections go on holding their descriptors. */
  @Test
  void whileClosesAreNotDoneTheNumberStaysBelowTheLimit() {
    List<Channel> stalled = new ArrayList<>();
    for (int i = 0; i < 10 * LIMIT; i++) {
      Channel connection = new EmbeddedChannel(new IgnoringClose());
      if (pending.accept(connection)) {
        stalled.add(connection);
      }
      pass(PendingConnections.PATIENCE_MS);
      assertThat(pending.count()).isLessThanOrEqualTo(LIMIT);
    }

    assertThat(stalled).hasSize(LIMIT);
  }

  private static final class IgnoringClose extends ChannelOutboundHandlerAdapter {
    @Override
    public void close(ChannelHandlerContext connection, ChannelPromise done) {
      assertThat(connection.channel().isOpen()).isTrue();
    }
  }
}
