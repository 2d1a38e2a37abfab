package io.votehub.http;

import io.vertx.core.Future;
import io.votehub.bus.BusReply;
import io.votehub.bus.MailOrder;
import io.votehub.bus.MailProgress;
import io.votehub.poll.ValidationErrors;
import io.votehub.poll.VoterRoll;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The routes for mails that bring the members of a voter roll their links. */
final class MemberMailRoutes {
  private static final int MAX_ID = 64;
  private static final String MEMBER = "member";
  private static final String TEST = "test";
  private static final String LANGUAGE = "language";

  private final HttpParts parts;
  private final AuditTrail trail;

  MemberMailRoutes(HttpParts parts, AuditTrail trail) {
    this.parts = parts;
    this.trail = trail;
  }

  /** How the mails on their way fare. */
  Future<Reply> show(RoomRequest request) {
    return ask(request, MailOrder.Kind.SHOW, Optional.empty(), "en").map(Reply::ok);
  }

  /** Orders mails: to all members without one, to one member, or a test. */
  Future<Reply> send(RoomRequest request) {
    Map<String, Object> json =
        BodyReader.objectOrNothing(request.ctx(), Set.of(MEMBER, TEST, LANGUAGE));
    ValidationErrors faults = new ValidationErrors();
    Optional<String> member = Optional.empty();
    if (json.get(MEMBER) instanceof String id && id.length() <= MAX_ID) {
      member = Optional.of(id);
    } else if (json.get(MEMBER) != null) {
      faults.add("/member", "Must be the id of a member");
    }
    Optional<String> test = Optional.empty();
    if (json.get(TEST) instanceof String mail && MemberReader.isAddress(mail)) {
      test = Optional.of(mail);
    } else if (json.get(TEST) != null) {
      faults.add("/test", "Must be a mail address");
    }
    faults.throwIfAny();
    String language = "de".equals(json.get(LANGUAGE)) ? "de" : "en";
    MailOrder.Kind kind =
        test.isPresent()
            ? MailOrder.Kind.TEST
            : member.isPresent() ? MailOrder.Kind.MEMBER : MailOrder.Kind.UNSENT;
    return ask(
            request, kind, test.or(() -> Optional.ofNullable((String) json.get(MEMBER))), language)
        .map(
            progress -> {
              trail.done(request, "room.members-mailed");
              return Reply.json(202, progress);
            });
  }

  private Future<Map<String, Object>> ask(
      RoomRequest request, MailOrder.Kind kind, Optional<String> target, String language) {
    VoterRoll roll = ElectorateRoutes.roll(request);
    String link = RoomRoutes.joinUrl(parts, request.ctx(), request.room());
    MailOrder.Letter letter =
        new MailOrder.Letter(language, request.room().title(), roll.title(), link);
    return BusReply.request(
            parts.vertx().eventBus(),
            MailOrder.ADDRESS,
            new MailOrder(kind, roll.id(), target, letter),
            MailProgress.class)
        .map(MemberMailRoutes::json);
  }

  private static Map<String, Object> json(MailProgress progress) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("possible", progress.possible());
    json.put("left", progress.left());
    json.put("sent", progress.sent());
    json.put("failed", progress.failed());
    progress.reason().ifPresent(reason -> json.put("reason", reason));
    return json;
  }
}
