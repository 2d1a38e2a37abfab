package io.votehub.bench;

import io.votehub.json.Json;
import io.votehub.redis.RedisServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Centrifugo with a handler of votes: its voters' remote calls go to the handler by HTTP, which
 * counts them and publishes the tally by Centrifugo's HTTP API. Only Centrifugo itself is on the
 * measured core and in the figures; the handler is beside the load generator.
 *
 * @param engine {@code memory} or {@code redis}
 */
record CentrifugoPeer(String engine) implements Peer {
  private static final String VERSION = "v6.9.1";
  private static final String MODULE = "github.com/centrifugal/centrifugo/v6@" + VERSION;
  private static final int HANDLER_CORE = 1;

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
  public PeerProcess start(int core, int tallyIntervalMs) throws IOException, InterruptedException {
    PeerProcess started = new PeerProcess(folder(), CentrifugoDialect.NAME);
    int handlerPort = BenchHub.freePort();
    String redis = "";
    if (engine.equals("redis")) {
      RedisServer server = RedisServer.start();
      started.with(server);
      redis = server.uri();
    }
    Path config = folder().resolve("config.json");
    Files.writeString(config, Json.write(config(started.port(), handlerPort, redis)));
    List<String> handler = new ArrayList<>();
    handler.add(BenchHub.java());
    handler.addAll(List.of("-cp", absolute(System.getProperty("java.class.path"))));
    handler.add(CentrifugoHandler.class.getName());
    handler.addAll(
        List.of(
            Integer.toString(handlerPort),
            Integer.toString(started.port()),
            Integer.toString(tallyIntervalMs)));
    started.add(HANDLER_CORE, handler, Map.of());
    started.ready("the handler", handlerPort);
    started.add(
        core,
        List.of(folder().resolve("centrifugo").toString(), "-c", config.toString()),
        Map.of());
    return started.ready(name());
  }

  private static String absolute(String classPath) {
    return String.join(
        File.pathSeparator,
        Arrays.stream(classPath.split(File.pathSeparator))
            .map(part -> Path.of(part).toAbsolutePath().toString())
            .toList());
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
