package io.votehub.rehearse;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.redis.RedisLink;
import io.votehub.redis.Script;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** That of a cluster, in a hash of Redis; timed by Redis's clock. */
public final class RedisCurrentRehearsal implements CurrentRehearsal {
  private static final int FIELDS = 6;

  private final RedisLink redis;
  private final String leaseMs;
  private final List<String> key;
  private final Script begin = script("begin.lua");
  private final Script renew = script("renew.lua");
  private final Script end = script("end.lua");
  private final Script stop = script("stop.lua");
  private final Script read = script("read.lua");

  public RedisCurrentRehearsal(RedisLink redis) {
    this(redis, LEASE_MS);
  }

  RedisCurrentRehearsal(RedisLink redis, long leaseMs) {
    this.redis = redis;
    this.leaseMs = Long.toString(leaseMs);
    this.key = List.of(redis.keyspace().key("rehearsal"));
  }

  private static Script script(String file) {
    return Script.of(RedisCurrentRehearsal.class, file);
  }

  @Override
  public Future<Boolean> begin(String id, String room, Map<String, Object> state) {
    return redis
        .run(begin, key, List.of(id, room, Json.write(state), leaseMs))
        .map(answer -> answer.toInteger() == 1);
  }

  @Override
  public Future<Order> renew(String id, Optional<String> copy, Map<String, Object> state) {
    return redis
        .run(renew, key, List.of(id, copy.orElse(""), Json.write(state), leaseMs))
        .map(answer -> Order.valueOf(answer.toString()));
  }

  @Override
  public Future<Void> end(String id, Map<String, Object> state) {
    return redis.run(end, key, List.of(id, Json.write(state))).mapEmpty();
  }

  @Override
  public Future<Void> requestStop(String id) {
    return redis.run(stop, key, List.of(id)).mapEmpty();
  }

  @Override
  public Future<Optional<Known>> read() {
    return redis.run(read, key, List.of()).map(RedisCurrentRehearsal::known);
  }

  private static Optional<Known> known(Response answer) {
    if (answer == null || answer.size() < FIELDS) {
      return Optional.empty();
    }
    String copy = answer.get(2).toString();
    return Optional.of(
        new Known(
            answer.get(0).toString(),
            answer.get(1).toString(),
            Optional.of(copy).filter(code -> !code.isEmpty()),
            answer.get(3).toInteger() == 1,
            answer.get(4).toInteger() == 1,
            object(answer.get(5).toString())));
  }

  private static Map<String, Object> object(String json) {
    try {
      return Json.readObject(json);
    } catch (BadJsonException fault) {
      throw new IllegalStateException("The state of a rehearsal is not JSON", fault);
    }
  }
}
