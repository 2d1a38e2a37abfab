package io.votehub.bench;

import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.Vertx;
import io.votehub.identity.Ids;
import io.votehub.ledger.Page;
import io.votehub.ledger.RecordResult;
import io.votehub.ledger.RedisLedger;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Mark;
import io.votehub.poll.PollState;
import io.votehub.redis.RedisLink;
import io.votehub.redis.RedisServer;
import io.votehub.store.StoreContract;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Measures the CPU time of Redis and of this process for each ballot that is recorded in Redis and
 * confirmed, without hub and store. Arguments are triples: the number of voters, the size of a
 * batch, and {@code marked} or {@code plain}; with fewer voters than that a batch has several
 * ballots of each. {@code -Dballots=N}, {@code -Drounds=N}. To compare two versions, run both in
 * turns, each with its own class path.
 */
public final class LedgerBench {
  private static final int BALLOTS = Integer.getInteger("ballots", 400_000);
  private static final int ROUNDS = Integer.getInteger("rounds", 3);
  private static final List<String> CHOICES = List.of("a", "b", "c", "d");
  private static final String POLL = "poll";
  private static final OperatingSystemMXBean OWN =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final RedisServer redis;
  private final RedisLedger ledger;
  private final List<String> voters;
  private final int batch;
  private final boolean marked;
  private int cast;

  private LedgerBench(
      RedisServer redis, RedisLedger ledger, int voters, int batch, boolean marked) {
    this.redis = redis;
    this.ledger = ledger;
    this.voters = Stream.generate(Ids::random).limit(voters).toList();
    this.batch = batch;
    this.marked = marked;
  }

  public static void main(String[] args) throws Exception {
    List<String> cases =
        args.length > 0
            ? List.of(args)
            : List.of("100000", "500", "plain", "100000", "500", "marked", "400", "3000", "plain");
    for (int i = 0; i < cases.size(); i += 3) {
      try (RedisServer redis = RedisServer.start()) {
        RedisLink link = redis.connect(Vertx.vertx());
        int voters = Integer.parseInt(cases.get(i));
        int batch = Integer.parseInt(cases.get(i + 1));
        boolean marked = cases.get(i + 2).equals("marked");
        new LedgerBench(redis, new RedisLedger(link), voters, batch, marked).run();
      }
    }
    System.exit(0);
  }

  private void run() throws Exception {
    Page.Terms terms = new Page.Terms(1, true, OptionalLong.empty(), 0, 100);
    String token = StoreContract.await(ledger.lock(POLL)).orElseThrow();
    Page page = new Page(1, PollState.OPEN, terms, Map.of());
    StoreContract.await(ledger.install(POLL, token, page));
    // Everybody's first ballot, and what the compiler has to see.
    count(Math.max(BALLOTS, voters.size()));
    for (int round = 0; round < ROUNDS; round++) {
      Duration redisBefore = ClusterBench.cpu(redis.pid());
      long ownBefore = OWN.getProcessCpuTime();
      double ballots = count(BALLOTS);
      long own = OWN.getProcessCpuTime() - ownBefore;
      Duration redisTook = ClusterBench.cpu(redis.pid()).minus(redisBefore);
      System.out.printf(
          "%d voters, batches of %d, %s: %.2f µs of Redis a ballot, %.2f of the client%n",
          voters.size(),
          batch,
          marked ? "marked" : "plain",
          redisTook.toNanos() / 1e3 / ballots,
          own / 1e3 / ballots);
    }
  }

  /** Counts at least so many ballots, in whole batches; returns how many. */
  private int count(int ballots) throws Exception {
    int done = 0;
    while (done < ballots) {
      List<CastBallot> next = next();
      RecordResult.Recorded recorded =
          (RecordResult.Recorded) StoreContract.await(ledger.record(POLL, next));
      long counted = recorded.range().last() - recorded.range().first() + 1;
      if (counted != batch) {
        throw new IllegalStateException(counted + " of " + batch + " ballots count");
      }
      StoreContract.await(ledger.confirm(POLL, recorded.range()));
      done += batch;
    }
    return done;
  }

  /** Each ballot differs from the one that the same voter cast before. */
  private List<CastBallot> next() {
    List<CastBallot> next = new ArrayList<>(batch);
    for (int i = 0; i < batch; i++) {
      int voter = cast % voters.size();
      String choice = CHOICES.get((voter + cast / voters.size()) % CHOICES.size());
      Mark mark = marked ? new Mark(voter, cast) : null;
      String ballot = "{\"choice\":\"" + choice + "\"}";
      next.add(new CastBallot(voters.get(voter), 1, ballot, List.of(choice), cast, mark));
      cast++;
    }
    return next;
  }
}
