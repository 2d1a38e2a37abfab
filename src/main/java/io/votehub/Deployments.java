package io.votehub;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;

/** The deployed verticles of an instance. They are undeployed in reverse order. */
final class Deployments {
  private final Vertx vertx;
  private final Context context;
  private final Deque<List<String>> started = new ArrayDeque<>();

  Deployments(Vertx vertx) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
  }

  /**
   * Deploys {@code count} verticles in parallel; Vert.x spreads them over the event loops. Fails if
   * one of them fails to start.
   */
  Future<Void> start(int count, IntFunction<? extends Deployable> verticle) {
    Promise<Void> up = Promise.promise();
    // On a foreign thread Vert.x would take an event loop for each call besides the verticle's, and
    // with two loops put all the verticles on one.
    context.runOnContext(turn -> deploy(count, verticle).onComplete(up));
    return up.future();
  }

  private Future<Void> deploy(int count, IntFunction<? extends Deployable> verticle) {
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

  /** Undeploys all verticles. Continues after a failure, and then fails with it. */
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
