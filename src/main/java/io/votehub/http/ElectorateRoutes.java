package io.votehub.http;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.votehub.bus.BusReply;
import io.votehub.bus.IssuedMembers;
import io.votehub.bus.MailDelivery;
import io.votehub.bus.MemberChange;
import io.votehub.bus.MembersPage;
import io.votehub.bus.MembersQuery;
import io.votehub.bus.NewMembers;
import io.votehub.json.Json;
import io.votehub.memory.MemoryShare;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.ValidationErrors;
import io.votehub.poll.VoterRoll;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The routes for the voter rolls of a room: who may vote in polls that name one. */
final class ElectorateRoutes {
  /** 10,000 members with long names and addresses fit. */
  static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

  private static final int PAGE = 100;
  private static final int MAX_PAGE = 500;
  private static final int MAX_SEARCH = 200;
  private static final int MAX_ID = 64;
  private static final int MAX_CARDS = 100;
  private static final int MAX_LINK = 500;
  private static final Pattern WHOLE = Pattern.compile("\\d{1,6}");

  /** A member with the secrets while an answer is written. */
  private static final int BYTES_AN_ISSUED = 600;

  private final HttpParts parts;
  private final MemoryShare answers;
  private final AuditTrail trail;

  ElectorateRoutes(HttpParts parts, AuditTrail trail) {
    this.trail = trail;
    this.parts = parts;
    this.answers = parts.memory().answers();
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
    json.put("weight", roll.weight());
    json.put("createdAt", roll.createdAt());
    return json;
  }

  /** Removes a roll with its members. */
  Future<Reply> remove(RoomRequest request) {
    String roll = roll(request).id();
    MemberChange all = new MemberChange(MemberChange.Kind.DELETE, roll, Optional.empty());
    return parts
        .rooms()
        .rolls()
        .remove(request.room().code(), roll)
        .compose(removed -> change(all))
        .map(
            deleted -> {
              trail.done(request, "room.roll-removed");
              return Reply.nothing();
            });
  }

  /**
   * The roll in the path.
   *
   * @throws Refusal {@code bad-request} if the room does not have it
   */
  static VoterRoll roll(RoomRequest request) {
    return request
        .room()
        .roll(request.ctx().pathParam("electorate"))
        .orElseThrow(() -> Refusal.field("/electorate", "Is no voter roll of this room"));
  }

  private <T> Future<T> ask(String address, Object query, Class<T> type) {
    return BusReply.request(parts.vertx().eventBus(), address, query, type);
  }

  private Future<IssuedMembers> change(MemberChange change) {
    return ask(MemberChange.ADDRESS, change, IssuedMembers.class);
  }

  /**
   * Adds one member, a list or a table of them; their codes and links are in this response only.
   * Its memory is taken before anything is added, so that they are never lost for want of it.
   */
  Future<Void> addMembers(RoomRequest request) {
    RoutingContext ctx = request.ctx();
    String roll = roll(request).id();
    return onCallerContext(
            ctx.vertx(), BodyReader.valueOrCsv(ctx, MemberReader::json, MemberReader::csv))
        .compose(
            read -> {
              long bytes = (long) read.entries().size() * BYTES_AN_ISSUED;
              if (!answers.tryTake(bytes)) {
                throw Refusal.of(ErrorCode.BUSY, "Too many long responses are being made");
              }
              NewMembers added = new NewMembers(request.room().code(), roll, read.entries());
              return onCallerContext(
                      ctx.vertx(), ask(NewMembers.ADDRESS, added, IssuedMembers.class))
                  .onSuccess(issued -> trail.done(request, "room.members-added"))
                  .compose(issued -> send(request, issued, read.several()))
                  .onComplete(sent -> answers.give(bytes));
            });
  }

  /** Writes the members one by one, as fast as the client takes them. */
  private Future<Void> send(RoomRequest request, IssuedMembers issued, boolean several) {
    HttpServerResponse response = request.ctx().response();
    if (response.headWritten() || response.closed()) {
      return Future.failedFuture("The client has disconnected");
    }
    String link = RoomRoutes.joinUrl(parts, request.ctx(), request.room());
    Iterator<String> members =
        issued.members().stream().map(each -> Json.write(MemberReader.json(each, link))).iterator();
    Iterator<Iterator<String>> all =
        List.of(members, several ? List.of("]}").iterator() : Collections.<String>emptyIterator())
            .iterator();
    response
        .setStatusCode(201)
        .putHeader("Content-Type", Reply.JSON)
        .putHeader("Cache-Control", "no-store");
    boolean[] some = new boolean[1];
    return new LineStream<>(
            response,
            Buffer.buffer(several ? "{\"members\":[" : ""),
            () ->
                Future.succeededFuture(
                    all.hasNext() ? all.next() : Collections.<String>emptyIterator()),
            text -> {
              String separated = some[0] && !text.equals("]}") ? "," + text : text;
              some[0] = true;
              return Buffer.buffer(separated);
            })
        .send();
  }

