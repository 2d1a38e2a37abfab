package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.count.CountingContext;
import io.votehub.count.StaleEpochException;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.method.Weighted;
import io.votehub.method.WithAbstention;
import io.votehub.method.ranked.RuleComparison;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import io.votehub.store.PollRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the ballots of closed {@code ranked} polls by all rules. Each comparison is made once, off
 * the event loops, and kept until the poll is reopened or others need the space. Futures fail with
 * a {@link Refusal}: {@code bad-request} for a poll that is not closed or not ranked, {@code
 * forbidden} where the ballots are gone and its result tells nothing about other rules. Safe from
 * any thread.
 */
public final class Comparisons {
  private static final String RANKED = "ranked";

  private final CountingContext counting;
  private final PollUpdates updates;
  private final RecentTexts<Key> made = new RecentTexts<>();
  private final CoalescingReader<Key, String> making;

  /** A closed poll; reopening it raises its epoch. */
  private record Key(String room, String poll, int epoch) {}

  Comparisons(CountingContext counting) {
    this.counting = counting;
    this.updates = new PollUpdates(counting);
    this.making = new CoalescingReader<>(this::madeOnce);
  }

  /** The comparison as JSON text. */
  public Future<String> of(String room, String id) {
    return updates
        .record(room, id)
        .compose(
            record -> {
              requireComparable(record.poll());
              return making.get(new Key(room, id, record.epoch()));
            });
  }

  private static void requireComparable(Poll poll) {
    if (!poll.method().equals(RANKED)) {
      throw Refusal.of(ErrorCode.BAD_REQUEST, "Only rankings can be counted by several rules");
    }
    if (poll.state() != PollState.CLOSED) {
      throw Refusal.of(ErrorCode.BAD_REQUEST, "The comparison comes at the close of the poll");
    }
  }

  /** Those who waited while the same comparison was made find it. */
  private Future<String> madeOnce(Key key) {
    Optional<String> known = made.get(key);
    return known.isPresent()
        ? Future.succeededFuture(known.get())
        : updates
            .record(key.room, key.poll)
            .compose(record -> make(key, record))
            .onSuccess(text -> made.put(key, text))
            .recover(
                fault ->
                    Future.failedFuture(fault instanceof StaleEpochException ? changed() : fault));
  }

  private static Refusal changed() {
    return Refusal.of(ErrorCode.UNAVAILABLE, "The poll was changed in the meantime; try again");
  }

  private Future<String> make(Key key, PollRecord record) {
    if (record.epoch() != key.epoch || record.result().isEmpty()) {
      throw changed();
    }
    Poll poll = record.poll();
    Tally tally = record.result().get();
    if (poll.isSecret() || RuleComparison.isWholeInTally(poll)) {
      return aside(
          poll,
          tally,
          () ->
              RuleComparison.ofTally(poll, tally, total(poll, tally))
                  .orElseThrow(
                      () ->
                          Refusal.of(
                              ErrorCode.FORBIDDEN,
                              "The poll is secret; its ballots were removed at the close, and"
                                  + " points alone tell about no other rule")));
    }
    return counting
        .recount()
        .distinctBallots(record)
        .compose(
            texts ->
                aside(poll, tally, () -> RuleComparison.ofBallots(poll, texts, Comparisons::read)));
  }

  private Future<String> aside(Poll poll, Tally tally, Counted counted) {
    return counting
        .vertx()
        .executeBlocking(() -> Json.write(json(poll, tally, counted.count())), false);
  }

  @FunctionalInterface
  private interface Counted {
    RuleComparison count();
  }

  private static Map<String, Object> json(Poll poll, Tally tally, RuleComparison counted) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("poll", poll.id());
    json.put("rev", tally.rev());
    json.put("ballots", tally.ballots());
    if (poll.settings().abstain()) {
      json.put("abstained", WithAbstention.count(tally));
    }
    if (poll.electorate().isPresent()) {
      json.put("weight", Weighted.total(tally));
    }
    json.putAll(counted.json());
    return json;
  }

  private static long total(Poll poll, Tally tally) {
    long all = poll.electorate().isPresent() ? Weighted.total(tally) : tally.ballots();
    return all - WithAbstention.count(tally);
  }

  private static Map<String, Object> read(String text) {
    try {
      return Json.readObject(text);
    } catch (BadJsonException impossible) {
      throw new IllegalStateException("A ballot in the journal is not JSON", impossible);
    }
  }
}
