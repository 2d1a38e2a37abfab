package io.votehub;

import io.vertx.core.Future;
import io.votehub.ops.InstanceView;
import java.util.List;

/** What an instance knows of the others of its cluster; of none where it is alone. */
final class OtherInstances {
  private final HubParts parts;

  OtherInstances(HubParts parts) {
    this.parts = parts;
  }

  /** How many instances are up, this one included, as far as is known. */
  Future<Integer> up() {
    return views().map(others -> others.size() + 1).otherwise(1);
  }

  /** The votes that the others count in a second, as far as is known. */
  Future<Double> votesPerSecond() {
    return views()
        .map(others -> others.stream().mapToDouble(InstanceView::votesPerSecond).sum())
        .otherwise(0.0);
  }

  private Future<List<InstanceView>> views() {
    return parts
        .backend()
        .membership()
        .map(members -> InstanceView.others(members, parts.config().instanceId()))
        .orElseGet(() -> Future.succeededFuture(List.of()));
  }
}