  /** A part of a roll. */
  Future<Reply> members(RoomRequest request) {
    VoterRoll roll = roll(request);
    ValidationErrors faults = new ValidationErrors();
    String search = request.ctx().request().getParam("search", "");
    if (search.length() > MAX_SEARCH) {
      faults.add("/search", "Must have at most " + MAX_SEARCH + " characters");
    }
    int from = number(request, "from", 0, VoterRoll.MAX_MEMBERS, faults);
    int limit = number(request, "limit", PAGE, MAX_PAGE, faults);
    faults.throwIfAny();
    MembersQuery query = new MembersQuery(roll.id(), search, from, limit);
    return ask(MembersQuery.ADDRESS, query, MembersPage.class)
        .map(
            page ->
                Reply.ok(
                        Map.of(
                            "members",
                            page.members().stream().map(ElectorateRoutes::json).toList(),
                            "found",
                            page.found()))
                    .with("Cache-Control", "no-store"));
  }

  private static int number(
      RoomRequest request, String name, int otherwise, int most, ValidationErrors faults) {
    String given = request.ctx().request().getParam(name);
    if (given == null) {
      return otherwise;
    }
    if (WHOLE.matcher(given).matches() && Integer.parseInt(given) <= most) {
      return Integer.parseInt(given);
    }
    faults.add("/" + name, "Must be a whole number of at most " + most);
    return otherwise;
  }

  private static Map<String, Object> json(MembersPage.Row member) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", member.id());
    json.put("label", member.label());
    member.mail().ifPresent(mail -> json.put("mail", mail));
    json.put("weight", member.weight());
    member.delivery().ifPresent(delivery -> json.put("delivery", json(delivery)));
    return json;
  }

  private static Map<String, Object> json(MailDelivery delivery) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("state", delivery.state().wire());
    json.put("changedAt", delivery.at());
    delivery.reason().ifPresent(reason -> json.put("reason", reason));
    return json;
  }

  /** Issues another code and link for a member; the former ones are of no use any more. */
  Future<Reply> renew(RoomRequest request) {
    MemberChange renewal =
        new MemberChange(MemberChange.Kind.RENEW, roll(request).id(), Optional.of(member(request)));
    String link = RoomRoutes.joinUrl(parts, request.ctx(), request.room());
    return change(renewal)
        .onSuccess(issued -> trail.done(request, "room.member-code-renewed"))
        .map(
            issued ->
                Reply.ok(MemberReader.json(issued.members().get(0), link))
                    .with("Cache-Control", "no-store"));
  }

  private static String member(RoomRequest request) {
    String member = request.ctx().pathParam("member");
    return member.length() <= MAX_ID ? member : "";
  }

  /** Takes a member off a roll; who was taken off before is none of its members. */
  Future<Reply> removeMember(RoomRequest request) {
    String roll = roll(request).id();
    String member = member(request);
    return ask(MembersQuery.ADDRESS, MembersQuery.of(roll, member), MembersPage.class)
        .compose(
            page -> {
              if (page.members().isEmpty()) {
                throw Refusal.field("/member", "Is no member of this voter roll");
              }
              int weight = page.members().get(0).weight();
              return parts
                  .rooms()
                  .rolls()
                  .removeMember(request.room().code(), roll, member, weight);
            })
        .compose(
            removed ->
                change(new MemberChange(MemberChange.Kind.DELETE, roll, Optional.of(member))))
        .map(
            deleted -> {
              trail.done(request, "room.member-removed");
              return Reply.nothing();
            });
  }

  /**
   * Draws the QR codes of links, which the hub does not keep. They come in a body, because what is
   * in an address is written to logs.
   */
  Future<Reply> cards(RoomRequest request) {
    roll(request);
    Map<String, Object> json = BodyReader.object(request.ctx(), Set.of("links"));
    boolean valid =
        json.get("links") instanceof List<?> links
            && !links.isEmpty()
            && links.size() <= MAX_CARDS
            && links.stream().allMatch(link -> link instanceof String s && s.length() <= MAX_LINK);
    if (!valid) {
      throw Refusal.field("/links", "Must be from 1 to " + MAX_CARDS + " links");
    }
    List<?> links = (List<?>) json.get("links");
    return parts
        .vertx()
        .executeBlocking(
            () -> links.stream().map(link -> QrSvg.json((String) link)).toList(), false)
        .map(pictures -> Reply.ok(Map.of("pictures", pictures)).with("Cache-Control", "no-store"));
  }
}
