package io.votehub.redis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A real Redis Cluster of three nodes without replicas, each in its own process. */
public final class RedisShards implements AutoCloseable {
  private static final int NODES = 3;
  private static final int SLOTS = 16_384;

  private final List<RedisServer> nodes = new ArrayList<>();

  /** Starts one and waits until each node reports a healthy cluster. */
  public static RedisShards start() throws IOException, InterruptedException {
    RedisShards shards = new RedisShards();
    for (int i = 0; i < NODES; i++) {
      shards.nodes.add(RedisServer.start("--cluster-enabled", "yes"));
    }
    shards.divide();
    for (RedisServer node : shards.nodes) {
      while (!node.command("CLUSTER", "INFO").contains("cluster_state:ok")) {
        LockSupport.parkNanos(2_000_000);
      }
    }
    return shards;
  }

  private void divide() throws IOException {
    for (int i = 0; i < NODES; i++) {
      List<String> slots = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
      IntStream.range(i * SLOTS / NODES, (i + 1) * SLOTS / NODES)
          .forEach(slot -> slots.add(Integer.toString(slot)));
      nodes.get(i).command(slots.toArray(String[]::new));
      String first = Integer.toString(nodes.get(0).port());
      nodes.get(i).command("CLUSTER", "MEET", "127.0.0.1", first);
    }
  }

  /** The value for the hub's setting {@code redis.uri}: two of the three nodes. */
  public String uri() {
    return nodes.stream()
        .limit(2)
        .map(node -> "127.0.0.1:" + node.port())
        .collect(Collectors.joining(",", "redis-cluster://", ""));
  }

  /** The number of keys of each node. */
  public List<Integer> keysOfEach() throws IOException {
    List<Integer> counts = new ArrayList<>();
    for (RedisServer node : nodes) {
      counts.add(Integer.valueOf(node.command("DBSIZE")));
    }
    return counts;
  }

  public void flushAll() throws IOException {
    for (RedisServer node : nodes) {
      node.flushAll();
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (RedisServer node : nodes) {
      node.close();
    }
  }
}
