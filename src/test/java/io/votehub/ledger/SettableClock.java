package io.votehub.ledger;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that advances only when told to. */
public final class SettableClock implements InstantSource {
  private long now = 1_000_000;

  @Override
  public synchronized Instant instant() {
    return Instant.ofEpochMilli(now);
  }

  public synchronized void advance(long ms) {
    now += ms;
  }
}
