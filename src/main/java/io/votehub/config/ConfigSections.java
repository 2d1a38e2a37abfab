package io.votehub.config;

import io.votehub.config.Config.AccountMail;
import io.votehub.config.Config.Accounts;
import io.votehub.config.Config.AlertNotices;
import io.votehub.config.Config.Challenge;
import io.votehub.config.Config.Http;
import io.votehub.config.Config.Limits;
import io.votehub.config.Config.Log;
import io.votehub.config.Config.Mail;
import io.votehub.config.Config.Push;
import io.votehub.config.Config.RollMails;
import io.votehub.config.Config.Rooms;
import io.votehub.config.Config.Sockets;
import io.votehub.config.Config.Traces;
import io.votehub.limit.LimitClass;
import io.votehub.limit.LimitRule;
import io.votehub.tls.CertificateFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the sections of a {@link Config}, each from the settings that belong to it. To be called
 * once no setting is faulty.
 */
final class ConfigSections {
  private final ConfigReader reader;

  ConfigSections(ConfigReader reader) {
    this.reader = reader;
  }

  Http http() {
    return new Http(
        reader.get(Setting.HTTP_PORT),
        reader.get(Setting.HTTP_HOST),
        reader.find(Setting.HTTP_ORIGINS).orElse(List.of()),
        reader.find(Setting.HTTP_EMBED).orElse(List.of()),
        reader.get(Setting.HTTP_HSTS_SUBDOMAINS),
        reader.find(Setting.HTTP_TRUSTED_PROXIES).orElse(List.of()),
        tls(),
        reader
            .find(Setting.HTTP_EVENT_LOOPS)
            .orElseGet(() -> Runtime.getRuntime().availableProcessors()),
        reader.get(Setting.HTTP_TRANSPORT));
  }

  private Optional<CertificateFiles> tls() {
    return reader
        .find(Setting.HTTP_TLS_CERT_FILE)
        .map(
            certificate ->
                new CertificateFiles(
                    Path.of(certificate),
                    Path.of(reader.find(Setting.HTTP_TLS_KEY_FILE).orElseThrow())));
  }

  Sockets sockets() {
    return new Sockets(
        reader.get(Setting.HTTP_MAX_HEADER_BYTES),
        reader.get(Setting.HTTP_PING_INTERVAL_MS),
        reader.get(Setting.HTTP_JOIN_TIMEOUT_MS),
        reader.get(Setting.LIMITS_HTTP_CONNECTIONS));
  }

  Log log() {
    return new Log(
        reader.get(Setting.LOG_FORMAT),
        reader.get(Setting.LOG_LEVEL),
        reader.get(Setting.LOG_VOTES),
        reader.get(Setting.LOG_ADDRESSES));
  }

  Traces traces() {
    return new Traces(
        reader.find(Setting.TRACING_ENDPOINT), reader.get(Setting.TRACING_SAMPLE_RATIO));
  }

  /** Empty where accounts are off. */
  Optional<Accounts> accounts() {
    return reader.get(Setting.ACCOUNTS_ENABLED)
        ? Optional.of(
            new Accounts(
                reader.get(Setting.ACCOUNTS_REGISTRATION),
                reader.get(Setting.ACCOUNTS_SECOND_FACTOR),
                accountMail(),
                reader.get(Setting.AUDIT_KEEP_DAYS),
                SignInProviders.read(reader)))
        : Optional.empty();
  }

  RollMails rollMails() {
    return new RollMails(accountMail(), reader.get(Setting.ROLLS_MAILS_PER_MINUTE));
  }

  private Optional<AccountMail> accountMail() {
    return reader
        .find(Setting.ACCOUNTS_SMTP)
        .map(
            server ->
                new AccountMail(server, reader.find(Setting.ACCOUNTS_MAIL_FROM).orElseThrow()));
  }

  Rooms rooms() {
    return new Rooms(
        reader.get(Setting.ROOMS_OPEN),
        reader.get(Setting.ROOMS_PER_MINUTE),
        reader.get(Setting.ROOMS_KEEP_DAYS),
        reader.get(Setting.LIMITS_ROOMS));
  }

  Limits limits() {
    return new Limits(
        reader.get(Setting.LIMITS_ENABLED),
        rates(),
        new Challenge(
            reader.get(Setting.LIMITS_CHALLENGE), reader.get(Setting.LIMITS_CHALLENGE_DIFFICULTY)),
        reader.get(Setting.LIMITS_CONNECTIONS),
        reader.get(Setting.LIMITS_QUEUED_VOTES),
        reader.get(Setting.LIMITS_VOTE_BURST),
        reader.get(Setting.LIMITS_VOTES_PER_SECOND),
        reader.get(Setting.LIMITS_VOTES_IN_FLIGHT),
        reader
            .find(Setting.LIMITS_MEMORY_MB)
            .map(mb -> (long) mb << 20)
            .orElseGet(() -> Runtime.getRuntime().maxMemory() / 2),
        reader.get(Setting.LIMITS_MESSAGES_PER_SECOND),
        reader.get(Setting.LIMITS_SLOW_RECEIVER_MS));
  }

  private Map<LimitClass, LimitRule> rates() {
    return Map.of(
        LimitClass.CREDENTIALS, reader.get(Setting.LIMITS_RATE_CREDENTIALS),
        LimitClass.ACCOUNT, reader.get(Setting.LIMITS_RATE_ACCOUNT),
        LimitClass.OPERATORS, reader.get(Setting.LIMITS_RATE_OPERATORS),
        LimitClass.LEADING, reader.get(Setting.LIMITS_RATE_LEADING),
        LimitClass.ROOMS, reader.get(Setting.LIMITS_RATE_ROOMS),
        LimitClass.CODES, reader.get(Setting.LIMITS_RATE_CODES),
        LimitClass.IDENTITIES, reader.get(Setting.LIMITS_RATE_IDENTITIES));
  }

  AlertNotices alerts() {
    return new AlertNotices(
        reader.find(Setting.ALERTS_WEBHOOK),
        reader
            .find(Setting.ALERTS_SMTP)
            .map(
                server ->
                    new Mail(
                        server,
                        reader.find(Setting.ALERTS_MAIL_FROM).orElseThrow(),
                        Stream.of(reader.find(Setting.ALERTS_MAIL_TO).orElseThrow().split(","))
                            .map(String::strip)
                            .toList())),
        reader.find(Setting.ALERTS_BACKUP_STATUS).map(Path::of));
  }

  /** Empty where nobody is told by push. */
  Optional<Push> push() {
    return reader
        .find(Setting.PUSH_CONTACT)
        .map(contact -> new Push(contact, reader.find(Setting.PUSH_HOSTS).orElse(Push.SERVICES)));
  }
}
