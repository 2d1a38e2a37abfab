package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.votehub.accounts.Accounts;
import io.votehub.accounts.RoomPeople;
import io.votehub.accounts.RoomPeople.Invitation;
import io.votehub.accounts.RoomPeople.Person;
import io.votehub.accounts.SignedIn;
import io.votehub.audit.Audit;
import io.votehub.identity.Ids;
import io.votehub.people.Account;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.RoomKey;
import io.votehub.poll.RoomRole;
import io.votehub.poll.ValidationErrors;
import io.votehub.room.RoomKeys;
import io.votehub.room.Rooms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The routes by which the owner of a room gives roles to accounts, the owner's own included, and by
 * which they are accepted. A role is a key of the room; taking it closes its connections.
 */
final class PeopleRoutes {
  private static final Set<RoomRole> ROLES =
      Set.of(RoomRole.OWNER, RoomRole.PRESENTER, RoomRole.MODERATOR, RoomRole.VIEWER);
  private static final int MAX_MAIL = 254;
  private static final String OWNER = "owner";

  private final HttpParts parts;
  private final RoomPeople people;
  private final Audit audit;
  private final Rooms rooms;
  private final RoomKeys keys;
  private final AccountGate gate;
  private final AuditTrail trail;

  PeopleRoutes(HttpParts parts, Accounts accounts, AccountGate gate, AuditTrail trail) {
    this.parts = parts;
    this.people = accounts.roomPeople();
    this.audit = accounts.audit();
    this.rooms = parts.rooms();
    this.keys = parts.rooms().keys();
    this.gate = gate;
    this.trail = trail;
  }

  Future<Reply> list(RoomRequest request) {
    return people
        .list(request.room())
        .compose(
            persons ->
                people
                    .invited(request.room())
                    .map(
                        invited -> {
                          Map<String, Object> json = new LinkedHashMap<>();
                          json.put("people", persons.stream().map(PeopleRoutes::json).toList());
                          json.put("invited", invited.stream().map(PeopleRoutes::json).toList());
                          return Reply.ok(json);
                        }));
  }

