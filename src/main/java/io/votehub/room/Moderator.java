package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.count.CountingContext;
import io.votehub.method.Moderation;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.ModerationMarks;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.store.PollRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Moderates the entries of polls. A mark is stored in the poll's record first, then the poll takes
 * a revision, and only then its tally is published; whoever shows a tally reads the marks after it.
 * So a tally of a revision never lacks a mark that was set before that revision, whichever instance
 * shows it, and the newest tally has them all. Every call is safe from any thread.
 */
public final class Moderator {
  private final CountingContext counting;
  private final Polls polls;

  public Moderator(CountingContext counting, Polls polls) {
    this.counting = counting;
    this.polls = polls;
  }

  /**
   * Approves, stars or hides one entry of a moderated poll, and publishes the resulting tally.
   * Fails with {@code bad-request} if the poll is not moderated or has no such entry.
   */
  public Future<Standings> mark(String room, String id, String entry, ModerationMarks.State state) {
    return markAll(room, id, List.of(entry), state);
  }

  /**
   * The same for several entries, all or none. An entry that its voter has changed in the meantime
   * is skipped; fails with {@code bad-request} if none of them exists.
   */
  public Future<Standings> markAll(
      String room, String id, List<String> entries, ModerationMarks.State state) {
    return polls
        .standings()
        .of(room, id)
        .map(standing -> found(standing, entries, state))
        .compose(
            marks ->
                counting.store().updatePoll(id, record -> PollTransitions.marked(record, marks)))
        .map(PollRecord::require)
        .compose(this::advance)
        .compose(advanced -> polls.standings().of(room, id))
        .map(
            standing -> {
              counting.fanout().tallyGrown(standing.poll(), standing.tally());
              return standing;
            });
  }

  private Map<String, ModerationMarks.Mark> found(
      Standings standing, List<String> entries, ModerationMarks.State state) {
    Poll poll = standing.poll();
    if (!Moderation.isOn(poll)) {
      throw Refusal.of(ErrorCode.BAD_REQUEST, "The poll is not moderated");
    }
    Map<String, Object> result = counting.methods().of(poll).result(poll, standing.tally());
    Map<String, ModerationMarks.Mark> marks = new LinkedHashMap<>();
    for (String entry : entries) {
      Moderation.find(poll, result, entry, state).ifPresent(mark -> marks.put(entry, mark));
    }
    if (marks.isEmpty()) {
      throw Refusal.of(ErrorCode.BAD_REQUEST, "The poll has no such entry");
    }
    return marks;
  }

  /** A final result took its revision together with the mark. */
  private Future<Void> advance(PollRecord record) {
    return record.result().isPresent()
        ? Future.succeededFuture()
        : counting.ledger().advance(record.poll().id()).mapEmpty();
  }
}
