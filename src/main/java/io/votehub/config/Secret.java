package io.votehub.config;

/**
 * A value that must not be disclosed. {@code toString} returns {@code ***}, so that it cannot leak
 * through log lines and error messages.
 */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /** The plain value. Never pass it to anything that prints. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "***";
  }
}
