package io.votehub.poll;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One question put to a room.
 *
 * @param position its place among the polls of its room, least first
 * @param times when it was opened, closes and was closed
 * @param shown the presenter's word on whether voters see the result: revealed, hidden, or not said
 * @param rev the revision of its last change of state
 * @param run grows with every reset, so that a ballot which was made for an earlier question is
 *     never taken for one on a later
 * @param marks what the presenter made of single entries, where the poll is moderated
 */
public record Poll(
    String id,
    String room,
    String question,
    String method,
    List<Option> options,
    PollSettings settings,
    PollState state,
    Times times,
    Optional<Boolean> shown,
    long position,
    long rev,
    int run,
    ModerationMarks marks) {
  public static final int MAX_OPTIONS = 100;
  public static final int MAX_QUESTION = 500;

  /** When a poll was opened, closes by itself, and was closed; UTC milliseconds since the epoch. */
  public record Times(OptionalLong openedAt, OptionalLong closesAt, OptionalLong closedAt) {
    public static final Times NONE =
        new Times(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
  }

  public Poll {
    options = List.copyOf(options);
  }

  /** A new draft. */
  public static Poll draft(
      String id,
      String room,
      String question,
      String method,
      List<Option> options,
      PollSettings settings,
      long position) {
    return new Poll(
        id,
        room,
        question,
        method,
        options,
        settings,
        PollState.DRAFT,
        Times.NONE,
        Optional.empty(),
        position,
        1,
        1,
        ModerationMarks.NONE);
  }

  /** Whether voters see its result now. */
  public boolean visible() {
    return shown.orElseGet(
        () ->
            switch (settings.results()) {
              case LIVE -> state != PollState.DRAFT;
              case CLOSED -> state == PollState.CLOSED;
              case HIDDEN -> false;
            });
  }

  /**
   * The last millisecond at which a vote still counts, or nothing where the poll has no time limit.
   */
  public OptionalLong cutoffAt() {
    OptionalLong at = times.closesAt();
    return at.isPresent() ? OptionalLong.of(at.getAsLong() + settings.graceMs()) : at;
  }

  /** Whether an option of that id stands in the poll. */
  public boolean hasOption(String option) {
    for (Option o : options) {
      if (o.id().equals(option)) {
        return true;
      }
    }
    return false;
  }

  public Poll withState(PollState newState, Times newTimes) {
    return new Poll(
        id, room, question, method, options, settings, newState, newTimes, shown, position, rev,
        run, marks);
  }

  public Poll withShown(Optional<Boolean> newShown) {
    return new Poll(
        id, room, question, method, options, settings, state, times, newShown, position, rev, run,
        marks);
  }

  public Poll withPosition(long newPosition) {
    return new Poll(
        id,
        room,
        question,
        method,
        options,
        settings,
        state,
        times,
        shown,
        newPosition,
        rev,
        run,
        marks);
  }

  public Poll withRev(long newRev) {
    return new Poll(
        id, room, question, method, options, settings, state, times, shown, position, newRev, run,
        marks);
  }

  public Poll withMarks(ModerationMarks newMarks) {
    return new Poll(
        id, room, question, method, options, settings, state, times, shown, position, rev, run,
        newMarks);
  }

  /** The poll for another question: ballots that were made for this one count no more. */
  public Poll withNextRun() {
    return new Poll(
        id, room, question, method, options, settings, state, times, shown, position, rev, run + 1,
        marks);
  }

  /**
   * Refuses a ballot that was made for another run.
   *
   * @param of the run that its sender names, if any
   * @throws Refusal {@code poll-changed}
   */
  public void requireRun(OptionalLong of) {
    if (of.isPresent() && of.getAsLong() != run) {
      throw Refusal.of(ErrorCode.POLL_CHANGED);
    }
  }
}
