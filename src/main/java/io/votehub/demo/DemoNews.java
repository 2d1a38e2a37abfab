package io.votehub.demo;

/** Events reported by the first voter of a block. */
sealed interface DemoNews {
  record Present(int voters) implements DemoNews {}

  record PollClosed(String poll) implements DemoNews {}

  /** The room is gone, so the demo ends. */
  record RoomGone() implements DemoNews {}
}
