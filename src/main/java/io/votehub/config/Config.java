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
    static final List<String> SERVICES =
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
    SettingCombinations.check(reader);
    SignInProviders.check(reader);
    ProductionSettings.check(reader);
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

  private static Config from(ConfigReader reader, Optional<RedisConfig> redis) {
    ConfigSections sections = new ConfigSections(reader);
    return new Config(
        sections.http(),
        sections.sockets(),
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
        sections.log(),
        sections.traces(),
        reader.find(Setting.AUTH_SECRET),
        sections.accounts(),
        sections.rollMails(),
        sections.rooms(),
        sections.limits(),
        sections.alerts(),
        reader.get(Setting.WEBHOOKS_PRIVATE_NETWORKS),
        sections.push(),
        reader.get(Setting.SYNTHETIC_INTERVAL_MS),
        reader.get(Setting.STOP_TIMEOUT_MS),
        reader.changed(),
        reader.all());
  }
}
