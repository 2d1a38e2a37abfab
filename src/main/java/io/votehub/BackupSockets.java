package io.votehub;

import io.vertx.core.Future;
import io.votehub.backup.BackupSocket;
import io.votehub.ops.Version;
import io.votehub.people.People;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The sockets through which backups of the embedded store are taken. Those of a cluster are taken
 * from MongoDB.
 */
final class BackupSockets {
  private final HubParts parts;
  private final SharedPeople people;
  private final List<BackupSocket> open = new CopyOnWriteArrayList<>();

  BackupSockets(HubParts parts, SharedPeople people) {
    this.parts = parts;
    this.people = people;
  }

  Future<Void> open() {
    if (parts.config().redis().isPresent()) {
      return Future.succeededFuture();
    }
    return parts
        .vertx()
        .executeBlocking(
            () -> {
              Path folder = parts.config().dataDir();
              String version = Version.current().version();
              BackupSocket.open(folder, parts.backend().store(), this::people, version)
                  .ifPresent(open::add);
              BackupSocket.openForKeys(folder, this::people, version).ifPresent(open::add);
              return null;
            })
        .mapEmpty();
  }

  private Optional<Future<People>> people() {
    return people.in(parts.config().dataDir());
  }

  Future<Void> close() {
    return parts
        .vertx()
        .executeBlocking(
            () -> {
              open.forEach(BackupSocket::close);
              return null;
            });
  }
}
