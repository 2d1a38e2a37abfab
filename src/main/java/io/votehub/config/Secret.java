package io.votehub.config;

/**
 * A value that must not be seen: it prints as {@code ***}, so that a log line or an error that
 * holds it tells nothing.
 */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /** The value itself; to be handed to what needs it, and to nothing that prints. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "***";
  }
}
