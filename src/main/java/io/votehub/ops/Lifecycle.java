package io.votehub.ops;

/** Where an instance stands in its life. Only a ready one takes traffic. */
public enum Lifecycle {
  STARTING("starting"),
  READY("ready"),
  STOPPING("stopping");

  private final String wire;

  Lifecycle(String wire) {
    this.wire = wire;
  }

  /** The state as it stands in answers. */
  public String wire() {
    return wire;
  }
}
