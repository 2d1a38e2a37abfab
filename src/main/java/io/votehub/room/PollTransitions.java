package io.votehub.room;

import io.votehub.draft.PollSpec;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.ModerationMarks;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.Tally;
import io.votehub.store.PollRecord;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * The steps from one state of a poll to the next, as pure functions: each is refused where it does
 * not lead on from the state.
 */
final class PollTransitions {
  private PollTransitions() {}

  /**
   * A draft with other fields; one that has all of them already is left as it is, whoever gave them
   * to it.
   *
   * @param known the revision that the change was made for, if that is to be held against the poll
   */
  static Poll patched(Poll poll, OptionalLong known, UnaryOperator<PollSpec> change) {
    boolean outdated = known.isPresent() && known.getAsLong() != poll.rev();
    if (poll.state() != PollState.DRAFT && !outdated) {
      throw Refusal.of(ErrorCode.BAD_REQUEST, "Only a draft can be changed; reset the poll first");
    }
    PollSpec before = PollSpec.of(poll);
    PollSpec spec = change.apply(before);
    if (outdated && !(poll.state() == PollState.DRAFT && spec.equals(before))) {
      throw changed();
    }
    if (outdated) {
      return poll;
    }
    return new Poll(
        poll.id(),
        poll.room(),
        spec.question(),
        spec.method(),
        spec.options(),
        spec.settings(),
        PollState.DRAFT,
        poll.times(),
        poll.shown(),
        poll.position(),
        poll.rev() + 1,
        poll.run(),
        ModerationMarks.NONE);
  }

  /**
   * An open poll; one that is open already stays as it is.
   *
   * @param from the state from which it is opened
   * @param otherwise what is said of another state
   */
  static PollRecord opened(
      PollRecord record, long now, OptionalInt seconds, PollState from, String otherwise) {
    Poll poll = record.poll();
    if (poll.state() == PollState.OPEN) {
      return record;
    }
    if (poll.state() != from) {
      throw Refusal.of(ErrorCode.BAD_REQUEST, otherwise);
    }
    OptionalLong closesAt =
        seconds.isPresent()
            ? OptionalLong.of(now + seconds.getAsInt() * 1000L)
            : OptionalLong.empty();
    Poll.Times times = new Poll.Times(OptionalLong.of(now), closesAt, OptionalLong.empty());
    return record.withPoll(poll.withState(PollState.OPEN, times)).withResult(Optional.empty());
  }

  /** An open poll that closes so many seconds later. */
  static Poll extended(Poll poll, long now, int seconds) {
    boolean over = poll.cutoffAt().isPresent() && now > poll.cutoffAt().getAsLong();
    if (poll.state() != PollState.OPEN || over) {
      throw Refusal.of(ErrorCode.NOT_OPEN);
    }
    Poll.Times times = poll.times();
    if (times.closesAt().isEmpty()) {
      throw Refusal.of(ErrorCode.BAD_REQUEST, "The poll has no time limit that could be extended");
    }
    long closesAt = times.closesAt().getAsLong() + seconds * 1000L;
    return poll.withState(
        PollState.OPEN,
        new Poll.Times(times.openedAt(), OptionalLong.of(closesAt), times.closedAt()));
  }

  /** The next revision of its state, of the newest epoch. */
  static PollRecord advanced(PollRecord record) {
    Poll poll = record.poll();
    long next = Math.max(poll.rev() + 1, Revision.of(record.epoch(), 0));
    return record.withPoll(poll.withRev(next));
  }

  /**
   * The record, if its poll has still that revision.
   *
   * @throws Refusal {@code conflict}
   */
  static PollRecord unchanged(PollRecord record, OptionalLong known) {
    if (known.isPresent() && known.getAsLong() != record.poll().rev()) {
      throw changed();
    }
    return record;
  }

  private static Refusal changed() {
    return Refusal.of(ErrorCode.CONFLICT, "Somebody else has changed the poll");
  }

  /** A draft without ballots. */
  static PollRecord cleared(PollRecord record) {
    PollRecord empty = record.cleared();
    Poll draft =
        record
            .poll()
            .withState(PollState.DRAFT, Poll.Times.NONE)
            .withShown(Optional.empty())
            .withMarks(ModerationMarks.NONE)
            .withNextRun();
    return empty.withPoll(draft.withRev(Revision.of(empty.epoch(), 0)));
  }

  /**
   * A record in which entries are marked. Of a closed poll the result gets the next revision with
   * it, so that whoever holds the result as it was learns that there is another one.
   */
  static PollRecord marked(PollRecord record, Map<String, ModerationMarks.Mark> entries) {
    Poll poll = record.poll();
    if (poll.state() == PollState.DRAFT) {
      throw Refusal.of(ErrorCode.BAD_REQUEST, "A draft has no entries");
    }
    ModerationMarks marks = poll.marks();
    for (Map.Entry<String, ModerationMarks.Mark> each : entries.entrySet()) {
      marks = marks.with(each.getKey(), each.getValue());
    }
    Poll marked = poll.withMarks(marks);
    if (record.result().isEmpty()) {
      return record.withPoll(marked);
    }
    Tally result = record.result().get();
    Tally next =
        new Tally(
            Math.max(result.rev(), poll.rev()) + 1,
            result.ballots(),
            result.last(),
            result.cells(),
            result.more());
    return record.withPoll(marked.withRev(next.rev())).withResult(Optional.of(next));
  }
}
