package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.votehub.accounts.Accounts;
import io.votehub.accounts.Accounts.OwnRoom;
import io.votehub.accounts.RoomOffers;
import io.votehub.accounts.RoomOffers.Offered;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.room.Rooms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The routes by which somebody answers whether they take over the rooms of an erased account. */
final class RoomOfferRoutes {
  private static final int MAX_TITLES = 20;

  private final RoomOffers offers;
  private final AccountGate gate;
  private final Rooms rooms;

  RoomOfferRoutes(Accounts accounts, AccountGate gate, Rooms rooms) {
    this.offers = accounts.roomOffers();
    this.gate = gate;
    this.rooms = rooms;
  }

  Future<Reply> list(RoutingContext ctx) {
    return gate.signedIn(ctx)
        .compose(who -> offers.list(who.account()))
        .compose(
            all -> {
              List<Future<Map<String, Object>>> offered = all.stream().map(this::json).toList();
              return Future.all(offered)
                  .map(
                      done ->
                          Reply.ok(
                              Map.of("offers", offered.stream().map(Future::result).toList())));
            });
  }

  private Future<Map<String, Object>> json(Offered offer) {
    List<Future<Optional<String>>> titles = new ArrayList<>();
    offer.rooms().stream().limit(MAX_TITLES).forEach(room -> titles.add(title(room)));
    return Future.all(titles)
        .map(
            done -> {
              Map<String, Object> json = new LinkedHashMap<>();
              json.put("id", offer.id());
              json.put("from", offer.from());
              offer.name().ifPresent(name -> json.put("name", name));
              json.put("rooms", offer.rooms().size());
              json.put(
                  "titles", titles.stream().map(Future::result).flatMap(Optional::stream).toList());
              json.put("at", offer.dueAt());
              json.put("accepted", offer.accepted());
              return json;
            });
  }

  /** The title of a room, unless it is gone or another one has its code. */
  private Future<Optional<String>> title(OwnRoom own) {
    return rooms
        .get(own.code())
        .map(room -> Optional.of(room).filter(each -> each.id().orElse("").equals(own.id())))
        .recover(
            fault ->
                fault instanceof Refusal why && why.code() == ErrorCode.UNKNOWN_ROOM
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(fault))
        .map(room -> room.map(Room::title));
  }

  Future<Reply> accept(RoutingContext ctx) {
    BodyReader.objectOrNothing(ctx, Set.of());
    String id = id(ctx);
    return gate.signedIn(ctx)
        .compose(who -> offers.accept(who.account(), id))
        .map(at -> Reply.ok(Map.of("at", at)));
  }

  Future<Reply> decline(RoutingContext ctx) {
    String id = id(ctx);
    return gate.signedIn(ctx)
        .compose(who -> offers.decline(who.account(), id))
        .map(done -> Reply.nothing());
  }

  private static String id(RoutingContext ctx) {
    String id = ctx.pathParam("offer");
    if (id.length() > RoomRequest.MAX_ID) {
      throw Refusal.field("/offer", "No such offer");
    }
    return id;
  }
}
