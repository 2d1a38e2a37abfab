package io.votehub.bench;

import io.votehub.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Centrifugo with a handler of votes: its voters' remote calls go to the handler by HTTP, which
 * counts them and publishes the tally by Centrifugo's HTTP API. Only Centrifugo itself is on the
 * measured core; the handler is beside the load generator.
 *
 * @param engine {@code memory} or {@code redis}
 */
record CentrifugoPeer(String engine) implements Peer {
  private static final String VERSION = "v6.9.1";
  private static final String MODULE = "github.com/centrifugal/centrifugo/v6@" + VERSION;

  @Override
  public String name() {
    return "centrifugo " + VERSION.substring(1) + ", " + engine;
  }

  /** By Go, for both engines once. */
  @Override
  public void install() throws IOException, InterruptedException {
    Path folder = Files.createDirectories(folder());
    PeerProcess.run(folder, Map.of("GOBIN", folder.toString()), List.of("go", "install", MODULE));
  }

  private static Path folder() {
    return Peer.folder("centrifugo");
  }

  @Override
  public boolean clusters() {
    return engine.equals("redis");
  }

  /** The handler publishes through the first instance, and counts the votes of all. */
  @Override
  public PeerProcess start(int core, int tallyIntervalMs, int instances)
      throws IOException, InterruptedException {
    PeerProcess started = new PeerProcess(folder(), CentrifugoDialect.NAME);
    String redis = clusters() ? started.redis() : "";
    int port = BenchHub.freePort();
    int handler = started.handler(VoteHandler.Api.CENTRIFUGO, port, tallyIntervalMs);
    for (int i = 0; i < instances; i++) {
      Path config = folder().resolve("config-" + i + ".json");
      Files.writeString(config, Json.write(config(port, handler, redis)));
      List<String> command =
          List.of(folder().resolve("centrifugo").toString(), "-c", config.toString());
      started.instance(name(), core, port, command, Map.of());
      port = BenchHub.freePort();
    }
    return started;
  }

  private Map<String, Object> config(int port, int handlerPort, String redis) {
    Map<String, Object> engines =
        redis.isEmpty()
            ? Map.of("type", engine)
            : Map.of("type", engine, "redis", Map.of("address", List.of(redis)));
    return Map.of(
        "http_server", Map.of("address", "127.0.0.1", "port", port),
        "log", Map.of("level", "error"),
        "engine", engines,
        "client", Map.of("insecure", true, "allowed_origins", List.of("*")),
        "http_api", Map.of("insecure", true),
        "rpc",
            Map.of(
                "proxy",
                Map.of("endpoint", "http://127.0.0.1:" + handlerPort + "/vote", "timeout", "30s"),
                "without_namespace",
                Map.of("proxy_enabled", true)));
  }
}
