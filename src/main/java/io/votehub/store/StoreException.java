package io.votehub.store;

/**
 * A store cannot be opened, or not be read to the end. The message tells an operator what is wrong,
 * where, and what to do.
 */
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1L;

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
