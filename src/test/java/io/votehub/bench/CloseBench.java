package io.votehub.bench;

import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.bus.LocalCodec;
import io.votehub.count.CountingContext;
import io.votehub.draft.PollSpec;
import io.votehub.fanout.LocalFanout;
import io.votehub.ledger.MemoryLedger;
import io.votehub.memory.MemoryBudget;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Aim;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import io.votehub.room.Polls;
import io.votehub.store.JournalEntry;
import io.votehub.store.Store;
import io.votehub.store.StoreContract;
import io.votehub.store.StoreMeter;
import io.votehub.store.embedded.EmbeddedStore;
import io.votehub.store.mongo.MongoStore;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures how long it takes to close a ranked poll of 100,000 ballots that are nearly all
 * different, on the embedded store and on the substitute for MongoDB: time, CPU time of the process
 * (that of the substitute is not in it), passes over the journal, and for how long the store was
 * waited for, call by call. The first close of a process is a cold one; {@code -Drounds=N} for more
 * than three, {@code -Dproof=none} for a close without a seal.
 */
public final class CloseBench {
  private static final int BALLOTS = Integer.getInteger("ballots", 100_000);
  private static final int AT_ONCE = 1_000;
  private static final int OPTIONS = 10;
  private static final int ROUNDS = Integer.getInteger("rounds", 3);
  private static final PollSettings.Proof PROOF =
      PollSettings.Proof.of(System.getProperty("proof", "receipts")).orElseThrow();
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private CloseBench() {}

  /** Takes the memory budget in MB; by default half of the heap, as a hub has it. */
  public static void main(String[] args) throws Exception {
    long budget =
        args.length == 0
            ? Runtime.getRuntime().maxMemory() / 2
            : Long.parseLong(args[0]) * 1024 * 1024;
    Vertx vertx = Vertx.vertx();
    vertx.eventBus().registerCodec(new LocalCodec());
    try (MongoProcess mongo = MongoProcess.start()) {
      Store cluster = StoreContract.await(MongoStore.open(vertx, mongo.uri(), StoreMeter.NONE));
      Store embedded =
          StoreContract.await(
              EmbeddedStore.open(vertx, Files.createTempDirectory("close"), StoreMeter.NONE));
      for (int round = 1; round <= ROUNDS; round++) {
        System.out.println(
            "embedded, round " + round + ": " + close(vertx, embedded, budget, round));
        System.out.println("MongoDB, round " + round + ": " + close(vertx, cluster, budget, round));
      }
    }
    System.exit(0);
  }

  private static String close(Vertx vertx, Store store, long budget, int round) throws Exception {
    Map<String, LongAdder> waited = new ConcurrentHashMap<>();
    LongAdder reads = new LongAdder();
    VotingMethods methods = VotingMethods.standard();
    CountingContext counting =
        new CountingContext(
            vertx,
            timed(store, waited, reads),
            new MemoryLedger(InstantSource.system()),
            new LocalFanout(vertx, methods),
            methods,
            MemoryBudget.of(budget),
            false);
    Polls polls = new Polls(counting, () -> "poll" + round);
    String code = "ABC23" + (round + 1);
    await(store.addRoom(new Room(code, "A room", 0)));
    List<Option> options =
        IntStream.range(0, OPTIONS)
            .mapToObj(i -> new Option(String.valueOf((char) ('a' + i)), "Option " + i))
            .toList();
    PollSpec spec =
        new PollSpec(
            "Which?",
            "ranked",
            options,
            PollSettings.DEFAULT.withOwn(Map.of("count", "irv")).withProof(PROOF),
            Optional.empty(),
            Optional.empty());
    Poll draft = await(polls.create(code, spec));
    Aim aim = Aim.at(await(polls.open(code, draft.id(), OptionalInt.empty())));
    fill(store, draft.id(), await(store.append(draft.id(), List.of())));
    waited.clear();
    reads.reset();

    long cpuBefore = PROCESS.getProcessCpuTime();
    long start = System.nanoTime();
    await(counting.closing().close(draft.id(), aim));
    long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    long cpuMs = TimeUnit.NANOSECONDS.toMillis(PROCESS.getProcessCpuTime() - cpuBefore);

    return ms
        + " ms, "
        + cpuMs
        + " ms of CPU, "
        + reads.sum()
        + " passes over the journal; waited for "
        + new TreeMap<>(waited)
            .entrySet().stream()
                .map(e -> e.getKey() + " " + TimeUnit.NANOSECONDS.toMillis(e.getValue().sum()))
                .collect(Collectors.joining(", "));
  }

  private static void fill(Store store, String poll, int epoch) throws Exception {
    Random random = new Random(5);
    List<String> names =
        IntStream.range(0, OPTIONS)
            .mapToObj(i -> "\"" + (char) ('a' + i) + "\"")
            .collect(Collectors.toCollection(ArrayList::new));
    for (int from = 1; from <= BALLOTS; from += AT_ONCE) {
      List<JournalEntry> entries = new ArrayList<>();
      for (int i = from; i < from + AT_ONCE; i++) {
        Collections.shuffle(names, random);
        entries.add(
            new JournalEntry(
                Revision.of(epoch, i),
                "voter-000000000000-" + i,
                "{\"ranking\":[" + String.join(",", names) + "]}",
                1_700_000_000_000L));
      }
      await(store.append(poll, entries));
    }
  }

  /** Adds up how long the futures of each call take. */
  private static Store timed(Store store, Map<String, LongAdder> waited, LongAdder reads) {
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, args) -> {
              long start = System.nanoTime();
              reads.add(method.getName().equals("readJournal") ? 1 : 0);
              Object answer = method.invoke(store, args);
              return answer instanceof Future<?> future
                  ? future.onComplete(
                      done ->
                          waited
                              .computeIfAbsent(method.getName(), any -> new LongAdder())
                              .add(System.nanoTime() - start))
                  : answer;
            });
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(5, TimeUnit.MINUTES);
  }
}
