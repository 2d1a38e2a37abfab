package io.votehub.redis;

import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.RedisRole;
import io.votehub.resilience.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where Redis is, and of which kind:
 *
 * <ul>
 *   <li>{@code redis://[user:password@]host[:port][/database]}, one server, with TLS as {@code
 *       rediss://};
 *   <li>{@code redis-sentinel://[user:password@]host[:port],host[:port],…/NAME}, the primary that
 *       these sentinels know under that name;
 *   <li>{@code redis-cluster://[user:password@]host[:port],host[:port],…}, a Redis Cluster by some
 *       of its nodes.
 * </ul>
 */
public final class RedisUri {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<scheme>redis|rediss|redis-sentinel|redis-cluster)://"
              + "(?<login>[^@/]*@)?(?<hosts>[^@/?]+)(?:/(?<path>[^/?]*))?");
  private static final int CONNECT_MS = (int) Patience.REDIS_ANSWER_MS;

  private final RedisClientType type;
  private final List<String> endpoints;
  private final String master;

  private RedisUri(RedisClientType type, List<String> endpoints, String master) {
    this.type = type;
    this.endpoints = List.copyOf(endpoints);
    this.master = master;
  }

  /**
   * @throws IllegalArgumentException if the text is of none of these forms; the message does not
   *     repeat it, because it may hold a password
   */
  public static RedisUri parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "Must be redis://host:port, rediss://…, redis-sentinel://host:port,…/NAME"
              + " or redis-cluster://host:port,…");
    }
    String scheme = form.group("scheme");
    String path = form.group("path") == null ? "" : form.group("path");
    return switch (scheme) {
      case "redis-sentinel" -> {
        if (path.isEmpty()) {
          throw new IllegalArgumentException(
              "The name of the primary is missing: redis-sentinel://host:port,…/NAME");
        }
        yield new RedisUri(RedisClientType.SENTINEL, endpoints("redis", form, ""), path);
      }
      case "redis-cluster" ->
          new RedisUri(RedisClientType.CLUSTER, endpoints("redis", form, ""), "");
      default -> new RedisUri(RedisClientType.STANDALONE, one(scheme, form, path), "");
    };
  }

  private static List<String> one(String scheme, Matcher form, String path) {
    List<String> endpoints = endpoints(scheme, form, path.isEmpty() ? "" : "/" + path);
    if (endpoints.size() > 1) {
      throw new IllegalArgumentException(
          "More than one host needs redis-sentinel:// or redis-cluster://");
    }
    return endpoints;
  }

  private static List<String> endpoints(String scheme, Matcher form, String path) {
    String login = form.group("login") == null ? "" : form.group("login");
    List<String> endpoints = new ArrayList<>();
    for (String host : form.group("hosts").split(",", -1)) {
      endpoints.add(scheme + "://" + login + host + path);
    }
    return endpoints;
  }

  /** Options of a client for commands. */
  RedisOptions forCommands() {
    RedisOptions options = options().setType(type);
    endpoints.forEach(options::addConnectionString);
    if (type == RedisClientType.SENTINEL) {
      options.setMasterName(master).setRole(RedisRole.MASTER);
    }
    return options;
  }

  /**
   * Options of a client that subscribes. In a cluster every node passes on what was published on
   * any, so one will do, and another one at each attempt.
   */
  RedisOptions forSubscriptions(int attempt) {
    if (type != RedisClientType.CLUSTER) {
      return forCommands();
    }
    String node = endpoints.get(Math.floorMod(attempt, endpoints.size()));
    return options().setType(RedisClientType.STANDALONE).addConnectionString(node);
  }

  private static RedisOptions options() {
    RedisOptions options =
        new RedisOptions()
            .setMaxPoolSize(8)
            .setPoolRecycleTimeout(-1)
            .setMaxWaitingHandlers(2 * Patience.REDIS_WAITING);
    options.getNetClientOptions().setConnectTimeout(CONNECT_MS).setTcpNoDelay(true);
    // The default endpoint of fresh options gives way to those that are added.
    options.getEndpoints().clear();
    return options;
  }
}
