package io.votehub.store;

/**
 * A change of a poll that its presenter, or the hub on their behalf, made.
 *
 * @param at when it took effect, UTC milliseconds since the epoch
 * @param before the fields that changed with the values they had before, as JSON text; null stands
 *     for a field that was absent
 * @param replacedUntil of the poll's ballots that were replaced before this time, the change let
 *     go; 0 if it let go of none
 */
public record PollChange(long at, Kind kind, String before, long replacedUntil) {
  /** What happened to the poll. */
  public enum Kind {
    OPENED,
    REOPENED,
    CLOSING,
    CLOSED,
    RESET,
    REVEALED,
    HIDDEN,
    EXTENDED,
    MODERATED,
    EDITED,
    MOVED
  }
}
