package io.votehub.bench;

import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.identity.Ids;
import io.votehub.ledger.Ledger;
import io.votehub.ledger.MemoryLedger;
import io.votehub.ledger.Page;
import io.votehub.ledger.PublishPermit;
import io.votehub.ledger.RecordResult;
import io.votehub.ledger.RedisLedger;
import io.votehub.memory.MemoryShare;
import io.votehub.method.VotingMethods;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Mark;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.Revision;
import io.votehub.poll.Tally;
import io.votehub.protocol.TallyFrame;
import io.votehub.redis.RedisLink;
import io.votehub.redis.RedisServer;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import io.votehub.store.StoreContract;
import io.votehub.store.StoreMeter;
import io.votehub.store.embedded.EmbeddedStore;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Measures what a voter with a standing ballot takes, and what an ack and a tally cost with ten
 * voters and with a million, on a poll with four options: heap and Redis's memory for a ledger
 * page, bytes of the embedded store's file, and CPU time. {@code -Dvoters=N}; {@code -Dmarked=true}
 * gives each ballot a mark, {@code -Ddistinct=true} makes all ballots different.
 */
final class VoterGrowth {
  private static final int VOTERS = Integer.getInteger("voters", 1_000_000);
  private static final boolean MARKED = Boolean.getBoolean("marked");
  private static final boolean DISTINCT = Boolean.getBoolean("distinct");
  private static final int FEW = 10;
  private static final int BATCH = 500;
  private static final int TURNS = Integer.getInteger("turns", 20_000);
  private static final int TRIES = 20;
  private static final int MAX_CELLS = 20_000;
  private static final String POLL = "poll";
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final List<Option> OPTIONS =
      List.of(
          new Option("a", "Option A"),
          new Option("b", "Option B"),
          new Option("c", "Option C"),
          new Option("d", "Option D"));

  private final Vertx vertx = Vertx.vertx();
  private final List<String> few = voters(FEW);

  /** So that nothing is left out as unused. */
  private long written;

  private long turn;

  private VoterGrowth() {}

  /** Takes what to measure: {@code memory}, {@code redis}, {@code file}. */
  static void measure(String[] args) throws Exception {
    VoterGrowth growth = new VoterGrowth();
    for (String what : args) {
      switch (what) {
        case "memory" -> growth.inMemory();
        case "redis" -> growth.inRedis();
        default -> growth.inFile();
      }
    }
    System.out.printf("%d bytes of tallies%n", growth.written);
    System.exit(0);
  }

