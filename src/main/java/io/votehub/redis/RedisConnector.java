package io.votehub.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Opens connections to Redis: with TLS if the address says so, to the primary that sentinels name,
 * or to all nodes of a cluster. A connection that cannot be established in time fails, and leaves
 * no resource open.
 */
final class RedisConnector {
  private static final int CONNECT_MS = (int) RedisTimeouts.COMMAND_MS;

  /** A connection with the client that owns it. */
  record Connected(Redis client, RedisConnection connection) {}

  private final Vertx vertx;
  private final RedisConfig config;
  private final RedisUri uri;

  RedisConnector(Vertx vertx, RedisConfig config) {
    this.vertx = vertx;
    this.config = config;
    this.uri = config.uri();
  }

  /** A connection that routes each command to the node of its keys. */
  Future<Connected> forCommands() {
    return switch (uri.kind()) {
      case SINGLE -> server("redis-commands", uri.hosts().get(0));
      case SENTINEL -> primary("redis-commands", 0);
      case CLUSTER -> cluster();
    };
  }

  /**
   * A connection for subscriptions. In a cluster every node forwards messages published on any
   * node, so one connection suffices; each attempt uses another node.
   */
  Future<Connected> forSubscriptions(int attempt) {
    return switch (uri.kind()) {
      case SINGLE -> server("redis-subscriptions", uri.hosts().get(0));
      case SENTINEL -> primary("redis-subscriptions", 0);
      case CLUSTER ->
          server(
              "redis-subscriptions", uri.hosts().get(Math.floorMod(attempt, uri.hosts().size())));
    };
  }

  private Future<Connected> server(String pool, RedisUri.Host host) {
    String database = uri.database() == 0 ? "" : "/" + uri.database();
    RedisOptions options = options(pool, RedisClientType.STANDALONE, uri.login());
    return connect(options.addConnectionString(address(host) + database));
  }

  private Future<Connected> cluster() {
    RedisOptions options = options("redis-commands", RedisClientType.CLUSTER, uri.login());
    uri.hosts().forEach(host -> options.addConnectionString(address(host)));
    return connect(options);
  }

  /** Connects to the primary, as named by the first sentinel whose answer can be reached. */
  private Future<Connected> primary(String pool, int sentinel) {
    RedisUri.Host asked = uri.hosts().get(sentinel);
    return askForPrimary(asked)
        .compose(found -> server(pool, found))
        .recover(
            fault ->
                sentinel + 1 < uri.hosts().size()
                    ? primary(pool, sentinel + 1)
                    : Future.failedFuture(fault));
  }

  private Future<RedisUri.Host> askForPrimary(RedisUri.Host sentinel) {
    RedisOptions options =
        options("redis-sentinel", RedisClientType.STANDALONE, config.sentinelLogin());
    return connect(options.addConnectionString(address(sentinel)))
        .compose(
            up ->
                up.connection()
                    .send(
                        Request.cmd(Command.SENTINEL)
                            .arg("GET-MASTER-ADDR-BY-NAME")
                            .arg(uri.primary()))
                    .timeout(CONNECT_MS, TimeUnit.MILLISECONDS)
                    .eventually(() -> up.client().close()))
        .compose(
            found ->
                found == null
                    ? Future.failedFuture(
                        new IOException(
                            "the sentinel " + sentinel + " knows no primary of that name"))
                    : Future.succeededFuture(
                        new RedisUri.Host(
                            bracketed(found.get(0).toString()), found.get(1).toInteger())));
  }

  private static String bracketed(String host) {
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }

  private String address(RedisUri.Host host) {
    return (uri.tls() ? "rediss://" : "redis://") + host;
  }

  private Future<Connected> connect(RedisOptions options) {
    Redis client = Redis.createClient(vertx, options);
    // Composed, so that an exception of the client fails the future.
    return Future.succeededFuture()
        .compose(made -> client.connect())
        .timeout(CONNECT_MS, TimeUnit.MILLISECONDS)
        .map(connection -> new Connected(client, connection))
        .onFailure(fault -> client.close());
  }

  /**
   * The login is not part of the addresses, because those appear in the client's messages. The pool
   * has a fixed name, because it is a metric tag: a generated one would leave a series behind for
   * each client.
   */
  private RedisOptions options(String pool, RedisClientType type, Optional<RedisLogin> login) {
    RedisOptions options =
        new RedisOptions()
            .setType(type)
            .setPoolName(pool)
            .setMaxPoolSize(8)
            .setPoolRecycleTimeout(-1)
            .setMaxWaitingHandlers(2 * RedisTimeouts.MAX_WAITING_COMMANDS)
            .setNetClientOptions(net());
    login.ifPresent(
        with -> {
          with.user().ifPresent(options::setUser);
          options.setPassword(with.password());
        });
    // The default endpoint is replaced by those added later.
    options.setEndpoints(new ArrayList<>());
    return options;
  }

  private NetClientOptions net() {
    NetClientOptions net = new NetClientOptions().setConnectTimeout(CONNECT_MS).setTcpNoDelay(true);
    if (uri.tls()) {
      net.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
      TlsFiles files = config.tls();
      files
          .authority()
          .ifPresent(
              file -> net.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
      files
          .certificate()
          .ifPresent(
              file ->
                  net.setKeyCertOptions(
                      new PemKeyCertOptions()
                          .addCertPath(file.toString())
                          .addKeyPath(files.key().orElseThrow().toString())));
    }
    return net;
  }
}
