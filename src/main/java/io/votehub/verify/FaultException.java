package io.votehub.verify;

/** Thrown by a check for what does not hold; its message is a sentence for whoever verifies. */
final class FaultException extends Exception {
  private static final long serialVersionUID = 1L;

  FaultException(String message) {
    super(message, null, false, false);
  }

  /** Throws unless something holds. */
  static void unless(boolean holds, String message) throws FaultException {
    if (!holds) {
      throw new FaultException(message);
    }
  }
}
