package io.votehub.store.mongo;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.backend.memory.MemoryCollection;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.votehub.process.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * A server in this process that speaks MongoDB's protocol and keeps its data in memory, also after
 * {@link #stop} and {@link #restart}. Its port stays the same.
 *
 * <p>It finds ranges of ids as quickly as MongoDB does, see {@link OrderedCollection}. It has no
 * replica set, journal or read concerns: it shows that the hub uses the protocol correctly, and
 * nothing about durability.
 */
public final class MongoStandIn implements TestMongo {
  private static final int PORT_TRIES = 5;

  private final Backend backend = new Backend();
  private int port;
  private MongoServer server;

  private MongoStandIn() {}

  /** Starts one on a free port of the loopback interface. */
  public static MongoStandIn start() throws IOException {
    MongoStandIn standIn = new MongoStandIn();
    for (int i = 1; ; i++) {
      standIn.port = FreePort.find();
      try {
        standIn.restart();
        return standIn;
      } catch (RuntimeException taken) {
        if (i == PORT_TRIES) {
          throw taken;
        }
      }
    }
  }

  @Override
  public String uri(String database) {
    return "mongodb://127.0.0.1:" + port + "/" + database;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void stop() {
    server.shutdownNow();
  }

  @Override
  public void restart() {
    server = new MongoServer(backend);
    // With several threads it would send an answer after another thread has changed the document
    // in it.
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1, 1);
  }

  @Override
  public void pause() {
    backend.gate = new CountDownLatch(1);
  }

  @Override
  public void resume() {
    backend.gate.countDown();
  }

  /** From now on adds the operation time to each reply, like replica sets. */
  void tellTime(BsonTimestamp time) {
    backend.time = Optional.of(time);
  }

  /** From now on answers each command of that name with this reply; null: normally. */
  void answer(String command, Document reply) {
    if (reply == null) {
      backend.answers.remove(command);
    } else {
      answerSome(command, any -> Optional.of(reply));
    }
  }

  /** From now on answers commands of that name with what is found for them; empty: normally. */
  void answerSome(String command, Function<Document, Optional<Document>> reply) {
    backend.answers.put(command, reply);
  }

  /**
   * From now on acknowledges ballots and keeps none, for measurements of whoever sends them: it
   * would slow down as it fills.
   */
  public void keepNoBallots() {
    answerSome(
        "update",
        command ->
            MongoSchema.BALLOTS.equals(command.get("update"))
                ? Optional.of(
                    new Document("ok", 1).append("n", ((List<?>) command.get("updates")).size()))
                : Optional.empty());
  }

  /** The received commands of that name, the oldest first. */
  List<Document> commands(String name) {
    return backend.commands.stream().filter(each -> each.containsKey(name)).toList();
  }

  /** Whether there is a document in a collection. */
  public boolean holds(String database, String collection) {
    return backend.inserted.contains(database + "." + collection);
  }

  @Override
  public void close() {
    resume();
    stop();
  }

  private static final class Backend extends MemoryBackend {
    private final Set<String> inserted = ConcurrentHashMap.newKeySet();
    private final Queue<Document> commands = new ConcurrentLinkedQueue<>();
    private final Map<String, Function<Document, Optional<Document>>> answers =
        new ConcurrentHashMap<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Optional<BsonTimestamp> time = Optional.empty();

    Backend() {
      version(ServerVersion.MONGO_5_0);
      // It requires no login.
      Document loggedIn = new Document("ok", 1).append("authInfo", new Document());
      answers.put("connectionStatus", any -> Optional.of(loggedIn));
    }

    @Override
    public Document handleMessage(MongoMessage message) {
      try {
        gate.await();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
      Document command = message.getDocument();
      Object collection = command.getOrDefault("insert", command.get("update"));
      if (collection != null) {
        inserted.add(message.getDatabaseName() + "." + collection);
      }
      if (time.isPresent()) {
        commands.add(message.getDocument());
      }
      Document reply =
          Optional.ofNullable(answers.get(message.getDocument().keySet().iterator().next()))
              .flatMap(found -> found.apply(message.getDocument()))
              .map(Document::clone)
              .orElseGet(() -> super.handleMessage(message));
      time.ifPresent(at -> reply.put("operationTime", at));
      return reply;
    }

    @Override
    public MemoryDatabase openOrCreateDatabase(String name) {
      return new MemoryDatabase(name, getCursorRegistry()) {
        @Override
        protected MemoryCollection openOrCreateCollection(
            String collection, CollectionOptions options) {
          return new OrderedCollection(this, collection, options, cursorRegistry);
        }
      };
    }

    /** Keeps its data for the next server. */
    @Override
    public void close() {}
  }
}
