package io.votehub.accounts;

/** Too many failures; further attempts are not looked at for a while. */
public final class LockedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final long retryAfterS;

  LockedException(long waitMs) {
    super("Too many attempts", null, false, false);
    this.retryAfterS = Math.max(1, (waitMs + 999) / 1000);
  }

  /** Seconds until the next attempt is looked at. */
  public long retryAfterS() {
    return retryAfterS;
  }
}
