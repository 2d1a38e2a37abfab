package io.votehub.poll;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A question put to a room.
 *
 * @param position order within the room, ascending
 * @param times when the poll was opened, closes and was closed
 * @param shown the presenter's override of whether voters see the result; empty if not overridden
 * @param rev the revision of the last change of state
 * @param run incremented by every reset, so that a ballot for an earlier question is never counted
 *     for a later one
 * @param marks the presenter's decisions on entries, if the poll is moderated
 * @param electorate the id of the room's voter roll whose members vote; empty if the audience votes
 * @param secrecy what is kept of a secret poll, never for clients
 * @param image the picture beside the question
 * @param rounds the other round, if the question is asked twice
 * @param seal the seal of its result, and how many it had before
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
    ModerationMarks marks,
    Optional<String> electorate,
    Secrecy secrecy,
    Optional<Picture> image,
    Rounds rounds,
    PollSeal seal) {
  public static final int MAX_OPTIONS = 100;
  public static final int MAX_QUESTION = 500;
  private static final String VOTED = "{\"voted\":true}";

  /**
   * When the poll was opened, closes by itself, and was closed; UTC milliseconds since the epoch.
   */
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
        ModerationMarks.NONE,
        Optional.empty(),
        Secrecy.NONE,
        Optional.empty(),
        Rounds.NONE,
        PollSeal.NONE);
  }

  /** Whether nothing that is kept or shown may link a voter to a choice. */
  public boolean isSecret() {
    return settings.secret();
  }

  /** What the hub gives back of a ballot: of a secret one only that there is one. */
  public String shownBallot(String ballot) {
    return isSecret() && !ballot.equals(CastBallot.WITHDRAWN) ? VOTED : ballot;
  }

  /** Whether voters currently see the result. */
  public boolean visible() {
    if (rounds.isWithheld() || (isSecret() && state != PollState.CLOSED)) {
      return false;
    }
    return shown.orElseGet(
        () ->
            switch (settings.results()) {
              case LIVE -> state != PollState.DRAFT;
              case CLOSED -> state == PollState.CLOSED;
              case HIDDEN -> false;
            });
  }

  /**
   * Whether everybody may know the right answer, if the poll is a question of a quiz: once it is
   * closed and its result is shown.
   */
  public boolean isAnswerRevealed() {
    return state == PollState.CLOSED && visible();
  }

  /** Whether its points count in the room's quiz: those of a second round replace the first's. */
  public boolean isScored() {
    return settings.quiz().isPresent() && rounds.next().isEmpty();
  }

  /** The last millisecond at which a vote still counts; empty without a time limit. */
  public OptionalLong cutoffAt() {
    OptionalLong at = times.closesAt();
    return at.isPresent() ? OptionalLong.of(at.getAsLong() + settings.graceMs()) : at;
  }

  /** Whether it closes without a presenter: it is closing, or open with a time limit. */
  public boolean endsByItself() {
    return state == PollState.CLOSING || (state == PollState.OPEN && times.closesAt().isPresent());
  }

  /** Whether it {@linkplain #endsByItself ends by itself}, or is open since that time or later. */
  public boolean isWatched(long since) {
    boolean recent = state == PollState.OPEN && times.openedAt().orElse(Long.MIN_VALUE) >= since;
    return recent || endsByItself();
  }

  /** Whether the poll has an option with that id. */
  public boolean hasOption(String option) {
    for (Option o : options) {
      if (o.id().equals(option)) {
        return true;
      }
    }
    return false;
  }

  public Poll withState(PollState newState, Times newTimes) {
    return with(
        draft -> {
          draft.state = newState;
          draft.times = newTimes;
        });
  }

  public Poll withShown(Optional<Boolean> newShown) {
    return with(draft -> draft.shown = newShown);
  }

  public Poll withPosition(long newPosition) {
    return with(draft -> draft.position = newPosition);
  }

  public Poll withRev(long newRev) {
    return with(draft -> draft.rev = newRev);
  }

  public Poll withMarks(ModerationMarks newMarks) {
    return with(draft -> draft.marks = newMarks);
  }

  public Poll withElectorate(Optional<String> newElectorate) {
    return with(draft -> draft.electorate = newElectorate);
  }

  public Poll withSecrecy(Secrecy newSecrecy) {
    return with(draft -> draft.secrecy = newSecrecy);
  }

  public Poll withImage(Optional<Picture> newImage) {
    return with(draft -> draft.image = newImage);
  }

  public Poll withRounds(Rounds newRounds) {
    return with(draft -> draft.rounds = newRounds);
  }

  public Poll withSeal(PollSeal newSeal) {
    return with(draft -> draft.seal = newSeal);
  }

  /** A copy for another question: ballots for the current run no longer count. */
  public Poll withNextRun() {
    return with(draft -> draft.run = run + 1);
  }

  /**
   * Refuses a ballot for another run.
   *
   * @param of the run named by the client, if any
   * @throws Refusal {@code poll-changed}
   */
  public void requireRun(OptionalLong of) {
    if (of.isPresent() && of.getAsLong() != run) {
      throw Refusal.of(ErrorCode.POLL_CHANGED);
    }
  }

  /** A copy in which something differs. */
  private Poll with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.finished();
  }

  /** The components of a poll while a copy is made. */
  private static final class Draft {
    private final Poll from;
    private PollState state;
    private Times times;
    private Optional<Boolean> shown;
    private long position;
    private long rev;
    private int run;
    private ModerationMarks marks;
    private Optional<String> electorate;
    private Secrecy secrecy;
    private Optional<Picture> image;
    private Rounds rounds;
    private PollSeal seal;

    Draft(Poll from) {
      this.from = from;
      state = from.state;
      times = from.times;
      shown = from.shown;
      position = from.position;
      rev = from.rev;
      run = from.run;
      marks = from.marks;
      electorate = from.electorate;
      secrecy = from.secrecy;
      image = from.image;
      rounds = from.rounds;
      seal = from.seal;
    }

    Poll finished() {
      return new Poll(
          from.id,
          from.room,
          from.question,
          from.method,
          from.options,
          from.settings,
          state,
          times,
          shown,
          position,
          rev,
          run,
          marks,
          electorate,
          secrecy,
          image,
          rounds,
          seal);
    }
  }
}
