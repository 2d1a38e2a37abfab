package io.votehub.backup;

import io.vertx.core.Future;
import io.votehub.people.People;
import io.votehub.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket in the data folder through which a running hub on an embedded store provides backups.
 * The permissions of folder and socket decide who may take one, as for the data file itself; it is
 * not reachable over the network and needs no secret.
 *
 * <p>Each connection receives one backup, as fast as it reads; one at a time, others wait. A reader
 * that stalls for a long time is disconnected, because deleted data stays in the file during a
 * backup.
 */
public final class BackupSocket implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackupSocket.class);

  /** The socket for backups of everything but keys. */
  static final String ROOMS = "backup.sock";

  /** The socket for the encryption keys of accounts. */
  static final String KEYS = "backup-keys.sock";

  private static final int LOOK_EVERY_MS = 1_000;
  private static final long STALLED_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final long END_WITHIN_MS = 2_000;

  private final Contents contents;
  private final String version;
  private final Path file;
  private final ServerSocketChannel server;
  private final Thread thread;
  private volatile SocketChannel client;

  /**
   * What goes into a backup.
   *
   * @param store its rooms, if they are in it
   * @param people opens the people; empty if there are none
   * @param keys whether the keys of accounts are written, else the rest of them
   */
  private record Contents(
      Optional<Store> store, Supplier<Optional<Future<People>>> people, boolean keys) {
    Future<Void> readRooms(BackupWriter writer) {
      return store.map(each -> each.readAll(writer)).orElseGet(Future::succeededFuture);
    }

    void writePeople(BackupWriter writer) throws BackupException {
      Optional<Future<People>> open = people.get();
      if (open.isPresent()) {
        People there = Waiting.forStore(open.get());
        if (keys) {
          PeopleParts.writeKeys(there, writer);
        } else {
          PeopleParts.write(there, writer);
        }
      }
    }
  }

  private BackupSocket(Contents contents, String version, Path file, ServerSocketChannel server) {
    this.contents = contents;
    this.version = version;
    this.file = file;
    this.server = server;
    thread = new Thread(this::run, "votehub-backup");
    thread.setDaemon(true);
  }

  /**
   * Starts listening in the data folder, of which the caller holds the store; empty if that is not
   * possible, which is logged: then backups can be taken only while the hub is stopped.
   *
   * @param people opens the people; empty if there are none
   */
  public static Optional<BackupSocket> open(
      Path folder, Store store, Supplier<Optional<Future<People>>> people, String version) {
    return open(folder, ROOMS, new Contents(Optional.of(store), people, false), version);
  }

  /** The same for the encryption keys of accounts. */
  public static Optional<BackupSocket> openForKeys(
      Path folder, Supplier<Optional<Future<People>>> people, String version) {
    return open(folder, KEYS, new Contents(Optional.empty(), people, true), version);
  }

  private static Optional<BackupSocket> open(
      Path folder, String name, Contents contents, String version) {
    Path file = folder.resolve(name);
    ServerSocketChannel server = null;
    try {
      Files.deleteIfExists(file);
      server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(file));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      BackupSocket socket = new BackupSocket(contents, version, file, server);
      socket.thread.start();
      return Optional.of(socket);
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException fault) {
      LOG.warn(
          "Backups can be taken only while the hub is stopped, for {} cannot be made: {}",
          file,
          fault.getMessage());
      close(server);
      return Optional.empty();
    }
  }

  /**
   * The backup of the hub that is running on a data folder; empty if there is none, or it provides
   * none.
   */
  static Optional<InputStream> connect(Path folder, String name) {
    try {
      SocketChannel hub = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve(name)));
      return Optional.of(Channels.newInputStream(hub));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException nobody) {
      LOG.debug("No hub is asked for a backup", nobody);
      return Optional.empty();
    }
  }

  private void run() {
    while (server.isOpen()) {
      try (SocketChannel accepted = server.accept()) {
        client = accepted;
        serve(accepted);
      } catch (ClosedChannelException closed) {
        LOG.debug("A backup connection was closed", closed);
      } catch (IOException fault) {
        LOG.warn("A backup failed: {}", fault.getMessage());
      }
    }
  }

  private void serve(SocketChannel accepted) throws IOException {
    OutputStream out = Channels.newOutputStream(accepted);
    BackupWriter writer = new BackupWriter(out, System.currentTimeMillis(), version, "embedded");
    Future<Void> reading = contents.readRooms(writer);
    try {
      await(reading.toCompletionStage().toCompletableFuture(), writer, accepted);
      contents.writePeople(writer);
      BackupSummary summary = writer.end();
      LOG.info(
          "A backup was taken: {} rooms, {} polls, {} ballots, {} bytes",
          summary.rooms(),
          summary.polls(),
          summary.ballots(),
          summary.bytes());
    } catch (ExecutionException fault) {
      if (fault.getCause() instanceof UncheckedIOException gone) {
        throw gone.getCause();
      }
      LOG.warn("A backup failed: {}", Waiting.reason(fault.getCause()));
      writer.failed("the store could not be read (" + Waiting.reason(fault.getCause()) + ")");
    } catch (BackupException fault) {
      LOG.warn("A backup failed: {}", fault.getMessage());
      writer.failed(fault.getMessage());
    } catch (InterruptedException nobodyDoesThat) {
      throw new IOException(nobodyDoesThat);
    }
  }

  private static void await(
      CompletableFuture<Void> reading, BackupWriter writer, SocketChannel accepted)
      throws IOException, ExecutionException, InterruptedException {
    long written = -1;
    long since = System.nanoTime();
    while (true) {
      try {
        reading.get(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException goesOn) {
        if (writer.written() != written) {
          written = writer.written();
          since = System.nanoTime();
        } else if (System.nanoTime() - since > STALLED_NANOS) {
          LOG.warn("A backup was cancelled: its receiver read nothing for ten minutes");
          accepted.close();
        }
      }
    }
  }

  /** Ends the backup in progress, which its reader notices, and stops listening. */
  @Override
  public void close() {
    close(server);
    close(client);
    try {
      thread.join(END_WITHIN_MS);
      Files.deleteIfExists(file);
    } catch (IOException fault) {
      LOG.debug("The backup socket could not be deleted", fault);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(AutoCloseable channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (Exception fault) {
      LOG.debug("A socket for backups was not closed in good order", fault);
    }
  }
}
