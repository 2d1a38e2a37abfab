package io.votehub.http;

import io.vertx.core.Future;
import io.votehub.draft.PollSpec;
import io.votehub.draft.RoomFile;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Poll;
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
    boolean answers = "true".equals(request.ctx().request().getParam("answers"));
    return rooms
        .polls(code)
        .map(
            all ->
                new RoomFile(
                    request.room().title(),
                    all.stream().map(poll -> exported(poll, answers)).toList()))
        .map(
            file ->
                Reply.ok(Messages.roomFile(file))
                    .with(
                        "Content-Disposition",
                        "attachment; filename=\"votehub-" + code + ".json\""));
  }

  /** A file may be passed on, so answers that are not revealed are in it by request alone. */
  private static PollSpec exported(Poll poll, boolean answers) {
    PollSpec spec = PollSpec.of(poll);
    return answers || poll.isAnswerRevealed() ? spec : spec.withoutQuiz();
  }

  /** Creates a draft of each poll in the file; of none if one of them is invalid. */
  Future<Reply> importAll(RoomRequest request) {
    RoomFile file = RoomFile.read(BodyReader.object(request.ctx()), methods);
    file.polls().forEach(spec -> spec.requireRollOf(request.room()));
    return polls
        .create(request.room().code(), file.polls())
        .map(made -> Reply.created(Messages.polls(made, true)));
  }
}
