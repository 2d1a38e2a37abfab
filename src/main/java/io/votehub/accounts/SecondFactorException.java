package io.votehub.accounts;

/** The first factor was right; the second is needed. */
public final class SecondFactorException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String pending;

  SecondFactorException(String pending) {
    super("The second factor is needed", null, false, false);
    this.pending = pending;
  }

  /** The secret that proves the first factor for a few minutes. */
  public String pending() {
    return pending;
  }
}
