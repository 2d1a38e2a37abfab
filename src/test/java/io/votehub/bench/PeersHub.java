package io.votehub.bench;

import io.votehub.redis.RedisServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The hub under the load of the comparison: alone, or several on Redis and a stand-in for MongoDB.
 */
final class PeersHub {
  static final String NAME = "votehub";

  private static final int CORE = 0;
  private static final String INTERVAL = "VOTEHUB_TALLY_INTERVAL_MS";

  private PeersHub() {}

  static Map<String, Object> measure(PeersScenario scenario)
      throws IOException, InterruptedException {
    String interval = Integer.toString(scenario.tallyIntervalMs());
    if (scenario.instances() > 1) {
      return several(scenario, interval);
    }
    try (BenchHub hub = BenchHub.start(CORE, Map.of(INTERVAL, interval))) {
      // Or its warm-up would be taken for the memory of connections.
      hub.awaitWarm();
      return scenario.load().generate(hub.poll(List.of(hub.port()), List.of(hub.pid())));
    }
  }

  private static Map<String, Object> several(PeersScenario scenario, String interval)
      throws IOException, InterruptedException {
    List<BenchHub> hubs = new ArrayList<>();
    try (RedisServer redis = BesideCore.redis();
        MongoProcess mongo = MongoProcess.start()) {
      Map<String, String> settings =
          Map.of(
              INTERVAL,
              interval,
              "VOTEHUB_REDIS_URI",
              redis.uri(),
              "VOTEHUB_MONGO_URI",
              mongo.uri());
      try {
        for (int i = 0; i < scenario.instances(); i++) {
          hubs.add(BenchHub.start(CORE, settings));
        }
        for (BenchHub hub : hubs) {
          hub.awaitWarm();
        }
        List<Integer> ports = hubs.stream().map(BenchHub::port).toList();
        List<Long> pids = hubs.stream().map(BenchHub::pid).toList();
        Load.Target target = hubs.get(0).poll(ports, pids);
        return scenario.load().generate(target.with(List.of(redis.pid(), mongo.pid())));
      } finally {
        for (BenchHub hub : hubs) {
          hub.close();
        }
      }
    }
  }
}
