package io.votehub.alert;

import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One way to notify people of alerts, and what was delivered over it. One notification is in flight
 * at a time; a failed one is retried with the next evaluation and its state. Used on one event
 * loop.
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

  /** Sends the alerts whose state differs from the one delivered last. */
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

  /** Logged once, without the cause's message, which may contain the receiver's address. */
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
