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
 * validation, and by {@link SettingListing} the template, the manual's table and the help are all
 * derived from it.
 *
 * @param name as written in the file, such as {@code http.port}
 * @param defaultValue empty if the setting may stay unset, or is determined at the start
 * @param defaultText the default in words
 * @param doc what it is for, in Markdown with links as from docs/operators.md; without a full stop
 * @param example a valid value, for settings without a default
 */
public record Setting<T>(
    String name,
    SettingType<T> type,
    Optional<T> defaultValue,
    String defaultText,
    String doc,
    Optional<String> example) {
  static final Setting<Profile> PROFILE =
      withDefault(
          "hub.profile",
          SettingType.oneOf(Profile.class),
          Profile.DEVELOPMENT,
          "What the hub is for: `production` refuses a start without an https `public.url`,"
              + " `http.trusted-proxies` and a `management.port`");
  static final Setting<Boolean> REQUIRE_TLS =
      withDefault(
          "hub.require-tls",
          SettingType.flag(),
          false,
          "Whether to refuse a start while any connection of the hub could be unencrypted: those of"
              + " clients and proxies, Redis, MongoDB, mail servers, providers, collector and"
              + " alerts, each [named with what is missing](#encryption-everywhere)");
  public static final Setting<Integer> HTTP_PORT =
      withDefault(
          "http.port",
          SettingType.whole(0, 65_535),
          8080,
          "Port of pages, HTTP API and WebSockets; 0 takes any free port");
  static final Setting<String> HTTP_HOST =
      withDefault(
          "http.host",
          SettingType.text("an address of this machine"),
          "0.0.0.0",
          "Address to listen on; `127.0.0.1` makes the hub reachable from this machine only");
  static final Setting<List<String>> HTTP_ORIGINS =
      optional(
              "http.origins",
              SettingType.origins(),
              "none",
              "Other web origins that may use the HTTP API and open WebSockets (a list, or"
                  + " separated by commas); `*` for any. The hub's own pages and those of"
                  + " `public.url` always may")
          .withExample("https://slides.example.org");
  static final Setting<List<String>> HTTP_EMBED =
      optional(
              "http.embed",
              SettingType.namedOrigins(),
              "none",
              "Sites whose pages may show any room [in a frame](slides.md) (web origins, a list or"
                  + " separated by commas); presenters add up to 10 for their own room. No other"
                  + " page of the hub can be framed by another site")
          .withExample("https://slides.example.org");
  static final Setting<Boolean> HTTP_HSTS_SUBDOMAINS =
      withDefault(
          "http.hsts-subdomains",
          SettingType.flag(),
          false,
          "Whether browsers are told to use https for all hosts below that of `public.url`, too"
              + " (`includeSubDomains`); for a year, so only if all of them have it");
  static final Setting<List<Network>> HTTP_TRUSTED_PROXIES =
      optional(
              "http.trusted-proxies",
              SettingType.networks(),
              "none",
              "Proxies whose `X-Forwarded-For` header is trusted: addresses or networks such as"
                  + " `10.0.0.0/8` (a list, or separated by commas). Without it,"
                  + " [limits](#limits-and-sizing) per address are off for clients with a private"
                  + " address, because that may be a proxy's")
          .withExample("10.0.0.7");
  static final Setting<String> HTTP_TLS_CERT_FILE =
      optional(
              "http.tls.cert-file",
              SettingType.text("a file"),
              "unset: plain HTTP",
              "PEM file of a certificate, with its intermediates, to serve https and wss"
                  + " [without a proxy](#tls-without-a-proxy); read again when it changes. The port"
                  + " then speaks TLS alone, with HTTP/1.1")
          .withExample("/etc/letsencrypt/live/vote.example.org/fullchain.pem");
  static final Setting<String> HTTP_TLS_KEY_FILE =
      optional(
              "http.tls.key-file",
              SettingType.text("a file"),
              "unset: plain HTTP",
              "PEM file of that certificate's key; set both or neither")
          .withExample("/etc/letsencrypt/live/vote.example.org/privkey.pem");
  static final Setting<Integer> HTTP_EVENT_LOOPS =
      optional(
              "http.event-loops",
              SettingType.whole(1, 256),
              "the number of CPUs",
              "Threads that serve connections")
          .withExample("4");
  static final Setting<Transports> HTTP_TRANSPORT =
      withDefault(
          "http.transport",
          SettingType.oneOf(Transports.class),
          Transports.AUTO,
          "Network transport: `epoll` (Linux) or `nio`; `auto` uses epoll where available,"
              + " and the log names the choice");
  static final Setting<Integer> HTTP_MAX_HEADER_BYTES =
      withDefault(
          "http.max-header-bytes",
          SettingType.whole(1024, 65_536),
          8192,
          "Maximum total size of the headers of a request, 1024 to 65536; beyond it the"
              + " response is 431");
  static final Setting<Integer> HTTP_PING_INTERVAL_MS =
      withDefault(
          "http.ping-interval-ms",
          SettingType.whole(1000, 600_000),
          25_000,
          "Idle time after which a WebSocket is pinged; it is closed after 60 s of silence,"
              + " or twice this value plus 10 s if that is longer. Use less behind a proxy that"
              + " closes idle connections earlier");
  static final Setting<Integer> HTTP_JOIN_TIMEOUT_MS =
      withDefault(
          "http.join-timeout-ms",
          SettingType.whole(1000, 600_000),
          10_000,
          "Time within which a WebSocket must join a room; then it is closed with 4408");
  static final Setting<String> DATA_DIR =
      withDefault(
          "data.dir",
          SettingType.text("a folder"),
          "data",
          "Folder of the embedded store and of the hub's key");
  static final Setting<Secret> MONGO_URI =
      optional(
              "mongo.uri",
              SettingType.address("mongodb", "mongodb+srv"),
              "unset: the embedded store",
              "MongoDB replica set of a [cluster](cluster.md), which replaces the embedded"
                  + " store; set it together with `redis.uri`. If the address contains a password,"
                  + " better set it in the environment")
          .withExample("mongodb://mongo-1,mongo-2,mongo-3/votehub?replicaSet=rs0");
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
              "Redis or Valkey of a [cluster](cluster.md), through which instances count and"
                  + " exchange messages; also `redis-sentinel://host:26379,host:26379/NAME` and"
                  + " `redis-cluster://host:6379,host:6379`, with TLS by `rediss`"
                  + " in place of `redis`. May contain a password, too")
          .withExample("redis://redis:6379");
  static final Setting<Boolean> STORE_KEEP_SUPERSEDED =
      withDefault(
          "store.keep-superseded",
          SettingType.flag(),
          false,
          "Whether superseded ballots, and those of a poll that is reset, stay in the store"
              + " for replay; otherwise only standing ballots do");
  static final Setting<Integer> STORE_HISTORY_DAYS =
      withDefault(
          "store.history-days",
          SettingType.whole(0, 3_650),
          30,
          "Days for which changes of polls, and what was deleted when, are kept for"
              + " [`restore --at`](#an-earlier-moment); 0 keeps the last one only");
  static final Setting<String> REDIS_PREFIX =
      withDefault(
          "redis.prefix",
          SettingType.name(),
          Keyspace.DEFAULT_PREFIX,
          "Prefix of the hub's keys and channels in Redis; [hubs that share a"
              + " Redis](cluster.md#one-redis-for-several-hubs) need different ones, or different"
              + " databases");
  static final Setting<String> REDIS_TLS_CA_FILE =
      optional(
              "redis.tls-ca-file",
              SettingType.text("a file"),
              "the JVM's trusted certificates",
              "PEM file of the CA certificates trusted for Redis")
          .withExample("/etc/votehub/redis-ca.pem");
  static final Setting<String> REDIS_TLS_CERT_FILE =
      optional(
              "redis.tls-cert-file",
              SettingType.text("a file"),
              "unset: none",
              "PEM file of the client certificate, if Redis requires one")
          .withExample("/etc/votehub/hub.pem");
  static final Setting<String> REDIS_TLS_KEY_FILE =
      optional(
              "redis.tls-key-file",
              SettingType.text("a file"),
              "unset: none",
              "PEM file of the client certificate's key")
          .withExample("/etc/votehub/hub.key");
  static final Setting<String> REDIS_SENTINEL_USER =
      optional(
              "redis.sentinel-user",
              SettingType.text("a name"),
              "Redis's default user",
              "User name for the sentinels, if they require one; the one for the primary is"
                  + " part of `redis.uri`")
          .withExample("sentinel-user");
  static final Setting<Secret> REDIS_SENTINEL_PASSWORD =
      optional(
              "redis.sentinel-password",
              SettingType.secret(1),
              "unset: no password",
              "Password for the sentinels; the primary's is part of `redis.uri`")
          .withExample("<the password of the sentinels>");
  static final Setting<String> INSTANCE_ID =
      optional(
              "instance.id",
              SettingType.name(),
              "random at each start",
              "Name of this instance in logs and `/health/cluster`; no two running instances"
                  + " may have the same")
          .withExample("hub-1");
  static final Setting<String> PUBLIC_URL =
      optional(
              "public.url",
              SettingType.webAddress(),
              "the address used by the browser",
              "Public address of the hub, for links and QR codes, without a path; set it behind"
                  + " a proxy")
          .withExample("https://vote.example.org");
  static final Setting<Integer> TALLY_INTERVAL_MS =
      withDefault(
          "tally.interval-ms",
          SettingType.whole(1, 10_000),
          100,
          "Minimum interval between two tallies of a poll, 1 to 10000");
  static final Setting<Integer> SYNTHETIC_INTERVAL_MS =
      withDefault(
          "synthetic.interval-ms",
          SettingType.whole(0, 60_000),
          1_000,
          "Pause between two votes that [the hub casts itself](#the-hubs-own-votes) to measure the"
              + " way of a vote and to keep its code compiled; 0 for none, and then it does not"
              + " warm up after the start either");
  public static final Setting<Integer> MANAGEMENT_PORT =
      optional(
              "management.port",
              SettingType.whole(0, 65_535),
              "unset: the main port",
              "Port of its own for health, version and metrics, which are then not on the main"
                  + " port; 0 takes any free port")
          .withExample("8081");
  static final Setting<String> MANAGEMENT_HOST =
      withDefault(
          "management.host",
          SettingType.text("an address of this machine"),
          "127.0.0.1",
          "Address that the management port listens on; in a container, or for a remote"
              + " scraper, an address of the internal network");
  static final Setting<Secret> ALERTS_WEBHOOK =
      optional(
              "alerts.webhook",
              SettingType.address("http", "https"),
              "unset: none",
              "URL to which the hub posts its own alerts, in the JSON format of Alertmanager's"
                  + " webhook. If it contains a key, better set it in the environment")
          .withExample("https://hooks.example.org/votehub");
  static final Setting<Secret> ALERTS_SMTP =
      optional(
              "alerts.smtp",
              SettingType.address("smtp", "smtps"),
              "unset: none",
              "Mail server (`smtp://` or `smtps://`) for mails about alerts; set it together"
                  + " with their sender and recipients. If the address contains a password, better"
                  + " set it in the environment")
          .withExample("smtps://user:password@mail.example.org:465");
  static final Setting<String> ALERTS_MAIL_FROM =
      optional(
              "alerts.mail-from",
              SettingType.text("a mail address"),
              "unset: none",
              "Sender of mails about alerts")
          .withExample("votehub@example.org");
  static final Setting<String> ALERTS_MAIL_TO =
      optional(
              "alerts.mail-to",
              SettingType.text("mail addresses, separated by commas"),
              "unset: none",
              "Recipients of mails about alerts, separated by commas")
          .withExample("night@example.org, office@example.org");
  static final Setting<String> ALERTS_BACKUP_STATUS =
      optional(
              "alerts.backup-status",
              SettingType.text("a file"),
              "unset: backups are not watched",
              "File in which `docker/backup` says how backups went (`BACKUP_STATUS`); an alert"
                  + " fires when the last one is older than 26 hours")
          .withExample("/var/lib/votehub-backup/votehub.prom");
  static final Setting<Logs.Format> LOG_FORMAT =
      withDefault(
          "log.format",
          SettingType.oneOf(Logs.Format.class),
          Logs.Format.TEXT,
          "`text` for people, or `json` for log collectors: one object a line");
  static final Setting<Logs.Votes> LOG_VOTES =
      withDefault(
          "log.votes",
          SettingType.oneOf(Logs.Votes.class),
          Logs.Votes.OFF,
          "`debug`: [a line for each step of each vote](#logs), never its choice; to follow"
              + " a complaint, not for an evening");
  static final Setting<Secret> TRACING_ENDPOINT =
      optional(
              "tracing.endpoint",
              SettingType.address("http", "https"),
              "unset: nothing is traced",
              "OpenTelemetry collector that receives [traces](#traces) by OTLP over HTTP;"
                  + " without a path it is that of its `/v1/traces`")
          .withExample("http://localhost:4318");
  static final Setting<Double> TRACING_SAMPLE_RATIO =
      withDefault(
          "tracing.sample-ratio",
          SettingType.fraction(),
          0.01,
          "Share of requests and votes that are traced, 0 to 1; what comes with a sampled"
              + " `traceparent` is traced, too");
  static final Setting<Level> LOG_LEVEL =
      withDefault(
          "log.level",
          SettingType.oneOf(Level.class),
          Level.INFO,
          "Least severe level that is logged: `error`, `warn`, `info`, `debug` or `trace`");
  static final Setting<SecurityLog.Addresses> LOG_ADDRESSES =
      withDefault(
          "log.addresses",
          SettingType.oneOf(SecurityLog.Addresses.class),
          SecurityLog.Addresses.PSEUDONYMS,
          "Addresses in the security log: `pseudonyms`, or `plain` for [programs that ban"
              + " them](#banning-addresses), such as fail2ban");
  static final Setting<Secret> AUTH_SECRET =
      optional(
              "auth.secret",
              SettingType.secret(32),
              "a key generated at the first start, in `data.dir` or in MongoDB",
              "Signs tokens and receipts; at least 32 characters, the same on all instances,"
                  + " and better set in the environment")
          .withExample("<at least 32 random characters>");
  static final Setting<Boolean> ACCOUNTS_ENABLED =
      withDefault(
          "accounts.enabled",
          SettingType.flag(),
          false,
          "Whether people may have [accounts](#accounts); they need https (`public.url`, or"
              + " `http.tls.cert-file`), or a browser on this machine");
  static final Setting<Registration> ACCOUNTS_REGISTRATION =
      withDefault(
          "accounts.registration",
          SettingType.oneOf(Registration.class),
          Registration.OPEN,
          "Who may make an account: anybody (`open`), whom an operator `invited`, or nobody"
              + " (`closed`: only `votehub accounts import` adds some); operators are made with"
              + " `votehub operator add MAIL`");
  static final Setting<RequiredSecondFactor> ACCOUNTS_SECOND_FACTOR =
      withDefault(
          "accounts.second-factor",
          SettingType.oneOf(RequiredSecondFactor.class),
          RequiredSecondFactor.OPTIONAL,
          "Who has to set up a second factor before anything else: `optional` (nobody),"
              + " `operators` or `all`");
  static final Setting<Secret> ACCOUNTS_SMTP =
      optional(
              "accounts.smtp",
              SettingType.address("smtp", "smtps"),
              "unset: addresses are not confirmed, and forgotten passwords not reset",
              "Mail server (`smtp://` or `smtps://`) for mails that confirm addresses, reset"
                  + " passwords, and bring members of voter rolls their links; set it together"
                  + " with their sender")
          .withExample("smtps://user:password@mail.example.org:465");
  static final Setting<String> ACCOUNTS_MAIL_FROM =
      optional(
              "accounts.mail-from",
              SettingType.text("a mail address"),
              "unset: none",
              "Sender of those mails")
          .withExample("votehub@example.org");
  static final Setting<Integer> AUDIT_KEEP_DAYS =
      withDefault(
          "audit.keep-days",
          SettingType.whole(1, 36_500),
          365,
          "Days for which entries of the [audit log](#audit-log) are kept");
  static final Setting<String> ACCOUNTS_GOOGLE_CLIENT_ID =
      optional(
          "accounts.google.client-id",
          SettingType.text("a client id"),
          "unset: no sign-in with Google",
          "Client id of this hub at Google");
  static final Setting<Secret> ACCOUNTS_GOOGLE_CLIENT_SECRET =
      optional(
          "accounts.google.client-secret",
          SettingType.secret(1),
          "unset: no sign-in with Google",
          "Client secret of this hub at Google");
  static final Setting<String> ACCOUNTS_OIDC_ISSUER =
      optional(
          "accounts.oidc.issuer",
          SettingType.issuer(),
          "unset: no sign-in with another issuer",
          "Issuer of OpenID Connect, such as https://login.example.org/realms/staff");
  static final Setting<String> ACCOUNTS_OIDC_NAME =
      optional(
          "accounts.oidc.name",
          SettingType.text("a name"),
          "the host of the issuer",
          "How the issuer is called on pages");
  static final Setting<String> ACCOUNTS_OIDC_CLIENT_ID =
      optional(
          "accounts.oidc.client-id",
          SettingType.text("a client id"),
          "unset: no sign-in with another issuer",
          "Client id of this hub at that issuer");
  static final Setting<Secret> ACCOUNTS_OIDC_CLIENT_SECRET =
      optional(
          "accounts.oidc.client-secret",
          SettingType.secret(1),
          "unset: no sign-in with another issuer",
          "Client secret of this hub at that issuer");
  static final Setting<String> ACCOUNTS_DISCORD_CLIENT_ID =
      optional(
          "accounts.discord.client-id",
          SettingType.text("a client id"),
          "unset: no sign-in with Discord",
          "Client id of this hub at Discord");
  static final Setting<Secret> ACCOUNTS_DISCORD_CLIENT_SECRET =
      optional(
          "accounts.discord.client-secret",
          SettingType.secret(1),
          "unset: no sign-in with Discord",
          "Client secret of this hub at Discord");
  static final Setting<String> ACCOUNTS_DISCORD_URL =
      withDefault(
          "accounts.discord.url",
          SettingType.webAddress(),
          "https://discord.com",
          "Where Discord's pages and calls are");
  static final Setting<Integer> ROLLS_MAILS_PER_MINUTE =
      withDefault(
          "rolls.mails-per-minute",
          SettingType.whole(1, 60_000),
          60,
          "Mails a minute with links to members of voter rolls, which owners of rooms order; sent"
              + " by `accounts.smtp`, whether accounts are on or off");
  static final Setting<Boolean> WEBHOOKS_PRIVATE_NETWORKS =
      withDefault(
          "webhooks.private-networks",
          SettingType.flag(),
          false,
          "Whether [webhooks](hooks.md) may go to loopback and private addresses, and by plain"
              + " http: whoever may create a room can then reach what this machine reaches. For"
              + " tests, and for hubs of a private network");
  static final Setting<String> PUSH_CONTACT =
      optional(
              "push.contact",
              SettingType.contact(),
              "unset: no push",
              "Whom a push service may ask about this hub, an address of `mailto:` or `https:`. Voters"
                  + " can then be told [by push](#push) when a poll opens while their page is"
                  + " closed; that needs a hub by https")
          .withExample("mailto:votes@example.org");
  static final Setting<List<String>> PUSH_HOSTS =
      optional(
              "push.hosts",
              SettingType.hosts(),
              "the services of Chrome, Edge, Firefox and Safari",
              "Hosts of push services that the hub sends to (a list, or separated by commas);"
                  + " `*.example.org` for all below example.org")
          .withExample("fcm.googleapis.com, *.push.services.mozilla.com");
  static final Setting<Boolean> ROOMS_OPEN =
      withDefault(
          "rooms.open",
          SettingType.flag(),
          true,
          "Whether anyone may create a room; with `false` only who is signed in, and nobody"
              + " where accounts are off, so create your rooms before");
  static final Setting<Integer> ROOMS_PER_MINUTE =
      withDefault(
          "rooms.per-minute",
          SettingType.whole(1, 1_000_000),
          600,
          "New rooms a minute for all clients whose address is unknown together (see"
              + " `http.trusted-proxies`)");
  static final Setting<Integer> ROOMS_KEEP_DAYS =
      withDefault(
          "rooms.keep-days",
          SettingType.whole(0, 36_500),
          90,
          "Days after its last use at which a room is deleted with its polls and ballots; 0"
              + " for never");
  static final Setting<Integer> LIMITS_ROOMS =
      withDefault(
          "limits.rooms",
          SettingType.whole(1, 10_000_000),
          100_000,
          "Maximum number of rooms; beyond it none can be created (`busy`) until some are"
              + " deleted");
  static final Setting<Boolean> LIMITS_ENABLED =
      withDefault(
          "limits.enabled",
          SettingType.flag(),
          true,
          "Whether limits per person and per address apply (new rooms, presenters' calls,"
              + " wrong codes, new voters); `false` for load tests");
  static final Setting<LimitRule> LIMITS_RATE_CREDENTIALS =
      rate(
          LimitClass.CREDENTIALS,
          "Wrong passwords, codes and links; beyond it an address is challenged. A number without a burst is a sliding window, one"
              + " with a burst a token bucket");
  static final Setting<LimitRule> LIMITS_RATE_ACCOUNT =
      rate(LimitClass.ACCOUNT, "Requests about one's own account");
  static final Setting<LimitRule> LIMITS_RATE_OPERATORS =
      rate(LimitClass.OPERATORS, "Requests of operators");
  static final Setting<LimitRule> LIMITS_RATE_LEADING =
      rate(LimitClass.LEADING, "Requests of those who lead a room");
  static final Setting<LimitRule> LIMITS_RATE_ROOMS = rate(LimitClass.ROOMS, "New rooms");
  static final Setting<LimitRule> LIMITS_RATE_CODES =
      rate(
          LimitClass.CODES,
          "Wrong codes of rooms and members, and passcodes; answers beyond it are delayed by at most 1.5 s, never refused");
  static final Setting<LimitRule> LIMITS_RATE_IDENTITIES =
      rate(
          LimitClass.IDENTITIES,
          "New voters of an address in one room, and of the hub; those beyond it are challenged, never"
              + " refused");
  static final Setting<ChallengeMode> LIMITS_CHALLENGE =
      withDefault(
          "limits.challenge",
          SettingType.oneOf(ChallengeMode.class),
          ChallengeMode.AUTO,
          "When new voters have to show a proof of work, which their phones compute by themselves:"
              + " `auto` (beyond `limits.rate-identities`, and for 5 minutes after that), `on` or"
              + " `off`; returning voters never do");
  static final Setting<Integer> LIMITS_CHALLENGE_DIFFICULTY =
      withDefault(
          "limits.challenge-difficulty",
          SettingType.whole(1_000, 10_000_000),
          50_000,
          "Hashes that a proof of work takes at most; half of it on average. 50000 take a phone up to"
              + " a second");
  static final Setting<Integer> LIMITS_CONNECTIONS =
      withDefault(
          "limits.connections",
          SettingType.whole(1, 1_000_000),
          20_000,
          "Maximum number of WebSockets of the instance; beyond it a handshake gets 503."
              + " The operating system must allow as many open files");
  static final Setting<Integer> LIMITS_HTTP_CONNECTIONS =
      withDefault(
          "limits.http-connections",
          SettingType.whole(1, 1_000_000),
          5000,
          "Maximum number of other open connections of the instance; beyond it the one idle"
              + " for longest is closed, and"
              + " `votehub_http_connections_closed_total{reason=\"crowded\"}` counts it");
  static final Setting<Integer> LIMITS_QUEUED_VOTES =
      withDefault(
          "limits.queued-votes",
          SettingType.whole(1, 10_000_000),
          100_000,
          "Votes waiting to be counted; beyond it the answer is `busy`");
  static final Setting<Integer> LIMITS_VOTE_BURST =
      withDefault(
          "limits.vote-burst",
          SettingType.whole(1, 10_000),
          10,
          "Ballots that a voter may cast on a poll at once; faster votes wait, and only the"
              + " newest of the waiting ones is counted");
  static final Setting<Integer> LIMITS_VOTES_PER_SECOND =
      withDefault(
          "limits.votes-per-second",
          SettingType.whole(0, 1_000_000),
          1,
          "Ballots a second that a voter may cast on a poll after that; 0 disables the"
              + " limit, for load tests");
  static final Setting<Integer> LIMITS_VOTES_IN_FLIGHT =
      withDefault(
          "limits.votes-in-flight",
          SettingType.whole(1, 1_000_000),
          1024,
          "Unacknowledged votes of one connection; beyond it the socket is not read");
  static final Setting<Integer> LIMITS_MEMORY_MB =
      optional(
              "limits.memory-mb",
              SettingType.whole(8, 1_000_000),
              "half of the Java heap",
              "Memory in MB for what clients send: standing ballots, votes in flight, request"
                  + " bodies, see [limits and sizing](#limits-and-sizing); beyond it new items are answered"
                  + " `busy`")
          .withExample("512");
  static final Setting<Integer> LIMITS_MESSAGES_PER_SECOND =
      withDefault(
          "limits.messages-per-second",
          SettingType.whole(1, 1_000_000),
          200,
          "Messages a second of one connection; beyond it the connection is not read for a"
              + " second");
  static final Setting<Integer> LIMITS_SLOW_RECEIVER_MS =
      withDefault(
          "limits.slow-receiver-ms",
          SettingType.whole(100, 3_600_000),
          30_000,
          "How long a receiver may lag behind before it is closed with 4413");
  static final Setting<Integer> STOP_TIMEOUT_MS =
      withDefault(
          "stop.timeout-ms",
          SettingType.whole(0, 600_000),
          10_000,
          "How long a stop may take before it is forced; clients are told to reconnect, and"
              + " waiting votes are counted");

  /** All settings, in the order of the listing. */
  public static final List<Setting<?>> ALL =
      List.of(
          PROFILE,
          REQUIRE_TLS,
          HTTP_PORT,
          HTTP_HOST,
          HTTP_ORIGINS,
          HTTP_EMBED,
          HTTP_HSTS_SUBDOMAINS,
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
          ACCOUNTS_SECOND_FACTOR,
          ACCOUNTS_SMTP,
          ACCOUNTS_MAIL_FROM,
          ACCOUNTS_GOOGLE_CLIENT_ID,
          ACCOUNTS_GOOGLE_CLIENT_SECRET,
          ACCOUNTS_OIDC_ISSUER,
          ACCOUNTS_OIDC_NAME,
          ACCOUNTS_OIDC_CLIENT_ID,
          ACCOUNTS_OIDC_CLIENT_SECRET,
          ACCOUNTS_DISCORD_CLIENT_ID,
          ACCOUNTS_DISCORD_CLIENT_SECRET,
          ACCOUNTS_DISCORD_URL,
          AUDIT_KEEP_DAYS,
          ROLLS_MAILS_PER_MINUTE,
          WEBHOOKS_PRIVATE_NETWORKS,
          PUSH_CONTACT,
          PUSH_HOSTS,
          ROOMS_OPEN,
          ROOMS_PER_MINUTE,
          ROOMS_KEEP_DAYS,
          LIMITS_ROOMS,
          LIMITS_ENABLED,
          LIMITS_RATE_CREDENTIALS,
          LIMITS_RATE_ACCOUNT,
          LIMITS_RATE_OPERATORS,
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
          SYNTHETIC_INTERVAL_MS,
          STOP_TIMEOUT_MS);

  /** Prefix of all environment variables. */
  static final String VARIABLE_PREFIX = "VOTEHUB_";

  private static <T> Setting<T> withDefault(
      String name, SettingType<T> type, T defaultValue, String doc) {
    return new Setting<>(
        name,
        type,
        Optional.of(defaultValue),
        SettingType.lower(defaultValue),
        doc,
        Optional.empty());
  }

  private static Setting<LimitRule> rate(LimitClass of, String doc) {
    return withDefault("limits.rate-" + of.wire(), SettingType.rates(), of.standard(), doc);
  }

  private static <T> Setting<T> optional(
      String name, SettingType<T> type, String defaultText, String doc) {
    return new Setting<>(name, type, Optional.empty(), defaultText, doc, Optional.empty());
  }

  private Setting<T> withExample(String value) {
    return new Setting<>(name, type, defaultValue, defaultText, doc, Optional.of(value));
  }

  /** The corresponding environment variable, such as {@code VOTEHUB_HTTP_PORT}. */
  public String variable() {
    return VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
