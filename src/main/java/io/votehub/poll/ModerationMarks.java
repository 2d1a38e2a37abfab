package io.votehub.poll;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The presenter's decisions on entries of a moderated poll. Approved entries are kept with their
 * text, so that they stay visible when many newer ones arrive; of hidden ones only the id is kept.
 *
 * @param byEntry marks by entry id, the latest mark last
 */
public record ModerationMarks(Map<String, Mark> byEntry) {
  public static final ModerationMarks NONE = new ModerationMarks(Map.of());

  /** The maximum number of visible entries, which is also what a result lists. */
  public static final int MAX_SHOWN = 100;

  /**
   * The maximum number of hidden entries remembered. The oldest are forgotten beyond that: they are
   * far behind the newest entries, which are all that presenters are offered.
   */
  public static final int MAX_HIDDEN = 1000;

  /** The state of an entry. One without a mark is pending, and voters do not see it. */
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

    /** The state with that name in the contract. */
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
   * The mark of one entry.
   *
   * @param text the text of the entry; empty if hidden
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
   * Returns a copy with another mark.
   *
   * @throws Refusal {@code bad-request} if more than {@value #MAX_SHOWN} entries would be visible
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
