package io.votehub.config;

import io.votehub.identity.Ids;
import io.votehub.identity.SecurityLog;
import io.votehub.jvm.Transports;
import io.votehub.limit.LimitClass;
import io.votehub.limit.LimitRule;
import io.votehub.limit.Network;
import io.votehub.limit.NewVoters.ChallengeMode;
import io.votehub.logging.Logs;
import io.votehub.redis.RedisConfig;
import io.votehub.tls.CertificateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.event.Level;

/**
 * All settings of a hub, complete and validated; {@link Setting} documents each. {@code toString}
 * reveals no secret.
 *
 * @param dataDir folder of the embedded store
 * @param mongoUri empty for the embedded store
 * @param keepSuperseded whether superseded ballots, and those of a poll that is reset, stay in the
 *     store
 * @param historyDays for how long changes of polls are kept
 * @param redis empty for the in-memory ledger
 * @param instanceId set by the operator, else random
 * @param publicUrl without a trailing slash
 * @param managementPort empty to serve health and metrics on the main port
 * @param authSecret empty to generate a key at the first start and keep it in the data folder or in
 *     MongoDB; else at least 32 characters
 * @param accounts empty where accounts are off
 * @param rollMails how members of voter rolls get their links
 * @param privateHooks whether webhooks may go to addresses that are not public, and by plain http
 * @param push how voters are told by push; empty where they are not
 * @param syntheticIntervalMs the pause between two votes of the hub's own; 0 for none
 * @param changed the settings that are not the default, by name; secrets are masked
 * @param all every setting by name, empty where it is unset; secrets are masked
 */
