package io.votehub.config;

import io.votehub.jvm.Transports;
import io.votehub.limit.Network;
import io.votehub.logging.Logs;
import io.votehub.redis.Keyspace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.event.Level;

/**
 * A setting of the hub. This table is the only place where settings are named: the file, the
 * environment, their validation and the listing all read it.
 *
 * @param name as it stands in the file, such as {@code http.port}
 * @param preset the default; nothing where the setting may stay unset, or is found at the start
 * @param presetText the default in words
 * @param doc one line for the operator
 */
public record Setting<T>(
    String name, SettingType<T> kind, Optional<T> preset, String presetText, String doc) {
  public static final Setting<Integer> HTTP_PORT =
      preset(
          "http.port",
          SettingType.whole(0, 65_535),
          8080,
          "Port of the pages and sockets; 0 = any");
  static final Setting<String> HTTP_HOST =
      preset(
          "http.host",
          SettingType.text("an address of this machine"),
          "0.0.0.0",
          "Where to listen");
  static final Setting<List<String>> HTTP_ORIGINS =
      open(
          "http.origins",
          SettingType.origins(),
          "none",
          "Other sites that may make calls and open a WebSocket here");
  static final Setting<List<Network>> HTTP_TRUSTED_PROXIES =
      open(
          "http.trusted-proxies",
          SettingType.networks(),
          "none",
          "Proxies that say in X-Forwarded-For for whom they send");
  static final Setting<Integer> HTTP_EVENT_LOOPS =
      open(
          "http.event-loops",
          SettingType.whole(1, 256),
          "the number of processors",
          "Threads that serve connections");
  static final Setting<Transports> HTTP_TRANSPORT =
      preset(
          "http.transport",
          SettingType.oneOf(Transports.class),
          Transports.AUTO,
          "How sockets are served; auto = the fastest that this machine allows");
  static final Setting<Integer> HTTP_MAX_HEADER_BYTES =
      preset(
          "http.max-header-bytes",
          SettingType.whole(1024, 65_536),
          8192,
          "How long the headers of a request may be together");
  static final Setting<Integer> HTTP_PING_INTERVAL_MS =
      preset(
          "http.ping-interval-ms",
          SettingType.whole(1000, 600_000),
          25_000,
          "How long a WebSocket may be quiet before it is pinged");
  static final Setting<Integer> HTTP_JOIN_TIMEOUT_MS =
      preset(
          "http.join-timeout-ms",
          SettingType.whole(1000, 600_000),
          10_000,
          "How long a WebSocket may take to join a room");
  static final Setting<String> DATA_DIR =
      preset("data.dir", SettingType.text("a folder"), "data", "Folder of the embedded store");
  static final Setting<Secret> MONGO_URI =
      open(
          "mongo.uri",
          SettingType.address("mongodb", "mongodb+srv"),
          "unset: the embedded store",
          "MongoDB replica set that keeps rooms, polls and ballots");
  static final Setting<Secret> REDIS_URI =
      open(
          "redis.uri",
          SettingType.address(
              "redis",
              "rediss",
              "redis-sentinel",
              "rediss-sentinel",
              "redis-cluster",
              "rediss-cluster"),
          "unset: the memory of this process",
          "Redis that instances count and talk through");
  static final Setting<Boolean> STORE_KEEP_SUPERSEDED =
      preset(
          "store.keep-superseded",
          SettingType.flag(),
          false,
          "Whether ballots that were replaced stay in the store after the close, for replay");
  static final Setting<String> REDIS_PREFIX =
      preset(
          "redis.prefix",
          SettingType.name(),
          Keyspace.DEFAULT_PREFIX,
          "What the hub's keys and channels in Redis begin with");
  static final Setting<String> REDIS_TLS_CA_FILE =
      open(
          "redis.tls-ca-file",
          SettingType.text("a file"),
          "those that Java trusts",
          "PEM file of who may sign Redis's certificate");
  static final Setting<String> REDIS_TLS_CERT_FILE =
      open(
          "redis.tls-cert-file",
          SettingType.text("a file"),
          "unset: none",
          "PEM file of the hub's own certificate, for a Redis that asks for one");
  static final Setting<String> REDIS_TLS_KEY_FILE =
      open(
          "redis.tls-key-file",
          SettingType.text("a file"),
          "unset: none",
          "PEM file of that certificate's key");
  static final Setting<String> REDIS_SENTINEL_USER =
      open(
          "redis.sentinel-user",
          SettingType.text("a name"),
          "Redis's default user",
          "With what the sentinels are asked, beside the password");
  static final Setting<Secret> REDIS_SENTINEL_PASSWORD =
      open(
          "redis.sentinel-password",
          SettingType.secret(1),
          "unset: they ask for none",
          "Password of the sentinels; the primary's is in redis.uri");
  static final Setting<String> INSTANCE_ID =
      open(
          "instance.id", SettingType.name(), "random", "Name of this instance, unlike any other's");
  static final Setting<String> PUBLIC_URL =
      open(
          "public.url",
          SettingType.webAddress(),
          "what the browser asked for",
          "Address by which people reach the hub");
  static final Setting<Integer> TALLY_INTERVAL_MS =
      preset(
          "tally.interval-ms",
          SettingType.whole(1, 10_000),
          100,
          "Least time between two tallies of a poll");
  public static final Setting<Integer> MANAGEMENT_PORT =
      open(
          "management.port",
          SettingType.whole(0, 65_535),
          "unset: the main port",
          "Port of health, version and metrics alone; 0 = any");
  static final Setting<String> MANAGEMENT_HOST =
      preset(
          "management.host",
          SettingType.text("an address of this machine"),
          "127.0.0.1",
          "Where the port of health, version and metrics is listened on");
  static final Setting<Secret> ALERTS_WEBHOOK =
      open(
          "alerts.webhook",
          SettingType.address("http", "https"),
          "unset: none",
          "Where alerts are posted as JSON, in the form of Alertmanager's webhook");
  static final Setting<Secret> ALERTS_SMTP =
      open(
          "alerts.smtp",
          SettingType.address("smtp", "smtps"),
          "unset: none",
          "Mail server for alerts, such as smtps://user:password@mail.example.org:465");
  static final Setting<String> ALERTS_MAIL_FROM =
      open(
          "alerts.mail-from",
          SettingType.text("a mail address"),
          "unset: none",
          "From whom mails about alerts come");
  static final Setting<String> ALERTS_MAIL_TO =
      open(
          "alerts.mail-to",
          SettingType.text("mail addresses, separated by commas"),
          "unset: none",
          "To whom mails about alerts go");
  static final Setting<Logs.Format> LOG_FORMAT =
      preset(
          "log.format",
          SettingType.oneOf(Logs.Format.class),
          Logs.Format.TEXT,
          "How log lines look");
  static final Setting<Level> LOG_LEVEL =
      preset("log.level", SettingType.oneOf(Level.class), Level.INFO, "How much is logged");
  static final Setting<Secret> AUTH_SECRET =
      open(
          "auth.secret",
          SettingType.secret(32),
          "a key made in data.dir",
          "Signs tokens and receipts; the same on all instances");
  static final Setting<Boolean> ROOMS_OPEN =
      preset("rooms.open", SettingType.flag(), true, "Whether anyone may make a room");
  static final Setting<Integer> ROOMS_PER_MINUTE =
      preset(
          "rooms.per-minute",
          SettingType.whole(1, 1_000_000),
          600,
          "How many new rooms are taken in a minute from all whose address is not known");
  static final Setting<Integer> ROOMS_KEEP_DAYS =
      preset(
          "rooms.keep-days",
          SettingType.whole(0, 36_500),
          90,
          "How many days after its last use a room is deleted; 0 = never");
  static final Setting<Integer> LIMITS_ROOMS =
      preset(
          "limits.rooms",
          SettingType.whole(1, 10_000_000),
          100_000,
          "How many rooms the hub keeps before no more can be made");
  static final Setting<Boolean> LIMITS_ENABLED =
      preset(
          "limits.enabled",
          SettingType.flag(),
          true,
          "Whether persons and addresses are held to limits; false for load tests");
  static final Setting<Integer> LIMITS_CONNECTIONS =
      preset(
          "limits.connections",
          SettingType.whole(1, 1_000_000),
          20_000,
          "How many WebSocket connections the instance takes");
  static final Setting<Integer> LIMITS_HTTP_CONNECTIONS =
      preset(
          "limits.http-connections",
          SettingType.whole(1, 1_000_000),
          5000,
          "How many connections that are no WebSockets the instance keeps open");
  static final Setting<Integer> LIMITS_QUEUED_VOTES =
      preset(
          "limits.queued-votes",
          SettingType.whole(1, 10_000_000),
          100_000,
          "How many votes may wait to be counted before the answer is busy");
  static final Setting<Integer> LIMITS_VOTE_BURST =
      preset(
          "limits.vote-burst",
          SettingType.whole(1, 10_000),
          10,
          "How many ballots a voter may cast on a poll at once");
  static final Setting<Integer> LIMITS_VOTES_PER_SECOND =
      preset(
          "limits.votes-per-second",
          SettingType.whole(0, 1_000_000),
          1,
          "How many ballots a second a voter may cast on a poll after that; 0 = no limit");
  static final Setting<Integer> LIMITS_VOTES_IN_FLIGHT =
      preset(
          "limits.votes-in-flight",
          SettingType.whole(1, 1_000_000),
          1024,
          "How many votes of one connection may wait for their ack");
  static final Setting<Integer> LIMITS_MEMORY_MB =
      open(
          "limits.memory-mb",
          SettingType.whole(8, 1_000_000),
          "half of the Java heap",
          "How much memory what people send may take before the answer is busy");
  static final Setting<Integer> LIMITS_MESSAGES_PER_SECOND =
      preset(
          "limits.messages-per-second",
          SettingType.whole(1, 1_000_000),
          200,
          "How many messages one connection may send before it has to pause");
  static final Setting<Integer> LIMITS_SLOW_RECEIVER_MS =
      preset(
          "limits.slow-receiver-ms",
          SettingType.whole(100, 3_600_000),
          30_000,
          "How long a receiver may stay behind before it is closed");
  static final Setting<Integer> STOP_TIMEOUT_MS =
      preset(
          "stop.timeout-ms",
          SettingType.whole(0, 600_000),
          10_000,
          "How long a stop may take before the hub stops hard");

  /** Every setting, in the order in which they are listed. */
  public static final List<Setting<?>> ALL =
      List.of(
          HTTP_PORT,
          HTTP_HOST,
          HTTP_ORIGINS,
          HTTP_TRUSTED_PROXIES,
          HTTP_EVENT_LOOPS,
          HTTP_TRANSPORT,
          HTTP_MAX_HEADER_BYTES,
          HTTP_PING_INTERVAL_MS,
          HTTP_JOIN_TIMEOUT_MS,
          DATA_DIR,
          MONGO_URI,
          REDIS_URI,
          STORE_KEEP_SUPERSEDED,
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
          LOG_FORMAT,
          LOG_LEVEL,
          AUTH_SECRET,
          ROOMS_OPEN,
          ROOMS_PER_MINUTE,
          ROOMS_KEEP_DAYS,
          LIMITS_ROOMS,
          LIMITS_ENABLED,
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

  /** What the names of all variables begin with. */
  static final String VARIABLE_PREFIX = "VOTEHUB_";

  private static <T> Setting<T> preset(String name, SettingType<T> kind, T preset, String doc) {
    return new Setting<>(name, kind, Optional.of(preset), SettingType.lower(preset), doc);
  }

  private static <T> Setting<T> open(
      String name, SettingType<T> kind, String presetText, String doc) {
    return new Setting<>(name, kind, Optional.empty(), presetText, doc);
  }

  /** The environment variable that sets it, such as {@code VOTEHUB_HTTP_PORT}. */
  public String variable() {
    return VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** All settings with their variables, defaults and meanings, for an operator's terminal. */
  public static String listing() {
    StringBuilder text = new StringBuilder();
    for (Setting<?> setting : ALL) {
      text.append(String.format("%-27s %s%n", setting.name, setting.doc))
          .append(String.format("%-27s   %s%n", "", setting.kind.expected()))
          .append(String.format("%-27s   default: %s%n", "", setting.presetText))
          .append(String.format("%-27s   variable: %s%n", "", setting.variable()));
    }
    return text.toString();
  }
}
