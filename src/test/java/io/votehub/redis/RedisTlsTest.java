package io.votehub.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.votehub.process.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS connections to real Redis servers. */
@Tag("slow")
class RedisTlsTest {
  private static final int TRIES = 5;

  @TempDir private static Path folder;
  private static SelfSigned server;
  private static SelfSigned hub;
  private static SelfSigned stranger;

  private final Vertx vertx = Vertx.vertx();
  private final List<RedisServer> servers = new ArrayList<>();

  @BeforeAll
  static void makeCertificates() throws Exception {
    server = SelfSigned.make(folder, "server", "ip:127.0.0.1");
    hub = SelfSigned.make(folder, "hub", "dns:hub");
    stranger = SelfSigned.make(folder, "stranger", "dns:redis.example");
  }

  @AfterEach
  void end() throws Exception {
    await(vertx.close());
    for (RedisServer each : servers) {
      each.close();
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(60, TimeUnit.SECONDS);
  }

  /** Starts a server with a second port for TLS, and returns that port. */
  private int start(SelfSigned with, String... more) throws Exception {
    IOException last = null;
    for (int i = 0; i < TRIES; i++) {
      try {
        return startOnce(with, more);
      } catch (IOException taken) {
        // The cluster bus port is derived from the TLS port and may be occupied by a client.
        last = taken;
      }
    }
    throw last;
  }

  private int startOnce(SelfSigned with, String... more) throws Exception {
    String port = Integer.toString(FreePort.find());
    List<String> options =
        new ArrayList<>(
            List.of(
                "--tls-port", port,
                "--tls-cert-file", with.certificate().toString(),
                "--tls-key-file", with.key().toString(),
                "--tls-ca-cert-file", hub.certificate().toString(),
                "--tls-auth-clients", "no"));
    options.addAll(List.of(more));
    servers.add(RedisServer.start(options.toArray(String[]::new)));
    return Integer.parseInt(port);
  }

  private static RedisConfig config(String uri, TlsFiles tls, Optional<RedisLogin> sentinels) {
    RedisUri parsed = RedisUri.parse(uri);
    return new RedisConfig(parsed, new Keyspace("votehub", parsed.database()), tls, sentinels);
  }

  private static TlsFiles trusting(SelfSigned authority) {
    return new TlsFiles(Optional.of(authority.certificate()), Optional.empty(), Optional.empty());
  }

  private static TlsFiles withOwnCertificate() {
    return new TlsFiles(
        Optional.of(server.certificate()), Optional.of(hub.certificate()), Optional.of(hub.key()));
  }

  private String ping(RedisConfig config) throws Exception {
    RedisLink link = new RedisLink(vertx, config);
    await(link.start());
    try {
      return await(link.send(Request.cmd(Command.SET).arg("k").arg("v"))).toString();
    } finally {
      await(link.close());
    }
  }

  @Test
  void commandsAndSubscriptionsUseTls() throws Exception {
    int port = start(server);
    RedisConfig config = config("rediss://127.0.0.1:" + port, trusting(server), Optional.empty());
    RedisLink link = new RedisLink(vertx, config);
    await(link.start());
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    RedisSubscriptions subscriptions =
        new RedisSubscriptions(
            vertx,
            config,
            link,
            "one",
            new RedisSubscriptions.Listener() {
              @Override
              public void message(String channel, String text) {
                heard.add(text);
              }

              @Override
              public void restored() {}
            });
    await(subscriptions.start());
    await(subscriptions.subscribe("c"));

    await(link.send(Request.cmd(Command.PUBLISH).arg("c").arg("hello")));

    assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo("hello");
    await(subscriptions.close());
    await(link.close());
  }

  @Test
  void aServerWithAnUntrustedCertificateIsRefused() throws Exception {
    int port = start(server);

    assertThatThrownBy(
            () -> ping(config("rediss://127.0.0.1:" + port, trusting(stranger), Optional.empty())))
        .hasMessageContaining("SSL");
    assertThatThrownBy(
            () -> ping(config("rediss://127.0.0.1:" + port, TlsFiles.NONE, Optional.empty())))
        .hasMessageContaining("SSL");
  }

  @Test
  void aCertificateForAnotherHostIsRefused() throws Exception {
    int port = start(stranger);

    assertThatThrownBy(
            () -> ping(config("rediss://127.0.0.1:" + port, trusting(stranger), Optional.empty())))
        .hasMessageContaining("SSL");
  }

  @Test
  void theHubPresentsItsClientCertificate() throws Exception {
    int port = start(server, "--tls-auth-clients", "yes");
    String uri = "rediss://127.0.0.1:" + port;

    assertThat(ping(config(uri, withOwnCertificate(), Optional.empty()))).isEqualTo("OK");
    assertThatThrownBy(() -> ping(config(uri, trusting(server), Optional.empty())))
        .isInstanceOf(Exception.class);
  }

  @Test
  void sentinelsAreReachedByTlsWithTheirOwnPassword() throws Exception {
    int port = start(server, "--tls-replication", "yes");
    RedisServer primary = servers.get(0);
    int sentinelPort = start(server, RedisServer.SENTINEL, "--tls-replication", "yes");
    RedisServer sentinel = servers.get(1);
    sentinel.command("SENTINEL", "MONITOR", "votes", "127.0.0.1", Integer.toString(port), "1");
    primary.command("CONFIG", "SET", "requirepass", "the primary's");
    sentinel.command("ACL", "SETUSER", "default", "resetpass", ">the sentinels'");
    String uri =
        "rediss-sentinel://:the%20primary's@127.0.0.1:1,127.0.0.1:" + sentinelPort + "/votes/2";

    assertThat(
            ping(
                config(
                    uri,
                    trusting(server),
                    Optional.of(new RedisLogin(Optional.empty(), "the sentinels'")))))
        .isEqualTo("OK");
    assertThatThrownBy(() -> ping(config(uri, trusting(server), Optional.empty())))
        .hasMessageContaining("NOAUTH");
  }

  @Test
  void clusterNodesAreReachedByTls() throws Exception {
    int port = start(server, "--cluster-enabled", "yes", "--tls-cluster", "yes");
    RedisServer node = servers.get(0);
    List<String> slots = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
    IntStream.range(0, 16_384).forEach(slot -> slots.add(Integer.toString(slot)));
    node.command(slots.toArray(String[]::new));
    while (!node.command("CLUSTER", "INFO").contains("cluster_state:ok")) {
      LockSupport.parkNanos(2_000_000);
    }

    assertThat(
            ping(config("rediss-cluster://127.0.0.1:" + port, trusting(server), Optional.empty())))
        .isEqualTo("OK");
  }
}
