package io.votehub.backup;

import io.votehub.poll.PollState;
import io.votehub.store.PollChange;
import io.votehub.store.PollHistory;
import io.votehub.store.PollRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * What a poll was at an earlier moment.
 *
 * @param record empty if it was not there, or nothing is known of it
 * @param gap what is missing of it, and why; half a sentence
 */
record PastPoll(Optional<PollRecord> record, Optional<String> gap) {
  private static PastPoll unknown(String why) {
    return new PastPoll(Optional.empty(), Optional.of(why));
  }

  /** Takes a poll back to a time, UTC milliseconds since the epoch. */
  static PastPoll of(PollRecord present, long at) {
    PollHistory history = present.history();
    if (!history.reaches(at)) {
      return unknown(
          history.since() == Long.MAX_VALUE
              ? "its changes were never noted, by an older version of the hub"
              : "its changes are known since " + Instant.ofEpochMilli(history.since()) + " only");
    }
    Optional<PollRecord> found = PollHistory.recordAt(present, at);
    if (found.isEmpty() || found.get().poll().state() == PollState.DRAFT) {
      return new PastPoll(found, Optional.empty());
    }
    PollRecord record = found.get();
    Optional<String> lost = lost(history, record, at);
    if (lost.isEmpty()) {
      return new PastPoll(found, lost);
    }
    return record.result().isPresent()
        ? new PastPoll(found, Optional.of(lost.get() + "; its result is restored, and must stay"))
        : unknown(lost.get());
  }

  /** Why not all ballots of that time are there. */
  private static Optional<String> lost(PollHistory history, PollRecord record, long at) {
    if (record.firstEpoch() < history.forgottenBefore()) {
      return Optional.of("its ballots of that time were removed when it was reset");
    }
    for (PollChange each : history.changes()) {
      if (each.at() > at && at < each.replacedUntil()) {
        return Optional.of(
            "ballots that were replaced after that time were removed at the close of "
                + Instant.ofEpochMilli(each.replacedUntil())
                + " (store.keep-superseded keeps them)");
      }
    }
    return Optional.empty();
  }
}
