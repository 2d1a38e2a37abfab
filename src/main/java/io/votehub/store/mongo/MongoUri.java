package io.votehub.store.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import io.vertx.core.json.JsonObject;
import io.votehub.store.StoreException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MongoDB connection string, completed with the hub's defaults. It may contain a password, so
 * only the hosts are ever logged.
 *
 * @see <a href="https://www.mongodb.com/docs/manual/reference/connection-string/">its form</a>
 */
final class MongoUri {
  private static final Logger LOG = LoggerFactory.getLogger(MongoUri.class);
  private static final String DATABASE = "votehub";

  private final JsonObject config;
  private final String hosts;
  private final boolean followsPrimary;

  private MongoUri(JsonObject config, String hosts, boolean followsPrimary) {
    this.config = config;
    this.hosts = hosts;
    this.followsPrimary = followsPrimary;
  }

  /**
   * Parses a connection string; may block for a DNS lookup. Its options {@code tlsCAFile} and
   * {@code tlsCertificateKeyFile} name PEM files, as in MongoDB's own tools.
   *
   * @throws StoreException if it is malformed, or requests options that would break the store's
   *     promises; the message contains no secret
   */
  static MongoUri parse(String text) throws StoreException {
    MongoTlsFiles files = MongoTlsFiles.of(text);
    String uri = files.rest();
    ConnectionString parsed = parsed(uri);
    refuseStaleReads(parsed);
    judge(parsed.getWriteConcern());
    files.check(Boolean.TRUE.equals(parsed.getSslEnabled()) || parsed.isSrvProtocol());
    return new MongoUri(
        files.addTo(config(uri, parsed)),
        String.join(",", parsed.getHosts()),
        followsPrimary(parsed));
  }

  private static ConnectionString parsed(String uri) throws StoreException {
    try {
      return new ConnectionString(uri);
    } catch (IllegalArgumentException malformed) {
      // The driver's message may contain part of the password, so it is not kept as the cause.
      throw new StoreException(
          "mongo.uri is not a connection string of MongoDB. Its form is"
              + " mongodb://user:password@host:27017,host:27017/votehub?replicaSet=rs0; in user and"
              + " password, write special characters percent-encoded.",
          null);
    } catch (MongoException unresolved) {
      throw new StoreException(
          "The hosts that mongo.uri stands for cannot be found in DNS. Look at its host name, or list"
              + " the hosts: mongodb://host:27017,host:27017/votehub?replicaSet=rs0.",
          null);
    }
  }

  /**
   * Reading the epoch must see earlier writes of the same client; a secondary may not have them
   * yet, and a new primary does not show them to a majority read at once.
   */
  private static void refuseStaleReads(ConnectionString parsed) throws StoreException {
    ReadPreference preference = parsed.getReadPreference();
    if (preference != null && !preference.equals(ReadPreference.primary())) {
      throw new StoreException(
          "mongo.uri must not set readPreference: the hub reads from the primary, or it could lose"
              + " votes. Take it out.",
          null);
    }
    ReadConcern concern = parsed.getReadConcern();
    if (concern != null && !concern.equals(ReadConcern.LOCAL)) {
      throw new StoreException(
          "mongo.uri must not set readConcernLevel: the hub chooses it for each read. Take it out.",
          null);
    }
  }

  private static void judge(WriteConcern concern) throws StoreException {
    if (concern == null) {
      return;
    }
    if (!concern.isAcknowledged()) {
      throw new StoreException(
          "mongo.uri must not set w=0: an acknowledged vote would not be durable. Take it out; the"
              + " default is w=majority.",
          null);
    }
    Object w = concern.getWObject();
    boolean majority = w == null || w.equals("majority");
    if (!majority || Boolean.FALSE.equals(concern.getJournal())) {
      LOG.warn(
          "mongo.uri asks for a weaker write concern than w=majority and journal=true; a fail-over may"
              + " then lose acknowledged votes");
    }
  }

  /** The complete connection string for the Vert.x client. Secret. */
  private static JsonObject config(String uri, ConnectionString said) {
    JsonObject config =
        new JsonObject()
            .put("connection_string", uri)
            .put("db_name", said.getDatabase() == null ? DATABASE : said.getDatabase());
    putUnless(
        said.getServerSelectionTimeout(),
        config,
        "serverSelectionTimeoutMS",
        MongoTimeouts.SERVER_SELECTION_MS);
    putUnless(said.getConnectTimeout(), config, "connectTimeoutMS", MongoTimeouts.CONNECT_MS);
    putUnless(said.getSocketTimeout(), config, "socketTimeoutMS", MongoTimeouts.SOCKET_READ_MS);
    putUnless(said.getMaxWaitTime(), config, "waitQueueTimeoutMS", MongoTimeouts.COMMAND_MS);
    putUnless(
        said.getMaxConnectionPoolSize(), config, "maxPoolSize", MongoTimeouts.MAX_CONNECTIONS);
    WriteConcern concern =
        said.getWriteConcern() == null ? WriteConcern.MAJORITY : said.getWriteConcern();
    Integer withinMs = concern.getWTimeout(TimeUnit.MILLISECONDS);
    return config
        .put("w", concern.getWObject() == null ? "majority" : concern.getWObject())
        .put("journal", concern.getJournal() == null || concern.getJournal())
        .put("wtimeoutMS", withinMs == null ? (int) MongoTimeouts.WRITE_CONCERN_MS : withinMs);
  }

  private static void putUnless(Object said, JsonObject config, String name, long value) {
    if (said == null) {
      config.put(name, value);
    }
  }

  /** The configuration of the Vert.x client. Secret. */
  JsonObject config() {
    return config.copy();
  }

  /** The write concern as commands name it. */
  JsonObject writeConcern() {
    return new JsonObject()
        .put("w", config.getValue("w"))
        .put("j", config.getBoolean("journal"))
        .put("wtimeout", config.getInteger("wtimeoutMS"));
  }

  private static boolean followsPrimary(ConnectionString parsed) {
    Boolean direct = parsed.isDirectConnection();
    return direct == null
        ? parsed.isSrvProtocol()
            || parsed.getRequiredReplicaSetName() != null
            || parsed.getHosts().size() > 1
        : !direct;
  }

  String database() {
    return config.getString("db_name");
  }

  /** Whether the driver discovers the primary of a replica set, or connects to one member. */
  boolean followsPrimary() {
    return followsPrimary;
  }

  /** The hosts only, which may be logged. */
  String hosts() {
    return hosts;
  }

  @Override
  public String toString() {
    return hosts + "/" + config.getString("db_name");
  }
}
