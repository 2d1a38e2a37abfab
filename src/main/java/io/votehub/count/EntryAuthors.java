package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.method.VotingMethod;
import io.votehub.poll.Poll;
import io.votehub.store.JournalEntry;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds who wrote an entry of a poll of free texts, by reading the poll's journal up to it. The id
 * of an entry is a digest and tells nobody who wrote it. Safe from any thread.
 */
public final class EntryAuthors {
  private final CountingContext counting;

  public EntryAuthors(CountingContext counting) {
    this.counting = counting;
  }

  /** The id under which the author of the entry is counted; empty if there is no such entry. */
  public Future<Optional<String>> of(Poll poll, String entry) {
    return counting
        .reads()
        .read(
            poll.id(),
            Long.MAX_VALUE,
            memory -> new Search(poll, counting.methods().of(poll), entry))
        .map(search -> Optional.<String>empty())
        .recover(
            fault ->
                fault instanceof Found found
                    ? Future.succeededFuture(Optional.of(found.author))
                    : Future.failedFuture(fault));
  }

  /** Ends the reading of the journal, of which the rest is of no interest. */
  private static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String author;

    Found(String author) {
      super("The author of the entry is found", null, false, false);
      this.author = author;
    }
  }

  private static final class Search implements Consumer<JournalEntry> {
    private final VotingMethod method;
    private final BallotReader reader;
    private final String wanted;

    Search(Poll poll, VotingMethod method, String wanted) {
      this.method = method;
      this.reader = new BallotReader(poll, method);
      this.wanted = wanted;
    }

    @Override
    public void accept(JournalEntry entry) {
      if (!entry.ballot().isEmpty()
          && reader.cast(entry).cells().stream().anyMatch(c -> method.isEntry(c, wanted))) {
        throw new Found(entry.voter());
      }
    }
  }
}
