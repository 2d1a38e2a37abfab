package io.votehub.config;

import io.votehub.identity.SecurityLog;
import io.votehub.jvm.Transports;
import io.votehub.limit.LimitClass;
import io.votehub.limit.LimitRule;
import io.votehub.limit.Network;
import io.votehub.limit.NewVoters.ChallengeMode;
import io.votehub.logging.Logs;
import io.votehub.redis.Keyspace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.event.Level;

/**
 * A setting of the hub. The only place that defines settings: configuration file, environment,
 * validation and listing are all derived from it.
 *
 * @param name as written in the file, such as {@code http.port}
 * @param defaultValue empty if the setting may stay unset, or is determined at the start
 * @param defaultText the default in words
 * @param doc one line for the operator
 */
public record Setting<T>(
    String name, SettingType<T> type, Optional<T> defaultValue, String defaultText, String doc) {
  static final Setting<Profile> PROFILE =
      withDefault(
          "hub.profile",
          SettingType.oneOf(Profile.class),
          Profile.DEVELOPMENT,
          "What the hub is for; production refuses a start that would be a mistake on the"
              + " internet");
  public static final Setting<Integer> HTTP_PORT =
      withDefault(
          "http.port",
          SettingType.whole(0, 65_535),
          8080,
          "Port of pages, HTTP API and WebSockets; 0 = any free port");
  static final Setting<String> HTTP_HOST =
      withDefault(
          "http.host",
          SettingType.text("an address of this machine"),
          "0.0.0.0",
          "Address to listen on");
  static final Setting<List<String>> HTTP_ORIGINS =
      optional(
          "http.origins",
          SettingType.origins(),
          "none",
          "Other web origins that may use the HTTP API and open WebSockets");
  static final Setting<List<Network>> HTTP_TRUSTED_PROXIES =
      optional(
          "http.trusted-proxies",
          SettingType.networks(),
          "none",
          "Proxies whose X-Forwarded-For header is trusted");
  static final Setting<String> HTTP_TLS_CERT_FILE =
      optional(
          "http.tls.cert-file",
          SettingType.text("a file"),
          "unset: plain HTTP",
          "PEM file of the certificate, for TLS without a proxy; read again when it changes");
  static final Setting<String> HTTP_TLS_KEY_FILE =
      optional(
          "http.tls.key-file",
          SettingType.text("a file"),
          "unset: plain HTTP",
          "PEM file of that certificate's key");
  static final Setting<Integer> HTTP_EVENT_LOOPS =
      optional(
          "http.event-loops",
          SettingType.whole(1, 256),
          "the number of CPUs",
          "Threads that serve connections");
  static final Setting<Transports> HTTP_TRANSPORT =
      withDefault(
          "http.transport",
          SettingType.oneOf(Transports.class),
          Transports.AUTO,
          "Network transport; auto = epoll where available, else nio");
  static final Setting<Integer> HTTP_MAX_HEADER_BYTES =
      withDefault(
          "http.max-header-bytes",
          SettingType.whole(1024, 65_536),
          8192,
          "Maximum total size of the headers of a request");
  static final Setting<Integer> HTTP_PING_INTERVAL_MS =
      withDefault(
          "http.ping-interval-ms",
          SettingType.whole(1000, 600_000),
          25_000,
          "Idle time after which a WebSocket is pinged");
  static final Setting<Integer> HTTP_JOIN_TIMEOUT_MS =
      withDefault(
          "http.join-timeout-ms",
          SettingType.whole(1000, 600_000),
          10_000,
          "Time within which a WebSocket must join a room");
  static final Setting<String> DATA_DIR =
      withDefault("data.dir", SettingType.text("a folder"), "data", "Folder of the embedded store");
  static final Setting<Secret> MONGO_URI =
      optional(
          "mongo.uri",
          SettingType.address("mongodb", "mongodb+srv"),
          "unset: the embedded store",
          "MongoDB replica set that stores rooms, polls and ballots");
  static final Setting<Secret> REDIS_URI =
      optional(
          "redis.uri",
          SettingType.address(
              "redis",
              "rediss",
              "redis-sentinel",
              "rediss-sentinel",
              "redis-cluster",
              "rediss-cluster"),
          "unset: the memory of this process",
          "Redis through which instances count and exchange messages");
  static final Setting<Boolean> STORE_KEEP_SUPERSEDED =
      withDefault(
          "store.keep-superseded",
          SettingType.flag(),
          false,
          "Whether superseded ballots, and those of a poll that is reset, stay in the store for"
              + " replay");
  static final Setting<Integer> STORE_HISTORY_DAYS =
      withDefault(
          "store.history-days",
          SettingType.whole(0, 3_650),
          30,
          "Days for which changes of polls, and what was deleted when, are kept for restore --at");
  static final Setting<String> REDIS_PREFIX =
      withDefault(
          "redis.prefix",
          SettingType.name(),
          Keyspace.DEFAULT_PREFIX,
          "Prefix of the hub's keys and channels in Redis");
  static final Setting<String> REDIS_TLS_CA_FILE =
      optional(
          "redis.tls-ca-file",
          SettingType.text("a file"),
          "the JVM's trusted certificates",
          "PEM file of the CA certificates trusted for Redis");
  static final Setting<String> REDIS_TLS_CERT_FILE =
      optional(
          "redis.tls-cert-file",
          SettingType.text("a file"),
          "unset: none",
          "PEM file of the client certificate, if Redis requires one");
  static final Setting<String> REDIS_TLS_KEY_FILE =
      optional(
          "redis.tls-key-file",
          SettingType.text("a file"),
          "unset: none",
          "PEM file of the client certificate's key");
  static final Setting<String> REDIS_SENTINEL_USER =
      optional(
          "redis.sentinel-user",
          SettingType.text("a name"),
          "Redis's default user",
          "User name for the sentinels");
  static final Setting<Secret> REDIS_SENTINEL_PASSWORD =
      optional(
          "redis.sentinel-password",
          SettingType.secret(1),
          "unset: no password",
          "Password for the sentinels; the primary's is part of redis.uri");
  static final Setting<String> INSTANCE_ID =
      optional(
          "instance.id",
          SettingType.name(),
          "random",
          "Name of this instance, unique in its cluster");
  static final Setting<String> PUBLIC_URL =
      optional(
          "public.url",
          SettingType.webAddress(),
          "the address used by the browser",
          "Public address of the hub");
  static final Setting<Integer> TALLY_INTERVAL_MS =
      withDefault(
          "tally.interval-ms",
          SettingType.whole(1, 10_000),
          100,
          "Minimum interval between two tallies of a poll");
  public static final Setting<Integer> MANAGEMENT_PORT =
      optional(
          "management.port",
          SettingType.whole(0, 65_535),
          "unset: the main port",
          "Separate port for health, version and metrics; 0 = any free port");
  static final Setting<String> MANAGEMENT_HOST =
      withDefault(
          "management.host",
          SettingType.text("an address of this machine"),
          "127.0.0.1",
          "Address that the management port listens on");
  static final Setting<Secret> ALERTS_WEBHOOK =
      optional(
          "alerts.webhook",
          SettingType.address("http", "https"),
          "unset: none",
          "URL to post alerts to, in the JSON format of Alertmanager webhooks");
  static final Setting<Secret> ALERTS_SMTP =
      optional(
          "alerts.smtp",
          SettingType.address("smtp", "smtps"),
          "unset: none",
          "Mail server for alerts, such as smtps://user:password@mail.example.org:465");
  static final Setting<String> ALERTS_MAIL_FROM =
      optional(
          "alerts.mail-from",
          SettingType.text("a mail address"),
          "unset: none",
          "Sender of alert mails");
  static final Setting<String> ALERTS_MAIL_TO =
      optional(
          "alerts.mail-to",
          SettingType.text("mail addresses, separated by commas"),
          "unset: none",
          "Recipients of alert mails");
  static final Setting<String> ALERTS_BACKUP_STATUS =
      optional(
          "alerts.backup-status",
          SettingType.text("a file"),
          "unset: backups are not watched",
          "File in which docker/backup says how backups went");
  static final Setting<Logs.Format> LOG_FORMAT =
      withDefault(
          "log.format",
          SettingType.oneOf(Logs.Format.class),
          Logs.Format.TEXT,
          "Format of log lines");
  static final Setting<Logs.Votes> LOG_VOTES =
      withDefault(
          "log.votes",
          SettingType.oneOf(Logs.Votes.class),
          Logs.Votes.OFF,
          "debug: a log line for each step of each vote, never its choice");
  static final Setting<Secret> TRACING_ENDPOINT =
      optional(
          "tracing.endpoint",
          SettingType.address("http", "https"),
          "none",
          "OpenTelemetry collector that receives traces by OTLP over HTTP");
  static final Setting<Double> TRACING_SAMPLE_RATIO =
      withDefault(
          "tracing.sample-ratio",
          SettingType.fraction(),
          0.01,
          "Share of requests and votes that are traced");
  static final Setting<Level> LOG_LEVEL =
      withDefault(
          "log.level",
          SettingType.oneOf(Level.class),
          Level.INFO,
          "Least severe level that is logged");
  static final Setting<SecurityLog.Addresses> LOG_ADDRESSES =
      withDefault(
          "log.addresses",
          SettingType.oneOf(SecurityLog.Addresses.class),
          SecurityLog.Addresses.PSEUDONYMS,
          "How the security log names addresses; plain for programs that ban them");
  static final Setting<Secret> AUTH_SECRET =
      optional(
          "auth.secret",
          SettingType.secret(32),
          "a key generated in data.dir",
          "Signs tokens and receipts; the same on all instances");
  static final Setting<Boolean> ACCOUNTS_ENABLED =
      withDefault(
          "accounts.enabled",
          SettingType.flag(),
          false,
          "Whether people may have accounts; they need https, or a browser on this machine");
  static final Setting<Registration> ACCOUNTS_REGISTRATION =
      withDefault(
          "accounts.registration",
          SettingType.oneOf(Registration.class),
          Registration.OPEN,
          "Who may make an account; operators are made with: votehub operator add MAIL");
  static final Setting<Secret> ACCOUNTS_SMTP =
      optional(
          "accounts.smtp",
          SettingType.address("smtp", "smtps"),
          "unset: addresses are not confirmed, and forgotten passwords not reset",
          "Mail server for accounts, such as smtps://user:password@mail.example.org:465");
  static final Setting<String> ACCOUNTS_MAIL_FROM =
      optional(
          "accounts.mail-from",
          SettingType.text("a mail address"),
          "unset: none",
          "Sender of mails about accounts");
  static final Setting<Integer> AUDIT_KEEP_DAYS =
      withDefault(
          "audit.keep-days",
          SettingType.whole(1, 36_500),
          365,
          "Days for which entries of the audit log are kept");
  static final Setting<Boolean> ROOMS_OPEN =
      withDefault("rooms.open", SettingType.flag(), true, "Whether anyone may create a room");
  static final Setting<Integer> ROOMS_PER_MINUTE =
      withDefault(
          "rooms.per-minute",
          SettingType.whole(1, 1_000_000),
          600,
          "New rooms a minute for all clients whose address is unknown together");
  static final Setting<Integer> ROOMS_KEEP_DAYS =
      withDefault(
          "rooms.keep-days",
          SettingType.whole(0, 36_500),
          90,
          "Days after its last use at which a room is deleted; 0 = never");
  static final Setting<Integer> LIMITS_ROOMS =
      withDefault(
          "limits.rooms", SettingType.whole(1, 10_000_000), 100_000, "Maximum number of rooms");
  static final Setting<Boolean> LIMITS_ENABLED =
      withDefault(
          "limits.enabled",
          SettingType.flag(),
          true,
          "Whether limits per person and address apply; false for load tests");
  static final Setting<LimitRule> LIMITS_RATE_CREDENTIALS =
      rate(LimitClass.CREDENTIALS, "Tries of passwords, codes and links");
  static final Setting<LimitRule> LIMITS_RATE_ACCOUNT =
      rate(LimitClass.ACCOUNT, "Requests about one's own account, and of operators");
  static final Setting<LimitRule> LIMITS_RATE_LEADING =
      rate(LimitClass.LEADING, "Requests of those who lead a room");
  static final Setting<LimitRule> LIMITS_RATE_ROOMS = rate(LimitClass.ROOMS, "New rooms");
  static final Setting<LimitRule> LIMITS_RATE_CODES =
      rate(LimitClass.CODES, "Wrong join codes, beyond which answers are delayed");
  static final Setting<LimitRule> LIMITS_RATE_IDENTITIES =
      rate(
          LimitClass.IDENTITIES,
          "New voters, of a room by address, beyond which they are challenged");
  static final Setting<ChallengeMode> LIMITS_CHALLENGE =
      withDefault(
          "limits.challenge",
          SettingType.oneOf(ChallengeMode.class),
          ChallengeMode.AUTO,
          "When new voters have to show a proof of work: auto (in a flood), on, off");
  static final Setting<Integer> LIMITS_CHALLENGE_DIFFICULTY =
      withDefault(
          "limits.challenge-difficulty",
          SettingType.whole(1_000, 10_000_000),
          50_000,
          "Hashes that a proof of work takes at most; half of it on average");
  static final Setting<Integer> LIMITS_CONNECTIONS =
      withDefault(
          "limits.connections",
          SettingType.whole(1, 1_000_000),
          20_000,
          "Maximum number of WebSockets of the instance");
  static final Setting<Integer> LIMITS_HTTP_CONNECTIONS =
      withDefault(
          "limits.http-connections",
          SettingType.whole(1, 1_000_000),
          5000,
          "Maximum number of other open connections of the instance");
  static final Setting<Integer> LIMITS_QUEUED_VOTES =
      withDefault(
          "limits.queued-votes",
          SettingType.whole(1, 10_000_000),
          100_000,
          "Votes waiting to be counted, beyond which the answer is busy");
  static final Setting<Integer> LIMITS_VOTE_BURST =
      withDefault(
          "limits.vote-burst",
          SettingType.whole(1, 10_000),
          10,
          "Ballots that a voter may cast on a poll at once");
  static final Setting<Integer> LIMITS_VOTES_PER_SECOND =
      withDefault(
          "limits.votes-per-second",
          SettingType.whole(0, 1_000_000),
          1,
          "Ballots a second that a voter may cast on a poll after that; 0 = no limit");
  static final Setting<Integer> LIMITS_VOTES_IN_FLIGHT =
      withDefault(
          "limits.votes-in-flight",
          SettingType.whole(1, 1_000_000),
          1024,
          "Unacknowledged votes of one connection");
  static final Setting<Integer> LIMITS_MEMORY_MB =
      optional(
          "limits.memory-mb",
          SettingType.whole(8, 1_000_000),
          "half of the Java heap",
          "Memory for what clients send, beyond which the answer is busy");
  static final Setting<Integer> LIMITS_MESSAGES_PER_SECOND =
      withDefault(
          "limits.messages-per-second",
          SettingType.whole(1, 1_000_000),
          200,
          "Messages a second of one connection");
  static final Setting<Integer> LIMITS_SLOW_RECEIVER_MS =
      withDefault(
          "limits.slow-receiver-ms",
          SettingType.whole(100, 3_600_000),
          30_000,
          "How long a receiver may lag behind before it is disconnected");
  static final Setting<Integer> STOP_TIMEOUT_MS =
      withDefault(
          "stop.timeout-ms",
          SettingType.whole(0, 600_000),
          10_000,
          "How long a stop may take before it is forced");

  /** All settings, in the order of the listing. */
  public static final List<Setting<?>> ALL =
      List.of(
          PROFILE,
          HTTP_PORT,
          HTTP_HOST,
          HTTP_ORIGINS,
          HTTP_TRUSTED_PROXIES,
          HTTP_TLS_CERT_FILE,
          HTTP_TLS_KEY_FILE,
          HTTP_EVENT_LOOPS,
          HTTP_TRANSPORT,
          HTTP_MAX_HEADER_BYTES,
          HTTP_PING_INTERVAL_MS,
          HTTP_JOIN_TIMEOUT_MS,
          DATA_DIR,
          MONGO_URI,
          REDIS_URI,
          STORE_KEEP_SUPERSEDED,
          STORE_HISTORY_DAYS,
          REDIS_PREFIX,
          REDIS_TLS_CA_FILE,
          REDIS_TLS_CERT_FILE,
          REDIS_TLS_KEY_FILE,
          REDIS_SENTINEL_USER,
          REDIS_SENTINEL_PASSWORD,
          INSTANCE_ID,
          PUBLIC_URL,
          TALLY_INTERVAL_MS,
          MANAGEMENT_PORT,
          MANAGEMENT_HOST,
          ALERTS_WEBHOOK,
          ALERTS_SMTP,
          ALERTS_MAIL_FROM,
          ALERTS_MAIL_TO,
          ALERTS_BACKUP_STATUS,
          LOG_FORMAT,
          LOG_LEVEL,
          LOG_VOTES,
          LOG_ADDRESSES,
          TRACING_ENDPOINT,
          TRACING_SAMPLE_RATIO,
          AUTH_SECRET,
          ACCOUNTS_ENABLED,
          ACCOUNTS_REGISTRATION,
          ACCOUNTS_SMTP,
          ACCOUNTS_MAIL_FROM,
          AUDIT_KEEP_DAYS,
          ROOMS_OPEN,
          ROOMS_PER_MINUTE,
          ROOMS_KEEP_DAYS,
          LIMITS_ROOMS,
          LIMITS_ENABLED,
          LIMITS_RATE_CREDENTIALS,
          LIMITS_RATE_ACCOUNT,
          LIMITS_RATE_LEADING,
          LIMITS_RATE_ROOMS,
          LIMITS_RATE_CODES,
          LIMITS_RATE_IDENTITIES,
          LIMITS_CHALLENGE,
          LIMITS_CHALLENGE_DIFFICULTY,
          LIMITS_CONNECTIONS,
          LIMITS_HTTP_CONNECTIONS,
          LIMITS_QUEUED_VOTES,
          LIMITS_VOTE_BURST,
          LIMITS_VOTES_PER_SECOND,
          LIMITS_VOTES_IN_FLIGHT,
          LIMITS_MEMORY_MB,
          LIMITS_MESSAGES_PER_SECOND,
          LIMITS_SLOW_RECEIVER_MS,
          STOP_TIMEOUT_MS);

  /** Prefix of all environment variables. */
  static final String VARIABLE_PREFIX = "VOTEHUB_";

  private static <T> Setting<T> withDefault(
      String name, SettingType<T> type, T defaultValue, String doc) {
    return new Setting<>(
        name, type, Optional.of(defaultValue), SettingType.lower(defaultValue), doc);
  }

  private static Setting<LimitRule> rate(LimitClass of, String doc) {
    return withDefault("limits.rate-" + of.wire(), SettingType.rates(), of.standard(), doc);
  }

  private static <T> Setting<T> optional(
      String name, SettingType<T> type, String defaultText, String doc) {
    return new Setting<>(name, type, Optional.empty(), defaultText, doc);
  }

  /** The corresponding environment variable, such as {@code VOTEHUB_HTTP_PORT}. */
  public String variable() {
    return VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** All settings with variables, defaults and meanings, for a terminal. */
  public static String listing() {
    StringBuilder text = new StringBuilder();
    for (Setting<?> setting : ALL) {
      text.append(String.format("%-27s %s%n", setting.name, setting.doc))
          .append(String.format("%-27s   %s%n", "", setting.type.expected()))
          .append(String.format("%-27s   default: %s%n", "", setting.defaultText))
          .append(String.format("%-27s   variable: %s%n", "", setting.variable()));
    }
    return text.toString();
  }
}
