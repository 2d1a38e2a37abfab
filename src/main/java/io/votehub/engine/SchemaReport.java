package io.votehub.engine;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.store.mongo.MongoStore;
import java.util.Map;

/**
 * What an instance tells the others about the data that it can read: the version of its schema,
 * beside its description of itself. Versions of the hub that tell nothing are older.
 */
final class SchemaReport {
  private static final String SCHEMA = "schema";

  private SchemaReport() {}

  /**
   * @param description a JSON object
   */
  static String added(String description) {
    Map<String, Object> json = read(description);
    json.put(SCHEMA, MongoStore.schemaVersion());
    return Json.write(json);
  }

  /** The version of the schema of whoever sent a description; 0 if it tells none. */
  static int version(String description) {
    return read(description).get(SCHEMA) instanceof Number version ? version.intValue() : 0;
  }

  private static Map<String, Object> read(String description) {
    try {
      return Json.readObject(description);
    } catch (BadJsonException fault) {
      throw new IllegalArgumentException("Malformed description of an instance", fault);
    }
  }
}
