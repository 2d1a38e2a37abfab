package io.votehub.page;

import io.votehub.poll.Poll;

/** The scores of a poll. The neutral score is 0 if allowed, else the middle. */
record ScoreRange(int min, int max) {
  private static final int MAX_SEGMENTS = 11;

  static ScoreRange of(Poll poll) {
    return new ScoreRange(poll.settings().whole("min"), poll.settings().whole("max"));
  }

  int neutral() {
    return min <= 0 && max >= 0 ? 0 : Math.round((min + max) / 2f);
  }

  /** Whether scores are shown with signs. */
  boolean signs() {
    return min < 0;
  }

  /** Whether each score has a segment; otherwise there is a slider. */
  boolean segments() {
    return max - min < MAX_SEGMENTS;
  }
}
