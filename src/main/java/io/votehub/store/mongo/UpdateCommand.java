package io.votehub.store.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;

/**
 * Updates of documents in one command. The client's own bulk writes turn every update into JSON
 * text and parse that again, which costs more than all else that is done with a ballot here.
 *
 * @param concern the write concern, which a command does not take from the connection string
 * @see <a href="https://www.mongodb.com/docs/manual/reference/command/update/">the command</a>
 */
record UpdateCommand(JsonObject concern) {
  /**
   * Sends updates, in this order, up to the first that fails.
   *
   * @param updates each with its query {@code q}, its update {@code u} and whether to upsert;
   *     repeating one must change nothing
   * @return fails with a {@link MongoBulkWriteException}, as a bulk write of the client does
   */
  Future<Void> send(MongoClient client, String collection, List<JsonObject> updates) {
    JsonObject command =
        new JsonObject()
            .put("update", collection)
            .put("updates", new JsonArray(updates))
            .put("ordered", true)
            .put("writeConcern", concern.copy());
    return SafeCommand.run(client, "update", command).compose(UpdateCommand::checked);
  }

  private static Future<Void> checked(JsonObject reply) {
    JsonArray errors = reply.getJsonArray("writeErrors", new JsonArray());
    JsonObject unconcerned = reply.getJsonObject("writeConcernError");
    if (errors.isEmpty() && unconcerned == null) {
      return Future.succeededFuture();
    }
    List<BulkWriteError> all =
        errors.stream().map(JsonObject.class::cast).map(UpdateCommand::error).toList();
    return Future.failedFuture(
        new MongoBulkWriteException(
            BulkWriteResult.unacknowledged(),
            all,
            unconcerned == null ? null : concernError(unconcerned),
            new ServerAddress(),
            Set.of()));
  }

  private static BulkWriteError error(JsonObject error) {
    return new BulkWriteError(
        error.getInteger("code"),
        error.getString("errmsg", ""),
        new BsonDocument(),
        error.getInteger("index"));
  }

  private static WriteConcernError concernError(JsonObject error) {
    return new WriteConcernError(
        error.getInteger("code"),
        error.getString("codeName", ""),
        error.getString("errmsg", ""),
        new BsonDocument());
  }
}
