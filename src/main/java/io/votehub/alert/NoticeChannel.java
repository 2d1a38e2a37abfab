package io.votehub.alert;

import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One way to tell people of alerts, and what was delivered by it. One notice is on its way at a
 * time; one that fails is tried again the next time there is something to tell, as what is true
 * then. Used on one event loop.
 */
final class NoticeChannel {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeChannel.class);

  private final String instance;
  private final Notifier notifier;
  private final Set<String> toldFiring = new HashSet<>();
  private boolean sending;
  private boolean failing;

  NoticeChannel(String instance, Notifier notifier) {
    this.instance = instance;
    this.notifier = notifier;
  }

  /** Sends those of the alerts whose state is another than the one that was delivered last. */
  void tell(List<Alert> alerts) {
    List<Alert> changed =
        alerts.stream()
            .filter(alert -> alert.firing() != toldFiring.contains(alert.name()))
            .toList();
    if (changed.isEmpty() || sending) {
      return;
    }
    sending = true;
    notifier
        .send(instance, changed)
        .onComplete(
            sent -> {
              sending = false;
              if (sent.succeeded()) {
                failing = false;
                changed.forEach(this::delivered);
              } else {
                failed(sent.cause());
              }
            });
  }

  private void delivered(Alert alert) {
    if (alert.firing()) {
      toldFiring.add(alert.name());
    } else {
      toldFiring.remove(alert.name());
    }
  }

  /** Says it once; the cause's message may hold the receiver's address and is left out. */
  private void failed(Throwable cause) {
    if (!failing) {
      failing = true;
      LOG.warn(
          "Alerts cannot be delivered by {} and are tried again: {}",
          notifier.getClass().getSimpleName(),
          cause.getClass().getSimpleName());
    }
  }

  Future<Void> close() {
    return notifier.close();
  }
}