  private static Map<String, Object> json(Person person) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", person.id());
    json.put("mail", person.mail());
    person.name().ifPresent(name -> json.put("name", name));
    json.put("role", person.role().wire());
    return json;
  }

  private static Map<String, Object> json(Invitation invitation) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", invitation.id());
    json.put("mail", invitation.mail());
    json.put("role", invitation.role().wire());
    json.put("invitedAt", invitation.invitedAt());
    return json;
  }

  /** Invites somebody by mail; answered alike whether there is an account or not. */
  Future<Reply> invite(RoomRequest request) {
    Map<String, Object> json = BodyReader.object(request.ctx(), List.of("mail", "role"));
    ValidationErrors faults = new ValidationErrors();
    String mail = faults.text(json.get("mail"), "/mail", MAX_MAIL);
    RoomRole role = role(json.get("role"), ROLES, faults);
    faults.throwIfAny();
    return people
        .invite(request.room(), mail, role)
        .map(
            made -> {
              trail.done(request, role == RoomRole.OWNER ? "room.offered" : "room.person-invited");
              people.tell(made, request.room(), gate.visitor(request.ctx()));
              return Reply.created(json(made));
            });
  }

  private static RoomRole role(Object given, Set<RoomRole> allowed, ValidationErrors faults) {
    Optional<RoomRole> role =
        given instanceof String word
            ? RoomRole.of(word).filter(allowed::contains)
            : Optional.empty();
    if (role.isEmpty()) {
      faults.add("/role", "Must be 'presenter', 'moderator' or 'viewer', or 'owner' to hand over");
    }
    return role.orElse(RoomRole.VIEWER);
  }

  /** Gives somebody another role, by another key of the room. */
  Future<Reply> change(RoomRequest request) {
    Room room = request.room();
    String id = id(request.ctx());
    Map<String, Object> json = BodyReader.object(request.ctx(), Set.of("role"));
    ValidationErrors faults = new ValidationErrors();
    RoomRole role =
        role(
            json.get("role"),
            Set.of(RoomRole.PRESENTER, RoomRole.MODERATOR, RoomRole.VIEWER),
            faults);
    faults.throwIfAny();
    return people
        .holder(room, id)
        .map(found -> found.orElseThrow(PeopleRoutes::nobody))
        .compose(
            account ->
                replace(account, room, key(room, id).orElseThrow(PeopleRoutes::nobody), role)
                    .compose(
                        added -> people.list(added.room()).map(all -> find(all, added.key().id()))))
        .map(
            person -> {
              trail.done(request, "room.role-changed");
              return Reply.ok(json(person));
            });
  }

  private static Person find(List<Person> all, String id) {
    return all.stream()
        .filter(each -> each.id().equals(id))
        .findAny()
        .orElseThrow(PeopleRoutes::nobody);
  }

  private static Refusal nobody() {
    return Refusal.field("/person", "Nobody here has that id");
  }

  /** Takes somebody's role, or an invitation, back. Repeating this is no fault. */
  Future<Reply> remove(RoomRequest request) {
    Room room = request.room();
    String id = id(request.ctx());
    if (id.equals(OWNER)) {
      throw Refusal.field("/person", "The owner hands the room over first");
    }
    return people
        .takeBack(room, id)
        .compose(
            invitation ->
                invitation.isPresent() || !room.keys().has(id)
                    ? Future.<Void>succeededFuture()
                    : keys.revoke(room.code(), id).compose(gone -> people.take(room, id)))
        .map(
            done -> {
              trail.done(request, "room.person-removed");
              return Reply.nothing();
            });
  }

  private static String id(RoutingContext ctx) {
    String id = ctx.pathParam("person");
    if (id.length() > RoomRequest.MAX_ID) {
      throw nobody();
    }
    return id;
  }

  /** The rooms in which the account has a role, each with a token, and what it is invited to. */
  Future<Reply> own(RoutingContext ctx) {
    return gate.signedIn(ctx)
        .compose(
            who ->
                roles(who.account())
                    .compose(
                        roles ->
                            invitations(who.account())
                                .map(
                                    invitations ->
                                        Reply.ok(
                                            Map.of("roles", roles, "invitations", invitations)))));
  }

  private Future<List<Map<String, Object>>> roles(Account account) {
    List<Future<Optional<Map<String, Object>>>> all = new ArrayList<>();
    for (RoomPeople.Role role : RoomPeople.roles(account)) {
      all.add(
          room(role.code(), role.roomId())
              .compose(
                  room -> {
                    Optional<RoomKey> key = room.flatMap(found -> key(found, role.key()));
                    return key.isEmpty()
                        ? people.forget(account, role).map(Optional.<Map<String, Object>>empty())
                        : Future.succeededFuture(Optional.of(json(room.get(), key.get())));
                  }));
    }
    return joined(all);
  }

  private static Optional<RoomKey> key(Room room, String id) {
    return room.keys().keys().stream().filter(each -> each.id().equals(id)).findAny();
  }

  private static <T> Future<List<T>> joined(List<Future<Optional<T>>> all) {
    return Future.join(all)
        .map(done -> all.stream().map(Future::result).flatMap(Optional::stream).toList());
  }

  private Map<String, Object> json(Room room, RoomKey key) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", key.id());
    json.put("code", room.code());
    json.put("title", room.title());
    json.put("role", key.role().wire());
    json.put("token", parts.tokens().key(room, key));
    return json;
  }

  /** The room, unless it is gone or another one has its code. */
  private Future<Optional<Room>> room(String code, String roomId) {
    return rooms
        .get(code)
        .map(room -> Optional.of(room).filter(each -> each.id().orElse("").equals(roomId)))
        .recover(
            fault ->
                fault instanceof Refusal why && why.code() == ErrorCode.UNKNOWN_ROOM
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(fault));
  }

  private Future<List<Map<String, Object>>> invitations(Account account) {
    return people
        .invitations(account)
        .compose(
            found -> {
              List<Future<Optional<Map<String, Object>>>> all = new ArrayList<>();
              for (Invitation each : found) {
                all.add(
                    room(each.code(), each.roomId())
                        .map(room -> room.map(there -> json(each, there))));
              }
              return joined(all);
            });
  }

  private static Map<String, Object> json(Invitation invitation, Room room) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", invitation.id());
    json.put("code", room.code());
    json.put("title", room.title());
    json.put("role", invitation.role().wire());
    json.put("invitedAt", invitation.invitedAt());
    return json;
  }

  /** Accepts an invitation of the address of the account. */
  Future<Reply> accept(RoutingContext ctx) {
    BodyReader.objectOrNothing(ctx, Set.of());
    String id = invitationId(ctx);
    return gate.signedIn(ctx).compose(who -> accept(who, id)).map(Reply::ok);
  }

  private Future<Map<String, Object>> accept(SignedIn who, String id) {
    return people
        .takeBack(who.account(), id)
        .map(found -> found.orElseThrow(PeopleRoutes::unknownInvitation))
        .compose(
            invitation ->
                room(invitation.code(), invitation.roomId())
                    .map(room -> room.orElseThrow(() -> Refusal.of(ErrorCode.UNKNOWN_ROOM)))
                    .compose(
                        room ->
                            invitation.role() == RoomRole.OWNER
                                ? takeOver(who.account(), room)
                                : take(who.account(), room, invitation.role())))
        .map(code -> Map.of("code", code));
  }

  private static Refusal unknownInvitation() {
    return Refusal.field("/invitation", "This invitation was answered, taken back, or is too old");
  }

  private Future<String> take(Account account, Room room, RoomRole role) {
    return keys.add(room.code(), role, "")
        .compose(added -> people.give(account, room, added.key().id(), Optional.empty()))
        .map(
            done -> {
              audit.record(account.id(), "room.role-taken", Audit.room(room.code()), Audit.DONE);
              return room.code();
            });
  }

  /**
   * The new owner gets a new token, and all earlier ones are revoked; who owned the room leads it
   * with a key from now on.
   */
  private Future<String> takeOver(Account to, Room room) {
    return people
        .owner(room)
        .compose(
            from -> {
              if (from.filter(owner -> owner.id().equals(to.id())).isPresent()) {
                return Future.succeededFuture();
              }
              return people
                  .handOver(room, from, to)
                  .compose(
                      done -> rooms.revokeTokens(room.code(), room.tokenVersion(), Ids.random()))
                  .compose(
                      renewed ->
                          from.isEmpty()
                              ? Future.<String>succeededFuture()
                              : take(from.get(), renewed, RoomRole.PRESENTER));
            })
        .map(
            done -> {
              audit.record(to.id(), "room.taken-over", Audit.room(room.code()), Audit.DONE);
              return room.code();
            });
  }

  /** Replaces the keys of all roles of an account, so that earlier tokens are worth nothing. */
  Future<Void> renew(Account account) {
    Future<Void> all = Future.succeededFuture();
    for (RoomPeople.Role role : RoomPeople.roles(account)) {
      all =
          all.compose(done -> room(role.code(), role.roomId()))
              .compose(
                  room -> {
                    Optional<RoomKey> key = room.flatMap(found -> key(found, role.key()));
                    return key.isEmpty()
                        ? Future.succeededFuture()
                        : replace(account, room.get(), key.get(), key.get().role()).mapEmpty();
                  });
    }
    return all;
  }

  /** Gives an account another key in place of one; returns the room and the new key. */
  private Future<RoomKeys.Added> replace(Account account, Room room, RoomKey old, RoomRole role) {
    return keys.add(room.code(), role, "")
        .compose(
            added ->
                people
                    .give(account, room, added.key().id(), Optional.of(old.id()))
                    .compose(given -> keys.revoke(room.code(), old.id()))
                    .map(added));
  }

  /** Declines an invitation, or gives up a role. Repeating this is no fault. */
  Future<Reply> leave(RoutingContext ctx) {
    String id = invitationId(ctx);
    return gate.signedIn(ctx)
        .compose(
            who ->
                people
                    .takeBack(who.account(), id)
                    .compose(
                        declined ->
                            declined.isPresent()
                                ? Future.<Void>succeededFuture()
                                : giveUp(who.account(), id)))
        .map(done -> Reply.nothing());
  }

  private Future<Void> giveUp(Account account, String key) {
    Optional<RoomPeople.Role> role =
        RoomPeople.roles(account).stream().filter(each -> each.key().equals(key)).findAny();
    if (role.isEmpty()) {
      return Future.succeededFuture();
    }
    return room(role.get().code(), role.get().roomId())
        .compose(
            room ->
                room.isEmpty()
                    ? Future.<Void>succeededFuture()
                    : keys.revoke(room.get().code(), key))
        .compose(gone -> people.forget(account, role.get()))
        .onSuccess(
            done ->
                audit.record(
                    account.id(), "room.role-given-up", Audit.room(role.get().code()), Audit.DONE));
  }

  private static String invitationId(RoutingContext ctx) {
    String id = ctx.pathParam("invitation");
    if (id.length() > RoomRequest.MAX_ID) {
      throw unknownInvitation();
    }
    return id;
  }
}
