package io.votehub.demo;

/** What the first voter of a block hears, and the demo wants to know. */
sealed interface DemoNews {
  record Present(int voters) implements DemoNews {}

  record PollClosed(String poll) implements DemoNews {}

  /** The room is gone; whoever deleted it wants the demo to end. */
  record RoomGone() implements DemoNews {}
}
