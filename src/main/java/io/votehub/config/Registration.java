package io.votehub.config;

/** Who may make an account. */
public enum Registration {
  OPEN,
  /** Whom an operator invited. */
  INVITED,
  CLOSED
}
