package io.votehub.rehearse;

/** How an audience behaves. */
public enum AudienceProfile {
  /** A hall: people arrive within minutes, and most vote in the last second. */
  HALL(0.2, 0.3, 0.6),
  /** A lecture: people arrive slowly, phones sleep between the polls, votes are spread. */
  LECTURE(0.35, 0.6, 0.2),
  /** Television: everybody joins on a call, and nearly everybody votes in the last second. */
  TV(0.08, 0.1, 0.9);

  private final double arrivalShare;
  private final double sleepShare;
  private final double lastSecondShare;

  AudienceProfile(double arrivalShare, double sleepShare, double lastSecondShare) {
    this.arrivalShare = arrivalShare;
    this.sleepShare = sleepShare;
    this.lastSecondShare = lastSecondShare;
  }

  /** The share of the whole time in which people arrive, 0 to 1. */
  double arrivalShare() {
    return arrivalShare;
  }

  /** The probability that a phone sleeps between two polls. */
  double sleepShare() {
    return sleepShare;
  }

  /** The probability that a phone votes in the last second of a poll. */
  double lastSecondShare() {
    return lastSecondShare;
  }
}
