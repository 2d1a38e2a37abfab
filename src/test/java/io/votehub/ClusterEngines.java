package io.votehub;

import io.votehub.redis.RedisServer;
import io.votehub.store.mongo.MongoStandIn;
import java.io.IOException;
import java.util.Map;

/** A real Redis and an in-memory substitute for MongoDB, for the hubs of a cluster. */
public final class ClusterEngines implements AutoCloseable {
  public final RedisServer redis;
  public final MongoStandIn mongo;

  public ClusterEngines() {
    try {
      redis = RedisServer.start();
      mongo = MongoStandIn.start();
    } catch (IOException fault) {
      throw new AssertionError(fault);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stop);
    }
  }

  /** The settings of an instance. */
  public Map<String, String> settings(String instance) {
    return Map.of(
        "VOTEHUB_REDIS_URI",
        redis.uri(),
        "VOTEHUB_MONGO_URI",
        mongo.uri("cluster"),
        "VOTEHUB_INSTANCE_ID",
        instance);
  }

  @Override
  public void close() {
    try {
      redis.close();
    } catch (IOException fault) {
      throw new AssertionError(fault);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stop);
    } finally {
      mongo.close();
    }
  }
}
