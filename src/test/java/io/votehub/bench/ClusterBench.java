package io.votehub.bench;

import io.votehub.json.Json;
import io.votehub.redis.RedisServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures some instances of one hub: all on the first core, the load generator and the substitute
 * for MongoDB on the second, Redis on either. Throughput on one core does not grow with instances;
 * the CPU time of a vote in each part shows what more cores would give. The substitute acknowledges
 * ballots and keeps none, so that hubs and Redis are measured and not how it slows down as it
 * fills.
 */
public final class ClusterBench {
  private static final int WARM_UP = Integer.getInteger("warmup", 60);
  private static final int SECONDS = 8;

  private static final Map<String, Load> LOADS = new LinkedHashMap<>();

  static {
    LOADS.put("400 voters, window 16", new Load(400, 400, 16, 0, WARM_UP, SECONDS));
    LOADS.put(
        "400 voters, 20,000 votes/s an instance", new Load(400, 400, 0, 20_000, WARM_UP, SECONDS));
    LOADS.put(
        "400 voters, 10,000 votes/s an instance", new Load(400, 400, 0, 10_000, WARM_UP, SECONDS));
    LOADS.put("2,000 connected, 1,000 votes/s", new Load(2000, 2000, 0, 1000, WARM_UP, SECONDS));
  }

  private ClusterBench() {}

  /**
   * @param args numbers of instances, and words of which a load's name must contain each; if there
   *     are none, those of the property {@code bench.args}, separated by spaces
   */
  public static void main(String[] args) throws Exception {
    List<String> words =
        args.length > 0
            ? List.of(args)
            : Stream.of(System.getProperty("bench.args", "").split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
    List<Integer> counts =
        words.stream().filter(word -> word.matches("\\d")).map(Integer::valueOf).toList();
    List<Map.Entry<String, Load>> loads =
        LOADS.entrySet().stream()
            .filter(
                each ->
                    words.stream()
                        .filter(word -> !word.matches("\\d"))
                        .allMatch(each.getKey()::contains))
            .toList();
    System.out.println(
        "| instances | load | acks/s | ack p50 / p99 ms | vote to tally p50 / p99 ms"
            + " | CPU s per million delivered: hubs | CPU µs an ack: hubs, Redis, stand-in |\n"
            + "|---|---|---|---|---|---|---|");
    for (int instances : counts.isEmpty() ? List.of(1, 2, 4) : counts) {
      for (Map.Entry<String, Load> load : loads) {
        Load given = load.getValue();
        boolean each = load.getKey().endsWith("an instance");
        row(instances, load.getKey(), each ? given.times(instances) : given);
      }
    }
  }

  private static void row(int instances, String name, Load load)
      throws IOException, InterruptedException {
    try (RedisServer redis = RedisServer.start();
        MongoProcess mongo = MongoProcess.withoutBallots()) {
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
        List<Long> parts = new ArrayList<>(List.of(redis.pid(), mongo.pid()));
        parts.addAll(target.pids());
        Map<String, Object> f = load.generate(target.with(parts));
        System.err.println(Json.write(f) + "\n" + redis.command("INFO", "commandstats"));
        List<?> beside = (List<?>) f.get("besideCpuShares");
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
            anAck(f, beside.subList(2, beside.size())),
            anAck(f, beside.subList(0, 1)),
            anAck(f, beside.subList(1, 2)));
      } finally {
        for (BenchHub hub : hubs) {
          hub.close();
        }
      }
    }
  }

  /** What shares of a core are for each ack, in microseconds. */
  private static double anAck(Map<String, Object> figures, List<?> shares) {
    double sum = shares.stream().mapToDouble(ClusterBench::number).sum();
    return sum / number(figures.get("acksPerSecond")) * 1e6;
  }

  private static double number(Object figure) {
    return ((Number) figure).doubleValue();
  }

  static Duration cpu(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }
}
