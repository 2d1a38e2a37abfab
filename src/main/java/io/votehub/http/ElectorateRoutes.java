package io.votehub.http;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.Future;
import io.votehub.bus.BusReply;
import io.votehub.bus.IssuedMembers;
import io.votehub.bus.NewMembers;
import io.votehub.poll.Refusal;
import io.votehub.poll.ValidationErrors;
import io.votehub.poll.VoterId;
import io.votehub.poll.VoterRoll;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The routes for the voter rolls of a room: who may vote in polls that name one. */
final class ElectorateRoutes {
  static final int MAX_AT_ONCE = 10_000;
  private static final int MAX_LABEL = 200;
  private static final int MAX_MAIL = 254;
  private static final Set<String> FIELDS = Set.of("label", "mail", "weight");

  /** An address with one '@'; whether mail reaches it, only sending tells. */
  private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

  private final HttpParts parts;
  private final AuditTrail trail;

  ElectorateRoutes(HttpParts parts, AuditTrail trail) {
    this.trail = trail;
    this.parts = parts;
  }

  Future<Reply> add(RoomRequest request) {
    Map<String, Object> json = BodyReader.object(request.ctx());
    ValidationErrors faults = new ValidationErrors();
    faults.rejectUnknownFields(json, "", Set.of("title"));
    String title = faults.text(json.get("title"), "/title", VoterRoll.MAX_TITLE);
    faults.throwIfAny();
    return parts
        .rooms()
        .rolls()
        .add(request.room().code(), title)
        .map(
            roll -> {
              trail.done(request, "room.roll-added");
              return Reply.created(json(roll));
            });
  }

  Future<Reply> list(RoomRequest request) {
    List<Map<String, Object>> rolls =
        request.room().rolls().stream().map(ElectorateRoutes::json).toList();
    return Future.succeededFuture(Reply.ok(Map.of("electorates", rolls)));
  }

  private static Map<String, Object> json(VoterRoll roll) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", roll.id());
    json.put("title", roll.title());
    json.put("members", roll.members());
    json.put("createdAt", roll.createdAt());
    return json;
  }

  /** Adds one member, or a list of them; their codes and links are in this response only. */
  Future<Reply> addMembers(RoomRequest request) {
    String roll = request.ctx().pathParam("electorate");
    if (request.room().roll(roll).isEmpty()) {
      throw Refusal.field("/electorate", "Is no voter roll of this room");
    }
    Object body = BodyReader.value(request.ctx());
    boolean several = body instanceof List<?>;
    NewMembers added =
        new NewMembers(
            request.room().code(),
            roll,
            entries(several ? (List<?>) body : List.of(body), several));
    return onCallerContext(
            request.ctx().vertx(),
            BusReply.request(
                parts.vertx().eventBus(), NewMembers.ADDRESS, added, IssuedMembers.class))
        .map(
            issued -> {
              trail.done(request, "room.members-added");
              String link = RoomRoutes.joinUrl(parts, request.ctx(), request.room());
              List<Map<String, Object>> members =
                  issued.members().stream().map(each -> json(each, link)).toList();
              return Reply.created(several ? Map.of("members", members) : members.get(0));
            });
  }

  private static List<NewMembers.Entry> entries(List<?> given, boolean several) {
    ValidationErrors faults = new ValidationErrors();
    if (given.isEmpty() || given.size() > MAX_AT_ONCE) {
      faults.add("", "Must be from 1 to " + MAX_AT_ONCE + " members");
    }
    List<NewMembers.Entry> entries = new ArrayList<>();
    for (int i = 0; i < Math.min(given.size(), MAX_AT_ONCE); i++) {
      String pointer = several ? "/" + i : "";
      if (given.get(i) instanceof Map<?, ?> map) {
        @SuppressWarnings("unchecked")
        Map<String, ?> member = (Map<String, ?>) map;
        entries.add(entry(member, pointer, faults));
      } else {
        faults.add(pointer, "Must be an object");
      }
    }
    faults.throwIfAny();
    return entries;
  }

  private static NewMembers.Entry entry(
      Map<String, ?> json, String pointer, ValidationErrors faults) {
    faults.rejectUnknownFields(json, pointer, FIELDS);
    String label = faults.text(json.get("label"), pointer + "/label", MAX_LABEL);
    Optional<String> mail = Optional.empty();
    if (json.get("mail") instanceof String text
        && text.length() <= MAX_MAIL
        && MAIL.matcher(text).matches()) {
      mail = Optional.of(text);
    } else if (json.get("mail") != null) {
      faults.add(pointer + "/mail", "Must be a mail address");
    }
    int weight = 1;
    if (json.get("weight") instanceof Integer number
        && number >= 1
        && number <= VoterId.MAX_WEIGHT) {
      weight = number;
    } else if (json.get("weight") != null) {
      faults.add(pointer + "/weight", "Must be a whole number from 1 to " + VoterId.MAX_WEIGHT);
    }
    return new NewMembers.Entry(label, mail, weight);
  }

  private static Map<String, Object> json(IssuedMembers.Issued member, String joinUrl) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", member.id());
    json.put("label", member.entry().label());
    member.entry().mail().ifPresent(mail -> json.put("mail", mail));
    json.put("weight", member.entry().weight());
    json.put("code", member.code());
    // In the fragment, which browsers do not send, so that it is in no server's log.
    json.put("link", joinUrl + "#k=" + member.key());
    return json;
  }
}
