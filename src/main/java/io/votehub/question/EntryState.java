package io.votehub.question;

import java.util.Optional;

/** The state of a question from the floor. */
public enum EntryState {
  /** Waits until a presenter lets it through; only its author knows of it. */
  PENDING("pending"),
  /** Voters see it and support it. */
  LIVE("live"),
  /** Voters see it as answered. */
  ANSWERED("answered"),
  /** Put aside by a presenter; voters do not see it. */
  ARCHIVED("archived"),
  /** Refused by a presenter; voters do not see it. */
  HIDDEN("hidden");

  private final String wire;

  EntryState(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }

  /** Whether voters see questions in this state. */
  public boolean isShown() {
    return this == LIVE || this == ANSWERED;
  }

  /** The state with that name in the contract. */
  public static Optional<EntryState> of(Object name) {
    for (EntryState state : values()) {
      if (state.wire.equals(name)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
