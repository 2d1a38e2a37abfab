package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.method.VotingMethod;
import io.votehub.poll.Ballot;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Poll;
import io.votehub.poll.Tally;
import io.votehub.question.Board;
import io.votehub.question.BoardJson;
import io.votehub.question.BoardKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Leaves in the ballots on one poll's questions from the floor only votes for questions that exist.
 * Otherwise made-up ids, of which a few voters could agree on thousands, would crowd the votes for
 * real ones out of the tally.
 *
 * <p>The store decides: a question that was asked on another instance a moment ago exists, although
 * this one has not heard of it. It is asked only when a ballot names a question that it did not
 * have the last time, and not more often than every {@value #EVERY_MS} ms; the batch waits
 * meanwhile. Confined to the context of its counter; for one batch at a time.
 */
final class EntryFilter {
  static final long EVERY_MS = 200;

  /** Ids are never used again, so forgetting one costs a look into the store. */
  private static final int MAX_GONE = 1000;

  private final CountingContext counting;
  private int run = -1;
  private Set<String> existing = Set.of();
  private final Set<String> gone = new LinkedHashSet<>();
  private long readAt;

  EntryFilter(CountingContext counting) {
    this.counting = counting;
    this.readAt = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(EVERY_MS);
  }

  /**
   * The same ballots in the same order, without votes for questions that do not exist. Fails if the
   * store cannot be read.
   */
  Future<List<CastBallot>> filtered(Poll poll, List<CastBallot> casts) {
    int newest = casts.stream().mapToInt(CastBallot::run).max().orElse(run);
    if (newest != run) {
      run = newest;
      existing = Set.of();
      gone.clear();
    }
    Future<?> known =
        casts.stream().anyMatch(this::needsTheStore) ? read(poll) : Future.succeededFuture();
    return known.map(read -> casts.stream().map(cast -> filtered(poll, cast)).toList());
  }

  /** Ballots of former runs do not count anyway. */
  private boolean needsTheStore(CastBallot cast) {
    return cast.run() == run
        && cast.cells().stream()
            .anyMatch(cell -> !exists(cell) && !gone.contains(cell.substring(1)));
  }

  private boolean exists(String cell) {
    return Tally.isReserved(cell) || existing.contains(cell.substring(1));
  }

  private Future<?> read(Poll poll) {
    long waitMs = EVERY_MS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - readAt);
    Future<?> due = waitMs > 0 ? counting.vertx().timer(waitMs) : Future.<Void>succeededFuture();
    return due.compose(waited -> counting.store().record(poll.room(), BoardKey.of(poll.id(), run)))
        .onSuccess(
            text -> {
              readAt = System.nanoTime();
              remember(text.map(BoardJson::read).orElse(Board.EMPTY));
            });
  }

  private void remember(Board board) {
    Set<String> before = existing;
    existing = Set.copyOf(board.entries().keySet());
    before.stream().filter(id -> !existing.contains(id)).forEach(gone::add);
    while (gone.size() > MAX_GONE) {
      gone.remove(gone.iterator().next());
    }
  }

  private CastBallot filtered(Poll poll, CastBallot cast) {
    if (cast.run() != run || cast.cells().stream().allMatch(this::exists)) {
      return cast;
    }
    VotingMethod method = counting.methods().of(poll);
    Ballot ballot = method.read(poll, existingOf(cast.ballot()));
    return new CastBallot(
        cast.voter(),
        cast.run(),
        Json.write(ballot.value()),
        method.cells(ballot, cast.voter(), cast.at()),
        cast.at(),
        cast.mark(),
        cast.followed());
  }

  private Map<String, Object> existingOf(String ballot) {
    try {
      Map<String, Object> fields = new HashMap<>(Json.readObject(ballot));
      fields.replaceAll((name, value) -> value instanceof List<?> ids ? existingOf(ids) : value);
      return fields;
    } catch (BadJsonException fault) {
      throw new IllegalStateException("A ballot that was read before cannot be read", fault);
    }
  }

  private List<Object> existingOf(List<?> ids) {
    List<Object> left = new ArrayList<>(ids);
    left.removeIf(id -> !existing.contains(id));
    return left;
  }
}
