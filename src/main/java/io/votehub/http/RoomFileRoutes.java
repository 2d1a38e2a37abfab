package io.votehub.http;

import io.vertx.core.Future;
import io.votehub.agenda.AgendaPlan;
import io.votehub.draft.PollSpec;
import io.votehub.draft.RoomFile;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.ValidationErrors;
import io.votehub.protocol.PollJson;
import io.votehub.room.Agendas;
import io.votehub.room.Polls;
import io.votehub.room.Rooms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Exports the polls and the running order of a room as a file, and imports such a file. */
final class RoomFileRoutes {
  /** A file may have the pictures of a room, in base64. */
  static final int MAX_BODY_BYTES = 30 * 1024 * 1024;

  private static final String AGENDA = "agenda";

  private final Rooms rooms;
  private final Polls polls;
  private final Agendas agendas;
  private final VotingMethods methods;
  private final RoomFilePictures pictures;

  RoomFileRoutes(HttpParts parts) {
    this.rooms = parts.rooms();
    this.polls = parts.polls();
    this.agendas = parts.rooms().agendas();
    this.methods = parts.methods();
    this.pictures = new RoomFilePictures(parts.images());
  }

  Future<Reply> exportAll(RoomRequest request) {
    String code = request.room().code();
    boolean answers = "true".equals(request.ctx().request().getParam("answers"));
    return rooms
        .polls(code)
        .compose(
            all ->
                file(request, all.stream().map(poll -> exported(poll, answers)).toList())
                    .compose(
                        file ->
                            agendas.plan(code, all).map(plan -> json(PollJson.file(file), plan))))
        .map(
            json ->
                Reply.ok(json)
                    .with(
                        "Content-Disposition",
                        "attachment; filename=\"votehub-" + code + ".json\""));
  }

  private Future<RoomFile> file(RoomRequest request, List<PollSpec> specs) {
    return pictures
        .of(request.room().code(), specs)
        .map(found -> new RoomFile(request.room().title(), specs, found));
  }

  private static Map<String, Object> json(Map<String, Object> file, AgendaPlan plan) {
    if (plan.size() > 0) {
      file.put(AGENDA, plan.json());
    }
    return file;
  }

  /** A file may be passed on, so answers that are not revealed are in it by request alone. */
  private static PollSpec exported(Poll poll, boolean answers) {
    PollSpec spec = PollSpec.of(poll);
    return answers || poll.isAnswerRevealed() ? spec : spec.withoutQuiz();
  }

  /**
   * Creates a draft of each poll in the file, and adds its running order to that of the room;
   * nothing if any part is invalid.
   */
  Future<Reply> importAll(RoomRequest request) {
    String code = request.room().code();
    return BodyReader.objectByWorker(request.ctx(), this::read)
        .compose(
            read -> {
              read.file.polls().forEach(spec -> spec.requireRollOf(request.room()));
              return agendas
                  .requireSpace(code, read.plan)
                  .compose(fits -> pictures.add(code, read.file))
                  .compose(specs -> polls.create(code, specs))
                  .compose(made -> append(code, read.plan, made));
            })
        .map(made -> Reply.created(PollJson.list(made, true)));
  }

  private record Read(RoomFile file, AgendaPlan plan) {}

  private Read read(Map<String, Object> json) {
    Map<String, Object> rest = new LinkedHashMap<>(json);
    Object agenda = rest.remove(AGENDA);
    RoomFile file = RoomFile.read(rest, methods);
    if (agenda == null) {
      return new Read(file, AgendaPlan.NONE);
    }
    ValidationErrors faults = new ValidationErrors();
    try {
      return new Read(file, AgendaPlan.read(agenda, file.polls().size()));
    } catch (Refusal refusal) {
      faults.add("/" + AGENDA, refusal);
      throw Refusal.fields(faults.found());
    }
  }

  /** If the steps cannot be stored, the drafts are deleted, so that the import can be repeated. */
  private Future<List<Poll>> append(String room, AgendaPlan plan, List<Poll> made) {
    if (plan.size() == 0) {
      return Future.succeededFuture(made);
    }
    return agendas
        .append(room, plan, made)
        .map(made)
        .recover(
            fault ->
                Future.join(
                        made.stream()
                            .map(poll -> polls.delete(room, poll.id(), OptionalLong.of(poll.rev())))
                            .toList())
                    .transform(gone -> Future.failedFuture(fault)));
  }
}
