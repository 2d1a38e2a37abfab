package io.votehub.count;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.fanout.LocalFanout;
import io.votehub.ledger.Ledger;
import io.votehub.ledger.MemoryLedger;
import io.votehub.ledger.SettableClock;
import io.votehub.memory.MemoryBudget;
import io.votehub.poll.Abstention;
import io.votehub.poll.Cast;
import io.votehub.poll.Methods;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSpec;
import io.votehub.poll.Receipt;
import io.votehub.poll.Room;
import io.votehub.poll.Settings;
import io.votehub.protocol.LocalCodec;
import io.votehub.store.MemoryStore;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Counting over a store in memory, with one room and one poll that can be opened; the ledger can be
 * lost at any moment.
 */
final class CountingKit implements AutoCloseable {
  static final String ROOM = "ABC234";

  final Vertx vertx = Vertx.vertx();
  final MemoryStore store = new MemoryStore();
  final SettableClock clock = new SettableClock();

  /** How often a page is lost just before its tally is read. */
  final AtomicInteger lossesBeforeTally = new AtomicInteger();

  final MemoryBudget memory;
  private int ids;
  private boolean keepSuperseded;
  Ledger ledger;
  Polls polls;
  Rooms rooms;
  BatchWriter writer;
  private Counting counting;
  String poll;

  CountingKit() {
    this(Settings.DEFAULT);
  }

  CountingKit(Settings settings) {
    this(settings, MemoryBudget.of(1 << 26));
  }

  CountingKit(Settings settings, MemoryBudget memory) {
    this.memory = memory;
    vertx.eventBus().registerCodec(new LocalCodec());
    restart();
    await(store.addRoom(new Room(ROOM, "A room", 0)));
    List<Option> options =
        List.of(new Option("a", "A"), new Option("b", "B"), new Option("c", "C"));
    poll = await(polls.create(ROOM, new PollSpec("Which?", "single", options, settings))).id();
  }

  /** Another process over the same store: memory is lost, the journal is not. */
  void restart() {
    ledger = ForgetfulLedger.over(new MemoryLedger(clock, memory.standing()), lossesBeforeTally);
    Methods methods = Methods.standard();
    Engines engines =
        new Engines(
            vertx, store, ledger, new LocalFanout(vertx, methods), methods, memory, keepSuperseded);
    counting = new Counting(engines);
    polls = new Polls(counting, () -> "poll" + ++ids);
    rooms =
        new Rooms(
            counting,
            polls,
            RandomGenerator.getDefault(),
            () -> "room-1",
            new Rooms.Keeping(3, 90));
    writer = counting.writer();
  }

  /** Counting on another ledger. */
  Counting counting(Ledger other) {
    Methods methods = Methods.standard();
    return new Counting(
        new Engines(
            vertx, store, other, new LocalFanout(vertx, methods), methods, memory, keepSuperseded));
  }

  /** From now on superseded ballots stay. */
  void keepSuperseded() {
    keepSuperseded = true;
    restart();
  }

  /** The polls by way of another instance on the same store and the same ledger. */
  Polls elsewhere() {
    Methods methods = Methods.standard();
    LocalFanout fanout = new LocalFanout(vertx, methods);
    return new Polls(
        new Counting(new Engines(vertx, store, ledger, fanout, methods, memory, keepSuperseded)),
        () -> "poll" + ++ids);
  }

  Counting counting() {
    return counting;
  }

  /** In the place of a choice: the voter abstains. */
  static final String ABSTAINS = "t";

  Poll open() {
    return await(polls.open(ROOM, poll, OptionalInt.empty()));
  }

  /** A vote of somebody who sees the poll as it is. */
  Receipt vote(String voter, String choice) {
    Cast first = cast(voter, choice);
    int run = await(store.poll(poll)).map(record -> record.poll().run()).orElse(1);
    return send(new Cast(voter, run, first.ballot(), first.cells(), first.at()));
  }

  /** Takes the voter's ballot back. */
  Receipt takeBack(String voter) {
    int run = await(store.poll(poll)).map(record -> record.poll().run()).orElse(1);
    return send(Cast.takenBack(voter, run, 0));
  }

  Receipt send(Cast cast) {
    return await(writer.write(poll, List.of(cast))).get(0);
  }

  /** A ballot that was made before any reset. */
  static Cast cast(String voter, String choice) {
    if (choice.equals(ABSTAINS)) {
      return new Cast(voter, 1, "{\"abstain\":true}", List.of(Abstention.CELL), 0);
    }
    return new Cast(voter, 1, "{\"choice\":\"" + choice + "\"}", List.of(choice), 0);
  }

  Map<String, Long> cells() {
    return await(polls.standings(ROOM, poll)).tally().cells();
  }

  /** What a call failed with; nothing if it did not. */
  static Future<Throwable> fault(AsyncResult<?> call) {
    return Future.succeededFuture(call.cause());
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("No answer within 10 s", late);
    }
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
