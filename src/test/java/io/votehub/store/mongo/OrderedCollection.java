package io.votehub.store.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.memory.MemoryCollection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A collection that finds ranges of ids in the order of ids without looking at the other documents,
 * as MongoDB does by the index that each collection has; the library's own looks at all of them and
 * sorts them.
 */
final class OrderedCollection extends MemoryCollection {
  private static final Set<String> BOUNDS = Set.of("$gt", "$gte", "$lt", "$lte");
  private static final Document BY_ID = new Document("_id", 1);

  private final NavigableMap<String, Integer> positions = new TreeMap<>();

  OrderedCollection(
      MongoDatabase database, String name, CollectionOptions options, CursorRegistry cursors) {
    super(database, name, options, cursors);
  }

  @Override
  protected Integer addDocumentInternal(Document document) {
    Integer position = super.addDocumentInternal(document);
    if (document.get("_id") instanceof String id) {
      positions.put(id, position);
    }
    return position;
  }

  @Override
  protected void removeDocument(Integer position) {
    if (getDocument(position).get("_id") instanceof String id) {
      positions.remove(id);
    }
    super.removeDocument(position);
  }

  @Override
  protected QueryResult matchDocuments(
      Document query, Document order, int skip, int limit, int batch, Document projection) {
    boolean byId = order == null || order.isEmpty() || isById(order);
    return range(query)
        .filter(found -> byId)
        .map(
            found ->
                matchDocumentsFromStream(
                    query,
                    found.stream().map(this::getDocument),
                    skip,
                    limit,
                    batch,
                    null,
                    projection))
        .orElseGet(() -> super.matchDocuments(query, order, skip, limit, batch, projection));
  }

  private static boolean isById(Document order) {
    return order.keySet().equals(BY_ID.keySet())
        && order.get("_id") instanceof Number direction
        && direction.intValue() == 1;
  }

  /** The positions of the ids that the query allows; empty if it is not about a range of them. */
  private Optional<Collection<Integer>> range(Document query) {
    if (!(query.get("_id") instanceof Document bounds)
        || !BOUNDS.containsAll(bounds.keySet())
        || !bounds.values().stream().allMatch(String.class::isInstance)) {
      return Optional.empty();
    }
    NavigableMap<String, Integer> found = positions;
    for (String bound : bounds.keySet()) {
      String id = (String) bounds.get(bound);
      found =
          switch (bound) {
            case "$gt" -> found.tailMap(id, false);
            case "$gte" -> found.tailMap(id, true);
            case "$lt" -> found.headMap(id, false);
            default -> found.headMap(id, true);
          };
    }
    return Optional.of(found.values());
  }
}
