package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.UpdateOptions;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;

/** Checks whether MongoDB can be written, by a write unless another has just succeeded. */
final class WriteProbe {
  private static final JsonObject DOCUMENT = new JsonObject().put("_id", "check");

  private final MongoCalls calls;

  WriteProbe(MongoCalls calls) {
    this.calls = calls;
  }

  /** Fails with {@code unavailable}, and says why, if MongoDB cannot be written. */
  Future<Void> check() {
    return calls
        .admit(() -> calls.isFresh() ? Future.<Void>succeededFuture() : write())
        .recover(fault -> Future.failedFuture(explained(fault)));
  }

  private Throwable explained(Throwable fault) {
    return fault instanceof Refusal refusal && refusal.code() == ErrorCode.UNAVAILABLE
        ? Refusal.of(ErrorCode.UNAVAILABLE, "MongoDB cannot be written: " + calls.reason())
        : fault;
  }

  private Future<Void> write() {
    JsonObject now =
        new JsonObject().put("$set", new JsonObject().put("at", System.currentTimeMillis()));
    return calls
        .write(
            0,
            client ->
                client.updateCollectionWithOptions(
                    MongoSchema.META, DOCUMENT.copy(), now, new UpdateOptions().setUpsert(true)))
        .mapEmpty();
  }
}
