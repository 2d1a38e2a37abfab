package io.votehub.page;

import io.votehub.poll.Poll;

/** The scores of a poll; the neutral one is 0 where there is one, or else the middle. */
record ScoreRange(int min, int max) {
  private static final int MOST_SEGMENTS = 11;

  static ScoreRange of(Poll poll) {
    return new ScoreRange(poll.settings().whole("min"), poll.settings().whole("max"));
  }

  int neutral() {
    return min <= 0 && max >= 0 ? 0 : Math.round((min + max) / 2f);
  }

  /** Whether scores have signs. */
  boolean signs() {
    return min < 0;
  }

  /** Whether there is a segment for each score; otherwise there is a slider. */
  boolean segments() {
    return max - min < MOST_SEGMENTS;
  }
}
