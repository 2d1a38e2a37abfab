package io.votehub.http;

import io.vertx.core.Future;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.poll.Room;
import io.votehub.poll.ValidationErrors;
import io.votehub.protocol.RoomMessages;
import io.votehub.room.RoomAdmission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The routes with which a presenter decides whom the room lets in. */
final class AdmissionRoutes {
  private final HttpParts parts;
  private final RoomAdmission admission;
  private final AuditTrail trail;

  AdmissionRoutes(HttpParts parts, AuditTrail trail) {
    this.trail = trail;
    this.parts = parts;
    this.admission = parts.rooms().admission();
  }

  Future<Reply> show(RoomRequest request) {
    return Future.succeededFuture(reply(request, request.room()));
  }

  /** Turns the passcode and the lock on and off; what is not given stays as it is. */
  Future<Reply> change(RoomRequest request) {
    Map<String, Object> json = BodyReader.object(request.ctx());
    ValidationErrors faults = new ValidationErrors();
    faults.rejectUnknownFields(json, "", Set.of("passcode", "locked"));
    Optional<Boolean> passcode = flag(faults, json, "passcode");
    Optional<Boolean> locked = flag(faults, json, "locked");
    faults.throwIfAny();
    return admission
        .change(request.room().code(), passcode, locked)
        .map(room -> done(request, Event.ADMISSION_CHANGED, "room.admission-changed", room));
  }

  private static Optional<Boolean> flag(
      ValidationErrors faults, Map<String, Object> json, String name) {
    Object value = json.get(name);
    if (json.containsKey(name) && !(value instanceof Boolean)) {
      faults.add("/" + name, "Must be true or false");
    }
    return value instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
  }

  /** Removes the voter who wrote an entry. */
  Future<Reply> remove(RoomRequest request) {
    Map<String, Object> json = BodyReader.object(request.ctx());
    ValidationErrors faults = new ValidationErrors();
    faults.rejectUnknownFields(json, "", Set.of("poll", "entry"));
    String poll = faults.text(json.get("poll"), "/poll", RoomRequest.MAX_ID);
    String entry = faults.text(json.get("entry"), "/entry", RoomRequest.MAX_ID);
    faults.throwIfAny();
    return admission
        .removeAuthor(request.room().code(), poll, entry)
        .map(room -> done(request, Event.VOTER_REMOVED, "room.voter-removed", room));
  }

  /** Lets all removed voters come back. */
  Future<Reply> readmit(RoomRequest request) {
    return admission
        .readmitAll(request.room().code())
        .map(room -> done(request, Event.ADMISSION_CHANGED, "room.voters-readmitted", room));
  }

  private Reply done(RoomRequest request, Event event, String action, Room room) {
    trail.done(request, action);
    parts.security().done(event, room.code(), request.from());
    return reply(request, room);
  }

  /** A moderator, who removes authors too, is not told the passcode. */
  private static Reply reply(RoomRequest request, Room room) {
    return Reply.ok(
        request.leads()
            ? RoomMessages.admission(room.admission())
            : Map.of("removed", room.admission().removed().size()));
  }
}
