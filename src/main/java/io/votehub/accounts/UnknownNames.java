package io.votehub.accounts;

import io.votehub.audit.Audit;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Records in the audit log that somebody tried to sign in under a name that has no account: {@value
 * #EACH} of them in a minute one by one, what is more as a number, so that guessers cannot fill the
 * store. Thread-safe.
 */
final class UnknownNames {
  static final int EACH = 60;
  static final String ACTION = "account.sign-in";

  private static final long MINUTE_MS = TimeUnit.MINUTES.toMillis(1);

  private final Audit audit;
  private final InstantSource clock;
  private long since;
  private int recorded;
  private long counted;

  UnknownNames(Audit audit, InstantSource clock) {
    this.audit = audit;
    this.clock = clock;
  }

  /** Somebody was refused, for a reason of the contract. */
  void refused(String reason) {
    endMinute();
    synchronized (this) {
      if (recorded == EACH) {
        counted++;
        return;
      }
      recorded++;
    }
    audit.record(Audit.NOBODY, ACTION, Audit.NOBODY, reason);
  }

  /** Records the number of the rest, if the minute is over. */
  void endMinute() {
    long rest;
    synchronized (this) {
      if (clock.millis() - since < MINUTE_MS) {
        return;
      }
      since = clock.millis();
      rest = counted;
      recorded = 0;
      counted = 0;
    }
    if (rest > 0) {
      audit.record(Audit.NOBODY, ACTION, Audit.NOBODY, "refused " + rest + " times more");
    }
  }
}
