package io.votehub.store;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a poll came to be what it is: its changes, each with what it changed, so that the poll can be
 * taken back to an earlier moment. It is kept in the poll's record, so that a change and its trace
 * are written in one step, and go together when the poll is deleted.
 *
 * <p>It is bounded: the oldest changes go when they are too old, too many or too long; then {@link
 * #since} tells from when on the poll is known.
 *
 * @param since the earliest time at which the poll is known, UTC milliseconds since the epoch;
 *     {@link Long#MAX_VALUE} if nothing was ever noted
 * @param fromCreation whether the poll did not exist before that
 * @param forgottenBefore ballots of epochs before this one were removed by a reset
 * @param changes the oldest first
 */
public record PollHistory(
    long since, boolean fromCreation, int forgottenBefore, List<PollChange> changes) {
  /** Of a poll of which nothing was noted, as in stores of older versions. */
  public static final PollHistory NONE = new PollHistory(Long.MAX_VALUE, false, 0, List.of());

  static final int MOST_CHANGES = 500;
  static final int MOST_CHARS = 1 << 17;

  public PollHistory {
    changes = List.copyOf(changes);
  }

  /** Of a poll that is made now. */
  public static PollHistory begun(long at) {
    return new PollHistory(at, true, 0, List.of());
  }

  /** Whether it is known what the poll was at a time, be it that there was none. */
  public boolean reaches(long at) {
    return fromCreation || at >= since;
  }

  PollHistory withForgotten(int before) {
    return new PollHistory(since, fromCreation, Math.max(forgottenBefore, before), changes);
  }

  /**
   * The history after a change of the record, which is the same if nothing of interest changed.
   *
   * @param now UTC milliseconds since the epoch
   * @param keepMs how old a change may become
   */
  static PollHistory after(PollRecord before, PollRecord after, long now, long keepMs) {
    PollHistory known = before.history();
    Optional<PollChange.Kind> kind = kind(before.poll(), after.poll());
    if (kind.isEmpty()) {
      return known;
    }
    OptionalLong noted = time(kind.get(), after.poll());
    long at = Math.max(noted.orElse(now), known.newest());
    if (known.since == Long.MAX_VALUE) {
      return new PollHistory(at, false, known.forgottenBefore, List.of());
    }
    List<PollChange> all = new ArrayList<>(known.changes);
    all.add(
        new PollChange(
            at, kind.get(), Json.write(changed(before, after)), replacedUntil(before, after, at)));
    return new PollHistory(known.since, known.fromCreation, known.forgottenBefore, all)
        .bounded(now - keepMs);
  }

  private long newest() {
    return changes.isEmpty()
        ? since == Long.MAX_VALUE ? 0 : since
        : changes.get(changes.size() - 1).at();
  }

  private PollHistory bounded(long oldest) {
    long chars = changes.stream().mapToLong(each -> each.before().length()).sum();
    int from = 0;
    while (from < changes.size()
        && (changes.get(from).at() < oldest
            || chars > MOST_CHARS
            || changes.size() - from > MOST_CHANGES)) {
      chars -= changes.get(from).before().length();
      from++;
    }
    return from == 0
        ? this
        : new PollHistory(
            changes.get(from - 1).at(),
            false,
            forgottenBefore,
            changes.subList(from, changes.size()));
  }

  /** The clock that decides about ballots decides about these, too. */
  private static OptionalLong time(PollChange.Kind kind, Poll after) {
    return switch (kind) {
      case OPENED, REOPENED -> after.times().openedAt();
      case CLOSING -> after.times().closedAt();
      default -> OptionalLong.empty();
    };
  }

  /** Nobody votes between the close and its seal, so until the close only is anything missing. */
  private static long replacedUntil(PollRecord before, PollRecord after, long at) {
    boolean letGo = after.sweepBefore() > 0 && after.sweepBefore() != before.sweepBefore();
    return letGo ? after.poll().times().closedAt().orElse(at) : 0;
  }

  private static Optional<PollChange.Kind> kind(Poll before, Poll after) {
    if (before.run() != after.run()) {
      return Optional.of(PollChange.Kind.RESET);
    }
    if (before.state() != after.state()) {
      return Optional.of(
          switch (after.state()) {
            case DRAFT -> PollChange.Kind.RESET;
            case OPEN ->
                before.state() == PollState.DRAFT
                    ? PollChange.Kind.OPENED
                    : PollChange.Kind.REOPENED;
            case CLOSING -> PollChange.Kind.CLOSING;
            case CLOSED -> PollChange.Kind.CLOSED;
          });
    }
    if (!before.shown().equals(after.shown())) {
      return Optional.of(after.visible() ? PollChange.Kind.REVEALED : PollChange.Kind.HIDDEN);
    }
    if (!before.times().equals(after.times())) {
      return Optional.of(PollChange.Kind.EXTENDED);
    }
    if (!before.marks().equals(after.marks())) {
      return Optional.of(PollChange.Kind.MODERATED);
    }
    if (before.position() != after.position()) {
      return Optional.of(PollChange.Kind.MOVED);
    }
    return before.withRev(after.rev()).equals(after)
        ? Optional.empty()
        : Optional.of(PollChange.Kind.EDITED);
  }

  /** The fields of the record before, as far as they are others afterwards. */
  private static Map<String, Object> changed(PollRecord before, PollRecord after) {
    Map<String, Object> old = fields(before);
    Map<String, Object> now = fields(after);
    if (before.firstEpoch() == after.firstEpoch()) {
      // What counts of a run that goes on is told by the record as it is.
      old.remove("validity");
      now.remove("validity");
    }
    Map<String, Object> changed = new LinkedHashMap<>();
    old.forEach(
        (name, value) -> {
          if (!value.equals(now.get(name))) {
            changed.put(name, value);
          }
        });
    now.keySet().stream()
        .filter(name -> !old.containsKey(name))
        .forEach(name -> changed.put(name, null));
    return changed;
  }

  /** Without what only grows, or is but work to be done. */
  private static Map<String, Object> fields(PollRecord record) {
    Map<String, Object> fields = RecordJson.poll(record.withHistory(NONE));
    fields.remove("epoch");
    fields.remove("sweepBefore");
    // A key that was destroyed must not stand in the history of its poll.
    fields.remove("secrecy");
    fields.values().removeIf(Objects::isNull);
    return fields;
  }

  /**
   * The record as it was at a time, which its history reaches, in the present epoch; empty if there
   * was no such poll yet.
   */
  public static Optional<PollRecord> recordAt(PollRecord present, long at) {
    PollHistory history = present.history();
    if (at < history.since) {
      return Optional.empty();
    }
    List<PollChange> kept = history.changes.stream().filter(each -> each.at() <= at).toList();
    PollHistory then =
        new PollHistory(history.since, history.fromCreation, history.forgottenBefore, kept);
    Map<String, Object> json = object(Json.write(RecordJson.poll(present.withHistory(NONE))));
    json = new LinkedHashMap<>(json);
    json.remove("sweepBefore");
    for (int i = history.changes.size() - 1; i >= kept.size(); i--) {
      for (Map.Entry<String, Object> old : object(history.changes.get(i).before()).entrySet()) {
        if (old.getValue() == null) {
          json.remove(old.getKey());
        } else {
          json.put(old.getKey(), old.getValue());
        }
      }
    }
    return Optional.of(RecordJson.poll(json).withHistory(then));
  }

  private static Map<String, Object> object(String text) {
    try {
      return Json.readObject(text);
    } catch (BadJsonException fault) {
      throw new IllegalStateException("A poll's history is unreadable", fault);
    }
  }
}
