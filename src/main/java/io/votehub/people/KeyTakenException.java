package io.votehub.people;

/** Another account has one of the keys; nothing was changed. */
public final class KeyTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KeyTakenException() {
    super("Another account has this key", null, false, false);
  }
}