public record Config(
    Http http,
    Sockets sockets,
    Path dataDir,
    Optional<Secret> mongoUri,
    boolean keepSuperseded,
    int historyDays,
    Optional<RedisConfig> redis,
    String instanceId,
    Optional<String> publicUrl,
    int tallyIntervalMs,
    Optional<Integer> managementPort,
    String managementHost,
    Log log,
    Traces traces,
    Optional<Secret> authSecret,
    Optional<Accounts> accounts,
    RollMails rollMails,
    Rooms rooms,
    Limits limits,
    AlertNotices alerts,
    boolean privateHooks,
    Optional<Push> push,
    int syntheticIntervalMs,
    int stopTimeoutMs,
    Map<String, String> changed,
    Map<String, String> all) {
  /** The file read by default, relative to the working directory. */
  static final Path DEFAULT_FILE = Path.of("conf", "votehub.yaml");

  /**
   * @param port 0 for any free port
   * @param origins other origins that may make calls and open WebSockets
   * @param embed origins whose pages may show any room in a frame
   * @param hstsSubdomains whether Strict-Transport-Security includes subdomains
   * @param trustedProxies whose X-Forwarded-For header is trusted
   * @param tls empty to serve plain HTTP
   */
  public record Http(
      int port,
      String host,
      List<String> origins,
      List<String> embed,
      boolean hstsSubdomains,
      List<Network> trustedProxies,
      Optional<CertificateFiles> tls,
      int eventLoops,
      Transports transport) {}

  /**
   * @param maxHeaderBytes total size of the headers of a request
   * @param pingIntervalMs idle time after which a WebSocket is pinged
   * @param joinTimeoutMs time within which a WebSocket must join a room
   * @param httpConnections maximum number of open connections that are not WebSockets
   */
  public record Sockets(
      int maxHeaderBytes, int pingIntervalMs, int joinTimeoutMs, int httpConnections) {}

  /**
   * Where people are told of alerts.
   *
   * @param webhook an http or https address
   * @param backupStatus the file in which backups say how they went
   */
  public record AlertNotices(
      Optional<Secret> webhook, Optional<Mail> mail, Optional<Path> backupStatus) {}

  /**
   * @param contact whom a push service may ask about the hub
   * @param hosts the hosts of push services
   */
  public record Push(String contact, List<String> hosts) {
    private static final List<String> SERVICES =
        List.of(
            "fcm.googleapis.com",
            "*.push.services.mozilla.com",
            "*.notify.windows.com",
            "web.push.apple.com");
  }

  /**
   * @param mail how mails about accounts are sent
   * @param auditDays for how long entries of the audit log are kept
   * @param providers sites that vouch for people
   */
  public record Accounts(
      Registration registration,
      RequiredSecondFactor secondFactor,
      Optional<AccountMail> mail,
      int auditDays,
      List<Provider> providers) {}

  /**
   * A site that vouches for people.
   *
   * @param id {@code google}, {@code oidc} or {@code discord}
   * @param name how it is called on pages
   * @param address the issuer; of Discord, where it is
   */
  public record Provider(
      String id, String name, String address, String clientId, Secret clientSecret) {}

  /**
   * @param mail how they are sent; empty where they cannot be
   * @param perMinute how many at most
   */
  public record RollMails(Optional<AccountMail> mail, int perMinute) {}

  /**
   * @param server an smtp or smtps address
   */
  public record AccountMail(Secret server, String from) {}

  /**
   * @param server an smtp or smtps address
   */
  public record Mail(Secret server, String from, List<String> to) {}

  /**
   * @param addresses how the security log names addresses
   */
  public record Log(
      Logs.Format format, Level level, Logs.Votes votes, SecurityLog.Addresses addresses) {}

  /**
   * Where traces go.
   *
   * @param endpoint empty to trace nothing
   * @param sampleRatio the share of requests and votes that are traced, 0 to 1
   */
  public record Traces(Optional<Secret> endpoint, double sampleRatio) {}

  /**
   * @param open whether anyone may create a room
   * @param perMinute new rooms a minute for all clients whose address is unknown together
   * @param keepDays days after its last use at which a room is deleted; 0 for never
   * @param maxRooms how many rooms the hub keeps
   */
  public record Rooms(boolean open, int perMinute, int keepDays, int maxRooms) {}

  /**
   * @param mode when new voters are challenged
   * @param difficulty the hashes that a proof takes at most
   */
  public record Challenge(ChallengeMode mode, int difficulty) {}

  /**
   * @param enabled whether limits per person and per address apply
   * @param rates those limits
   * @param challenge of new voters
   * @param connections WebSockets of the instance
   * @param queuedVotes votes of the instance waiting to be counted; beyond it the answer is {@code
   *     busy}
   * @param voteBurst ballots of one voter on one poll at once
   * @param votesPerSecond sustained rate of one voter on one poll; 0 for no limit
   * @param votesInFlight unacknowledged votes of one connection
   * @param memoryBytes heap that what clients send may take
   * @param messagesPerSecond of one connection; excludes votes where these have no limit
   * @param slowReceiverMs how long a receiver may lag behind before it is disconnected
   */
  public record Limits(
      boolean enabled,
      Map<LimitClass, LimitRule> rates,
      Challenge challenge,
      int connections,
      int queuedVotes,
      int voteBurst,
      int votesPerSecond,
      int votesInFlight,
      long memoryBytes,
      int messagesPerSecond,
      int slowReceiverMs) {}

  /**
   * Reads the settings: defaults, overridden by the file, overridden by the environment.
   *
   * @param file the file named by the operator, which must exist; else the one named by {@code
   *     VOTEHUB_CONFIG}, which must exist, too; else {@code conf/votehub.yaml} if it exists
   * @param environment environment variables; only those that begin with {@code VOTEHUB_} are read.
   *     An empty variable counts as unset. {@code VOTEHUB_…_FILE} names a file that holds the value
   * @throws ConfigException listing every unknown setting and every invalid value
   */
  public static Config read(Optional<Path> file, Map<String, String> environment)
      throws ConfigException {
    return read(file, environment, DEFAULT_FILE);
  }

  static Config read(Optional<Path> file, Map<String, String> environment, Path defaultFile)
      throws ConfigException {
    ConfigReader reader = new ConfigReader();
    file.or(() -> fileFromEnvironment(environment))
        .or(() -> Optional.of(defaultFile).filter(Files::exists))
        .ifPresent(reader::file);
    reader.environment(environment);
    checkPortsDiffer(reader);
    checkClusterIsComplete(reader);
    checkMailIsComplete(reader);
    checkTls(reader);
    checkAccountMailIsComplete(reader);
    SignInProviders.check(reader);
    checkProduction(reader);
    EncryptedConnections.check(reader);
    Optional<RedisConfig> redis = RedisSettings.read(reader);
    reader.throwIfFaulty();
    return from(reader, redis);
  }

  private static Optional<Path> fileFromEnvironment(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(ConfigReader.FILE_VARIABLE))
        .filter(path -> !path.isBlank())
        .map(Path::of);
  }

  private static void checkPortsDiffer(ConfigReader reader) {
    int port = reader.get(Setting.HTTP_PORT);
    if (port != 0 && reader.find(Setting.MANAGEMENT_PORT).filter(own -> own == port).isPresent()) {
      reader.fault("management.port: must differ from http.port, found " + port);
    }
  }

  private static void checkTls(ConfigReader reader) {
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

  private static Optional<CertificateFiles> tls(ConfigReader reader) {
    return reader
        .find(Setting.HTTP_TLS_CERT_FILE)
        .map(
            certificate ->
                new CertificateFiles(
                    Path.of(certificate),
                    Path.of(reader.find(Setting.HTTP_TLS_KEY_FILE).orElseThrow())));
  }

  /** What works on a laptop and is a mistake on the internet. */
  private static void checkProduction(ConfigReader reader) {
    if (reader.get(Setting.PROFILE) != Profile.PRODUCTION) {
      return;
    }
    if (reader.find(Setting.PUBLIC_URL).filter(url -> url.startsWith("https://")).isEmpty()) {
      reader.fault("public.url: hub.profile production needs an https address");
    }
    if (reader.find(Setting.HTTP_TRUSTED_PROXIES).isEmpty()
        && reader.find(Setting.HTTP_TLS_CERT_FILE).isEmpty()) {
      reader.fault(
          "http.trusted-proxies: hub.profile production needs the proxy in front, or"
              + " http.tls.cert-file if there is none");
    }
    if (reader.find(Setting.MANAGEMENT_PORT).isEmpty()) {
      reader.fault("management.port: hub.profile production needs a port for health and metrics");
    }
  }

  private static void checkClusterIsComplete(ConfigReader reader) {
    boolean mongo = reader.find(Setting.MONGO_URI).isPresent();
    boolean redis = reader.find(Setting.REDIS_URI).isPresent();
    if (mongo != redis) {
      reader.fault(
          "mongo.uri, redis.uri: a cluster needs both, a single instance neither; only "
              + (mongo ? "mongo.uri" : "redis.uri")
              + " is set");
    }
  }

  private static void checkMailIsComplete(ConfigReader reader) {
    List<Setting<?>> mail =
        List.of(Setting.ALERTS_SMTP, Setting.ALERTS_MAIL_FROM, Setting.ALERTS_MAIL_TO);
    long given = mail.stream().filter(each -> reader.find(each).isPresent()).count();
    if (given != 0 && given != mail.size()) {
      reader.fault(
          "alerts.smtp, alerts.mail-from, alerts.mail-to: mails about alerts need all three");
    }
  }

  private static void checkAccountMailIsComplete(ConfigReader reader) {
    if (reader.find(Setting.ACCOUNTS_SMTP).isPresent()
        != reader.find(Setting.ACCOUNTS_MAIL_FROM).isPresent()) {
      reader.fault("accounts.smtp, accounts.mail-from: mails about accounts need both");
    }
  }

  private static Optional<AccountMail> accountMail(ConfigReader reader) {
    return reader
        .find(Setting.ACCOUNTS_SMTP)
        .map(
            server ->
                new AccountMail(server, reader.find(Setting.ACCOUNTS_MAIL_FROM).orElseThrow()));
  }

  private static Optional<Accounts> accounts(ConfigReader reader) {
    return reader.get(Setting.ACCOUNTS_ENABLED)
        ? Optional.of(
            new Accounts(
                reader.get(Setting.ACCOUNTS_REGISTRATION),
                reader.get(Setting.ACCOUNTS_SECOND_FACTOR),
                accountMail(reader),
                reader.get(Setting.AUDIT_KEEP_DAYS),
                SignInProviders.read(reader)))
        : Optional.empty();
  }

  private static AlertNotices alerts(ConfigReader reader) {
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

  private static Config from(ConfigReader reader, Optional<RedisConfig> redis) {
    return new Config(
        http(reader),
        new Sockets(
            reader.get(Setting.HTTP_MAX_HEADER_BYTES),
            reader.get(Setting.HTTP_PING_INTERVAL_MS),
            reader.get(Setting.HTTP_JOIN_TIMEOUT_MS),
            reader.get(Setting.LIMITS_HTTP_CONNECTIONS)),
        Path.of(reader.get(Setting.DATA_DIR)),
        reader.find(Setting.MONGO_URI),
        reader.get(Setting.STORE_KEEP_SUPERSEDED),
        reader.get(Setting.STORE_HISTORY_DAYS),
        redis,
        reader.find(Setting.INSTANCE_ID).orElseGet(Ids::random),
        reader.find(Setting.PUBLIC_URL),
        reader.get(Setting.TALLY_INTERVAL_MS),
        reader.find(Setting.MANAGEMENT_PORT),
        reader.get(Setting.MANAGEMENT_HOST),
        new Log(
            reader.get(Setting.LOG_FORMAT),
            reader.get(Setting.LOG_LEVEL),
            reader.get(Setting.LOG_VOTES),
            reader.get(Setting.LOG_ADDRESSES)),
        new Traces(reader.find(Setting.TRACING_ENDPOINT), reader.get(Setting.TRACING_SAMPLE_RATIO)),
        reader.find(Setting.AUTH_SECRET),
        accounts(reader),
        new RollMails(accountMail(reader), reader.get(Setting.ROLLS_MAILS_PER_MINUTE)),
        new Rooms(
            reader.get(Setting.ROOMS_OPEN),
            reader.get(Setting.ROOMS_PER_MINUTE),
            reader.get(Setting.ROOMS_KEEP_DAYS),
            reader.get(Setting.LIMITS_ROOMS)),
        limits(reader),
        alerts(reader),
        reader.get(Setting.WEBHOOKS_PRIVATE_NETWORKS),
        reader
            .find(Setting.PUSH_CONTACT)
            .map(
                contact ->
                    new Push(contact, reader.find(Setting.PUSH_HOSTS).orElse(Push.SERVICES))),
        reader.get(Setting.SYNTHETIC_INTERVAL_MS),
        reader.get(Setting.STOP_TIMEOUT_MS),
        reader.changed(),
        reader.all());
  }

  private static Http http(ConfigReader reader) {
    return new Http(
        reader.get(Setting.HTTP_PORT),
        reader.get(Setting.HTTP_HOST),
        reader.find(Setting.HTTP_ORIGINS).orElse(List.of()),
        reader.find(Setting.HTTP_EMBED).orElse(List.of()),
        reader.get(Setting.HTTP_HSTS_SUBDOMAINS),
        reader.find(Setting.HTTP_TRUSTED_PROXIES).orElse(List.of()),
        tls(reader),
        reader
            .find(Setting.HTTP_EVENT_LOOPS)
            .orElseGet(() -> Runtime.getRuntime().availableProcessors()),
        reader.get(Setting.HTTP_TRANSPORT));
  }

  private static Map<LimitClass, LimitRule> rates(ConfigReader reader) {
    return Map.of(
        LimitClass.CREDENTIALS, reader.get(Setting.LIMITS_RATE_CREDENTIALS),
        LimitClass.ACCOUNT, reader.get(Setting.LIMITS_RATE_ACCOUNT),
        LimitClass.OPERATORS, reader.get(Setting.LIMITS_RATE_OPERATORS),
        LimitClass.LEADING, reader.get(Setting.LIMITS_RATE_LEADING),
        LimitClass.ROOMS, reader.get(Setting.LIMITS_RATE_ROOMS),
        LimitClass.CODES, reader.get(Setting.LIMITS_RATE_CODES),
        LimitClass.IDENTITIES, reader.get(Setting.LIMITS_RATE_IDENTITIES));
  }

  private static Limits limits(ConfigReader reader) {
    return new Limits(
        reader.get(Setting.LIMITS_ENABLED),
        rates(reader),
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
}
