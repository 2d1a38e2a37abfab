package io.votehub.rehearse;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;

/** That of a hub of one instance, which cannot outlive it. */
public final class MemoryCurrentRehearsal implements CurrentRehearsal {
  private Optional<Known> known = Optional.empty();
  private boolean stopRequested;

  @Override
  public synchronized Future<Boolean> begin(String id, String room, Map<String, Object> state) {
    if (known.filter(Known::running).isPresent()) {
      return Future.succeededFuture(false);
    }
    known = Optional.of(new Known(id, room, Optional.empty(), true, true, state));
    stopRequested = false;
    return Future.succeededFuture(true);
  }

  @Override
  public synchronized Future<Order> renew(
      String id, Optional<String> copy, Map<String, Object> state) {
    if (!isCurrent(id)) {
      return Future.succeededFuture(Order.LOST);
    }
    known = known.map(each -> new Known(id, each.room(), copy, true, true, state));
    return Future.succeededFuture(stopRequested ? Order.STOP : Order.CONTINUE);
  }

  private boolean isCurrent(String id) {
    return known.filter(each -> each.running() && each.id().equals(id)).isPresent();
  }

  @Override
  public synchronized Future<Void> end(String id, Map<String, Object> state) {
    if (isCurrent(id)) {
      known = known.map(each -> new Known(id, each.room(), Optional.empty(), false, true, state));
    }
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> requestStop(String id) {
    stopRequested |= isCurrent(id);
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Optional<Known>> read() {
    return Future.succeededFuture(known);
  }
}
