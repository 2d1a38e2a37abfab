package io.votehub;

import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import io.votehub.alert.MailNotifier;
import io.votehub.alert.Notifier;
import io.votehub.alert.WebhookNotifier;
import io.votehub.config.Config;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The ways to tell people of alerts that the settings name. */
final class AlertNotifiers {
  private static final int SMTP_PORT = 25;
  private static final int SMTPS_PORT = 465;

  private AlertNotifiers() {}

  static List<Supplier<Notifier>> of(Vertx vertx, Config.AlertNotices notices) {
    List<Supplier<Notifier>> notifiers = new ArrayList<>();
    notices
        .webhook()
        .ifPresent(url -> notifiers.add(() -> new WebhookNotifier(vertx, url.reveal())));
    notices
        .mail()
        .ifPresent(
            mail ->
                notifiers.add(
                    () ->
                        new MailNotifier(
                            vertx,
                            server(URI.create(mail.server().reveal())),
                            mail.from(),
                            mail.to())));
    return notifiers;
  }

  /** How to reach the mail server of an smtp or smtps address. */
  static MailConfig server(URI uri) {
    boolean tls = "smtps".equals(uri.getScheme());
    MailConfig server =
        new MailConfig()
            .setHostname(uri.getHost())
            .setPort(uri.getPort() > 0 ? uri.getPort() : tls ? SMTPS_PORT : SMTP_PORT)
            .setSsl(tls)
            .setStarttls(StartTLSOptions.OPTIONAL)
            .setLogin(LoginOption.DISABLED);
    String login = uri.getUserInfo();
    if (login != null) {
      int colon = login.indexOf(':');
      // A password must not travel in the clear.
      server
          .setLogin(LoginOption.REQUIRED)
          .setStarttls(StartTLSOptions.REQUIRED)
          .setUsername(colon < 0 ? login : login.substring(0, colon))
          .setPassword(colon < 0 ? "" : login.substring(colon + 1));
    }
    return server;
  }
}
