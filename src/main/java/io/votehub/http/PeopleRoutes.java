package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.votehub.accounts.Accounts;
import io.votehub.accounts.RoomPeople;
import io.votehub.accounts.RoomPeople.Invitation;
import io.votehub.accounts.RoomPeople.Person;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.RoomRole;
import io.votehub.poll.ValidationErrors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The routes by which the owner of a room gives roles to accounts, the owner's own included, and
 * takes them back.
 *
 * @see OwnRoleRoutes
 */
final class PeopleRoutes {
  private static final Set<RoomRole> ROLES =
      Set.of(RoomRole.OWNER, RoomRole.PRESENTER, RoomRole.MODERATOR, RoomRole.VIEWER);
  private static final int MAX_MAIL = 254;
  private static final String OWNER = "owner";

  private final RoomPeople people;
  private final RoleKeys roles;
  private final AccountGate gate;
  private final AuditTrail trail;

  PeopleRoutes(Accounts accounts, RoleKeys roles, AccountGate gate, AuditTrail trail) {
    this.people = accounts.roomPeople();
    this.roles = roles;
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
                roles
                    .replace(
                        account,
                        room,
                        RoleKeys.key(room, id).orElseThrow(PeopleRoutes::nobody),
                        role)
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
                    : roles.revoke(room, id))
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
}
