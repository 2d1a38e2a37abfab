package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.bus.LocalCodec;
import io.votehub.fanout.LocalFanout;
import io.votehub.fanout.RoomEvent;
import io.votehub.method.VotingMethods;
import io.votehub.poll.ReactionSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReactionsTest {
  private static final String ROOM = "ABC234";
  private static final String CLAP = "👏";
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Vertx vertx = Vertx.vertx();
  private final LocalFanout fanout = new LocalFanout(vertx, VotingMethods.standard());
  private final List<Map<String, Long>> shown = new CopyOnWriteArrayList<>();
  private final List<Long> shownAt = new CopyOnWriteArrayList<>();
  private final Semaphore came = new Semaphore(0);
  private final ReactionLimiter limiter = new ReactionLimiter();
  private final ReactionSettings settings = ReactionSettings.DEFAULT;
  private final List<Reactions> loops = new ArrayList<>();

  @BeforeEach
  void register() {
    vertx.eventBus().registerCodec(new LocalCodec());
  }

  @AfterEach
  void end() throws Exception {
    loops.forEach(Reactions::close);
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  /** The reactions of the room on one event loop, of which only the first is looked at. */
  private Reactions loop() {
    boolean first = loops.isEmpty();
    Reactions reactions =
        new Reactions(
            vertx,
            ROOM,
            fanout,
            limiter,
            () -> settings,
            counts -> {
              if (first) {
                shown.add(counts);
                shownAt.add(System.nanoTime());
                came.release();
              }
            });
    loops.add(reactions);
    fanout.listen(
        ROOM,
        event -> {
          if (event instanceof RoomEvent.Noticed noticed) {
            reactions.noticed(noticed.notice().content());
          }
        });
    return reactions;
  }

  private void onLoop(Runnable work) {
    Future.<Void>future(
            done ->
                vertx.runOnContext(
                    turn -> {
                      work.run();
                      done.complete();
                    }))
        .await();
  }

  private void awaitShown(int sums) {
    try {
      assertThat(came.tryAcquire(sums, 60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stop);
    }
  }

  private long sum(String emoji) {
    return shown.stream().mapToLong(each -> each.getOrDefault(emoji, 0L)).sum();
  }

  @Test
  void theReactionsOfAllLoopsAreOneSumASecond() {
    Reactions one = loop();
    Reactions other = loop();
    onLoop(
        () -> {
          for (int i = 0; i < 500; i++) {
            one.react("v" + i, CLAP, System.nanoTime());
            other.react("w" + i, i % 2 == 0 ? CLAP : "🎉", System.nanoTime());
          }
        });

    awaitShown(1);

    assertThat(shown).containsExactly(Map.of(CLAP, 750L, "🎉", 250L));
  }

  @Test
  void theyAreShownAtMostOnceASecondHoweverFastPeopleTap() {
    Reactions reactions = loop();
    long begin = System.nanoTime();
    long feeding =
        vertx.setPeriodic(
            1, tick -> reactions.react("v" + System.nanoTime(), CLAP, System.nanoTime()));

    awaitShown(3);
    vertx.cancelTimer(feeding);

    // Counted from the begin: one that comes late is no reason for the next to be late, too.
    for (int i = 0; i < 3; i++) {
      assertThat(shownAt.get(i) - begin).isGreaterThan(i * SECOND);
    }
  }

  @Test
  void aVoterReactsThreeTimesAtOnceAndThenEveryTwoSeconds() {
    Reactions reactions = loop();
    long now = System.nanoTime();
    onLoop(
        () -> {
          for (int i = 0; i < 10; i++) {
            reactions.react("v", CLAP, now);
          }
          reactions.react("v", CLAP, now + SECOND);
          reactions.react("v", CLAP, now + 2 * SECOND);
          reactions.react("v", CLAP, now + 3 * SECOND);
          reactions.react("w", CLAP, now);
        });

    awaitShown(1);

    assertThat(sum(CLAP)).as("3 of v at once, 1 after two seconds, 1 of w").isEqualTo(5);
  }

  @Test
  void aVoterWithConnectionsOnSeveralLoopsReactsNoMoreOften() {
    List<Reactions> connected = List.of(loop(), loop(), loop());
    long now = System.nanoTime();
    onLoop(
        () -> {
          for (Reactions each : connected) {
            each.react("v", CLAP, now);
            each.react("v", CLAP, now);
          }
          for (Reactions each : connected) {
            each.react("v", CLAP, now + 2 * SECOND);
          }
        });

    awaitShown(1);

    assertThat(sum(CLAP)).as("3 at once, 1 after two seconds").isEqualTo(4);
  }

  @Test
  void whatTheRoomDoesNotOfferIsDropped() {
    Reactions reactions = loop();
    onLoop(
        () -> {
          reactions.react("v", "🐍", System.nanoTime());
          reactions.react("v", CLAP, System.nanoTime());
          reactions.noticed(Map.of("counts", Map.of("🐍", 7, CLAP, "many")));
          reactions.noticed(Map.of("counts", "none"));
        });

    awaitShown(1);

    assertThat(shown).containsExactly(Map.of(CLAP, 1L));
  }
}
