package io.votehub.ops;

/** The lifecycle of an instance. Only a ready instance takes traffic. */
public enum Lifecycle {
  STARTING("starting"),
  READY("ready"),
  STOPPING("stopping");

  private final String wire;

  Lifecycle(String wire) {
    this.wire = wire;
  }

  /** The state as written in responses. */
  public String wire() {
    return wire;
  }
}
