package io.votehub.proof;

/** Thrown for a file that is no proof; its message says why, for whoever has the file. */
public final class UnreadableProofException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableProofException(String message) {
    super(message);
  }
}
