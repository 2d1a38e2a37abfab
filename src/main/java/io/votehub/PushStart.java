package io.votehub;

import io.vertx.core.Future;
import io.votehub.identity.HubKey;
import io.votehub.push.PushDispatcher;
import io.votehub.push.PushMeters;
import io.votehub.push.PushSettings;
import io.votehub.push.Subscriptions;
import java.util.Optional;

/** Tells voters by push what was opened; nothing where that is not configured. */
final class PushStart {
  private final HubParts parts;
  private final Optional<Subscriptions> subscriptions;

  PushStart(HubParts parts, HubKey key) {
    this.parts = parts;
    this.subscriptions =
        parts
            .config()
            .push()
            .map(
                push ->
                    new Subscriptions(
                        parts.vertx(),
                        parts.backend().store(),
                        new PushSettings(push.contact(), push.hosts()),
                        key));
  }

  /** Who is told; empty where nobody is. */
  Optional<Subscriptions> subscriptions() {
    return subscriptions;
  }

  Future<Void> start(Deployments deployments, OtherInstances others) {
    return subscriptions.isEmpty()
        ? Future.succeededFuture()
        : deployments.start(
            1,
            i ->
                new PushDispatcher(
                    parts.opened().orElseThrow(),
                    parts.backend().ledger(),
                    parts.backend().fanout(),
                    subscriptions.get(),
                    others::up,
                    new PushMeters(parts.registry())));
  }
}
