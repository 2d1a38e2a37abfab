package io.votehub.bench;

import io.votehub.json.Json;
import io.votehub.redis.RedisServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures 1, 2 and 4 instances of one hub: all on the first core, the load generator and the
 * substitute for MongoDB on the second, Redis on either. Throughput on one core does not grow with
 * instances; the CPU time of a vote in each part shows what more cores would give.
 */
public final class ClusterBench {
  private static final Load ACKS = new Load(400, 400, 16, 0, 45, 8);
  private static final Load LIVE = new Load(2000, 2000, 0, 1000, 45, 8);

  private ClusterBench() {}

  public static void main(String[] args) throws Exception {
    System.out.println(
        "| instances | load | acks/s | ack p50 / p99 ms | vote to tally p50 / p99 ms"
            + " | CPU s per million delivered: hubs | CPU µs an ack: hubs, Redis, stand-in |\n"
            + "|---|---|---|---|---|---|---|");
    for (int instances : new int[] {1, 2, 4}) {
      row(instances, "400 voters, window 16", ACKS);
      row(instances, "2,000 connected, 1,000 votes/s", LIVE);
    }
  }

  private static void row(int instances, String name, Load load)
      throws IOException, InterruptedException {
    try (RedisServer redis = RedisServer.start();
        MongoProcess mongo = MongoProcess.start()) {
      List<BenchHub> hubs = new ArrayList<>();
      try {
        for (int i = 0; i < instances; i++) {
          hubs.add(
              BenchHub.start(
                  0, Map.of("VOTEHUB_REDIS_URI", redis.uri(), "VOTEHUB_MONGO_URI", mongo.uri())));
        }
        Load.Target target =
            hubs.get(0)
                .poll(
                    hubs.stream().map(BenchHub::port).toList(),
                    hubs.stream().map(BenchHub::pid).toList());
        Duration redisBefore = cpu(redis.pid());
        Duration mongoBefore = cpu(mongo.pid());
        Map<String, Object> f = load.generate(target);
        System.err.println(Json.write(f));
        double acks = number(f, "acksPerSecond") * (load.seconds() + load.warmupSeconds());
        System.out.printf(
            "| %d | %s | %s | %s / %s | %s / %s | %s | %.1f, %.1f, %.1f |%n",
            instances,
            name,
            f.get("acksPerSecond"),
            f.get("ackP50Ms"),
            f.get("ackP99Ms"),
            f.get("tallyP50Ms"),
            f.get("tallyP99Ms"),
            f.get("hubCpuSecondsPerMillionDelivered"),
            number(f, "hubCpuShare") / number(f, "acksPerSecond") * 1e6,
            perMillion(cpu(redis.pid()).minus(redisBefore), acks),
            perMillion(cpu(mongo.pid()).minus(mongoBefore), acks));
      } finally {
        for (BenchHub hub : hubs) {
          hub.close();
        }
      }
    }
  }

  private static double number(Map<String, Object> figures, String name) {
    return ((Number) figures.get(name)).doubleValue();
  }

  static Duration cpu(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  private static double perMillion(Duration cpu, double acks) {
    return cpu.toNanos() / (double) TimeUnit.SECONDS.toNanos(1) / acks * 1e6;
  }
}
