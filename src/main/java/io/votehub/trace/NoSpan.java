package io.votehub.trace;

/** Ignores everything. */
final class NoSpan implements TraceSpan {
  @Override
  public boolean isRecorded() {
    return false;
  }

  @Override
  public String traceparent() {
    return null;
  }

  @Override
  public TraceSpan child(String name) {
    return this;
  }

  @Override
  public TraceSpan with(String key, String value) {
    return this;
  }

  @Override
  public TraceSpan with(String key, long value) {
    return this;
  }

  @Override
  public void link(String traceparent) {}

  @Override
  public void failed(String why) {}

  @Override
  public void end() {}
}
