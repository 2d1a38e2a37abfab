package io.votehub.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.store.JournalEntry;
import io.votehub.store.StoreContract;
import io.votehub.store.StoreException;
import io.votehub.store.StoreMeter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The behaviour of calls during and after outages, unresponsiveness and overload of MongoDB. */
@Timeout(180)
abstract class MongoOutageContract {
  /** Long enough for a busy machine. */
  private static final long SLACK_MS = 10_000;

  /** Sooner than what is tried in vain. */
  private static final long AT_ONCE_MS = MongoTimeouts.SERVER_SELECTION_MS - 500;

  private final Vertx vertx = Vertx.vertx();
  private TestMongo server;
  private MongoStore store;

  /** Starts an empty server for the store. */
  protected abstract TestMongo startServer() throws IOException;

  @BeforeEach
  void open() throws IOException {
    server = startServer();
    store = StoreContract.await(MongoStore.open(vertx, server.uri("test"), StoreMeter.NONE));
    StoreContract.await(store.addRoom(StoreContract.ROOM));
    StoreContract.await(store.addPoll(StoreContract.draft("p", 1)));
    StoreContract.await(store.raiseEpoch("p"));
  }

  @AfterEach
  void close() {
    server.resume();
    StoreContract.await(store.close());
    server.close();
    StoreContract.await(vertx.close());
  }

  private Future<Integer> append(int rev) {
    return store.append("p", List.of(StoreContract.entry(1, rev, "v" + rev, "1")));
  }

  private static ErrorCode refusal(Future<?> call) {
    Throwable fault =
        StoreContract.await(call.transform(done -> Future.succeededFuture(done))).cause();
    assertThat(fault).isInstanceOf(Refusal.class);
    return ((Refusal) fault).code();
  }

  private static long elapsedMs(long startNanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }

  /** Retries until it is answered, like voters. */
  private int appendAgainAndAgain(int rev) {
    Future<Integer> answer =
        append(rev).recover(fault -> vertx.timer(20).compose(waited -> Future.failedFuture(fault)));
    for (int tries = 0; tries < 1_000; tries++) {
      if (StoreContract.await(answer.transform(done -> Future.succeededFuture(done.succeeded())))) {
        return StoreContract.await(answer);
      }
      answer = vertx.timer(20).compose(waited -> append(rev));
    }
    throw new AssertionError("It is never answered again");
  }

  @Test
  void duringAnOutageCallsFailWithinTheTimeoutAndThenAtOnce() {
    server.stop();

    long start = System.nanoTime();
    List<Future<?>> calls = new ArrayList<>();
    for (int i = 1; i <= MongoTimeouts.BREAKER_FAILURES; i++) {
      calls.add(append(i));
      calls.add(store.poll("p"));
    }
    calls.forEach(call -> assertThat(refusal(call)).isEqualTo(ErrorCode.UNAVAILABLE));
    assertThat(elapsedMs(start)).isLessThan(MongoTimeouts.COMMAND_MS + SLACK_MS);

    List<Future<Boolean>> more = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      long then = System.nanoTime();
      more.add(
          store.poll("p").transform(done -> Future.succeededFuture(elapsedMs(then) < AT_ONCE_MS)));
    }
    assertThat(more.stream().filter(atOnce -> !StoreContract.await(atOnce)))
        .as("calls that were let through to try")
        .hasSizeLessThan(2);
  }

  @Test
  void afterAnOutageAcknowledgedDataIsThereAndWritesSucceed() {
    assertThat(StoreContract.await(append(1))).isEqualTo(1);
    server.stop();
    for (int i = 2; i <= 6; i++) {
      assertThat(refusal(append(i))).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    server.restart();

    assertThat(appendAgainAndAgain(2)).isEqualTo(1);
    List<JournalEntry> found = new ArrayList<>();
    StoreContract.await(store.readJournal("p", found::add));
    assertThat(found).extracting(JournalEntry::voter).contains("v1", "v2").doesNotHaveDuplicates();
    StoreContract.await(store.check());
  }

  @Test
  void anUnresponsiveMongoDbTimesOutAndRecovers() {
    server.pause();

    long start = System.nanoTime();
    assertThat(refusal(append(1))).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(elapsedMs(start)).isLessThan(MongoTimeouts.COMMAND_MS + SLACK_MS);
    server.resume();

    assertThat(appendAgainAndAgain(1)).isEqualTo(1);
  }

  @Test
  void callsBeyondTheQueueLimitAreBusy() {
    StoreContract.await(idle());
    server.pause();
    List<Future<?>> calls = new ArrayList<>();
    for (int i = 0; i < MongoTimeouts.MAX_WAITING_CALLS; i++) {
      calls.add(store.poll("p"));
    }
    assertThat(store.queued()).isEqualTo(MongoTimeouts.MAX_WAITING_CALLS);

    assertThat(refusal(store.poll("p"))).isEqualTo(ErrorCode.BUSY);

    server.resume();
    calls.forEach(StoreContract::await);
    assertThat(store.queued()).isZero();
  }

  /** Waits until the store has finished its tasks at opening. */
  private Future<Void> idle() {
    return store.queued() == 0
        ? Future.succeededFuture()
        : vertx.timer(10).compose(waited -> idle());
  }

  @Test
  void theHealthCheckNamesTheFault() {
    server.stop();

    assertThatThrownBy(() -> StoreContract.await(checkOnceStale()))
        .isInstanceOf(Refusal.class)
        .hasMessageMatching(
            "MongoDB cannot be written: (no primary can be reached|a connection broke)");
  }

  /** A recent write counts as a check of the store; so it is repeated until it no longer does. */
  private Future<Void> checkOnceStale() {
    return store.check().compose(fresh -> vertx.timer(100).compose(waited -> checkOnceStale()));
  }

  @Test
  void closingDoesNotWaitForeverForAnUnresponsiveMongoDb() {
    server.pause();
    Future<?> waiting = store.poll("p");

    long start = System.nanoTime();
    StoreContract.await(store.close());

    assertThat(elapsedMs(start)).isLessThan(MongoTimeouts.COMMAND_MS + SLACK_MS);
    assertThat(refusal(waiting)).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void withoutMongoDbTheStoreDoesNotOpenAndSaysWhy() {
    server.stop();
    String uri = "mongodb://admin:geheim@127.0.0.1:" + server.port() + "/";

    assertThatThrownBy(() -> StoreContract.await(MongoStore.open(vertx, uri, StoreMeter.NONE)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("MongoDB at 127.0.0.1:" + server.port() + " cannot be used")
        .hasMessageContaining("no primary can be reached")
        .hasMessageNotContaining("geheim");
  }
}
