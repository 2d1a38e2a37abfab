package io.votehub.store.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.poll.Tally;
import io.votehub.poll.TallyJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Final tallies that are too large for their poll's document, which MongoDB limits to 16 MiB. A
 * tally is written in chunks under a new id before the document refers to it, and never changed; so
 * it is read completely, or the document refers to another one by then.
 */
final class MongoResults {
  /** At most three times as many bytes in UTF-8. */
  private static final int PIECE_CHARS = 1 << 20;

  private final MongoCalls calls;
  private final MongoRanges ranges;

  MongoResults(MongoCalls calls, MongoRanges ranges) {
    this.calls = calls;
    this.ranges = ranges;
  }

  /** A reference to a stored tally. */
  record Place(String id, int pieces) {
    JsonObject json() {
      return new JsonObject().put("id", id).put("pieces", pieces);
    }

    static Place of(JsonObject json) {
      return new Place(json.getString("id"), json.getInteger("pieces"));
    }
  }

  /** Writes a tally of that poll durably, under a fresh id. */
  Future<Place> write(String poll, Tally tally) {
    String id = poll + "/" + UUID.randomUUID();
    return calls
        .aside(() -> pieces(Json.write(TallyJson.tally(tally))))
        .compose(pieces -> write(id, pieces, 0).map(new Place(id, pieces.size())));
  }

  private Future<Void> write(String id, List<String> pieces, int number) {
    if (number == pieces.size()) {
      return Future.succeededFuture();
    }
    JsonObject piece =
        new JsonObject()
            .put("_id", "%s/%06d".formatted(id, number))
            .put("text", pieces.get(number));
    return calls
        .write(1, client -> client.insert(MongoSchema.RESULTS, piece))
        .compose(written -> write(id, pieces, number + 1));
  }

  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(text.length(), from + PIECE_CHARS);
      // A split surrogate pair would not survive UTF-8.
      if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
        to--;
      }
      pieces.add(text.substring(from, to));
      from = to;
    }
    return pieces;
  }

  /** Empty if it has been deleted. */
  Future<Optional<Tally>> read(Place place) {
    FindOptions inOrder = new FindOptions().setSort(new JsonObject().put("_id", 1));
    JsonObject query = MongoRanges.Range.of(place.id).query();
    return calls
        .find(MongoSchema.RESULTS, query, inOrder)
        .compose(
            found ->
                found.size() == place.pieces
                    ? calls.aside(() -> Optional.of(tally(found)))
                    : Future.succeededFuture(Optional.empty()));
  }

  private static Tally tally(List<JsonObject> pieces) throws BadJsonException {
    StringBuilder text = new StringBuilder();
    pieces.forEach(piece -> text.append(piece.getString("text")));
    return TallyJson.readTally(Json.readObject(text.toString()));
  }

  Future<Void> delete(Place place) {
    return ranges.delete(MongoSchema.RESULTS, MongoRanges.Range.of(place.id));
  }

  Future<Void> deleteOf(String poll) {
    return ranges.delete(MongoSchema.RESULTS, MongoRanges.Range.of(poll));
  }
}
