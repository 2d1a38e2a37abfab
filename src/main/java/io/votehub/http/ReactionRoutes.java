package io.votehub.http;

import io.vertx.core.Future;
import io.votehub.poll.ReactionSettings;
import io.votehub.poll.ValidationErrors;
import io.votehub.protocol.RoomMessages;
import io.votehub.room.Rooms;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The route with which a presenter chooses the reactions that a room offers. */
final class ReactionRoutes {
  private final Rooms rooms;

  ReactionRoutes(HttpParts parts) {
    this.rooms = parts.rooms();
  }

  /** Changes what people may react with, or who sees it; what is not given stays as it is. */
  Future<Reply> change(RoomRequest request) {
    Map<String, Object> json = BodyReader.object(request.ctx());
    ValidationErrors faults = new ValidationErrors();
    faults.rejectUnknownFields(json, "", Set.of("emoji", "toVoters"));
    if (json.containsKey("emoji") && !(json.get("emoji") instanceof List<?>)) {
      faults.add("/emoji", "Must be a list of emoji");
    }
    if (json.containsKey("toVoters") && !(json.get("toVoters") instanceof Boolean)) {
      faults.add("/toVoters", "Must be true or false");
    }
    faults.throwIfAny();
    return rooms
        .settings()
        .changeReactions(request.room().code(), settings -> changed(settings, json))
        .map(room -> Reply.ok(RoomMessages.reactions(room.reactions())));
  }

  private static ReactionSettings changed(ReactionSettings settings, Map<String, Object> json) {
    return settings.changed(
        json.get("emoji") instanceof List<?> emoji ? emoji : settings.emoji(),
        json.get("toVoters") instanceof Boolean shown ? shown : settings.toVoters());
  }
}
