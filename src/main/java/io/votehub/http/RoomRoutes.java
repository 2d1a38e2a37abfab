package io.votehub.http;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.Future;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import io.votehub.accounts.ApiKeys.Scope;
import io.votehub.accounts.SignedIn;
import io.votehub.audit.Audit;
import io.votehub.bus.BusReply;
import io.votehub.bus.MemberQuery;
import io.votehub.bus.MemberView;
import io.votehub.draft.ThemeReader;
import io.votehub.identity.Identity;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.limit.NewVoters;
import io.votehub.people.Account;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.RoomRole;
import io.votehub.poll.RoomRulesJson;
import io.votehub.poll.Stage;
import io.votehub.poll.Theme;
import io.votehub.poll.ValidationErrors;
import io.votehub.protocol.RoomMessages;
import io.votehub.room.Rooms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The routes for rooms, their presenter token, their QR code and their voters. */
final class RoomRoutes {
  private static final String ROOM_CREATED = "room.created";
  private static final int MAX_HOST = 253;
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");
  private static final String REV = "rev";
  private static final String THEME = "theme";
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9_-]{16,64}");
  private static final String MAX_AGE = "max-age=300";

  private final HttpParts parts;
  private final Rooms rooms;
  private final RequestAuthorizer authorizer;
  private final RequestLimiter limiter;
  private final Optional<AccountGate> gate;
  private final Optional<ApiKeyGate> apiKeys;
  private final AuditTrail trail;

  /**
   * @param gate who is signed in; empty where accounts are off
   */
  RoomRoutes(
      HttpParts parts,
      RequestAuthorizer authorizer,
      RequestLimiter limiter,
      Optional<AccountGate> gate,
      Optional<ApiKeyGate> apiKeys,
      AuditTrail trail) {
    this.trail = trail;
    this.apiKeys = apiKeys;
    this.gate = gate;
    this.parts = parts;
    this.authorizer = authorizer;
    this.limiter = limiter;
    this.rooms = parts.rooms();
  }

  Future<Reply> create(RoutingContext ctx) {
    boolean open = parts.settings().roomCreationOpen();
    if (gate.isEmpty() && !open) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "Creating rooms is not open to everyone on this hub");
    }
    Map<String, Object> json = BodyReader.object(ctx);
    ValidationErrors faults = new ValidationErrors();
    faults.rejectUnknownFields(json, "", Set.of("title"));
    String title = faults.text(json.get("title"), "/title", Room.MAX_TITLE);
    faults.throwIfAny();
    return gate.isEmpty() ? create(ctx, title) : createSignedIn(ctx, title, open, gate.get());
  }

  private Future<Reply> create(RoutingContext ctx, String title) {
    return made(ctx, title)
        .map(
            room -> {
              trail.done(Optional.empty(), ROOM_CREATED, Audit.room(room.code()));
              return created(ctx, room);
            });
  }

  private Future<Room> made(RoutingContext ctx, String title) {
    return authorizer
        .person(ctx)
        .compose(
            person -> {
              return limiter.room(ctx, person).compose(allowed -> rooms.create(title));
            });
  }

  /** A room that somebody makes who is signed in belongs to the account. */
  private Future<Reply> createSignedIn(
      RoutingContext ctx, String title, boolean open, AccountGate known) {
    return maker(ctx, known)
        .compose(
            who -> {
              if (who.isEmpty() && !open) {
                throw Refusal.of(ErrorCode.FORBIDDEN, "Sign in to create rooms on this hub");
              }
              return who.isEmpty()
                  ? create(ctx, title)
                  : made(ctx, title).compose(room -> claimed(ctx, room, who.get(), known));
            });
  }

  /** Whose room it is going to be: that of who is signed in, or whose key is used. */
  private Future<Optional<Account>> maker(RoutingContext ctx, AccountGate known) {
    return ApiKeyGate.isUsed(ctx)
        ? apiKeys.orElseThrow().bearer(ctx, Scope.LEAD).map(who -> Optional.of(who.account()))
        : known.visitorOfRooms(ctx).map(who -> who.map(SignedIn::account));
  }

  private Future<Reply> claimed(RoutingContext ctx, Room room, Account who, AccountGate known) {
    trail.done(Optional.of(who.id()), ROOM_CREATED, Audit.room(room.code()));
    return known.claim(who, room).map(created(ctx, room));
  }

  private Reply created(RoutingContext ctx, Room room) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", room.code());
    json.put("title", room.title());
    json.put("token", parts.tokens().owner(room));
    json.put("joinUrl", joinUrl(ctx, room));
    return Reply.created(json).with("Location", "/api/v1/rooms/" + room.code());
  }

  Future<Reply> show(RoomRequest request) {
    if (request.seesHidden()) {
      rooms.used(request.room().code());
    }
    return view(request, request.room());
  }

  private Future<Reply> view(RoomRequest request, Room room) {
    return rooms
        .polls(room.code())
        .compose(
            polls -> {
              List<Poll> shown =
                  polls.stream()
                      .filter(poll -> request.seesHidden() || poll.state() != PollState.DRAFT)
                      .toList();
              return rooms
                  .present(room.code())
                  .map(present -> Reply.ok(json(request, room, present, shown)));
            });
  }

  private Map<String, Object> json(RoomRequest request, Room room, int present, List<Poll> shown) {
    Map<String, Object> json = RoomMessages.roomView(room, present, shown, request.leads());
    if (request.leads()) {
      json.put("admission", RoomMessages.admission(room.admission()));
      json.put("wordRules", RoomRulesJson.wordRules(room.wordRules()));
      json.put("embed", RoomMessages.embedding(room.embedding()));
    }
    if (request.seesHidden() && rooms.keeping().days() > 0) {
      int days = rooms.keeping().days();
      json.put("keepDays", days);
      json.put("keptUntil", parts.clock().millis() + TimeUnit.DAYS.toMillis(days));
    }
    return json;
  }

  /** Changes title, order of the polls and looks; nothing changes if one of them is refused. */
  Future<Reply> change(RoomRequest request) {
    Map<String, Object> json = BodyReader.object(request.ctx());
    ValidationErrors faults = new ValidationErrors();
    faults.rejectUnknownFields(json, "", Set.of("title", "polls", THEME));
    String title =
        json.containsKey("title")
            ? faults.text(json.get("title"), "/title", Room.MAX_TITLE)
            : request.room().title();
    if (json.containsKey("polls") && !isIds(json.get("polls"))) {
      faults.add("/polls", "Must be a list of ids of polls");
    }
    faults.throwIfAny();
    String code = request.room().code();
    return readTheme(request, json)
        .compose(
            theme ->
                order(code, json.get("polls"))
                    .compose(
                        ordered ->
                            json.containsKey("title")
                                ? rooms.settings().rename(code, title)
                                : Future.succeededFuture(request.room()))
                    .compose(
                        room ->
                            theme
                                .map(step -> rooms.settings().changeTheme(code, step))
                                .orElseGet(() -> Future.succeededFuture(room))))
        .compose(room -> view(request, room));
  }

  /** The change of the looks, if there is one, tried before anything else changes. */
  private Future<Optional<UnaryOperator<Theme>>> readTheme(
      RoomRequest request, Map<String, Object> json) {
    if (!json.containsKey(THEME)) {
      return Future.succeededFuture(Optional.empty());
    }
    return parts
        .images()
        .of(request.room().code())
        .map(
            pictures -> {
              UnaryOperator<Theme> step =
                  before -> ThemeReader.patched(before, json.get(THEME), pictures);
              Theme unused = step.apply(request.room().theme());
              return Optional.of(step);
            });
  }

  private static boolean isIds(Object value) {
    return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
  }

  private Future<Void> order(String code, Object polls) {
    return polls instanceof List<?> ids
        ? rooms.order(code, ids.stream().map(String.class::cast).toList())
        : Future.succeededFuture();
  }

  /** Changes what the big screens show; responds with the new stage. */
  Future<Reply> stage(RoomRequest request) {
    Map<String, Object> json = BodyReader.object(request.ctx());
    ValidationErrors faults = new ValidationErrors();
    OptionalLong rev = faults.rev(json.get(REV));
    faults.throwIfAny();
    Stage wanted = Stage.read(json, Set.of(REV), parts.clock().millis());
    String code = request.room().code();
    return ConflictException.withCurrent(
            rooms.stages().put(code, wanted, rev),
            () -> rooms.get(code).map(room -> RoomMessages.stage(room.stage())))
        .map(room -> Reply.ok(RoomMessages.stage(room.stage())));
  }

  Future<Reply> delete(RoomRequest request) {
    String code = request.room().code();
    return rooms
        .delete(code)
        .map(
            gone -> {
              parts.security().done(Event.ROOM_DELETED, code, request.from());
              trail.done(request, "room.deleted");
              return Reply.nothing();
            });
  }

  /** Confirms that a token is valid, and tells its role. */
  Future<Reply> token(RoomRequest request) {
    RoomRole role = request.who().orElseThrow().role();
    return Future.succeededFuture(
        Reply.ok(Map.of("role", RoomMessages.role(role), "owner", role == RoomRole.OWNER)));
  }

  /**
   * Replaces the owner's token; all earlier ones are revoked. Idempotent by {@code id}: repeated
   * with the same id and the token of then, it responds with the same new token, in case the first
   * response was lost. Knowing the old token alone does not suffice, as the id cannot be guessed.
   */
  Future<Reply> newToken(RoomRequest request) {
    Optional<String> id =
        requestId(BodyReader.objectOrNothing(request.ctx(), Set.of("id")).get("id"));
    Room known = request.room();
    long version = request.who().map(Identity::version).orElseThrow();
    return rooms
        .revokeTokens(known.code(), version, ContentHash.full(id.orElseGet(parts.voters())))
        .onFailure(
            fault -> {
              if (fault instanceof Refusal why && why.code() == ErrorCode.BAD_TOKEN) {
                authorizer.logRefused(request.ctx(), known, fault);
              }
            })
        .map(
            room -> {
              parts.security().done(Event.KEY_REPLACED, room.code(), request.from());
              trail.done(request, "room.token-replaced");
              return Reply.created(Map.of("token", parts.tokens().owner(room)));
            });
  }

  private static Optional<String> requestId(Object id) {
    if (id != null && !(id instanceof String text && REQUEST_ID.matcher(text).matches())) {
      throw Refusal.field("/id", "Must be 16 to 64 random letters, digits, '-' and '_'");
    }
    return Optional.ofNullable((String) id);
  }

  Future<Reply> qrCode(RoomRequest request) {
    Reply picture =
        new Reply(200, "image/svg+xml", QrSvg.svg(joinUrl(request.ctx(), request.room())))
            .with("Content-Security-Policy", "default-src 'none'")
            // QR codes are embedded in slides and other sites.
            .with("Cross-Origin-Resource-Policy", "cross-origin");
    // Without a public URL the code depends on the Host header, with which an attacker could poison
    // a
    // shared cache.
    return Future.succeededFuture(
        parts.settings().publicUrl().isPresent()
            ? picture.with("Cache-Control", "public, " + MAX_AGE)
            : picture.with("Cache-Control", "private, " + MAX_AGE).with("Vary", "Host"));
  }

  /** Makes a voter; with the code of a member of a voter roll, that member. */
  Future<Reply> newVoter(RoomRequest request) {
    request.room().requireInUse();
    Map<String, Object> json =
        BodyReader.objectOrNothing(request.ctx(), Set.of("code", "passcode", "proof"));
    Object code = json.get("code");
    if (code == null) {
      NewVoters.Shown shown =
          new NewVoters.Shown(
              text(json, "passcode"),
              text(json, "proof"),
              Optional.ofNullable(request.ctx().request().getHeader("Authorization")));
      return onCallerContext(
              request.ctx().vertx(),
              parts.newVoters().admit(request.room(), RequestLimiter.sender(request.ctx()), shown))
          .map(admitted -> voter(request.room(), parts.voters().get()));
    }
    if (!(code instanceof String text)) {
      throw Refusal.field("/code", "Must be a text, the code of a member of a voter roll");
    }
    MemberQuery query = new MemberQuery(request.room().code(), text);
    return onCallerContext(
            request.ctx().vertx(),
            BusReply.request(
                parts.vertx().eventBus(), MemberQuery.ADDRESS, query, MemberView.class))
        .map(member -> voter(request.room(), member.voter()))
        .recover(fault -> refuseMember(request.ctx(), fault));
  }

  private static Optional<String> text(Map<String, Object> json, String field) {
    Object value = json.get(field);
    if (value != null && !(value instanceof String)) {
      throw Refusal.field("/" + field, "Must be a text");
    }
    return Optional.ofNullable((String) value);
  }

  /** Delays the refusal, so that codes cannot be guessed quickly. */
  private Future<Reply> refuseMember(RoutingContext ctx, Throwable fault) {
    return fault instanceof Refusal why && why.code() == ErrorCode.NOT_ELIGIBLE
        ? limiter.wrongCode(ctx).compose(waited -> Future.failedFuture(fault))
        : Future.failedFuture(fault);
  }

  private Reply voter(Room room, String voter) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("voter", voter);
    json.put("token", parts.tokens().voter(room, voter));
    return Reply.created(json);
  }

  /** The address at which voters join: the public URL, or that of this request. */
  private String joinUrl(RoutingContext ctx, Room room) {
    return joinUrl(parts, ctx, room);
  }

  static String joinUrl(HttpParts parts, RoutingContext ctx, Room room) {
    return parts.settings().publicUrl().orElseGet(() -> requestAddress(ctx)) + "/r/" + room.code();
  }

  private static String requestAddress(RoutingContext ctx) {
    HostAndPort host = ctx.request().authority();
    boolean named =
        host != null && host.host().length() <= MAX_HOST && HOST.matcher(host.host()).matches();
    if (!named) {
      throw Refusal.of(ErrorCode.BAD_MESSAGE, "The request has no valid Host");
    }
    return ctx.request().scheme() + "://" + host;
  }
}
