package io.votehub;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The verticles of an instance in the order in which they were started; they are stopped in the
 * opposite one.
 */
final class Deployments {
  private final Vertx vertx;
  private final Deque<List<String>> started = new ArrayDeque<>();

  Deployments(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Starts so many verticles side by side, each on an event loop of its own as far as there are
   * any.
   */
  Future<Void> start(int count, IntFunction<? extends Deployable> verticle) {
    List<Future<String>> starting = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      starting.add(vertx.deployVerticle(verticle.apply(i), new DeploymentOptions()));
    }
    return Future.join(starting)
        .transform(
            done -> {
              started.push(
                  starting.stream().filter(Future::succeeded).map(Future::result).toList());
              return done.succeeded()
                  ? Future.succeededFuture()
                  : Future.failedFuture(done.cause());
            });
  }

  /** Stops all; goes on where one fails, and then fails itself. */
  Future<Void> stop() {
    if (started.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Future<Void>> stopping = started.pop().stream().map(vertx::undeploy).toList();
    return Future.join(stopping)
        .transform(
            done -> {
              Future<Void> rest = stop();
              return done.succeeded()
                  ? rest
                  : rest.compose(all -> Future.failedFuture(done.cause()));
            });
  }
}
