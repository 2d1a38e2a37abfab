package io.votehub.alert;

import io.vertx.core.Future;
import java.util.List;

/** Notifies people of alerts that started firing or were resolved. */
public interface Notifier {
  /** Completes once the alerts are delivered; after a failure it may be called again. */
  Future<Void> send(String instance, List<Alert> alerts);

  /** Closes its connections. */
  Future<Void> close();
}
