package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import io.votehub.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks that the hub's MongoDB user has the privileges that a store needs, as reported by {@code
 * connectionStatus}.
 *
 * @see <a href="https://www.mongodb.com/docs/manual/reference/command/connectionStatus/">the
 *     command</a>
 */
final class MongoPrivileges {
  private static final Logger LOG = LoggerFactory.getLogger(MongoPrivileges.class);
  private static final List<String> ACTIONS =
      List.of("find", "insert", "update", "remove", "createIndex");
  private static final List<String> COLLECTIONS =
      List.of(
          MongoSchema.ROOMS,
          MongoSchema.POLLS,
          MongoSchema.BALLOTS,
          MongoSchema.RESULTS,
          MongoSchema.RECORDS,
          MongoSchema.TASKS,
          MongoSchema.LOG_ENTRIES,
          MongoSchema.META);

  private MongoPrivileges() {}

  /**
   * Fails with a {@link StoreException} that names every missing action. A server without access
   * control allows everything, and one that does not support the command is trusted.
   */
  static Future<Void> check(MongoClient client, String database) {
    JsonObject command = new JsonObject().put("connectionStatus", 1).put("showPrivileges", true);
    return client
        .runCommand("connectionStatus", command)
        .otherwise(
            unknown -> {
              LOG.debug("The privileges of the MongoDB user cannot be read", unknown);
              return new JsonObject();
            })
        .compose(
            status -> {
              List<String> missing =
                  missing(status.getJsonObject("authInfo", new JsonObject()), database);
              return missing.isEmpty()
                  ? Future.succeededFuture()
                  : Future.failedFuture(
                      new StoreException(
                          "The user of mongo.uri may not "
                              + String.join(", ", missing)
                              + " in the database "
                              + database
                              + ", without which no vote can be kept. Give it the role readWrite"
                              + " there.",
                          null));
            });
  }

  private static List<String> missing(JsonObject auth, String database) {
    if (auth.getJsonArray("authenticatedUsers", new JsonArray()).isEmpty()
        || !auth.containsKey("authenticatedUserPrivileges")) {
      return List.of();
    }
    List<JsonObject> privileges =
        objects(auth.getJsonArray("authenticatedUserPrivileges")).toList();
    List<String> missing = new ArrayList<>();
    for (String collection : COLLECTIONS) {
      Set<Object> may =
          privileges.stream()
              .filter(each -> covers(each.getJsonObject("resource"), database, collection))
              .flatMap(each -> each.getJsonArray("actions", new JsonArray()).stream())
              .collect(Collectors.toSet());
      ACTIONS.stream()
          .filter(action -> !may.contains(action) && !may.contains("anyAction"))
          .forEach(action -> missing.add(action + " in " + collection));
    }
    return missing;
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
  }

  /** An empty name matches every database or collection. */
  private static boolean covers(JsonObject resource, String database, String collection) {
    if (resource == null) {
      return false;
    }
    if (Boolean.TRUE.equals(resource.getBoolean("anyResource"))) {
      return true;
    }
    String db = resource.getString("db");
    String name = resource.getString("collection");
    return (database.equals(db) || "".equals(db)) && (collection.equals(name) || "".equals(name));
  }
}
