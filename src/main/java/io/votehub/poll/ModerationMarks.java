package io.votehub.poll;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the presenter made of single entries of a poll that is moderated. An entry that is shown is
 * kept with its words, so that it stays in sight when many newer ones have come; of one that is
 * hidden only its id is kept.
 *
 * @param byEntry the marks by the entries' ids, the newest mark last
 */
public record ModerationMarks(Map<String, Mark> byEntry) {
  public static final ModerationMarks NONE = new ModerationMarks(Map.of());

  /** How many entries can be shown, as many as a result lists. */
  public static final int MAX_SHOWN = 100;

  /**
   * How many hidden entries are remembered. The oldest are forgotten beyond that: they are far
   * behind the newest entries, which alone are offered to the presenter.
   */
  public static final int MAX_HIDDEN = 1000;

  /** What may be made of an entry; one of which nothing was said is pending, and nobody sees it. */
  public enum State {
    APPROVED("approved"),
    STARRED("starred"),
    HIDDEN("hidden");

    private final String wire;

    State(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }

    /** The state of that name. */
    public static Optional<State> of(Object name) {
      for (State state : values()) {
        if (state.wire.equals(name)) {
          return Optional.of(state);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * One mark.
   *
   * @param text the entry's words; empty for one that is hidden
   * @param at when the entry was cast, UTC milliseconds since the epoch
   */
  public record Mark(State state, String text, long at) {
    public boolean isShown() {
      return state != State.HIDDEN;
    }
  }

  public ModerationMarks {
    byEntry = Collections.unmodifiableMap(new LinkedHashMap<>(byEntry));
  }

  public Optional<Mark> of(String entry) {
    return Optional.ofNullable(byEntry.get(entry));
  }

  /**
   * These with another one; {@code bad-request} where more than {@value #MAX_SHOWN} would be shown.
   */
  public ModerationMarks with(String entry, Mark mark) {
    Map<String, Mark> marks = new LinkedHashMap<>(byEntry);
    marks.remove(entry);
    marks.put(entry, mark.isShown() ? mark : new Mark(State.HIDDEN, "", mark.at));
    long shown = marks.values().stream().filter(Mark::isShown).count();
    if (shown > MAX_SHOWN) {
      throw Refusal.of(
          ErrorCode.BAD_REQUEST, "At most " + MAX_SHOWN + " entries can be shown; hide one first");
    }
    if (marks.size() - shown > MAX_HIDDEN) {
      marks.entrySet().stream()
          .filter(each -> !each.getValue().isShown())
          .findFirst()
          .map(Map.Entry::getKey)
          .ifPresent(marks::remove);
    }
    return new ModerationMarks(marks);
  }
}
