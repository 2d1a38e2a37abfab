package io.votehub.backup;

import io.votehub.poll.PollState;
import io.votehub.question.Board;
import io.votehub.question.BoardJson;
import io.votehub.question.Entry;
import io.votehub.store.PollChange;
import io.votehub.store.PollRecord;
import io.votehub.store.RoomRecord;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the records of a room were at an earlier moment, as far as they tell: without questions from
 * the floor that were asked later, without scores of later results, and without what belongs to
 * polls or runs that were not there. All else is as it was when the backup was taken, for records
 * have no history.
 */
final class PastRecords {
  private static final String QUESTIONS = "question";
  private static final String SCORES = "score";

  private final long at;
  private final Map<String, PollThen> polls = new HashMap<>();

  /** What a poll was, and whether its scores are those of a later result. */
  private record PollThen(Optional<PollRecord> record, boolean scoredLater) {
    boolean isOfRun(String run) {
      return record.filter(then -> run.equals(Integer.toString(then.poll().run()))).isPresent();
    }

    boolean isClosed() {
      return record.filter(then -> then.poll().state() == PollState.CLOSED).isPresent();
    }
  }

  PastRecords(long at) {
    this.at = at;
  }

  /** Begins with the polls of another room. */
  void nextRoom() {
    polls.clear();
  }

  /**
   * Takes note of a poll, before the records of its room come.
   *
   * @param then what it was; empty if it was not there
   */
  void poll(PollRecord present, Optional<PollRecord> then) {
    polls.put(present.poll().id(), new PollThen(then, areScoresLater(present, at)));
  }

  /** Whether the scores of the run of that time were made anew since, by a later close. */
  static boolean areScoresLater(PollRecord present, long at) {
    return present.history().changes().stream()
        .filter(change -> change.at() > at)
        .map(PollChange::kind)
        .takeWhile(kind -> kind != PollChange.Kind.RESET)
        .anyMatch(kind -> kind == PollChange.Kind.CLOSED);
  }

  /** The record as it was; empty if it was not there. */
  Optional<RoomRecord> of(RoomRecord record) {
    String[] key = record.key().split("/", 4);
    boolean ofPoll = key.length > 2 && (key[0].equals(QUESTIONS) || key[0].equals(SCORES));
    if (!ofPoll) {
      return Optional.of(record);
    }
    PollThen poll = polls.get(key[1]);
    if (poll == null || !poll.isOfRun(key[2])) {
      return Optional.empty();
    }
    if (key[0].equals(QUESTIONS)) {
      return Optional.of(new RoomRecord(record.room(), record.key(), askedByThen(record.text())));
    }
    return poll.isClosed() && !poll.scoredLater ? Optional.of(record) : Optional.empty();
  }

  private String askedByThen(String text) {
    Board board = BoardJson.read(text);
    Map<String, Entry> entries = new LinkedHashMap<>(board.entries());
    entries.values().removeIf(entry -> entry.at() > at);
    return BoardJson.write(new Board(board.rev(), entries));
  }
}
