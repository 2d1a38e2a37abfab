package io.votehub.hook;

import static io.votehub.outbound.Receiver.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.votehub.identity.HubKey;
import io.votehub.ledger.MemoryLedger;
import io.votehub.ledger.SettableClock;
import io.votehub.memory.MemoryBudget;
import io.votehub.method.VotingMethods;
import io.votehub.outbound.Receiver;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import io.votehub.poll.Tally;
import io.votehub.question.Board;
import io.votehub.question.BoardJson;
import io.votehub.question.BoardKey;
import io.votehub.question.Entry;
import io.votehub.question.EntryState;
import io.votehub.store.MemoryStore;
import io.votehub.store.PollRecord;
import io.votehub.store.StoreContract;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Instances send what was announced, whichever of them is up. */
class HookDispatcherTest {
  private static final HubKey KEY = HubKey.of("a secret of the tests, with 32 bytes and more");
  private static final Room ROOM = StoreContract.ROOM;
  private static final long REV = Revision.of(3, 7);
  private static final long TICK_MS = 20;

  private final Vertx vertx = Vertx.vertx();
  private final MemoryStore store = new MemoryStore();
  private final SettableClock clock = new SettableClock();
  private final MemoryLedger ledger = new MemoryLedger(clock, MemoryBudget.of(1 << 20).standing());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final HookAnnouncements announcements =
      new HookAnnouncements(
          vertx, store, ledger, VotingMethods.standard(), Optional.of("https://vote.example"));
  private final Webhooks webhooks = new Webhooks(announcements, ledger, KEY, true);
  private Receiver receiver;

  @BeforeEach
  void start() {
    receiver = new Receiver(vertx);
    await(store.addRoom(ROOM));
  }

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  private String instance() {
    return await(
        vertx.deployVerticle(
            new HookDispatcher(
                announcements,
                ledger,
                KEY,
                true,
                new SplittableRandom(1),
                new HookMeters(meters))));
  }

  /** A dispatcher that looks between an announcement and what it is about looks again later. */
  private void letTimePass() {
    vertx.setPeriodic(TICK_MS, tick -> clock.advance(TICK_MS));
  }

  private Webhooks.Added webhook(HookEvent... events) {
    return await(webhooks.add(ROOM.code(), receiver.url(), List.of(events)));
  }

  /** A poll that is closing. */
  private Poll closing() {
    PollRecord draft = StoreContract.draft("poll-1", 0);
    Poll poll =
        draft
            .poll()
            .withState(
                PollState.CLOSING,
                new Poll.Times(
                    OptionalLong.of(5), OptionalLong.empty(), OptionalLong.of(clock.millis())));
    await(store.addPoll(draft.withPoll(poll)));
    return poll;
  }

  private void seal(Poll poll) {
    Tally result = new Tally(REV, 0, true, Map.of(), 0);
    await(
        store.updatePoll(
            poll.id(),
            record ->
                record
                    .withPoll(poll.withState(PollState.CLOSED, poll.times()).withRev(REV))
                    .withResult(Optional.of(result))));
  }

