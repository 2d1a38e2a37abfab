package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;

/**
 * Commands to the primary that are safe to repeat. As a driver does with its own reads and writes
 * of that kind, they are sent once more if the connection broke or the server is no longer the
 * primary.
 */
final class SafeCommand {
  private SafeCommand() {}

  /**
   * Sends a command.
   *
   * @param name the command's, which is also its first field
   */
  static Future<JsonObject> run(MongoClient client, String name, JsonObject command) {
    return client
        .runCommand(name, command)
        .recover(
            fault ->
                MongoErrors.isLostPrimary(fault)
                    ? client.runCommand(name, command)
                    : Future.failedFuture(fault));
  }
}
