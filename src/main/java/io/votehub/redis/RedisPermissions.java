package io.votehub.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks the permissions of the hub's Redis user: each command is tried once, on keys that are
 * deleted afterwards. Errors other than a missing permission are ignored.
 */
public final class RedisPermissions {
  private static final String NO_SCRIPT = "0".repeat(40);

  private final Keyspace keyspace;
  private final Set<String> commands = new TreeSet<>();
  private boolean keys = true;
  private boolean channels = true;

  private RedisPermissions(Keyspace keyspace) {
    this.keyspace = keyspace;
  }

  /**
   * Checks the permissions. Fails with a message that names every command, key pattern and channel
   * pattern that the user lacks.
   *
   * @param instance this instance's id, for keys of its own
   */
  public static Future<Void> check(Vertx vertx, RedisConfig config, String instance) {
    RedisPermissions permissions = new RedisPermissions(config.keyspace());
    return new RedisConnector(vertx, config)
        .forCommands()
        .compose(
            made ->
                permissions
                    .tryCommands(made.connection(), instance)
                    .eventually(() -> made.client().close()))
        .compose(tried -> permissions.verdict());
  }

  private Future<?> tryCommands(RedisConnection connection, String instance) {
    List<Future<?>> attempts = new ArrayList<>();
    for (Request request : requests("permissions-" + instance)) {
      attempts.add(
          connection
              .send(request)
              .onFailure(fault -> note(request.command(), String.valueOf(fault.getMessage())))
              .otherwiseEmpty());
    }
    return Future.all(attempts);
  }

  private List<Request> requests(String tag) {
    String hash = keyspace.key(tag, "hash");
    String sorted = keyspace.key(tag, "sorted");
    String text = keyspace.key(tag, "text");
    return List.of(
        request(Command.EVALSHA, NO_SCRIPT, "1", hash),
        request(Command.EVAL, "return 1", "1", hash),
        request(Command.INFO, "server"),
        request(Command.TIME),
        request(Command.HSET, hash, "field", "1"),
        request(Command.HINCRBY, hash, "field", "1"),
        request(Command.HGET, hash, "field"),
        request(Command.HMGET, hash, "field"),
        request(Command.HGETALL, hash),
        request(Command.HLEN, hash),
        request(Command.HDEL, hash, "none"),
        request(Command.ZADD, sorted, "1", "member"),
        request(Command.ZINCRBY, sorted, "1", "member"),
        request(Command.ZSCORE, sorted, "member"),
        request(Command.ZRANGE, sorted, "0", "0"),
        request(Command.ZCARD, sorted),
        request(Command.ZREM, sorted, "none"),
        request(Command.SET, text, "1", "PX", "1000"),
        request(Command.GET, text),
        request(Command.EXISTS, text),
        request(Command.EXPIRE, hash, "1"),
        request(Command.PEXPIRE, sorted, "1000"),
        request(Command.RENAME, text, text),
        request(Command.PUBLISH, keyspace.channel("permissions"), ""),
        request(Command.UNLINK, hash, sorted, text));
  }

  private static Request request(Command command, String... args) {
    Request request = Request.cmd(command);
    for (String arg : args) {
      request.arg(arg);
    }
    return request;
  }

  private void note(Command command, String error) {
    if (!error.startsWith("NOPERM")) {
      return;
    }
    if (error.contains("channel")) {
      channels = false;
    } else if (error.contains("key")) {
      keys = false;
    } else {
      commands.add(command.toString().toUpperCase(Locale.ROOT));
    }
  }

  private Future<Void> verdict() {
    List<String> missing = new ArrayList<>();
    List<String> grants = new ArrayList<>();
    if (!commands.isEmpty()) {
      missing.add("run " + String.join(", ", commands));
      commands.forEach(command -> grants.add("+" + command.toLowerCase(Locale.ROOT)));
    }
    if (!keys) {
      missing.add("use the keys " + keyspace.key("*"));
      grants.add("~" + keyspace.key("*"));
    }
    if (!channels) {
      missing.add("use the channels " + keyspace.channel("*"));
      grants.add("'&" + keyspace.channel("*") + "'");
    }
    return missing.isEmpty()
        ? Future.succeededFuture()
        : Future.failedFuture(
            new IOException(
                "The user of redis.uri may not "
                    + String.join(", and not ", missing)
                    + ", without which no vote can count. Grant it: ACL SETUSER <user> "
                    + String.join(" ", grants)));
  }
}
