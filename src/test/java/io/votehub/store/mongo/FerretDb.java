package io.votehub.store.mongo;

import static io.votehub.store.StoreContract.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import io.votehub.process.FreePort;
import io.votehub.process.Signal;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * FerretDB 1 on SQLite in a process of its own: it speaks MongoDB's protocol and, unlike {@link
 * MongoStandIn}, was written by others than that and keeps its data on disk, over a kill too. It is
 * no replica set and knows no {@code operationTime}.
 *
 * <p>The system property {@value #EXECUTABLE} names the executable; the profile {@code ferretdb}
 * sets it.
 */
public final class FerretDb implements TestMongo {
  /** Names the executable; a bare name is looked up on the path. */
  public static final String EXECUTABLE = "votehub.ferretdb";

  private static final long READY_WITHIN_MS = 60_000;

  /**
   * Runs a program with a memory limit of 3 GB: its garbage collector works harder near half of it,
   * and it exits beyond.
   */
  private static final String BOUNDED =
      "ulimit -v 3000000 && GOMEMLIMIT=1500MiB exec \"$0\" \"$@\"";

  private final Path folder;
  private final int port;
  private final Thread atExit = new Thread(this::endProcess);
  private final Set<String> begun = ConcurrentHashMap.newKeySet();
  private volatile Process process;

  private FerretDb(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Starts one on a free port of the loopback interface and waits until it listens. */
  public static FerretDb start() throws IOException {
    FerretDb server = new FerretDb(Files.createTempDirectory("votehub-ferretdb"), FreePort.find());
    Runtime.getRuntime().addShutdownHook(server.atExit);
    server.restart();
    return server;
  }

  /**
   * The connection string of a database that an older version began, so that ballots are one a
   * document: FerretDB 1.24 knows no {@code $elemMatch} of several fields, which runs need.
   */
  @Override
  public String uri(String database) {
    String uri = "mongodb://127.0.0.1:" + port + "/" + database;
    if (begun.add(database)) {
      begin(uri);
    }
    return uri;
  }

  private static void begin(String uri) {
    Vertx vertx = Vertx.vertx();
    MongoClient client = MongoClient.create(vertx, new JsonObject().put("connection_string", uri));
    await(client.insert("meta", new JsonObject().put("_id", "schema").put("version", 0)));
    await(client.close());
    await(vertx.close());
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void stop() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException stop) {
      throw interrupted(stop);
    }
  }

  @Override
  public void restart() {
    try {
      process = launch();
      awaitListening();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException stop) {
      throw interrupted(stop);
    }
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(
            List.of(
                "/bin/sh",
                "-c",
                BOUNDED,
                System.getProperty(EXECUTABLE),
                "--handler=sqlite",
                "--sqlite-url=file:" + folder + "/",
                "--state-dir=" + folder,
                "--listen-addr=127.0.0.1:" + port,
                "--debug-addr=-",
                "--telemetry=disable",
                "--log-level=warn"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log()))
        .start();
  }

  private File log() {
    return folder.resolve("ferretdb.log").toFile();
  }

  private void awaitListening() throws IOException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_WITHIN_MS);
    while (!listens()) {
      if (!process.isAlive() || System.nanoTime() > until) {
        throw new IOException("FerretDB does not start: " + Files.readString(log().toPath()));
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void pause() {
    signal(Signal.STOP);
  }

  @Override
  public void resume() {
    if (process.isAlive()) {
      signal(Signal.CONT);
    }
  }

  private void signal(Signal signal) {
    try {
      signal.send(process);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException stop) {
      throw interrupted(stop);
    }
  }

  private static IllegalStateException interrupted(InterruptedException stop) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(stop);
  }

  private void endProcess() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
    }
  }

  /** Stops it and deletes its files. */
  @Override
  public void close() {
    stop();
    Runtime.getRuntime().removeShutdownHook(atExit);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
