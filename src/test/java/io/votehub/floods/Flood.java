package io.votehub.floods;

import io.vertx.core.Future;
import java.util.concurrent.atomic.LongAdder;

/** One kind of sender; many of them send as fast as they are answered, until stopped. */
abstract class Flood {
  private static final int AFTER_A_FAULT_MS = 20;

  final FloodClient hub;

  /** The numbers of successful and refused actions. */
  final LongAdder done = new LongAdder();

  final LongAdder refused = new LongAdder();

  private volatile boolean stopped;

  Flood(FloodClient hub) {
    this.hub = hub;
  }

  /** One action of a sender, which then performs the next. */
  abstract Future<?> once();

  final void begin(int senders) {
    for (int sender = 0; sender < senders; sender++) {
      goOn();
    }
  }

  private void goOn() {
    if (stopped) {
      return;
    }
    Future.succeededFuture()
        .compose(start -> once())
        .onSuccess(
            next -> {
              done.increment();
              goOn();
            })
        .onFailure(
            fault -> {
              refused.increment();
              hub.vertx().setTimer(AFTER_A_FAULT_MS, again -> goOn());
            });
  }

  final boolean isStopped() {
    return stopped;
  }

  final void stop() {
    stopped = true;
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + " " + done + " done, " + refused + " refused";
  }
}
