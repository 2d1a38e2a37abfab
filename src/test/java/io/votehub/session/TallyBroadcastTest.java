package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.transport.Transport;
import io.votehub.protocol.TallyFrame;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Broadcasting of tallies over real sockets. Each turn here ends at the first check of the clock,
 * after 32 sockets, so a pass takes many turns whatever the machine.
 */
class TallyBroadcastTest {
  private static final int SOCKETS = 300;
  private static final int SLICE = 32;
  private static final String POLL = "p";

  private final SocketKit kit = new SocketKit(Transport.NIO);
  private List<SocketKit.Pair> pairs;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final SessionMeters meters = new SessionMeters(registry);
  private List<Session> sessions;

  /** Accessed on the event loop, like {@link #turnsLeft}. */
  private TallyBroadcast pass;

  private int turnsLeft = Integer.MAX_VALUE;

  @BeforeEach
  void gather() throws IOException, InterruptedException {
    pairs = kit.open(SOCKETS);
    kit.onLoop(
        () -> {
          LoopContext loop = kit.loop(meters);
          sessions = pairs.stream().map(pair -> SocketKit.session(loop, pair)).toList();
          pass =
              new TallyBroadcast(
                  (ContextInternal) kit.context(),
                  meters,
                  () -> sessions.toArray(Session[]::new),
                  this::seen,
                  0);
          return null;
        });
  }

  private boolean seen() {
    return turnsLeft-- > 0;
  }

  @AfterEach
  void part() throws IOException {
    kit.close();
  }

  @Test
  void aTallyReachesEverySocketOnce() throws IOException {
    send(1);
    awaitDelivered(SOCKETS);
    send(2);

    for (SocketKit.Pair pair : pairs) {
      assertThat(pair.client().text()).isEqualTo("1");
      assertThat(pair.client().text()).isEqualTo("2");
    }
  }

  @Test
  void tallyRevisionsNeverDecreaseAndTheLastReachesEveryone() throws IOException {
    int last = 200;
    for (int rev = 1; rev <= last; rev++) {
      send(rev);
    }

    int heard = 0;
    for (SocketKit.Pair pair : pairs) {
      int before = 0;
      while (before < last) {
        int rev = Integer.parseInt(pair.client().text());
        assertThat(rev).isGreaterThan(before);
        before = rev;
        heard++;
      }
    }
    assertThat(heard).as("tallies that were worth sending").isLessThan(SOCKETS * last);
    awaitDelivered(heard);
  }

  @Test
  void aNewerTallyIsSentToVotersFirstAndContinuesThePass() throws IOException {
    int voted = 250;
    kit.onLoop(
        () -> {
          turnsLeft = 2;
          pass.send(frame(1));
          pass.prioritise(sessions.get(voted));
          pass.send(frame(2));
          return null;
        });
    kit.await("the two turns are over", () -> turnsLeft < 0);
    kit.onLoop(
        () -> {
          turnsLeft = Integer.MAX_VALUE;
          pass.send(frame(3));
          return null;
        });

    Set<Integer> ofFirst = new TreeSet<>();
    Set<Integer> ofSecond = new TreeSet<>();
    for (int i = 0; i < SOCKETS; i++) {
      String text = pairs.get(i).client().text();
      while (!text.equals("3")) {
        (text.equals("1") ? ofFirst : ofSecond).add(i);
        text = pairs.get(i).client().text();
      }
    }
    Set<Integer> nextInRoundAndWhoVoted = new TreeSet<>(range(SLICE, 2 * SLICE - 1));
    nextInRoundAndWhoVoted.add(voted);
    assertThat(ofFirst).isEqualTo(new TreeSet<>(range(0, SLICE)));
    assertThat(ofSecond).isEqualTo(nextInRoundAndWhoVoted);
  }

  @Test
  void membersWhoLeaveDuringAPassAreSkipped() throws IOException {
    kit.onLoop(
        () -> {
          pass.send(frame(1));
          pass.prioritise(sessions.get(SLICE));
          for (int i = SLICE; i < SOCKETS - 1; i++) {
            sessions.get(i).close(CloseCode.ROOM_DELETED);
          }
          pass.send(frame(2));
          return null;
        });

    assertThat(pairs.get(SOCKETS - 1).client().text()).isEqualTo("2");
    assertThat(pairs.get(0).client().text()).isEqualTo("1");
    assertThat(pairs.get(0).client().text()).isEqualTo("2");
    assertThat(pairs.get(SLICE).client().frame().kind()).as("close").isEqualTo(0x88);
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  private static TallyFrame frame(int rev) {
    String text = Integer.toString(rev);
    return new TallyFrame(POLL, rev, false, text, text);
  }

  private void send(int rev) {
    kit.onLoop(
        () -> {
          pass.send(frame(rev));
          return null;
        });
  }

  private void awaitDelivered(int count) {
    kit.await(
        count + " delivered",
        () -> (int) registry.get("votehub.tallies.delivered").counter().count() == count);
  }
}
