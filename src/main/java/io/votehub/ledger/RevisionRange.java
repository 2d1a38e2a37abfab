package io.votehub.ledger;

import io.votehub.poll.Revision;

/**
 * Revisions of one epoch from {@code first} to {@code last}, both inclusive; empty where {@code
 * last} is less.
 */
public record RevisionRange(long first, long last) {
  public boolean isEmpty() {
    return last < first;
  }

  public boolean holds(long revision) {
    return first <= revision && revision <= last;
  }

  public int epoch() {
    return Revision.epoch(first);
  }
}
