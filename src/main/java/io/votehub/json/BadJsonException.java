package io.votehub.json;

/**
 * A text is not valid JSON, or exceeds a limit. The message names the fault and quotes nothing of
 * the text.
 */
public final class BadJsonException extends Exception {
  private static final long serialVersionUID = 1L;

  public BadJsonException(String message) {
    super(message, null, false, false);
  }
}
