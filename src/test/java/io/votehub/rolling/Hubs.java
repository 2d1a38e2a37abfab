package io.votehub.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.process.FreePort;
import io.votehub.process.HubProcess;
import io.votehub.redis.RedisServer;
import io.votehub.store.mongo.MongoStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The hub processes of one cluster, on a real Redis and the substitute for MongoDB. */
final class Hubs implements AutoCloseable {
  private static final int STOP_WITHIN_S = 20;

  private final Path folder;
  private final RedisServer redis;
  private final MongoStandIn store;
  private final List<Integer> ports = new ArrayList<>();
  private final List<HubProcess> running = new ArrayList<>();

  private Hubs(Path folder, RedisServer redis, MongoStandIn store) {
    this.folder = folder;
    this.redis = redis;
    this.store = store;
  }

  /** Starts the given number, each once the one before it is ready. */
  static Hubs start(int count, Path folder) throws IOException, InterruptedException {
    Hubs hubs = new Hubs(folder, RedisServer.start(), MongoStandIn.start());
    for (int i = 0; i < count; i++) {
      Files.createDirectory(hubs.folderOf(i));
      hubs.ports.add(FreePort.find());
      hubs.running.add(hubs.launch(i));
      hubs.running.get(i).awaitReady();
    }
    return hubs;
  }

  private Path folderOf(int hub) {
    return folder.resolve("hub-" + hub);
  }

  private HubProcess launch(int hub) throws IOException {
    return HubProcess.launch(
        folderOf(hub),
        ports.get(hub),
        Map.of(
            "VOTEHUB_INSTANCE_ID",
            "hub-" + hub,
            "VOTEHUB_REDIS_URI",
            redis.uri(),
            "VOTEHUB_MONGO_URI",
            store.uri("votehub"),
            // A tenth of the default rate, because rendering on a thousand screens is not tested
            // here.
            "VOTEHUB_TALLY_INTERVAL_MS",
            "1000",
            "VOTEHUB_LIMITS_VOTES_PER_SECOND",
            "0",
            "VOTEHUB_LIMITS_ENABLED",
            "false",
            "JAVA_TOOL_OPTIONS",
            "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"));
  }

  int count() {
    return running.size();
  }

  List<Integer> ports() {
    return List.copyOf(ports);
  }

  /** Stops one as an operator would, and starts it again on the same port. */
  void restart(int hub) throws IOException, InterruptedException {
    running.get(hub).terminate();
    assertThat(running.get(hub).awaitExit(STOP_WITHIN_S)).as("exit status").isZero();
    running.set(hub, launch(hub));
    running.get(hub).awaitReady();
  }

  /** Kills one at once, like a crash; it stays down. */
  void kill(int hub) throws InterruptedException {
    running.get(hub).kill();
  }

  /** Their output since their last start. */
  String output() throws IOException {
    StringBuilder text = new StringBuilder();
    for (HubProcess hub : running) {
      text.append("---\n").append(hub.output());
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (HubProcess hub : running) {
      hub.kill();
    }
    redis.close();
    store.close();
  }
}
