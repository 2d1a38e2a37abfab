package io.votehub.store.embedded;

import io.votehub.poll.PollState;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the polls that {@linkplain io.votehub.poll.Poll#isWatched may be watched}. What it knows of
 * a poll is read from its text without parsing it, because the text may be long; it finds too many
 * rather than too few.
 *
 * @param index ids by until when the poll is watched
 */
record WatchedPolls(TimeIndex index) {
  private static final String OPENED_AT = "\"openedAt\":";

  /** A number with fewer is a long. */
  private static final int MAX_DIGITS = 19;

  private static final String CLOSES_AT = "\"closesAt\":";
  private static final String CLOSING = "\"state\":\"" + PollState.CLOSING.name() + '"';
  private static final String OPEN = "\"state\":\"" + PollState.OPEN.name() + '"';

  /**
   * Notes a change of a poll.
   *
   * @param before its text so far; empty of a new poll
   * @param after its text from now on; empty of one that is gone
   */
  void change(String id, Optional<String> before, Optional<String> after) {
    OptionalLong was = before.map(WatchedPolls::until).orElseGet(OptionalLong::empty);
    OptionalLong is = after.map(WatchedPolls::until).orElseGet(OptionalLong::empty);
    if (!was.equals(is)) {
      was.ifPresent(at -> index.remove(at, id));
      is.ifPresent(at -> index.add(at, id));
    }
  }

  /** Until when a poll is watched: since it was opened, or for ever if it ends by itself. */
  private static OptionalLong until(String text) {
    boolean open = text.contains(OPEN);
    if (text.contains(CLOSING) || (open && text.contains(CLOSES_AT))) {
      return OptionalLong.of(Long.MAX_VALUE);
    }
    return open ? OptionalLong.of(openedAt(text)) : OptionalLong.empty();
  }

  /** Late if it is not clear. */
  private static long openedAt(String text) {
    int from = text.indexOf(OPENED_AT) + OPENED_AT.length();
    int to = from;
    while (to < text.length() && Character.isDigit(text.charAt(to))) {
      to++;
    }
    boolean clear = from >= OPENED_AT.length() && to > from && to - from < MAX_DIGITS;
    return clear ? Long.parseLong(text, from, to, 10) : Long.MAX_VALUE;
  }
}
