package io.votehub.http;

import io.vertx.core.Future;
import io.votehub.draft.PollSpec;
import io.votehub.draft.RoomFile;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.protocol.PollJson;
import io.votehub.rehearse.RehearsalPlan;
import io.votehub.rehearse.Rehearsals;
import io.votehub.room.Rooms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rehearsals of a presenter: simulated phones in a copy of the room, which is deleted afterwards.
 */
final class RehearsalRoutes {
  private static final int MAX_POLLS = 4;

  private final HttpParts parts;
  private final Rooms rooms;
  private final Rehearsals rehearsals;

  RehearsalRoutes(HttpParts parts) {
    this.parts = parts;
    this.rooms = parts.rooms();
    this.rehearsals = parts.rehearsals();
  }

  Future<Reply> start(RoomRequest request) {
    int voters = voters(BodyReader.object(request.ctx()));
    Room room = request.room();
    return rooms
        .polls(room.code())
        .map(
            polls ->
                PollJson.file(
                    new RoomFile(
                        room.title(),
                        polls.stream()
                            .map(PollSpec::of)
                            .map(PollSpec::withoutQuiz)
                            .map(PollSpec::withoutPictures)
                            .toList(),
                        Map.of())))
        .compose(file -> rehearsals.start(room.code(), voters, polls(file), copies(room)))
        .map(state -> Reply.json(202, state));
  }

  private static int voters(Map<String, Object> json) {
    Object given = json.getOrDefault("voters", Rehearsals.MAX_VOTERS);
    if (!Set.of("voters").containsAll(json.keySet())) {
      throw Refusal.field("/", "Only 'voters' may be given");
    }
    if (given instanceof Integer voters && voters >= 1 && voters <= Rehearsals.MAX_VOTERS) {
      return voters;
    }
    throw Refusal.field("/voters", "Must be a whole number from 1 to " + Rehearsals.MAX_VOTERS);
  }

  @SuppressWarnings("unchecked") // The polls of a file are JSON objects.
  private static List<Map<String, Object>> polls(Map<String, Object> file) {
    List<Map<String, Object>> polls = new ArrayList<>();
    for (Object poll : (List<?>) file.get("polls")) {
      if (polls.size() < MAX_POLLS) {
        polls.add((Map<String, Object>) poll);
      }
    }
    return polls;
  }

  private Rehearsals.Copies copies(Room room) {
    return new Rehearsals.Copies() {
      @Override
      public Future<RehearsalPlan.Room> make() {
        return rooms
            .create(room.title())
            .map(copy -> new RehearsalPlan.Room(copy.code(), parts.tokens().owner(copy)));
      }

      @Override
      public Future<Void> delete(String code) {
        return rooms
            .delete(code)
            .recover(
                fault ->
                    fault instanceof Refusal refusal && refusal.code() == ErrorCode.UNKNOWN_ROOM
                        ? Future.succeededFuture()
                        : Future.failedFuture(fault));
      }
    };
  }

  Future<Reply> show(RoomRequest request) {
    Room room = request.room();
    return rehearsals.state(room.code(), copies(room)).map(Reply::ok);
  }

  Future<Reply> stop(RoomRequest request) {
    Room room = request.room();
    return rehearsals.stop(room.code(), copies(room)).map(stopped -> Reply.nothing());
  }
}
