package io.votehub.http;

import io.vertx.core.Future;
import io.votehub.draft.PollSpec;
import io.votehub.draft.RoomFile;
import io.votehub.method.VotingMethods;
import io.votehub.protocol.Messages;
import io.votehub.room.Polls;
import io.votehub.room.Rooms;

/** Exports the polls of a room as a file, and imports such a file. */
final class RoomFileRoutes {
  private final Rooms rooms;
  private final Polls polls;
  private final VotingMethods methods;

  RoomFileRoutes(HttpParts parts) {
    this.rooms = parts.rooms();
    this.polls = parts.polls();
    this.methods = parts.methods();
  }

  Future<Reply> exportAll(RoomRequest request) {
    String code = request.room().code();
    return rooms
        .polls(code)
        .map(all -> new RoomFile(request.room().title(), all.stream().map(PollSpec::of).toList()))
        .map(
            file ->
                Reply.ok(Messages.roomFile(file))
                    .with(
                        "Content-Disposition",
                        "attachment; filename=\"votehub-" + code + ".json\""));
  }

  /** Creates a draft of each poll in the file; of none if one of them is invalid. */
  Future<Reply> importAll(RoomRequest request) {
    RoomFile file = RoomFile.read(BodyReader.object(request.ctx()), methods);
    file.polls().forEach(spec -> spec.requireRollOf(request.room()));
    return polls
        .create(request.room().code(), file.polls())
        .map(made -> Reply.created(Messages.polls(made)));
  }
}
