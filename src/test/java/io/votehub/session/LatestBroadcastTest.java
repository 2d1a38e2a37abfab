package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.transport.Transport;
import io.votehub.protocol.Messages;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sending a message to a room takes several turns of the event loop. */
class LatestBroadcastTest {
  private static final int SOCKETS = 2 * LatestBroadcast.SLICE + 1;

  private final SocketKit kit = new SocketKit(Transport.NIO);
  private List<SocketKit.Pair> pairs;
  private List<Session> sessions;
  private LatestBroadcast round;

  @BeforeEach
  void gather() throws IOException, InterruptedException {
    pairs = kit.open(SOCKETS);
    kit.onLoop(
        () -> {
          LoopContext loop = kit.loop(new SessionMeters(new SimpleMeterRegistry()));
          sessions = pairs.stream().map(pair -> SocketKit.session(loop, pair)).toList();
          round =
              new LatestBroadcast(
                  (ContextInternal) kit.context(),
                  () -> sessions.toArray(Session[]::new),
                  session -> true);
          return null;
        });
  }

  @AfterEach
  void part() throws IOException {
    kit.close();
  }

  private static String present(int number) {
    return "{\"type\":\"presence\",\"present\":" + number + "}";
  }

  /** If a number was sent to everyone in a single turn, all five would be received. */
  @Test
  void theLastPresenceNumberReachesEveryone() throws IOException {
    kit.onLoop(
        () -> {
          for (int number = 1; number <= 5; number++) {
            round.send(Messages.presence(number));
          }
          return null;
        });

    for (SocketKit.Pair pair : pairs) {
      assertThat(List.of(pair.client().text(), pair.client().text()))
          .containsExactly(present(1), present(5));
    }
  }
}
