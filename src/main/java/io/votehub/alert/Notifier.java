package io.votehub.alert;

import io.vertx.core.Future;
import java.util.List;

/** Tells people of alerts that started firing or were resolved. */
public interface Notifier {
  /** Completes once they were taken; fails where they were not, and may then be asked again. */
  Future<Void> send(String instance, List<Alert> alerts);

  /** Closes its connections. */
  Future<Void> close();
}
