package io.votehub.accounts.oauth;

/** A provider did not say who it is. */
public final class ProviderException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Reason reason;

  /** Why. */
  public enum Reason {
    /** The provider cannot be reached, or answers nonsense. */
    AWAY,
    /** The owner declined, or the provider did. */
    DENIED,
    /** What came back does not prove anything. */
    REFUSED
  }

  public ProviderException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  ProviderException(Reason reason, String message, Throwable cause) {
    super(message, cause, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
