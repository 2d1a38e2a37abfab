package io.votehub.faults;

import io.vertx.core.Vertx;
import io.votehub.redis.RedisServer;
import io.votehub.store.mongo.MongoStandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Hub processes with their dependencies, and fault proxies on all connections between them and
 * their clients.
 */
final class Cluster implements AutoCloseable {
  static final String SECRET = "a secret that all instances of a cluster share";

  private final Vertx vertx;
  private final Path folder;
  private final List<Instance> instances = new ArrayList<>();
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private RedisServer redis;
  private MongoStandIn store;

  private Cluster(Vertx vertx, Path folder) {
    this.vertx = vertx;
    this.folder = folder;
  }

  private interface Step {
    void run() throws Exception;
  }

  /** One ready hub with its embedded store and ledger, behind a proxy. */
  static Cluster embedded(Vertx vertx, Path folder) throws Exception {
    Cluster cluster = new Cluster(vertx, folder);
    return cluster.orNothing(
        () -> cluster.add("only", Instance.Ways.NONE, Map.of("VOTEHUB_AUTH_SECRET", SECRET)));
  }

  /**
   * The given number of ready hubs on a real Redis and the substitute for MongoDB, each behind its
   * own proxies, and with a clock that can be stepped if libfaketime is installed.
   */
  static Cluster of(int hubs, Vertx vertx, Path folder) throws Exception {
    Cluster cluster = new Cluster(vertx, folder);
    return cluster.orNothing(() -> cluster.start(hubs));
  }

  private Cluster orNothing(Step start) throws Exception {
    try {
      start.run();
      awaitReady();
      return this;
    } catch (Exception | AssertionError fault) {
      close();
      throw fault;
    }
  }

  private void start(int hubs) throws Exception {
    redis = RedisServer.start();
    parts.push(redis);
    store = MongoStandIn.start();
    parts.push(store);
    for (int i = 1; i <= hubs; i++) {
      FaultProxy toRedis = FaultProxy.start(vertx, redis.port());
      parts.push(toRedis);
      FaultProxy toStore = FaultProxy.start(vertx, store.port());
      parts.push(toStore);
      Map<String, String> settings =
          Map.of(
              "VOTEHUB_REDIS_URI",
              "redis://127.0.0.1:" + toRedis.port(),
              "VOTEHUB_MONGO_URI",
              "mongodb://127.0.0.1:" + toStore.port() + "/votehub",
              "VOTEHUB_AUTH_SECRET",
              SECRET);
      add("hub-" + i, new Instance.Ways(toRedis, toStore), settings);
    }
  }

  private void add(String name, Instance.Ways ways, Map<String, String> settings)
      throws IOException {
    Instance instance = new Instance(vertx, folder, name, ways, settings);
    instances.add(instance);
    parts.push(instance);
  }

  boolean isEmbedded() {
    return redis == null;
  }

  List<Instance> instances() {
    return List.copyOf(instances);
  }

  RedisServer redis() {
    return redis;
  }

  MongoStandIn store() {
    return store;
  }

  /** The addresses of the instances for voters and presenters. */
  List<Integer> ports() {
    return instances.stream().map(Instance::port).toList();
  }

  /** Starts stopped instances one after the other, and waits until all are ready. */
  void awaitReady() throws IOException, InterruptedException {
    for (Instance instance : instances) {
      instance.awaitReady();
    }
  }

  /** The output of all instances over all their runs. */
  String output() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Instance instance : instances) {
      text.append(instance.output());
    }
    return text.toString();
  }

  @Override
  public void close() throws Exception {
    List<Exception> failures = new ArrayList<>();
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception failure) {
        // A test that took too long is interrupted, and yet all processes are to end.
        failures.add(failure);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }
}
