package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.votehub.accounts.Accounts;
import io.votehub.accounts.RoomPeople;
import io.votehub.accounts.RoomPeople.Invitation;
import io.votehub.accounts.SignedIn;
import io.votehub.people.Account;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.RoomKey;
import io.votehub.poll.RoomRole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The routes by which an account sees its roles in rooms of others, accepts what it is invited to,
 * and leaves.
 *
 * @see PeopleRoutes
 */
final class OwnRoleRoutes {
  private final HttpParts parts;
  private final RoomPeople people;
  private final RoleKeys keys;
  private final AccountGate gate;

  OwnRoleRoutes(HttpParts parts, Accounts accounts, RoleKeys keys, AccountGate gate) {
    this.parts = parts;
    this.people = accounts.roomPeople();
    this.keys = keys;
    this.gate = gate;
  }

  /** The rooms in which the account has a role, each with a token, and what it is invited to. */
  Future<Reply> list(RoutingContext ctx) {
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
          keys.room(role.code(), role.roomId())
              .compose(
                  room -> {
                    Optional<RoomKey> key = room.flatMap(found -> RoleKeys.key(found, role.key()));
                    return key.isEmpty()
                        ? people.forget(account, role).map(Optional.<Map<String, Object>>empty())
                        : Future.succeededFuture(Optional.of(json(room.get(), key.get())));
                  }));
    }
    return joined(all);
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

  private Future<List<Map<String, Object>>> invitations(Account account) {
    return people
        .invitations(account)
        .compose(
            found -> {
              List<Future<Optional<Map<String, Object>>>> all = new ArrayList<>();
              for (Invitation each : found) {
                all.add(
                    keys.room(each.code(), each.roomId())
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
        .map(found -> found.orElseThrow(OwnRoleRoutes::unknownInvitation))
        .compose(
            invitation ->
                keys.room(invitation.code(), invitation.roomId())
                    .map(room -> room.orElseThrow(() -> Refusal.of(ErrorCode.UNKNOWN_ROOM)))
                    .compose(
                        room ->
                            invitation.role() == RoomRole.OWNER
                                ? keys.takeOver(who.account(), room)
                                : keys.take(who.account(), room, invitation.role())))
        .map(code -> Map.of("code", code));
  }

  private static Refusal unknownInvitation() {
    return Refusal.field("/invitation", "This invitation was answered, taken back, or is too old");
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
                                : keys.giveUp(who.account(), id)))
        .map(done -> Reply.nothing());
  }

  private static String invitationId(RoutingContext ctx) {
    String id = ctx.pathParam("invitation");
    if (id.length() > RoomRequest.MAX_ID) {
      throw unknownInvitation();
    }
    return id;
  }
}
