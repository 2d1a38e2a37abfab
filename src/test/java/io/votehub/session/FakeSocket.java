package io.votehub.session;

/** A connection that records the calls on it. */
final class FakeSocket implements ClientSocket {
  long maxPingIntervalMs = Long.MAX_VALUE;
  int pings;
  boolean paused;

  @Override
  public void setListener(Listener listener) {}

  @Override
  public long maxPingIntervalMs() {
    return maxPingIntervalMs;
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
  }

  @Override
  public void ping() {
    pings++;
  }

  @Override
  public void abort() {}

  @Override
  public void close(int code, String reason) {}
}
