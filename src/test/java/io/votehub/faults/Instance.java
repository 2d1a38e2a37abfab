package io.votehub.faults;

import io.vertx.core.Vertx;
import io.votehub.process.FreePort;
import io.votehub.process.HubProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One hub of a {@link Cluster} with the proxies on its connections. */
final class Instance implements AutoCloseable {
  /** Three hubs and the drivers share a machine, and a hub with a few dozen voters needs little. */
  private static final String JAVA_OPTIONS = "-Xmx160m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  private static final int STOP_WITHIN_S = 20;
  private static final int READY_WITHIN_S = 90;
  private static final int READY_PROBE_MS = 50;

  private final String name;
  private final Path folder;
  private final int hubPort;
  private final FaultProxy front;
  private final Ways ways;
  private final Optional<FakeClock> clock;
  private final Map<String, String> settings;
  private final List<HubProcess> lives = new ArrayList<>();

  /**
   * What stands between a hub and the world beside its clients.
   *
   * @param redis null on embedded engines, as is {@code store}
   */
  record Ways(FaultProxy redis, FaultProxy store) {
    static final Ways NONE = new Ways(null, null);
  }

  Instance(Vertx vertx, Path parent, String name, Ways ways, Map<String, String> settings)
      throws IOException {
    this.name = name;
    this.folder = Files.createDirectory(parent.resolve(name));
    this.hubPort = FreePort.find();
    this.front = FaultProxy.start(vertx, hubPort);
    this.ways = ways;
    this.clock = FakeClock.in(folder);
    this.settings = new HashMap<>(settings);
    this.settings.put("VOTEHUB_INSTANCE_ID", name);
    // Limits are off, because these tests send votes and calls as fast as they can.
    this.settings.put("VOTEHUB_LIMITS_ENABLED", "false");
    this.settings.put("VOTEHUB_LIMITS_VOTES_PER_SECOND", "0");
    this.settings.put("JAVA_TOOL_OPTIONS", JAVA_OPTIONS);
    clock.ifPresent(fake -> this.settings.putAll(fake.environment()));
  }

  String name() {
    return name;
  }

  /** The address for voters and presenters. */
  int port() {
    return front.port();
  }

  FaultProxy front() {
    return front;
  }

  FaultProxy redis() {
    return ways.redis();
  }

  FaultProxy store() {
    return ways.store();
  }

  /** Its clock, if it can be stepped. */
  Optional<FakeClock> clock() {
    return clock;
  }

  /** Starts the process if none runs, as a service manager would; does not wait. */
  void ensureRuns() throws IOException {
    if (lives.isEmpty() || !process().isAlive()) {
      lives.add(HubProcess.launch(folder, hubPort, settings));
    }
  }

  HubProcess process() {
    return lives.get(lives.size() - 1);
  }

  /**
   * Starts it if necessary, again each time it exits because a dependency is missing, and waits
   * until it is ready.
   */
  void awaitReady() throws IOException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_WITHIN_S);
    ensureRuns();
    while (!process().isReady()) {
      if (System.nanoTime() > until) {
        throw new AssertionError(name + " does not become ready: " + output());
      }
      process().awaitEnd(READY_PROBE_MS);
      ensureRuns();
    }
  }

  /** Stops it as an operator would, and waits until it has ended. */
  void terminate() throws IOException, InterruptedException {
    process().terminate();
    process().awaitExit(STOP_WITHIN_S);
  }

  /** The output of all its runs, the newest last. */
  String output() throws IOException {
    StringBuilder text = new StringBuilder();
    for (HubProcess life : lives) {
      text.append("--- ").append(name).append('\n').append(life.output());
    }
    return text.toString();
  }

  @Override
  public void close() throws InterruptedException {
    if (!lives.isEmpty()) {
      process().kill();
    }
    front.close();
  }
}
