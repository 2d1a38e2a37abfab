package io.votehub.config;

import java.util.List;
import java.util.Optional;

/** Reports settings that do not fit together, or of which one is missing. */
final class SettingCombinations {
  private final ConfigReader reader;

  private SettingCombinations(ConfigReader reader) {
    this.reader = reader;
  }

  static void check(ConfigReader reader) {
    SettingCombinations combinations = new SettingCombinations(reader);
    combinations.ports();
    combinations.cluster();
    combinations.alertMails();
    combinations.tls();
    combinations.accountMails();
  }

  private void ports() {
    int port = reader.get(Setting.HTTP_PORT);
    if (port != 0 && reader.find(Setting.MANAGEMENT_PORT).filter(own -> own == port).isPresent()) {
      reader.fault("management.port: must differ from http.port, found " + port);
    }
  }

  private void cluster() {
    boolean mongo = reader.find(Setting.MONGO_URI).isPresent();
    boolean redis = reader.find(Setting.REDIS_URI).isPresent();
    if (mongo != redis) {
      reader.fault(
          "mongo.uri, redis.uri: a cluster needs both, a single instance neither; only "
              + (mongo ? "mongo.uri" : "redis.uri")
              + " is set");
    }
  }

  private void alertMails() {
    List<Setting<?>> mail =
        List.of(Setting.ALERTS_SMTP, Setting.ALERTS_MAIL_FROM, Setting.ALERTS_MAIL_TO);
    long given = mail.stream().filter(each -> reader.find(each).isPresent()).count();
    if (given != 0 && given != mail.size()) {
      reader.fault(
          "alerts.smtp, alerts.mail-from, alerts.mail-to: mails about alerts need all three");
    }
  }

  private void tls() {
    Optional<String> certificate = reader.find(Setting.HTTP_TLS_CERT_FILE);
    Optional<String> key = reader.find(Setting.HTTP_TLS_KEY_FILE);
    if (certificate.isPresent() != key.isPresent()) {
      reader.fault("http.tls.cert-file, http.tls.key-file: set both or neither");
    }
    if (certificate.isPresent()
        && reader.find(Setting.PUBLIC_URL).filter(url -> url.startsWith("http://")).isPresent()) {
      reader.fault("public.url: must begin with https://, because of http.tls.cert-file");
    }
  }

  private void accountMails() {
    if (reader.find(Setting.ACCOUNTS_SMTP).isPresent()
        != reader.find(Setting.ACCOUNTS_MAIL_FROM).isPresent()) {
      reader.fault("accounts.smtp, accounts.mail-from: mails about accounts need both");
    }
  }
}
