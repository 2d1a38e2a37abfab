package io.votehub.ops;

import io.vertx.core.Future;
import io.votehub.fanout.Membership;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All instances of the cluster, as seen from this one. While Redis cannot be reached, the last
 * known state of the others is shown with its age. Safe for use from any thread.
 */
public final class ClusterView {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterView.class);

  private record Known(List<Membership.Seen> seen, long atNanos) {}

  private final ThisInstance self;
  private final Supplier<Optional<Membership>> membership;
  private volatile Known known = new Known(List.of(), System.nanoTime());

  /**
   * @param membership empty while there is none, and for a single instance
   */
  public ClusterView(ThisInstance self, Supplier<Optional<Membership>> membership) {
    this.self = self;
    this.membership = membership;
  }

  /** All instances by id: this one as it is now, the others as last reported. */
  public Future<List<InstanceView>> instances() {
    return membership
        .get()
        .map(Membership::members)
        .orElseGet(() -> Future.succeededFuture(List.of()))
        .onSuccess(seen -> known = new Known(seen, System.nanoTime()))
        .map(seen -> views(seen, 0))
        .otherwise(
            fault -> {
              LOG.debug("The state of the other instances could not be read", fault);
              return views(known.seen, (System.nanoTime() - known.atNanos) / 1_000_000);
            });
  }

  private List<InstanceView> views(List<Membership.Seen> seen, long olderByMs) {
    InstanceView own = self.view();
    List<InstanceView> views = new ArrayList<>();
    views.add(own);
    for (Membership.Seen each : seen) {
      try {
        InstanceView view = InstanceView.read(each.what(), each.seenAt(), each.agoMs() + olderByMs);
        if (!view.id().equals(own.id())) {
          views.add(view);
        }
      } catch (IllegalArgumentException fault) {
        LOG.warn("The state of an instance of another version could not be read", fault);
      }
    }
    views.sort(Comparator.comparing(InstanceView::id));
    return views;
  }
}