  private Delivery only(Webhooks.Added webhook) {
    return await(announcements.outboxes().outbox(ROOM.code(), webhook.endpoint().id()))
        .deliveries()
        .get(0);
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Did not happen within 60 s");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  @Test
  void aCloseThatWasStoredJustBeforeItsInstanceDiedIsTold() throws Exception {
    webhook(HookEvent.POLL_CLOSED);
    Poll poll = closing();
    await(announcements.closing(poll, REV));
    seal(poll);

    // Another instance, which was never told that it has happened.
    instance();

    Receiver.Received told = receiver.await(1);
    assertThat(told.type()).isEqualTo("poll.closed");
    assertThat(told.id())
        .isEqualTo(Delivery.announced(HookEvent.POLL_CLOSED, "poll-1", REV, 0, "").id());
  }

  /** A board with one question that is live for the n-th time. */
  private static Board boardWith(Entry question) {
    return new Board(question.rev(), Map.of(question.id(), question));
  }

  private static Entry question(EntryState state, int lives) {
    return new Entry("e1", "v1", 1, "Who pays?", "who pays", "", 7, state, false, "", 3, "", lives);
  }

  private void write(Poll poll, Entry question) {
    await(
        store.changeRecord(
            ROOM.code(),
            BoardKey.of(poll.id(), poll.run()),
            text -> Optional.of(BoardJson.write(boardWith(question)))));
  }

  @Test
  void aQuestionThatWentLiveJustBeforeItsInstanceDiedIsToldEvenIfItWasHiddenSince() {
    webhook(HookEvent.QUESTION_LIVE);
    Poll poll = closing();
    await(announcements.goingLive(poll, List.of(question(EntryState.LIVE, 1))));
    write(poll, question(EntryState.HIDDEN, 1));

    instance();

    Receiver.Received told = receiver.await(1);
    assertThat(told.type()).isEqualTo("question.live");
    assertThat(told.body()).contains("Who pays?");
  }

  @Test
  void aQuestionThatDidNotGoLiveAfterAllIsNotTold() {
    Webhooks.Added webhook = webhook(HookEvent.QUESTION_LIVE);
    Poll poll = closing();
    await(announcements.goingLive(poll, List.of(question(EntryState.LIVE, 2))));
    write(poll, question(EntryState.PENDING, 1));
    instance();

    clock.advance(61_000);
    announcements.happened();

    until(
        () ->
            await(announcements.outboxes().outbox(ROOM.code(), webhook.endpoint().id()))
                .deliveries()
                .isEmpty());
    assertThat(receiver.all()).isEmpty();
  }

  @Test
  void aReceiverVerifiesWithTheLibraryOfTheStandard() throws Exception {
    clock.advance(System.currentTimeMillis() - clock.millis());
    Webhooks.Added webhook = webhook(HookEvent.POLL_CLOSED);
    Webhooks.Added rotated = await(webhooks.rotate(ROOM.code(), webhook.endpoint().id()));
    Poll poll = closing();
    await(announcements.closing(poll, REV));
    seal(poll);
    instance();

    Receiver.Received told = receiver.await(1);

    Map<String, List<String>> headers = new HashMap<>();
    told.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    HttpHeaders all = HttpHeaders.of(headers, (name, value) -> true);
    new Webhook(webhook.secret()).verify(told.body(), all.map());
    new Webhook(rotated.secret()).verify(told.body(), all.map());
  }

  @Test
  void aCloseThatWasNeverStoredIsNotTold() {
    Webhooks.Added webhook = webhook(HookEvent.POLL_CLOSED);
    Poll poll = closing();
    await(announcements.closing(poll, Revision.of(2, 1)));
    // Another attempt, after the instance of the first died.
    await(announcements.closing(poll, REV));
    seal(poll);

    instance();

    receiver.await(1);
    until(() -> only(webhook).state() == Delivery.State.DELIVERED);
    assertThat(receiver.all()).hasSize(1);
    assertThat(await(webhooks.deliveries(ROOM.code(), webhook.endpoint().id()))).hasSize(1);
  }

  @Test
  void ofManyInstancesOneSends() {
    letTimePass();
    Webhooks.Added webhook = webhook(HookEvent.POLL_CLOSED);
    for (int i = 0; i < 3; i++) {
      instance();
    }
    Poll poll = closing();
    await(announcements.closing(poll, REV));
    await(announcements.closing(poll, REV));
    seal(poll);
    announcements.happened();

    until(() -> only(webhook).state() == Delivery.State.DELIVERED);
    assertThat(receiver.all()).hasSize(1);
  }

  @Test
  void whatAnInstanceDiedOverIsSentByAnotherWithTheSameId() {
    Webhooks.Added webhook = webhook(HookEvent.POLL_CLOSED);
    receiver.answer((message, request) -> {});
    Poll poll = closing();
    await(announcements.closing(poll, REV));
    seal(poll);
    String dying = instance();
    Receiver.Received first = receiver.await(1);
    await(vertx.undeploy(dying));
    receiver.answer(200);

    instance();
    clock.advance(30_000);
    announcements.happened();

    assertThat(receiver.await(2).id()).isEqualTo(first.id());
    until(() -> only(webhook).state() == Delivery.State.DELIVERED);
  }

  @Test
  void aReceiverThatIsDownForDaysIsTriedTenTimesAndThenGivenUp() {
    Webhooks.Added webhook = webhook(HookEvent.POLL_CLOSED);
    receiver.answer(503);
    Poll poll = closing();
    await(announcements.closing(poll, REV));
    seal(poll);
    instance();
    List<Long> delays = new ArrayList<>();

    for (int i = 1; i < 10; i++) {
      int attempts = i;
      receiver.await(attempts);
      until(() -> only(webhook).attempts() == attempts);
      long delay = only(webhook).nextAt() - clock.millis();
      delays.add(delay);
      clock.advance(delay);
      announcements.happened();
    }

    until(() -> only(webhook).state() == Delivery.State.FAILED);
    assertThat(receiver.all()).hasSize(10);
    assertThat(receiver.all()).extracting(Receiver.Received::id).containsOnly(only(webhook).id());
    List<Duration> expected =
        List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));
    for (int i = 0; i < expected.size(); i++) {
      long least = expected.get(i).toMillis();
      assertThat(delays.get(i)).isBetween(least, least * 11 / 10);
    }
    assertThat(meters.counter("votehub.webhooks", "outcome", "given-up").count()).isEqualTo(1);
  }

  @Test
  void aReceiverIsLeftAloneForAsLongAsItAsks() {
    Webhooks.Added webhook = webhook(HookEvent.POLL_CLOSED);
    receiver.answer(
        (message, request) ->
            request.response().setStatusCode(429).putHeader("Retry-After", "600").end());
    Poll poll = closing();
    await(announcements.closing(poll, REV));
    seal(poll);
    instance();

    until(() -> only(webhook).attempts() == 1);

    assertThat(only(webhook).nextAt() - clock.millis()).isEqualTo(600_000);
  }

  /** Each takes 15 s; they are cut short by the end of the test. */
  @Test
  void aHundredThatHangHoldUpNoOther() {
    long begun = System.nanoTime();
    receiver.answer((message, request) -> {});
    for (int i = 0; i < 100; i++) {
      Room other = new Room("ABD%03d".formatted(i).replace('0', 'X').replace('1', 'Y'), "", 1);
      await(store.addRoom(other));
      Webhooks.Added added =
          await(webhooks.add(other.code(), receiver.url(), List.of(HookEvent.QUESTION_LIVE)));
      Delivery failing =
          Delivery.announced(HookEvent.QUESTION_LIVE, "q" + i, 1, clock.millis(), "")
              .happened("{}", clock.millis())
              .failed(0, "timeout", clock.millis(), OptionalLong.of(clock.millis()));
      await(
          announcements
              .outboxes()
              .add(other.code(), added.endpoint().id(), outbox -> outbox.with(failing)));
    }
    Receiver healthy = new Receiver(vertx);
    await(webhooks.add(ROOM.code(), healthy.url(), List.of(HookEvent.POLL_CLOSED)));
    instance();
    receiver.await(32);
    letTimePass();
    Poll poll = closing();
    await(announcements.closing(poll, REV));
    seal(poll);

    announcements.happened();

    healthy.await(1);
    long turns = 1 + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) / 15;
    assertThat(receiver.all()).hasSizeBetween(32, (int) turns * 32);
  }

  @Test
  void nothingIsLeftOfARoomThatWasDeleted() {
    webhook(HookEvent.ROOM_DELETED);
    webhook(HookEvent.POLL_CLOSED);
    await(announcements.closing(closing(), REV));
    await(announcements.deleting(ROOM));
    await(store.deleteRoom(ROOM.code()));

    instance();

    receiver.await(1);
    until(() -> await(store.dueTasks(Outbox.KIND, Long.MAX_VALUE, 9)).isEmpty());
    assertThat(receiver.all()).extracting(Receiver.Received::type).containsExactly("room.deleted");
  }

  @Test
  void aRoomThatWasNotDeletedAfterAllGoesOn() {
    Webhooks.Added webhook = webhook(HookEvent.ROOM_DELETED, HookEvent.POLL_CLOSED);
    await(announcements.deleting(ROOM));
    instance();
    clock.advance(61_000);
    announcements.happened();
    until(
        () ->
            await(announcements.outboxes().outbox(ROOM.code(), webhook.endpoint().id()))
                .deliveries()
                .isEmpty());
    letTimePass();
    Poll poll = closing();
    await(announcements.closing(poll, REV));
    seal(poll);
    announcements.happened();

    assertThat(receiver.await(1).type()).isEqualTo("poll.closed");
  }

  @Test
  void anOutboxKeepsWhatWaitsAndIsBounded() {
    Outbox outbox = Outbox.empty(ROOM.code());
    String large = "x".repeat(20_000);
    for (int i = 0; i < 200; i++) {
      Delivery each =
          Delivery.announced(HookEvent.POLL_CLOSED, "p" + i, i, i, "").happened(large, i);
      outbox = outbox.with(i < 5 ? each : each.delivered(200, i));
    }
    assertThat(outbox.deliveries().stream().mapToInt(Delivery::bytes).sum())
        .isLessThanOrEqualTo(Outbox.MAX_BYTES);
    assertThat(outbox.deliveries()).extracting(Delivery::subject).contains("p0", "p4", "p199");

    for (int i = 0; i < 200; i++) {
      outbox =
          outbox.with(Delivery.announced(HookEvent.POLL_CLOSED, "w" + i, i, i, "").happened("", i));
    }
    assertThat(outbox.deliveries()).hasSize(Outbox.MAX_DELIVERIES);
    assertThat(outbox.deliveries()).extracting(Delivery::subject).contains("w199");
  }

  @Test
  void secretsAreNotReadableInTheStore() {
    Webhooks.Added webhook = webhook(HookEvent.ROOM_DELETED);
    await(announcements.deleting(ROOM));

    String secret = webhook.secret().substring("whsec_".length());
    List<String> kept = new ArrayList<>();
    kept.add(await(store.record(ROOM.code(), Endpoints.RECORD)).orElseThrow());
    await(store.dueTasks(Outbox.KIND, Long.MAX_VALUE, 9)).forEach(task -> kept.add(task.text()));

    assertThat(kept).hasSize(2).noneMatch(text -> text.contains(secret));
  }
}
