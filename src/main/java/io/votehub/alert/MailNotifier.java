package io.votehub.alert;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Sends alerts by mail, those of one evaluation in one message. */
public final class MailNotifier implements Notifier {
  private static final int WITHIN_MS = 20_000;

  private final MailClient client;
  private final String from;
  private final List<String> to;

  /**
   * @param server how to reach the mail server
   */
  public MailNotifier(Vertx vertx, MailConfig server, String from, List<String> to) {
    this.client = MailClient.create(vertx, server.setKeepAlive(false));
    this.from = from;
    this.to = List.copyOf(to);
  }

  @Override
  public Future<Void> send(String instance, List<Alert> alerts) {
    Optional<Alert> worst =
        alerts.stream().filter(Alert::firing).min((a, b) -> a.severity().compareTo(b.severity()));
    String subject =
        worst
            .map(alert -> "[" + alert.severity().wire() + "] " + alert.summary())
            .orElse("Resolved: " + alerts.get(0).summary());
    MailMessage message =
        new MailMessage()
            .setFrom(from)
            .setTo(to)
            .setSubject("Votehub " + instance + ": " + subject)
            .setText(
                alerts.stream().map(MailNotifier::paragraph).collect(Collectors.joining("\n\n")));
    return client.sendMail(message).<Void>mapEmpty().timeout(WITHIN_MS, TimeUnit.MILLISECONDS);
  }

  private static String paragraph(Alert alert) {
    String value =
        alert.value().isPresent()
            ? "\nNow " + alert.value().getAsDouble() + ", threshold " + alert.threshold()
            : "";
    return (alert.firing() ? "FIRING " : "RESOLVED ")
        + alert.name()
        + " ("
        + alert.severity().wire()
        + ")\n"
        + alert.summary()
        + value
        + "\nWhat to do: "
        + alert.runbook();
  }

  @Override
  public Future<Void> close() {
    return client.close();
  }
}
