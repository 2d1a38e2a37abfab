package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.votehub.audit.Audit;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.room.Polls;
import io.votehub.room.RoomSearch;
import io.votehub.room.Rooms;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The routes by which operators look after rooms. They see who is in a room as numbers, and never a
 * ballot.
 */
final class AdminRoomRoutes {
  private static final int PAGE = 50;

  private final Rooms rooms;
  private final Polls polls;
  private final OperatorGate gate;
  private final InstantSource clock;
  private final HttpParts parts;

  AdminRoomRoutes(HttpParts parts, OperatorGate gate) {
    this.parts = parts;
    this.rooms = parts.rooms();
    this.polls = parts.polls();
    this.clock = parts.clock();
    this.gate = gate;
  }

  /** Rooms whose code or title contains a text. */
  Future<Reply> list(RoutingContext ctx) {
    String wanted = AdminQuery.text(ctx, "find", Room.MAX_TITLE).orElse("");
    String after = AdminQuery.text(ctx, "after", RoomRequest.MAX_ID).orElse("");
    String text = JoinCode.read(wanted).orElse(wanted);
    return gate.operator(ctx)
        .compose(who -> rooms.search().find(text, after, PAGE))
        .compose(this::json)
        .map(Reply::ok);
  }

  private Future<Map<String, Object>> json(RoomSearch.Found found) {
    List<Future<Map<String, Object>>> all = found.rooms().stream().map(this::json).toList();
    return Future.join(all)
        .map(
            done -> {
              Map<String, Object> json = new LinkedHashMap<>();
              json.put("rooms", all.stream().map(Future::result).toList());
              if (found.next() != null) {
                json.put("next", found.next());
              }
              return json;
            });
  }

  private Future<Map<String, Object>> json(Room room) {
    return rooms
        .polls(room.code())
        .compose(
            all ->
                rooms
                    .present(room.code())
                    .map(
                        present -> {
                          Map<String, Object> json = new LinkedHashMap<>();
                          json.put("code", room.code());
                          json.put("title", room.title());
                          json.put("createdAt", room.createdAt());
                          json.put("present", present);
                          json.put("polls", all.size());
                          json.put("open", all.stream().filter(AdminRoomRoutes::isOpen).count());
                          room.suspension().at().ifPresent(at -> json.put("suspendedAt", at));
                          return json;
                        }));
  }

  private static boolean isOpen(Poll poll) {
    return poll.state() == PollState.OPEN;
  }

  /** Suspends a room, or lets it be used again. */
  Future<Reply> change(RoutingContext ctx) {
    String code = code(ctx);
    Map<String, Object> json = BodyReader.object(ctx, Set.of("suspended"));
    if (!(json.get("suspended") instanceof Boolean wanted)) {
      throw Refusal.field("/suspended", "Must be true or false");
    }
    OptionalLong at = wanted ? OptionalLong.of(clock.millis()) : OptionalLong.empty();
    return gate.change(
            ctx,
            wanted ? "room.suspended" : "room.resumed",
            Audit.room(code),
            who -> rooms.suspend(code, at))
        .compose(this::json)
        .map(Reply::ok);
  }

  /** Closes all polls of a room that are open. */
  Future<Reply> close(RoutingContext ctx) {
    BodyReader.objectOrNothing(ctx, Set.of());
    String code = code(ctx);
    return gate.change(ctx, "room.closed", Audit.room(code), who -> closeAll(code))
        .compose(done -> rooms.get(code))
        .compose(this::json)
        .map(Reply::ok);
  }

  private Future<Void> closeAll(String code) {
    return rooms
        .get(code)
        .compose(room -> rooms.polls(code))
        .compose(
            all ->
                Future.join(
                    all.stream()
                        .filter(AdminRoomRoutes::isOpen)
                        .map(poll -> polls.close(code, poll.id()))
                        .toList()))
        .mapEmpty();
  }

  Future<Reply> delete(RoutingContext ctx) {
    String code = code(ctx);
    return gate.change(ctx, "room.deleted", Audit.room(code), who -> rooms.delete(code))
        .map(
            gone -> {
              parts.security().done(Event.ROOM_DELETED, code, RoomRequest.from(ctx));
              return Reply.nothing();
            });
  }

  private static String code(RoutingContext ctx) {
    String typed = ctx.pathParam("code");
    return JoinCode.read(typed).orElseThrow(() -> JoinCode.unreadable(typed));
  }
}