  private static List<String> voters(int number) {
    List<String> voters = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      voters.add(Ids.random());
    }
    return voters;
  }

  private void inMemory() throws Exception {
    MemoryShare share = MemoryShare.unbounded();
    MemoryLedger small = new MemoryLedger(InstantSource.system());
    MemoryLedger large = new MemoryLedger(InstantSource.system(), share);
    putUp(small);
    putUp(large);
    fill(small, few);
    List<String> some = voters(FEW * BATCH);
    fill(large, some);
    long before = heap();
    long takenBefore = share.used();
    for (int left = VOTERS; left > 0; left -= BATCH) {
      fill(large, voters(BATCH));
    }
    double heap = (heap() - before) / (double) VOTERS;
    double taken = (share.used() - takenBefore) / (double) VOTERS;
    System.out.printf("memory: %.1f bytes of heap a voter, %.1f accounted%n", heap, taken);
    report("memory, 10 voters", small, few, ProcessHandle.current().pid());
    report("memory, " + VOTERS + " voters", large, some, ProcessHandle.current().pid());
    report("memory, 10 voters", small, few, ProcessHandle.current().pid());
    report("memory, " + VOTERS + " voters", large, some, ProcessHandle.current().pid());
  }

  private void inRedis() throws Exception {
    try (RedisServer redis = RedisServer.start()) {
      RedisLink link = redis.connect(vertx);
      RedisLedger ledger = new RedisLedger(link);
      putUp(ledger);
      fill(ledger, few);
      report("Redis, 10 voters", ledger, few, redis.pid());
      long before = used(redis);
      List<String> some = voters(FEW * BATCH);
      fill(ledger, some);
      for (int left = VOTERS; left > 0; left -= BATCH) {
        fill(ledger, voters(BATCH));
      }
      System.out.printf("Redis: %.1f bytes a voter%n", (used(redis) - before) / (double) VOTERS);
      report("Redis, " + VOTERS + " voters", ledger, some, redis.pid());
    }
  }

  private static long used(RedisServer redis) throws Exception {
    return redis
        .command("INFO", "memory")
        .lines()
        .filter(line -> line.startsWith("used_memory:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).trim()))
        .findFirst()
        .orElseThrow();
  }

  private void inFile() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target"), "growth-ballots").toAbsolutePath();
    Store store = StoreContract.await(EmbeddedStore.open(vertx, folder, StoreMeter.NONE));
    StoreContract.await(store.addRoom(StoreContract.ROOM));
    StoreContract.await(store.addPoll(PollRecord.of(poll()).raised()));
    for (int from = 0; from < VOTERS; from += BATCH) {
      List<JournalEntry> entries = new ArrayList<>();
      for (CastBallot cast : cast(voters(BATCH), from)) {
        long rev = Revision.of(1, from + entries.size() + 1);
        entries.add(new JournalEntry(rev, cast.voter(), cast.ballot(), cast.at(), cast.mark()));
      }
      StoreContract.await(store.append(POLL, entries));
    }
    Thread.sleep(TimeUnit.SECONDS.toMillis(20));
    StoreContract.await(store.close());
    long bytes = Files.size(folder.resolve(EmbeddedStore.FILE));
    System.out.printf("file: %.1f bytes a ballot%n", bytes / (double) VOTERS);
  }

  private static Poll poll() {
    Poll.Times times =
        new Poll.Times(OptionalLong.of(1_000), OptionalLong.empty(), OptionalLong.empty());
    return Poll.draft(
            POLL,
            StoreContract.ROOM.code(),
            "Which one is it?",
            "single",
            OPTIONS,
            PollSettings.DEFAULT,
            1)
        .withState(PollState.OPEN, times);
  }

  private void putUp(Ledger ledger) throws Exception {
    Page.Terms terms = new Page.Terms(1, true, OptionalLong.empty(), 0, MAX_CELLS);
    String token = StoreContract.await(ledger.lock(POLL)).orElseThrow();
    Page page = new Page(1, PollState.OPEN, terms, Map.of());
    StoreContract.await(ledger.install(POLL, token, page));
  }

  private static List<CastBallot> cast(List<String> voters, int turn) {
    List<CastBallot> batch = new ArrayList<>();
    for (int i = 0; i < voters.size(); i++) {
      String option = OPTIONS.get((i + turn) % OPTIONS.size()).id();
      String ballot =
          DISTINCT
              ? "{\"choice\":\"" + option + "\",\"of\":\"" + voters.get(i) + "\"}"
              : "{\"choice\":\"" + option + "\"}";
      Mark mark = MARKED ? new Mark(i, turn) : null;
      // Cells as a method makes them: a list of its own for each ballot.
      List<String> cells = List.of(option);
      batch.add(new CastBallot(voters.get(i), 1, ballot, cells, 1_700_000_000_000L + i, mark));
    }
    return batch;
  }

  private static void fill(Ledger ledger, List<String> voters) throws Exception {
    for (int from = 0; from < voters.size(); from += BATCH) {
      record(ledger, cast(voters.subList(from, Math.min(voters.size(), from + BATCH)), 0));
    }
  }

  private static void record(Ledger ledger, List<CastBallot> batch) throws Exception {
    RecordResult.Recorded done = (RecordResult.Recorded) insist(() -> ledger.record(POLL, batch));
    if (!done.range().isEmpty()) {
      insist(() -> ledger.confirm(POLL, done.range()));
    }
  }

  /** Tries again where a busy machine lets a command time out; what is repeated changes nothing. */
  private static <T> T insist(Supplier<Future<T>> step) throws Exception {
    for (int tries = 0; ; tries++) {
      try {
        return StoreContract.await(step.get());
      } catch (Exception late) {
        if (tries == TRIES) {
          throw late;
        }
      }
    }
  }

  /** What one does is the difference between turns with it and turns without. */
  private void report(String name, Ledger ledger, List<String> voters, long pid) throws Exception {
    turns(ledger, voters, true);
    long acks = turns(ledger, voters, false);
    Duration other = ClusterBench.cpu(pid);
    long both = turns(ledger, voters, true);
    Duration others = ClusterBench.cpu(pid).minus(other);
    System.out.printf(
        "%s: %.2f µs of CPU a ballot recorded and confirmed, %.1f µs a tally; process %d: %.1f µs a"
            + " turn of both%n",
        name,
        acks / 1e3 / TURNS / FEW,
        (both - acks) / 1e3 / TURNS,
        pid,
        others.toNanos() / 1e3 / TURNS);
  }

  /**
   * The CPU time of this process for so many batches of few ballots, with a tally each or without.
   */
  private long turns(Ledger ledger, List<String> voters, boolean withTally) throws Exception {
    VotingMethods methods = VotingMethods.standard();
    Poll poll = poll();
    long start = PROCESS.getProcessCpuTime();
    for (int i = 0; i < TURNS; i++) {
      turn++;
      int at = (int) (turn * FEW % voters.size());
      // Another ballot than the one before, whenever the same voters' turn is again.
      int times = (int) (turn * FEW / voters.size());
      record(ledger, cast(voters.subList(at, at + FEW), at + 1 + times));
      if (withTally) {
        PublishPermit permit = insist(() -> ledger.tryAcquirePublish(POLL, 0));
        Tally tally = ((PublishPermit.Granted) permit).tally();
        written += TallyFrame.of(poll, methods.of(poll), tally).forVoters().length();
      }
    }
    return PROCESS.getProcessCpuTime() - start;
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
