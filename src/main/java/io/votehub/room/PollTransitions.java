package io.votehub.room;

import io.votehub.draft.PollSpec;
import io.votehub.method.Questions;
import io.votehub.poll.Aim;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.ModerationMarks;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.Rounds;
import io.votehub.poll.Secrecy;
import io.votehub.poll.Tally;
import io.votehub.store.PollRecord;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * The transitions between the states of a poll, as pure functions. Each throws a {@link Refusal} if
 * the state does not permit it.
 */
final class PollTransitions {
  private PollTransitions() {}

  /**
   * A changed draft; a draft that already has these fields is returned as it is, whoever set them.
   *
   * @param known the revision that the change was made for; empty to change any revision
   * @throws Refusal {@code bad-request} if the poll is no draft; {@code conflict} if it has another
   *     revision and other fields
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
    requireOneRound(poll, "Both rounds ask the same question; copy the poll to change it");
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
        ModerationMarks.NONE,
        spec.electorate(),
        Secrecy.NONE,
        spec.image(),
        poll.rounds(),
        poll.seal());
  }

  /**
   * An open poll; a poll that is already open is returned as it is.
   *
   * @param from the state from which it may be opened
   * @param otherwise the error message for another state
   * @param key a random text, for a secret poll
   * @throws Refusal {@code conflict} if it is not what the command was aimed at
   */
  static PollRecord opened(
      PollRecord record,
      Aim aim,
      long now,
      OptionalInt seconds,
      PollState from,
      String otherwise,
      String key) {
    Poll poll = record.poll();
    if (poll.state() == PollState.OPEN) {
      return record;
    }
    if (poll.state() != from) {
      throw Refusal.of(ErrorCode.BAD_REQUEST, otherwise);
    }
    aim.require(poll);
    if (poll.rounds().next().isPresent()) {
      throw secondRound();
    }
    if (poll.isSecret() && from == PollState.CLOSED) {
      throw Refusal.of(
          ErrorCode.BAD_REQUEST, "A secret poll cannot be reopened: its ballots are deleted");
    }
    OptionalLong closesAt =
        seconds.isPresent()
            ? OptionalLong.of(now + seconds.getAsInt() * 1000L)
            : OptionalLong.empty();
    Poll.Times times = new Poll.Times(OptionalLong.of(now), closesAt, OptionalLong.empty());
    Poll opened = poll.withState(PollState.OPEN, times).withSeal(poll.seal().broken());
    return record
        .withPoll(poll.isSecret() ? opened.withSecrecy(Secrecy.begun(key)) : opened)
        .withResult(Optional.empty());
  }

  /**
   * An open poll that closes so many seconds later.
   *
   * @throws Refusal {@code not-open} if the poll takes no more votes; {@code bad-request} if it has
   *     no time limit; {@code conflict} if it is not what the command was aimed at
   */
  static Poll extended(Poll poll, Aim aim, long now, int seconds) {
    boolean over = poll.cutoffAt().isPresent() && now > poll.cutoffAt().getAsLong();
    if (poll.state() != PollState.OPEN || over) {
      throw Refusal.of(ErrorCode.NOT_OPEN);
    }
    aim.require(poll);
    Poll.Times times = poll.times();
    if (times.closesAt().isEmpty()) {
      throw Refusal.of(ErrorCode.BAD_REQUEST, "The poll has no time limit that could be extended");
    }
    long closesAt = times.closesAt().getAsLong() + seconds * 1000L;
    return poll.withState(
        PollState.OPEN,
        new Poll.Times(times.openedAt(), OptionalLong.of(closesAt), times.closedAt()));
  }

  /** The next revision of the poll's state, in the newest epoch. */
  static PollRecord advanced(PollRecord record) {
    Poll poll = record.poll();
    long next = Math.max(poll.rev() + 1, Revision.of(record.epoch(), 0));
    return record.withPoll(poll.withRev(next));
  }

  /**
   * The record, if its poll still has that revision.
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

  /**
   * A closed poll that has a second round from now on.
   *
   * @param next the id of the second round
   * @throws Refusal {@code bad-request} if it is not closed, or a second round itself
   */
  static Poll asked(Poll poll, String next) {
    if (poll.rounds().previous().isPresent()) {
      throw Refusal.of(ErrorCode.BAD_REQUEST, "The poll is a second round already");
    }
    if (Questions.isMethodOf(poll)) {
      throw Refusal.of(ErrorCode.BAD_REQUEST, "Questions from the floor have no second round");
    }
    if (poll.rounds().next().isPresent()) {
      return poll;
    }
    if (poll.state() != PollState.CLOSED) {
      throw Refusal.of(ErrorCode.BAD_REQUEST, "Close the poll before it is asked again");
    }
    return poll.withRounds(Rounds.before(next, 0)).withRev(poll.rev() + 1);
  }

  /**
   * A poll whose result voters may see from now on, or not.
   *
   * @throws Refusal {@code bad-request} if a second round keeps it from them
   */
  static Poll shown(Poll poll, boolean visible) {
    if (visible && poll.rounds().isWithheld()) {
      throw Refusal.of(
          ErrorCode.BAD_REQUEST, "Voters see this result once the second round is closed");
    }
    Poll shown = poll.withShown(Optional.of(visible));
    return poll.state() == PollState.OPEN ? shown : shown.withRev(poll.rev() + 1);
  }

  /**
   * The record, if its poll has no second round.
   *
   * @throws Refusal {@code bad-request}
   */
  static PollRecord withoutSecondRound(PollRecord record) {
    if (record.poll().rounds().next().isPresent()) {
      throw secondRound();
    }
    return record;
  }

  private static Refusal secondRound() {
    return Refusal.of(ErrorCode.BAD_REQUEST, "The poll has a second round; delete that first");
  }

  private static void requireOneRound(Poll poll, String otherwise) {
    if (!poll.rounds().equals(Rounds.NONE)) {
      throw Refusal.of(ErrorCode.BAD_REQUEST, otherwise);
    }
  }

  /**
   * The record, if its poll was not reset since the command was given.
   *
   * @throws Refusal {@code conflict}
   */
  static PollRecord inRunOf(Aim aim, PollRecord record) {
    aim.requireRun(record.poll());
    return record;
  }

  /** A draft without ballots. */
  static PollRecord cleared(PollRecord record) {
    withoutSecondRound(record);
    PollRecord empty = record.cleared();
    Poll draft =
        record
            .poll()
            .withState(PollState.DRAFT, Poll.Times.NONE)
            .withShown(Optional.empty())
            .withMarks(ModerationMarks.NONE)
            .withSecrecy(Secrecy.NONE)
            .withSeal(record.poll().seal().broken())
            .withNextRun();
    return empty.withPoll(draft.withRev(Revision.of(empty.epoch(), 0)));
  }

  /**
   * A record with marked entries. The result of a closed poll takes the next revision with it, so
   * that clients that hold the earlier result learn of the new one.
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
