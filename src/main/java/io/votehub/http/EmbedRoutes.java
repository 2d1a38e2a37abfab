package io.votehub.http;

import io.vertx.core.Future;
import io.votehub.identity.WebOrigin;
import io.votehub.poll.Embedding;
import io.votehub.poll.ValidationErrors;
import io.votehub.protocol.RoomMessages;
import io.votehub.room.Rooms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The route with which a presenter chooses the sites that may show the room in a frame. */
final class EmbedRoutes {
  private static final String ORIGINS = "origins";

  private final Rooms rooms;

  EmbedRoutes(HttpParts parts) {
    this.rooms = parts.rooms();
  }

  /** Replaces the list of sites; each is kept as browsers write it, and once. */
  Future<Reply> change(RoomRequest request) {
    Map<String, Object> json = BodyReader.object(request.ctx());
    ValidationErrors faults = new ValidationErrors();
    faults.rejectUnknownFields(json, "", Set.of(ORIGINS));
    List<String> origins = origins(json.get(ORIGINS), faults);
    faults.throwIfAny();
    return rooms
        .settings()
        .changeEmbedding(request.room().code(), origins)
        .map(room -> Reply.ok(RoomMessages.embedding(room.embedding())));
  }

  private static List<String> origins(Object value, ValidationErrors faults) {
    List<String> origins = new ArrayList<>();
    if (!(value instanceof List<?> list)) {
      faults.add("/origins", "Must be a list of web origins");
      return origins;
    }
    if (list.size() > Embedding.MAX_ORIGINS) {
      faults.add("/origins", "At most " + Embedding.MAX_ORIGINS);
      return origins;
    }
    for (int i = 0; i < list.size(); i++) {
      Optional<String> origin =
          list.get(i) instanceof String text ? WebOrigin.parse(text) : Optional.empty();
      if (origin.isEmpty()) {
        faults.add("/origins/" + i, "Must be a web origin such as https://slides.example.org");
      } else if (!origins.contains(origin.get())) {
        origins.add(origin.get());
      }
    }
    return origins;
  }
}
