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
  /** A file may have the pictures of a room, in base64. */
  static final int MAX_BODY_BYTES = 30 * 1024 * 1024;

  private final Rooms rooms;
  private final Polls polls;
  private final VotingMethods methods;
  private final RoomFilePictures pictures;

  RoomFileRoutes(HttpParts parts) {
    this.rooms = parts.rooms();
    this.polls = parts.polls();
    this.methods = parts.methods();
    this.pictures = new RoomFilePictures(parts.images());
  }

  Future<Reply> exportAll(RoomRequest request) {
    String code = request.room().code();
    boolean answers = "true".equals(request.ctx().request().getParam("answers"));
    return rooms
        .polls(code)
        .map(all -> all.stream().map(poll -> exported(poll, answers)).toList())
        .compose(
            specs ->
                pictures
                    .of(code, specs)
                    .map(found -> new RoomFile(request.room().title(), specs, found)))
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
    String code = request.room().code();
    return BodyReader.objectByWorker(request.ctx(), json -> RoomFile.read(json, methods))
        .compose(
            file -> {
              file.polls().forEach(spec -> spec.requireRollOf(request.room()));
              return pictures.add(code, file);
            })
        .compose(specs -> polls.create(code, specs))
        .map(made -> Reply.created(Messages.polls(made, true)));
  }
}
