package io.votehub.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Many {@link Voter}s on one event loop, and statistics about all of them. */
final class Crowd implements AutoCloseable {
  private static final long LOOK_EVERY_MS = 50;
  private static final int COMING_MS = 2000;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final WebSocketClient client;
  private final List<Voter> voters = new ArrayList<>();

  private Crowd(int size) {
    client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxConnections(2 * size)
                .setMaxFrameSize(1 << 20)
                .setMaxMessageSize(1 << 20));
  }

  /** The given number of voters, who connect one after the other and vote from then on. */
  static Crowd seat(int size, int port, Voter.Question question) {
    Crowd crowd = new Crowd(size);
    for (int i = 0; i < size; i++) {
      crowd.voters.add(new Voter(crowd.vertx, crowd.client, port, question, new Random(i)));
    }
    Random random = new Random(size);
    crowd.onLoop(
        loop -> {
          for (Voter voter : crowd.voters) {
            crowd.vertx.setTimer(1 + random.nextInt(COMING_MS), come -> voter.socket().connect());
          }
          return loop;
        });
    return crowd;
  }

  private <T> T onLoop(Function<List<Voter>, T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    vertx.runOnContext(
        turn -> {
          try {
            answer.complete(question.apply(voters));
          } catch (RuntimeException fault) {
            answer.completeExceptionally(fault);
          }
        });
    return answer.orTimeout(30, TimeUnit.SECONDS).join();
  }

  void each(Consumer<Voter> step) {
    onLoop(
        all -> {
          all.forEach(step);
          return all.size();
        });
  }

  /** One value per voter, in their order. */
  <T> List<T> ask(Function<Voter, T> question) {
    return onLoop(
        all -> {
          List<T> answers = new ArrayList<>();
          all.forEach(voter -> answers.add(question.apply(voter)));
          return answers;
        });
  }

  /** Waits until the condition holds for every voter. */
  void awaitEach(String what, int withinS, Predicate<Voter> wanted) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(withinS);
    for (long missing = 1; missing > 0; ) {
      missing = onLoop(all -> all.stream().filter(wanted.negate()).count());
      if (missing > 0) {
        assertThat(System.nanoTime())
            .as("all %s within %d s; %d do not: %s", what, withinS, missing, state())
            .isLessThan(until);
        vertx.timer(LOOK_EVERY_MS).toCompletionStage().toCompletableFuture().join();
      }
    }
  }

  private String state() {
    return onLoop(
        all ->
            "%d live, %d without an answer, faults %s"
                .formatted(
                    all.stream().filter(voter -> voter.socket().isLive()).count(),
                    all.stream().filter(voter -> !voter.isSettled()).count(),
                    all.stream().flatMap(voter -> voter.faults().stream()).distinct().toList()));
  }

  @Override
  public void close() {
    each(voter -> voter.socket().stop());
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
