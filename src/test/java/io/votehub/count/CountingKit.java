package io.votehub.count;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.votehub.bus.LocalCodec;
import io.votehub.draft.PollSpec;
import io.votehub.fanout.Fanout;
import io.votehub.fanout.LocalFanout;
import io.votehub.ledger.Ledger;
import io.votehub.ledger.MemoryLedger;
import io.votehub.ledger.SettableClock;
import io.votehub.memory.MemoryBudget;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Aim;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Receipt;
import io.votehub.poll.Room;
import io.votehub.poll.Tally;
import io.votehub.poll.VoterId;
import io.votehub.room.Polls;
import io.votehub.room.Rooms;
import io.votehub.store.MemoryStore;
import io.votehub.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Counting with an in-memory store, one room and one poll; the ledger can be lost at any moment.
 */
public final class CountingKit implements AutoCloseable {
  public static final String ROOM = "ABC234";

  public final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  public final MemoryStore store = new MemoryStore();
  public final SettableClock clock = new SettableClock();

  /** How often a page is lost just before its tally is read. */
  public final AtomicInteger lossesBeforeTally = new AtomicInteger();

  /** How often the pages are lost just before a voter's standing ballots are read. */
  public final AtomicInteger lossesBeforeStanding = new AtomicInteger();

  public final MemoryBudget memory;
  private int ids;
  private boolean keepSuperseded;
  public Ledger ledger;
  public Polls polls;
  public Rooms rooms;
  public BatchWriter writer;
  private CountingContext counting;
  public String poll;

  public CountingKit() {
    this(PollSettings.DEFAULT);
  }

  public CountingKit(PollSettings settings) {
    this(settings, MemoryBudget.of(1 << 26));
  }

  public CountingKit(PollSettings settings, MemoryBudget memory) {
    this(settings, memory, Optional.empty());
  }

  /**
   * @param electorate the voter roll whose members vote
   */
  public CountingKit(PollSettings settings, MemoryBudget memory, Optional<String> electorate) {
    this.memory = memory;
    vertx.eventBus().registerCodec(new LocalCodec());
    restart();
    await(store.addRoom(new Room(ROOM, "A room", 0)));
    List<Option> options =
        List.of(new Option("a", "A"), new Option("b", "B"), new Option("c", "C"));
    PollSpec spec =
        new PollSpec("Which?", "single", options, settings, electorate, Optional.empty());
    poll = await(polls.create(ROOM, spec)).id();
  }

  /** Simulates a new process on the same store: memory is lost, the journal is not. */
  public void restart() {
    ledger =
        ForgetfulLedger.over(
            new MemoryLedger(clock, memory.standing()), lossesBeforeTally, lossesBeforeStanding);
    VotingMethods methods = VotingMethods.standard();
    counting =
        new CountingContext(
            vertx, store, ledger, new LocalFanout(vertx, methods), methods, memory, keepSuperseded);
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

  /** Counting with another ledger. */
  public CountingContext counting(Ledger other) {
    return counting(store, other, new LocalFanout(vertx, VotingMethods.standard()));
  }

  /** Counting on other engines. */
  public CountingContext counting(Store otherStore, Ledger otherLedger, Fanout fanout) {
    VotingMethods methods = VotingMethods.standard();
    return new CountingContext(
        vertx, otherStore, otherLedger, fanout, methods, memory, keepSuperseded);
  }

  /** Runs a step on a context of Vert.x, always the same one, as counters do. */
  <T> T onContext(Callable<T> step) {
    Promise<T> done = Promise.promise();
    context.runOnContext(
        turn -> {
          try {
            done.complete(step.call());
          } catch (Exception | AssertionError failed) {
            done.fail(failed);
          }
        });
    return await(done.future());
  }

  /** Waits until a condition, looked at on the context, holds. */
  public void awaitThat(String what, BooleanSupplier condition) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!onContext(condition::getAsBoolean)) {
      if (System.nanoTime() > until) {
        throw new AssertionError("Not within 60 s: " + what);
      }
      await(vertx.timer(2));
    }
  }

  /** From now on superseded ballots are kept. */
  public void keepSuperseded() {
    keepSuperseded = true;
    restart();
  }

  /** The polls as accessed by another instance on the same store and ledger. */
  public Polls elsewhere() {
    VotingMethods methods = VotingMethods.standard();
    LocalFanout fanout = new LocalFanout(vertx, methods);
    return new Polls(
        new CountingContext(vertx, store, ledger, fanout, methods, memory, keepSuperseded),
        () -> "poll" + ++ids);
  }

  public CountingContext counting() {
    return counting;
  }

  /** Stands for a choice: the voter abstains. */
  public static final String ABSTAINS = "t";

  public Poll open() {
    return await(polls.open(ROOM, poll, OptionalInt.empty()));
  }

  /** A vote for the current run of the poll. */
  public Receipt vote(String voter, String choice) {
    CastBallot first = cast(voter, choice);
    int run = await(store.poll(poll)).map(record -> record.poll().run()).orElse(1);
    return send(new CastBallot(voter, run, first.ballot(), first.cells(), first.at()));
  }

  /** Withdraws the voter's ballot. */
  public Receipt withdraw(String voter) {
    int run = await(store.poll(poll)).map(record -> record.poll().run()).orElse(1);
    return send(CastBallot.withdrawal(voter, run, 0));
  }

  public Receipt send(CastBallot cast) {
    return send(poll, cast);
  }

  /** A vote on another poll than the kit's. */
  public Receipt send(String poll, CastBallot cast) {
    return await(writer.write(poll, List.of(cast))).get(0);
  }

  /** Counts a ballot by another instance. */
  public static Receipt send(CountingContext counting, String poll, CastBallot cast) {
    return await(counting.writer().write(poll, List.of(cast))).get(0);
  }

  /** A ballot for the first run. */
  public static CastBallot cast(String voter, String choice) {
    boolean abstains = choice.equals(ABSTAINS);
    String cell = abstains ? Tally.ABSTENTIONS : choice;
    List<String> cells = VoterId.isMember(voter) ? List.of(cell, Tally.WEIGHT) : List.of(cell);
    String ballot = abstains ? "{\"abstain\":true}" : "{\"choice\":\"" + choice + "\"}";
    return new CastBallot(voter, 1, ballot, cells, 0);
  }

  /** What a command is aimed at that is given for the kit's poll now. */
  Aim aim() {
    return aim(poll);
  }

  Aim aim(String of) {
    return Aim.at(await(store.poll(of)).orElseThrow().poll());
  }

  public Map<String, Long> cells() {
    return await(polls.standings().of(ROOM, poll)).tally().cells();
  }

  /** The failure of a call; empty if it succeeded. */
  public static Future<Throwable> fault(AsyncResult<?> call) {
    return Future.succeededFuture(call.cause());
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("No answer within 60 s", late);
    }
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
