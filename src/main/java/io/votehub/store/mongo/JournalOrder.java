package io.votehub.store.mongo;

import io.vertx.core.json.JsonObject;
import io.votehub.store.JournalEntry;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on the ballots of documents, which come in the order of their ids, in the order of
 * revisions and each revision once. The ids of a document with runs and of documents with one
 * ballot, which an older version wrote, may lie within each other. Used by one thread at a time.
 */
final class JournalOrder {
  private static final Logger LOG = LoggerFactory.getLogger(JournalOrder.class);

  private final Consumer<JournalEntry> reader;

  /** Ballots after which ballots of lower revisions may still come: fewer than two blocks. */
  private final NavigableMap<Long, JournalEntry> waiting = new TreeMap<>();

  JournalOrder(Consumer<JournalEntry> reader) {
    this.reader = reader;
  }

  /** Takes the next document. */
  void accept(JsonObject document) {
    if (RunDocuments.isOne(document)) {
      accept(RunDocuments.begin(document), RunDocuments.entries(document));
    } else {
      JournalEntry entry = MongoJournal.entry(document);
      accept(entry.rev(), List.of(entry));
    }
  }

  private void accept(long begin, List<JournalEntry> entries) {
    passBefore(begin);
    for (JournalEntry entry : entries) {
      JournalEntry same = waiting.putIfAbsent(entry.rev(), entry);
      if (same != null && !same.isSameBallot(entry)) {
        LOG.error(
            "Revision {} was given to two ballots while versions of the hub were mixed; one counts",
            entry.rev());
      }
    }
  }

  private void passBefore(long rev) {
    while (!waiting.isEmpty() && waiting.firstKey() < rev) {
      reader.accept(waiting.pollFirstEntry().getValue());
    }
  }

  /** Passes on what is left after the last document. */
  void end() {
    passBefore(Long.MAX_VALUE);
  }
}
