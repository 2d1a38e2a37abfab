package io.votehub.http;

import io.vertx.core.Future;
import io.votehub.count.Polls;
import io.votehub.count.Rooms;
import io.votehub.poll.Methods;
import io.votehub.poll.PollSpec;
import io.votehub.poll.RoomFile;
import io.votehub.protocol.Messages;

/** A room's polls as one file, out and in again, here or in another room or hub. */
final class RoomFileRoutes {
  private final Rooms rooms;
  private final Polls polls;
  private final Methods methods;

  RoomFileRoutes(HttpParts parts) {
    this.rooms = parts.rooms();
    this.polls = parts.polls();
    this.methods = parts.methods();
  }

  Future<Reply> exportAll(Visit visit) {
    String code = visit.room().code();
    return rooms
        .polls(code)
        .map(all -> new RoomFile(visit.room().title(), all.stream().map(PollSpec::of).toList()))
        .map(
            file ->
                Reply.ok(Messages.roomFile(file))
                    .with(
                        "Content-Disposition",
                        "attachment; filename=\"votehub-" + code + ".json\""));
  }

  /** Makes a draft of each poll in the file; none at all where one of them has a fault. */
  Future<Reply> importAll(Visit visit) {
    RoomFile file = RoomFile.read(BodyReader.object(visit.ctx()), methods);
    return polls
        .create(visit.room().code(), file.polls())
        .map(made -> Reply.created(Messages.polls(made)));
  }
}
