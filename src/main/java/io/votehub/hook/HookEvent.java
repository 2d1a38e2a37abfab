package io.votehub.hook;

import java.util.Optional;

/** An event of which endpoints may be told. */
public enum HookEvent {
  POLL_OPENED("poll.opened"),
  POLL_CLOSED("poll.closed"),
  QUESTION_LIVE("question.live"),
  ROOM_DELETED("room.deleted");

  private final String wire;

  HookEvent(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }

  /** The event with that name in the contract. */
  public static Optional<HookEvent> of(Object name) {
    for (HookEvent event : values()) {
      if (event.wire.equals(name)) {
        return Optional.of(event);
      }
    }
    return Optional.empty();
  }
}
