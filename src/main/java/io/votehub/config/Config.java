package io.votehub.config;

import io.votehub.identity.Ids;
import io.votehub.jvm.Transports;
import io.votehub.limit.Network;
import io.votehub.logging.Logs;
import io.votehub.redis.RedisConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.event.Level;

/**
 * All settings of a hub, valid and complete. What each means stands in {@link Setting}. Prints
 * without secrets.
 *
 * @param dataDir folder of the embedded store
 * @param mongoUri nothing for the embedded store
 * @param keepSuperseded whether ballots that were replaced stay in the store after the close
 * @param redis nothing for counting in this process
 * @param instanceId set by the operator, else random
 * @param publicUrl without a slash at its end
 * @param managementPort nothing if health and metrics are on the main port
 * @param authSecret nothing for a key that is made at the first start and kept in the data folder,
 *     or in MongoDB; at least 32 characters
 * @param changed the settings that are not the default, by name; secrets are masked
 */
public record Config(
    Http http,
    Sockets sockets,
    Path dataDir,
    Optional<Secret> mongoUri,
    boolean keepSuperseded,
    Optional<RedisConfig> redis,
    String instanceId,
    Optional<String> publicUrl,
    int tallyIntervalMs,
    Optional<Integer> managementPort,
    String managementHost,
    Log log,
    Optional<Secret> authSecret,
    Rooms rooms,
    Limits limits,
    AlertNotices alerts,
    int stopTimeoutMs,
    Map<String, String> changed) {
  /** The file that is read if none is named, relative to the working directory. */
  static final Path DEFAULT_FILE = Path.of("conf", "votehub.yaml");

  /**
   * @param port 0 for any free one
   * @param origins that may open a WebSocket beside the hub's own
   * @param trustedProxies whose word is taken for whom they send
   */
  public record Http(
      int port,
      String host,
      List<String> origins,
      List<Network> trustedProxies,
      int eventLoops,
      Transports transport) {}

  /**
   * @param maxHeaderBytes of all headers of a request together
   * @param pingIntervalMs after so long without a word a client is asked for a sign of life
   * @param joinTimeoutMs by then a client must have joined a room
   * @param httpConnections how many connections may be open that are no WebSockets
   */
  public record Sockets(
      int maxHeaderBytes, int pingIntervalMs, int joinTimeoutMs, int httpConnections) {}

  /**
   * Where people are told of alerts.
   *
   * @param webhook an http or https address
   */
  public record AlertNotices(Optional<Secret> webhook, Optional<Mail> mail) {}

  /**
   * @param server an smtp or smtps address
   */
  public record Mail(Secret server, String from, List<String> to) {}

  public record Log(Logs.Format format, Level level) {}

  /**
   * @param open whether anyone may make a room
   * @param perMinute of all whose address is not known
   * @param keepDays for how long after its last use a room is kept; 0 for ever
   * @param atMost how many the hub keeps
   */
  public record Rooms(boolean open, int perMinute, int keepDays, int atMost) {}

  /**
   * @param enabled whether persons and addresses have any
   * @param connections of the instance
   * @param queuedVotes of the instance, past which the answer is {@code busy}
   * @param voteBurst of a voter on a poll, at once
   * @param votesPerSecond of a voter on a poll; 0 for no limit
   * @param votesInFlight of one connection
   * @param memoryBytes that what people send may take
   * @param messagesPerSecond of one connection; votes apart where they have no limit
   * @param slowReceiverMs for how long a receiver may stay behind
   */
  public record Limits(
      boolean enabled,
      int connections,
      int queuedVotes,
      int voteBurst,
      int votesPerSecond,
      int votesInFlight,
      long memoryBytes,
      int messagesPerSecond,
      int slowReceiverMs) {}

  /**
   * Reads the settings: defaults, then the file, then the environment.
   *
   * @param file the file that the operator named, which must exist; else the one that {@code
   *     VOTEHUB_CONFIG} names, which must, too; else {@code conf/votehub.yaml} if it exists
   * @param environment the process's variables; only those that begin with {@code VOTEHUB_} are
   *     looked at. An empty one is an unset one, and {@code VOTEHUB_…_FILE} names a file that holds
   *     the value
   * @throws ConfigException with every setting that is unknown or malformed
   */
  public static Config read(Optional<Path> file, Map<String, String> environment)
      throws ConfigException {
    return read(file, environment, DEFAULT_FILE);
  }

  static Config read(Optional<Path> file, Map<String, String> environment, Path preset)
      throws ConfigException {
    ConfigReader reader = new ConfigReader();
    file.or(() -> named(environment))
        .or(() -> Optional.of(preset).filter(Files::exists))
        .ifPresent(reader::file);
    reader.environment(environment);
    refuseOnePortForTwo(reader);
    refuseHalfACluster(reader);
    refuseHalfAMail(reader);
    Optional<RedisConfig> redis = RedisSettings.read(reader);
    reader.refuseFaults();
    return from(reader, redis);
  }

  private static Optional<Path> named(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(ConfigReader.FILE_VARIABLE))
        .filter(path -> !path.isBlank())
        .map(Path::of);
  }

  private static void refuseOnePortForTwo(ConfigReader reader) {
    int port = reader.get(Setting.HTTP_PORT);
    if (port != 0 && reader.find(Setting.MANAGEMENT_PORT).filter(own -> own == port).isPresent()) {
      reader.fault("management.port: expected another port than http.port, found " + port);
    }
  }

  private static void refuseHalfACluster(ConfigReader reader) {
    boolean mongo = reader.find(Setting.MONGO_URI).isPresent();
    boolean redis = reader.find(Setting.REDIS_URI).isPresent();
    if (mongo != redis) {
      reader.fault(
          "mongo.uri, redis.uri: a cluster needs both, the embedded default neither; only "
              + (mongo ? "mongo.uri" : "redis.uri")
              + " is set");
    }
  }

  private static void refuseHalfAMail(ConfigReader reader) {
    List<Setting<?>> mail =
        List.of(Setting.ALERTS_SMTP, Setting.ALERTS_MAIL_FROM, Setting.ALERTS_MAIL_TO);
    long given = mail.stream().filter(each -> reader.find(each).isPresent()).count();
    if (given != 0 && given != mail.size()) {
      reader.fault(
          "alerts.smtp, alerts.mail-from, alerts.mail-to: mails about alerts need all three");
    }
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
                            .toList())));
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
        redis,
        reader.find(Setting.INSTANCE_ID).orElseGet(Ids::random),
        reader.find(Setting.PUBLIC_URL),
        reader.get(Setting.TALLY_INTERVAL_MS),
        reader.find(Setting.MANAGEMENT_PORT),
        reader.get(Setting.MANAGEMENT_HOST),
        new Log(reader.get(Setting.LOG_FORMAT), reader.get(Setting.LOG_LEVEL)),
        reader.find(Setting.AUTH_SECRET),
        new Rooms(
            reader.get(Setting.ROOMS_OPEN),
            reader.get(Setting.ROOMS_PER_MINUTE),
            reader.get(Setting.ROOMS_KEEP_DAYS),
            reader.get(Setting.LIMITS_ROOMS)),
        limits(reader),
        alerts(reader),
        reader.get(Setting.STOP_TIMEOUT_MS),
        reader.changed());
  }

  private static Http http(ConfigReader reader) {
    return new Http(
        reader.get(Setting.HTTP_PORT),
        reader.get(Setting.HTTP_HOST),
        reader.find(Setting.HTTP_ORIGINS).orElse(List.of()),
        reader.find(Setting.HTTP_TRUSTED_PROXIES).orElse(List.of()),
        reader
            .find(Setting.HTTP_EVENT_LOOPS)
            .orElseGet(() -> Runtime.getRuntime().availableProcessors()),
        reader.get(Setting.HTTP_TRANSPORT));
  }

  private static Limits limits(ConfigReader reader) {
    return new Limits(
        reader.get(Setting.LIMITS_ENABLED),
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
