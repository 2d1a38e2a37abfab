package io.votehub.due;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.votehub.ledger.MemoryLedger;
import io.votehub.ledger.SettableClock;
import io.votehub.store.MemoryStore;
import io.votehub.store.ScheduledTask;
import io.votehub.store.StoreContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DueTasksTest {
  private static final String WAKE = "test.due";

  private final Vertx vertx = Vertx.vertx();
  private final SettableClock clock = new SettableClock();
  private final MemoryStore store = new MemoryStore();
  private final BlockingQueue<List<String>> looks = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
  private final List<Boolean> refused = new CopyOnWriteArrayList<>();
  private Supplier<Future<Void>> step = Future::succeededFuture;
  private DueTasks tasks;
  private String deployed;

  @BeforeEach
  void start() {
    tasks =
        new DueTasks(
            new DueTasks.Kind("test", WAKE, 10, "Tasks of the test"),
            new MemoryLedger(clock),
            store,
            this::take);
  }

  @AfterEach
  void stop() {
    StoreContract.await(vertx.close());
  }

  private void deploy() {
    deployed =
        StoreContract.await(
            vertx.deployVerticle(
                new VerticleBase() {
                  @Override
                  public Future<?> start() {
                    return tasks.start(vertx);
                  }

                  @Override
                  public Future<?> stop() {
                    return tasks.stop();
                  }
                }));
  }

  private Future<Void> take(List<ScheduledTask> due, long now) {
    assertThat(due).allMatch(task -> task.dueAt() <= now);
    for (ScheduledTask task : due) {
      refused.add(tasks.work(task, () -> work(task)).isEmpty());
    }
    looks.add(due.stream().map(ScheduledTask::id).toList());
    return Future.succeededFuture();
  }

  private Future<Void> work(ScheduledTask task) {
    begun.add(task.id());
    return step.get()
        .compose(done -> store.changeTask("test", task.id(), any -> Optional.empty()))
        .mapEmpty();
  }

  private void add(String id, long dueAt) {
    ScheduledTask task = new ScheduledTask("test", id, dueAt, "");
    StoreContract.await(store.changeTask("test", id, any -> Optional.of(task)));
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T found = queue.poll(60, TimeUnit.SECONDS);
    assertThat(found).as("within 60 s").isNotNull();
    return found;
  }

  /** What the next look finds that finds something else; it looks once a second anyway. */
  private List<String> nextOtherThan(List<String> before) throws InterruptedException {
    List<String> found = next(looks);
    while (found.equals(before)) {
      found = next(looks);
    }
    return found;
  }

  @Test
  void aTaskIsTakenOnceItIsDue() throws Exception {
    long now = clock.millis();
    add("later", now + 40);
    deploy();
    assertThat(next(looks)).as("not yet").isEmpty();

    clock.advance(40);

    assertThat(next(begun)).isEqualTo("later");
  }

  @Test
  void aTaskThatWasAddedHereIsTakenAtOnce() throws Exception {
    deploy();
    assertThat(next(looks)).isEmpty();
    add("now", clock.millis());

    vertx.eventBus().publish(WAKE, "");

    assertThat(nextOtherThan(List.of())).containsExactly("now");
    assertThat(next(begun)).isEqualTo("now");
  }

  @Test
  void aTaskThatAnotherInstanceAddedIsFoundWithoutBeingWoken() throws Exception {
    deploy();
    assertThat(next(looks)).isEmpty();

    add("others", clock.millis());

    assertThat(next(begun)).isEqualTo("others");
  }

  @Test
  void whatIsWorkedOnIsNotBegunTwice() throws Exception {
    Promise<Void> held = Promise.promise();
    step = held::future;
    add("slow", clock.millis());
    deploy();
    assertThat(next(looks)).containsExactly("slow");

    vertx.eventBus().publish(WAKE, "");

    assertThat(next(looks)).as("still due").containsExactly("slow");
    assertThat(refused).startsWith(false, true).containsOnlyOnce(false);
    assertThat(begun).hasSize(1);
    held.complete();
    assertThat(nextOtherThan(List.of("slow"))).as("looked again as soon as it was done").isEmpty();
    assertThat(tasks.working()).isZero();
  }

  @Test
  void workThatFailsIsTriedAgain() throws Exception {
    List<Throwable> faults = new ArrayList<>(List.of(new IllegalStateException("once")));
    step =
        () -> faults.isEmpty() ? Future.succeededFuture() : Future.failedFuture(faults.remove(0));
    add("fails", clock.millis());
    deploy();

    assertThat(next(begun)).isEqualTo("fails");
    assertThat(next(begun)).isEqualTo("fails");
  }

  @Test
  void whatIsStoppedBeginsNothing() throws Exception {
    deploy();
    assertThat(next(looks)).isEmpty();
    StoreContract.await(vertx.undeploy(deployed));

    Optional<Future<Void>> work =
        tasks.work(new ScheduledTask("test", "late", 0, ""), Future::succeededFuture);

    assertThat(work).isEmpty();
    assertThat(tasks.working()).isZero();
  }
}
